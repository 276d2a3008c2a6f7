/** From what was typed to a value that the rules take, or why they do not: the same rules as in the mutation. Pure. */
import { Refusal } from '../../shared/base/refusal.ts';
import type { Translate } from '../../shared/i18n/dictionary.ts';
import { fieldName } from '../../shared/i18n/names.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { Column, JsonValue, Table } from '../../shared/schema/define.ts';
import { acceptValue } from '../../shared/schema/validate.ts';
import { parseField, type Reader } from './field-text.ts';

export type ReadField =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly problem: string };

/** Fields that people type into; all others are chosen. */
export const isTypedInto = (column: Column): boolean =>
  column.references === undefined && column.values === undefined && column.type !== 'text[]' && column.type !== 'bool';

export const isNumber = (column: Column): boolean =>
  column.type === 'int' || column.type === 'numeric' || column.type === 'bigint';

/** What is said of a text that is no value of the column. */
function unread(
  column: Column,
): 'records.notJson' | 'records.notNumber' | 'form.notDay' | 'form.notHour' | 'records.notTime' {
  if (column.type === 'json') return 'records.notJson';
  if (column.type === 'date') return 'form.notDay';
  if (column.type === 'time') return 'form.notHour';
  return isNumber(column) ? 'records.notNumber' : 'records.notTime';
}

const isEmpty = (value: JsonValue): boolean => value === null || value === '';

/** What a field holds. `typed` is a text for fields that are typed into, else the value itself. */
export function readField(
  table: Table,
  name: string,
  typed: JsonValue,
  reader: Reader & { readonly t: Translate },
): ReadField {
  const column = table.columns[name];
  if (column === undefined) return { ok: true, value: typed };
  const { t, language } = reader;
  const value = isTypedInto(column) ? parseField(column, String(typed ?? ''), reader) : typed;
  if (value === undefined) {
    return { ok: false, problem: t(unread(column)) };
  }
  if (isEmpty(value) && !column.nullable && column.initial === undefined)
    return { ok: false, problem: t('records.required', { field: fieldName(name, language) }) };
  try {
    acceptValue(table, name, value);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, problem: sentenceOf(error.data.code, error.data.details, language) };
  }
}
