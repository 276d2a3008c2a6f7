/** Whether a value fits a column, in plain words. Both databases would refuse the rest, with less to say. */
import { isUuid } from '../base/ids.ts';
import { canonicalJson } from '../base/json.ts';
import { isSoundText, MAX_TEXT_BYTES, utf8Bytes } from '../base/payload.ts';
import { Refusal } from '../base/refusal.ts';
import { columnOf } from './catalog.ts';
import { canonicalDecimal, canonicalTime } from './codecs.ts';
import type { Column, JsonValue, Table } from './define.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
/** A moment names its zone: without one it would be another moment on another machine. */
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const INT4 = 2_147_483_647;

type Problem = 'required' | 'type' | 'tooLong' | 'oneOf' | 'format' | 'range';

function problemOf(column: Column, value: unknown): Problem | undefined {
  if (value === null) return column.nullable ? undefined : 'required';
  switch (column.type) {
    case 'bool':
      return typeof value === 'boolean' ? undefined : 'type';
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? integerProblem(column, value) : 'type';
    case 'json':
      return sizeProblem(canonicalJson(value as JsonValue));
    case 'text[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'string') ? listProblem(value) : 'type';
    default:
      return typeof value === 'string' ? textProblem(column, value) : 'type';
  }
}

function integerProblem(column: Column, value: number): Problem | undefined {
  const [least, most] = column.range ?? [leastOf(column), INT4];
  return value < least || value > most ? 'range' : undefined;
}

/** The least integer that the column's CHECK lets through. */
function leastOf({ check }: Column): number {
  return check?.endsWith(' > 0') === true ? 1 : check?.endsWith(' >= 0') === true ? 0 : -INT4;
}

function sizeProblem(text: string): Problem | undefined {
  return utf8Bytes(text) > MAX_TEXT_BYTES ? 'tooLong' : undefined;
}

function listProblem(items: readonly string[]): Problem | undefined {
  return items.every(isSoundText) ? sizeProblem(items.join(' ')) : 'format';
}

/** Unpaired surrogates and NUL are refused everywhere: Postgres cannot store them. */
function textProblem(column: Column, value: string): Problem | undefined {
  if (!isSoundText(value)) return 'format';
  switch (column.type) {
    case 'uuid':
      return isUuid(value) ? undefined : 'format';
    case 'varchar':
      if (column.values !== undefined) return column.values.includes(value) ? undefined : 'oneOf';
      return [...value].length > (column.length ?? 255) ? 'tooLong' : undefined;
    case 'date':
      return DATE.test(value) && isRealDay(value) ? undefined : 'format';
    case 'time':
      return TIME.test(value) ? undefined : 'format';
    case 'timestamptz':
      return momentOf(value).problem;
    case 'bigint':
      return /^-?\d{1,18}$/.test(value) ? undefined : 'format';
    case 'numeric':
      return decimalProblem(column, value);
    default:
      return sizeProblem(value);
  }
}

/** A day of the calendar, in the years that both databases have: 0001 to 9999. */
function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !day.startsWith('0000') && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** A moment as it is written everywhere, or what is wrong with it. */
interface Moment {
  readonly given: string;
  readonly problem: Problem | undefined;
  readonly text: string;
}

/** Rows that are written together carry the same moment: what was found out about the last one is kept. */
let lastMoment: Moment = { given: '', problem: 'format', text: '' };
function momentOf(given: string): Moment {
  if (given !== lastMoment.given) lastMoment = readMoment(given);
  return lastMoment;
}

function readMoment(given: string): Moment {
  if (!MOMENT.test(given) || !isRealDay(given.slice(0, 10)) || Number.isNaN(Date.parse(given)))
    return { given, problem: 'format', text: given };
  const text = new Date(given).toISOString();
  // A zone can carry a moment out of the years that its day was in.
  return { given, problem: /^(?!0000)\d{4}-/.test(text) ? undefined : 'range', text };
}

function decimalProblem(column: Column, value: string): Problem | undefined {
  const match = /^[+-]?(\d+)(?:\.(\d+))?$/.exec(value);
  if (match === null) return 'format';
  const scale = column.scale ?? 2;
  if (/[1-9]/.test((match[2] ?? '').slice(scale))) return 'range';
  if (column.range !== undefined && (Number(value) < column.range[0] || Number(value) > column.range[1]))
    return 'range';
  return (match[1] ?? '').replace(/^0+/, '').length > (column.precision ?? 12) - scale ? 'range' : undefined;
}

/** Whether the column takes the value. */
export function fitsColumn(table: Table, name: string, value: JsonValue): boolean {
  const column = columnOf(table, name);
  return column !== undefined && problemOf(column, value) === undefined;
}

/** The value in canonical form; throws the refusal `value.invalid` where it does not fit. */
export function acceptValue(table: Table, name: string, value: JsonValue | undefined): JsonValue {
  const column = columnOf(table, name);
  if (column === undefined)
    throw new Refusal('value.invalid', { table: table.name, column: name, problem: 'unknownColumn' });
  const given = value === undefined ? null : value;
  const problem = problemOf(column, given);
  if (problem !== undefined) {
    throw new Refusal('value.invalid', {
      table: table.name,
      column: name,
      problem,
      ...(column.length === undefined ? {} : { length: column.length }),
    });
  }
  return canonical(column, given);
}

/** The one form in which both databases give the value back. */
function canonical(column: Column, value: JsonValue): JsonValue {
  // Neither database keeps the sign of zero.
  if (column.type === 'int') return value === 0 ? 0 : value;
  if (typeof value !== 'string') return value;
  switch (column.type) {
    case 'numeric':
      return canonicalDecimal(value, column.scale ?? 2);
    case 'bigint':
      return BigInt(value).toString();
    case 'time':
      return canonicalTime(value);
    case 'timestamptz':
      return momentOf(value).text;
    default:
      return value;
  }
}
