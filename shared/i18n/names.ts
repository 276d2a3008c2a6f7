/**
 * What people call tables, fields and values, in both languages. Forms, tables, the activity log and refusals all take
 * their words from here.
 */
import { isTableName, tableNames, tableOf } from '../schema/catalog.ts';
import type { Column, Name } from '../schema/define.ts';
import * as common from './common-names.ts';
import type { Language } from './language.ts';
import { ownWord } from './own-words.ts';

const tableWords = tableNames.map((name) => tableOf(name).words);
const fields: ReadonlyMap<string, Name> = new Map([
  ...tableWords.flatMap((words) => Object.entries(words.fields)),
  ...Object.entries<Name>(common.fields),
]);
const values: ReadonlyMap<string, Name> = new Map([
  ...tableWords.flatMap((words) => Object.entries(words.values)),
  ...Object.entries<Name>(common.values),
]);

/** The theatre's own name for it, else ours, else what it is called in the data. */
function said(kind: 'table' | 'field' | 'value', ours: Name | undefined, key: string, language: Language): string {
  const own = ownWord(`${kind}.${key}`, language);
  return typeof own === 'string' ? own : (ours?.[language === 'ru' ? 0 : 1] ?? key);
}

/** The name of a table; of one that nobody knows, what was given. The same holds for the others. */
export const tableName = (name: string, language: Language): string =>
  said('table', isTableName(name) ? tableOf(name).words.table : undefined, name, language);
/** The name of a column, whatever its table. */
export const fieldName = (name: string, language: Language): string => said('field', fields.get(name), name, language);
/** The name of a value; of a column that has one of its own for it, that one. */
export const statusName = (
  name: string,
  language: Language,
  column?: { readonly valueNames?: Column['valueNames'] | undefined },
): string => said('value', column?.valueNames?.[name] ?? values.get(name), name, language);
