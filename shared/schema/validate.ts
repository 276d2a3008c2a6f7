/** Whether a value fits a column, in plain words. Both databases would refuse the rest, with less to say. */
import { isUuid } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { canonicalDecimal, canonicalTime } from './codecs.ts';
import type { Column, JsonValue, Table } from './define.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

type Problem = 'required' | 'type' | 'tooLong' | 'oneOf' | 'format' | 'range';

function problemOf(column: Column, value: unknown): Problem | undefined {
  if (value === null) return column.nullable ? undefined : 'required';
  switch (column.type) {
    case 'bool': return typeof value === 'boolean' ? undefined : 'type';
    case 'int': return typeof value !== 'number' || !Number.isInteger(value) ? 'type' : Math.abs(value) > 2147483647 || value < leastOf(column) ? 'range' : undefined;
    case 'json': return undefined;
    case 'text[]': return Array.isArray(value) && value.every((item) => typeof item === 'string') ? undefined : 'type';
    default: return typeof value === 'string' ? textProblem(column, value) : 'type';
  }
}

/** The least integer that the column's CHECK lets through. */
function leastOf({ check }: Column): number {
  return check?.endsWith(' > 0') === true ? 1 : check?.endsWith(' >= 0') === true ? 0 : -2147483647;
}

function textProblem(column: Column, value: string): Problem | undefined {
  if (value.includes('\u0000')) return 'format';
  switch (column.type) {
    case 'uuid': return isUuid(value) ? undefined : 'format';
    case 'varchar':
      if (column.values !== undefined) return column.values.includes(value) ? undefined : 'oneOf';
      return [...value].length > (column.length ?? 255) ? 'tooLong' : undefined;
    case 'date': return DATE.test(value) && realDate(value) ? undefined : 'format';
    case 'time': return TIME.test(value) ? undefined : 'format';
    case 'timestamptz': return Number.isNaN(Date.parse(value)) ? 'format' : undefined;
    case 'bigint': return /^-?\d{1,18}$/.test(value) ? undefined : 'format';
    case 'numeric': return decimalProblem(column, value);
    default: return undefined;
  }
}

function realDate(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function decimalProblem(column: Column, value: string): Problem | undefined {
  const match = /^[+-]?(\d+)(?:\.(\d+))?$/.exec(value);
  if (match === null) return 'format';
  const scale = column.scale ?? 2;
  if (/[1-9]/.test((match[2] ?? '').slice(scale))) return 'range';
  if (column.range !== undefined && (Number(value) < column.range[0] || Number(value) > column.range[1])) return 'range';
  return (match[1] ?? '').replace(/^0+/, '').length > (column.precision ?? 12) - scale ? 'range' : undefined;
}

/** The value in canonical form; throws the refusal `value.invalid` where it does not fit. */
export function acceptValue(table: Table, name: string, value: JsonValue | undefined): JsonValue {
  const column = table.columns[name];
  if (column === undefined) throw new Refusal('value.invalid', { table: table.name, column: name, problem: 'unknownColumn' });
  const given = value === undefined ? null : value;
  const problem = problemOf(column, given);
  if (problem !== undefined) {
    throw new Refusal('value.invalid', { table: table.name, column: name, problem, ...(column.length === undefined ? {} : { length: column.length }) });
  }
  if (typeof given !== 'string') return given;
  if (column.type === 'numeric') return canonicalDecimal(given, column.scale ?? 2);
  if (column.type === 'time') return canonicalTime(given);
  if (column.type === 'timestamptz') return new Date(given).toISOString();
  return given;
}
