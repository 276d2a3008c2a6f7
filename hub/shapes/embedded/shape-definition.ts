/**
 * What a client asks for: the identity of a shape, and the position in it. Error texts are Electric's (its OpenAPI file
 * and client tests).
 */
import { createHash } from 'node:crypto';

/**
 * What a shape is of. Two requests mean one shape where `definitionKey` of their definitions is equal; `columns`
 * undefined means all.
 */
export interface ShapeDefinition {
  readonly schema: string;
  readonly table: string;
  readonly where: string | undefined;
  readonly params: Readonly<Record<number, string>>;
  readonly columns: readonly string[] | undefined;
  readonly replica: 'default' | 'full';
  readonly log: 'full' | 'changes_only';
}

/** `-1` and `now` are starts; chunks of the snapshot are `0_n`; its end is `0_inf`; then commit LSN and operation. */
export type Offset =
  | { readonly kind: 'start' | 'now' }
  | { readonly kind: 'at'; readonly tx: number; readonly op: number };

/**
 * A request that is well formed. `handle` is what the client believes its shape to be called; `cursor` only keeps
 * caches from answering a poll with an earlier one.
 */
export interface ShapeRequest {
  readonly definition: ShapeDefinition;
  readonly offset: Offset;
  readonly offsetText: string;
  readonly handle: string | undefined;
  readonly isLive: boolean;
  readonly isSse: boolean;
  readonly cursor: string | undefined;
  readonly subset: Readonly<Record<string, string>> | undefined;
}

/** By field, in Electric’s words: the body of a 400. */
export type RequestErrors = Record<string, string[] | Record<string, string[]>>;

/** Parses the query of a request; answers Electric's errors by field. */
export function parseShapeRequest(query: URLSearchParams): ShapeRequest | { readonly errors: RequestErrors } {
  const errors: RequestErrors = {};
  const tableText = query.get('table') ?? '';
  const relation = tableText === '' ? undefined : parseRelation(tableText);
  if (tableText === '') errors['table'] = ["can't be blank"];
  else if (relation === undefined) errors['table'] = ['Invalid zero-length delimited identifier'];
  const subset = subsetOf(query);
  const offsetText = query.get('offset') ?? (subset === undefined ? '' : 'now');
  const offset = parseOffset(offsetText);
  if (offsetText === '') errors['offset'] = ["can't be blank"];
  else if (offset === undefined) errors['offset'] = ['has invalid format'];
  const isStart = offset !== undefined && offset.kind !== 'at';
  const handle = isStart ? undefined : (query.get('handle') ?? undefined);
  if (offset?.kind === 'at' && (handle === undefined || handle === '') && subset === undefined)
    errors['handle'] = ["can't be blank when offset != -1"];
  const isLive = isOn(query.get('live'));
  if (isLive && offset?.kind === 'start') errors['live'] = ["can't be true when offset == -1"];
  if (isLive && offset?.kind === 'now') errors['live'] = ["can't be true when offset == 'now'"];
  const isSse = isOn(query.get('live_sse')) || isOn(query.get('experimental_live_sse'));
  if (isSse && !isLive) errors['live_sse'] = ["can't be true unless live is also true"];
  const replica = oneOf(query.get('replica'), ['default', 'full'] as const, errors, 'replica');
  const log = oneOf(query.get('log'), ['full', 'changes_only'] as const, errors, 'log');
  const columns = parseColumns(query.get('columns'), errors);
  const params = parseParams(query, errors);
  if (relation === undefined || offset === undefined || Object.keys(errors).length > 0) return { errors };
  const where = query.get('where') ?? undefined;
  return {
    definition: { ...relation, where: where === '' ? undefined : where, params, columns, replica, log },
    offset,
    offsetText,
    handle,
    isLive,
    isSse,
    cursor: query.get('cursor') ?? undefined,
    subset,
  };
}

function isOn(value: string | null): boolean {
  return value !== null && value !== 'false';
}

function oneOf<const V extends readonly [string, ...string[]]>(
  value: string | null,
  values: V,
  errors: RequestErrors,
  field: string,
): V[number] {
  if (value === null) return values[0];
  if (!values.includes(value)) errors[field] = ['is invalid'];
  return values.find((known) => known === value) ?? values[0];
}

const IDENTIFIER = /"((?:[^"]|"")+)"|([\p{L}_][\p{L}\p{N}_$]*)/uy;

/** `t`, `schema.t`, quoted or not; unquoted names are folded to lower case. */
function parseIdentifiers(text: string, separator: string): string[] | undefined {
  const names: string[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ') at += 1;
    IDENTIFIER.lastIndex = at;
    const match = IDENTIFIER.exec(text);
    if (match === null) return undefined;
    names.push(match[1]?.replaceAll('""', '"') ?? (match[2] ?? '').toLowerCase());
    at = IDENTIFIER.lastIndex;
    while (text[at] === ' ') at += 1;
    if (at === text.length) return names;
    if (text[at] !== separator) return undefined;
    at += 1;
  }
}

function parseRelation(text: string): { readonly schema: string; readonly table: string } | undefined {
  const names = parseIdentifiers(text, '.');
  const [first, second] = names ?? [];
  if (names === undefined || first === undefined || names.length > 2) return undefined;
  return second === undefined ? { schema: 'public', table: first } : { schema: first, table: second };
}

function parseColumns(text: string | null, errors: RequestErrors): readonly string[] | undefined {
  if (text === null) return undefined;
  const columns = parseIdentifiers(text, ',');
  if (columns === undefined) errors['columns'] = ['Invalid zero-length delimited identifier'];
  return columns;
}

function parseParams(query: URLSearchParams, errors: RequestErrors): Readonly<Record<number, string>> {
  const params: Record<number, string> = {};
  for (const [name, value] of query) {
    const number = /^params\[(\d+)\]$/.exec(name)?.[1];
    if (number !== undefined) params[Number(number)] = value;
  }
  const numbers = Object.keys(params)
    .map(Number)
    .toSorted((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1))
    errors['params'] = ['Parameters must be numbered sequentially, starting from 1'];
  return params;
}

/** `-1`, `now`, `<int>_<int>` or `<int>_inf`. */
export function parseOffset(text: string): Offset | undefined {
  if (text === '-1') return { kind: 'start' };
  if (text === 'now') return { kind: 'now' };
  const match = /^(\d+)_(\d+|inf)$/.exec(text);
  return match === null
    ? undefined
    : { kind: 'at', tx: Number(match[1]), op: match[2] === 'inf' ? Infinity : Number(match[2]) };
}

/**
 * An offset as the protocol writes it. `0_n` lies behind chunk n of the snapshot, `0_inf` behind the snapshot, any
 * other in the log.
 */
export const offsetTextOf = (tx: number, op: number): string => `${tx}_${op === Infinity ? 'inf' : op}`;

function subsetOf(query: URLSearchParams): Readonly<Record<string, string>> | undefined {
  const subset: Record<string, string> = {};
  for (const [name, value] of query) if (name.startsWith('subset__')) subset[name.slice('subset__'.length)] = value;
  return Object.keys(subset).length === 0 ? undefined : subset;
}

/** Equal for equal shapes, however they were asked for. */
export function definitionKey(definition: ShapeDefinition, selected: readonly string[]): string {
  const { schema, table, where, params, replica, log } = definition;
  return createHash('sha256')
    .update(JSON.stringify([schema, table, where ?? null, params, [...selected].toSorted(), replica, log]))
    .digest('hex')
    .slice(0, 24);
}
