/**
 * One codec per column type, so that mutation code sees one kind of value on both databases:
 * boolean, number, ISO text, decimal string, parsed JSON. Three forms exist besides:
 * *stored* (SQLite), *wire* (Electric: every value is text; a boolean is `true` in a snapshot but `t` in the log), and
 * Postgres parameters.
 */

import { assert } from '../base/asserts.ts';
import { canonicalJson } from '../base/json.ts';
import type { Column, JsonValue, Table } from './define.ts';

/** What SQLite stores. */
export type Stored = string | number | null;

/** An exact decimal with `scale` digits after the point; throws on text that is no decimal. */
export function canonicalDecimal(text: string, scale: number): string {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  assert(match !== null, () => `not a decimal: ${text}`);
  const [, sign = '', whole = '0', fraction = ''] = match;
  assert(/^0*$/.test(fraction.slice(scale)), () => `more than ${scale} decimals: ${text}`);
  const digits = fraction.slice(0, scale).padEnd(scale, '0');
  const integer = whole.replace(/^0+(?=\d)/, '');
  const negative = sign === '-' && /[1-9]/.test(integer + digits);
  return `${negative ? '-' : ''}${integer}${scale > 0 ? `.${digits}` : ''}`;
}

/** Value → SQLite. */
export function toStored(column: Column, value: unknown): Stored {
  if (value === null || value === undefined) return null;
  switch (column.type) {
    case 'bool':
      return value === true ? 1 : 0;
    case 'json':
    case 'text[]':
      return canonicalJson(value as JsonValue);
    case 'numeric':
      return canonicalDecimal(String(value), column.scale ?? 2);
    case 'time':
      return canonicalTime(String(value));
    case 'int':
      return Number(value);
    default:
      return String(value);
  }
}

/** SQLite → value. */
export function fromStored(column: Column, stored: unknown): unknown {
  if (stored === null || stored === undefined) return null;
  if (column.type === 'bool') return stored === 1;
  if (column.type === 'json' || column.type === 'text[]') return JSON.parse(String(stored));
  return stored;
}

/** `HH:MM` → `HH:MM:SS`. */
export function canonicalTime(text: string): string {
  return text.length === 5 ? `${text}:00` : text.slice(0, 8);
}

/** Postgres timestamp text (`2026-01-02 03:04:05.678+00`) → ISO-8601 UTC with milliseconds. */
export function isoTimestamp(text: string): string {
  if (text.length >= 20 && text[10] === ' ' && text.endsWith('+00')) {
    const fraction = text.slice(20, -3);
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  }
  return new Date(text.includes(' ') ? text.replace(' ', 'T') : text).toISOString();
}

/** One-dimensional Postgres array literal → its texts. */
export function parseArrayLiteral(literal: string): (string | null)[] {
  const items: (string | null)[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/g;
  for (const match of literal.slice(1, -1).matchAll(pattern)) {
    if (match[1] !== undefined) items.push(match[1].replace(/\\(.)/g, '$1'));
    else if (match[2] !== undefined) items.push(match[2] === 'NULL' ? null : match[2]);
  }
  return items;
}

/** Electric's text → SQLite, for bulk loads: chosen once per column, then called per row. */
export function wireDecoder(column: Column): (wire: string | null) => Stored {
  switch (column.type) {
    case 'bool':
      return (wire) => (wire === null ? null : wire === 't' || wire === 'true' ? 1 : 0);
    case 'int':
      return (wire) => (wire === null ? null : Number(wire));
    case 'timestamptz':
      return (wire) => (wire === null ? null : isoTimestamp(wire));
    case 'json':
      return (wire) =>
        wire === null ? null : wire === '{}' || wire === '[]' ? wire : canonicalJson(JSON.parse(wire) as JsonValue);
    case 'text[]':
      return (wire) => (wire === null ? null : canonicalJson(parseArrayLiteral(wire)));
    default:
      return (wire) => wire;
  }
}

/** As `wireDecoder`, where the shape may leave the column out: a hub of an earlier release does not know it. */
export function cellDecoder(column: Column): (wire: string | null | undefined) => Stored {
  const decode = wireDecoder(column);
  const initial = column.initial === undefined || column.nullable ? null : toStored(column, column.initial);
  return (wire) => (wire === undefined ? initial : decode(wire));
}

/** Value → Postgres parameter. Arrays and JSON need a form of their own in node-postgres. */
export function toPostgres(column: Column, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (column.type === 'json') return canonicalJson(value as JsonValue);
  if (column.type === 'numeric') return canonicalDecimal(String(value), column.scale ?? 2);
  return value;
}

/** The column of a trace that names the right its reader needs. */
export const READ_PERMISSION = 'read_permission';

/** SQL for «every device of the theatre holds the row»; undefined where it holds them all. */
export function digestRows(table: Table): string | undefined {
  return Object.hasOwn(table.columns, READ_PERMISSION) ? `${READ_PERMISSION} IS NULL` : undefined;
}

/**
 * Columns that take part in a digest: those that every device of a theatre holds and the version knows, by name. The
 * first release took them in the order in which its catalog had them.
 */
export function digestColumns(table: Table, version: number): readonly (readonly [string, Column])[] {
  const held = Object.entries(table.columns).filter(
    ([, column]) => column.hubOnly !== true && column.readPermission === undefined && (column.since ?? 1) <= version,
  );
  return version === 1 ? held : held.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
