/**
 * One gate for what a mutation may hold, on entry and on both sides: what passes on a laptop never fails on the hub for
 * its form. JSON that both databases and every parser on the way can keep: well-formed text without NUL, keys that no
 * parser treats as its own, bounded depth and size.
 */
import type { JsonValue } from '../schema/define.ts';
import { failed, ok, type RefusalData, type Result } from './refusal.ts';

/**
 * Most bytes (UTF-8, as JSON) that the arguments of one mutation may take. Well below what the hub takes in one
 * request.
 */
export const MAX_PAYLOAD_BYTES = 1_000_000;
/**
 * Most bytes (UTF-8) of one text or one JSON value of a row: what Postgres can index for search in the worst case (1
 * MiB of lexemes) and to spare.
 */
export const MAX_TEXT_BYTES = 200_000;
/** Deepest nesting. */
const MAX_DEPTH = 32;
/** Keys that JSON parsers and objects treat as their own. */
const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether both databases can keep the text. */
export function isSoundText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** Bytes of the text in UTF-8; of a lone surrogate, three, as its replacement takes. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    // A pair of surrogates is four bytes for two units.
    bytes += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** The first `most` characters of a text, whole ones. */
export function clipped(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('');
}

/** What is wrong, and where. */
type Fault = readonly [code: RefusalData['code'], path: readonly string[]];

class Gate {
  bytes = 0;

  /** The first fault of a value, in the order of its keys. */
  check(value: unknown, path: readonly string[]): Fault | undefined {
    if (path.length > MAX_DEPTH) return ['payload.depth', path];
    switch (typeof value) {
      case 'string':
        return this.#text(value, path);
      case 'number':
        return Number.isFinite(value) ? this.#took(24) : ['payload.shape', path];
      case 'boolean':
        return this.#took(5);
      case 'object':
        return value === null
          ? this.#took(4)
          : Array.isArray(value)
            ? this.#list(value, path)
            : this.#record(value, path);
      default:
        return ['payload.shape', path];
    }
  }

  #took(bytes: number): undefined {
    this.bytes += bytes + 1;
  }

  #text(text: string, path: readonly string[]): Fault | undefined {
    this.#took(utf8Bytes(text) + 2);
    return isSoundText(text) ? undefined : ['payload.text', path];
  }

  #list(list: readonly unknown[], path: readonly string[]): Fault | undefined {
    this.#took(2);
    for (const [index, item] of list.entries()) {
      const fault = this.check(item, [...path, String(index)]);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  #record(record: object, path: readonly string[]): Fault | undefined {
    const prototype: unknown = Object.getPrototypeOf(record);
    if (prototype !== Object.prototype && prototype !== null) return ['payload.shape', path];
    this.#took(2);
    for (const [key, item] of Object.entries(record)) {
      if (RESERVED.has(key)) return ['payload.key', [...path, key]];
      const fault =
        this.#text(key, [...path, key]) ?? (item === undefined ? undefined : this.check(item, [...path, key]));
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
}

/** The path for people, cut and made sound itself: it may be what is wrong. */
const words = (path: readonly string[]): string =>
  clipped(path.join('.').toWellFormed().replaceAll('\u0000', '\ufffd'), 100);

/** Whether the arguments of a mutation may be taken; otherwise why not. Never throws, whatever it is given. */
export function checkPayload(args: unknown): Result<JsonValue> {
  const gate = new Gate();
  const fault = gate.check(args ?? null, []);
  if (fault !== undefined) return failed({ code: fault[0], details: { path: words(fault[1]) } });
  if (gate.bytes > MAX_PAYLOAD_BYTES)
    return failed({ code: 'payload.size', details: { bytes: gate.bytes, most: MAX_PAYLOAD_BYTES } });
  // Everything in it was looked at.
  return ok((args ?? null) as JsonValue);
}
