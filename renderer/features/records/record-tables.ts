/**
 * The tables of the general screen, in groups that people look for; every table of the catalog that may be edited is
 * among them.
 */

import type { RecordValues } from '../../../shared/ipc/views.ts';
import { type TableName, tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import type { Column, Group } from '../../../shared/schema/define.ts';

/** Groups in their order, and the table that each begins with; the others follow as in the catalog, parts last. */
const order: readonly (readonly [Group, TableName])[] = [
  ['people', 'employees'],
  ['places', 'venues'],
  ['shows', 'performances'],
  ['work', 'projects'],
  ['papers', 'documents'],
  ['house', 'settings'],
];

export const groups: readonly { readonly key: Group; readonly tables: readonly TableName[] }[] = order.map(
  ([key, first]) => ({
    key,
    tables: tableNames
      .filter((name) => tableOf(name).group === key)
      .toSorted((a, b) => placeOf(a, first) - placeOf(b, first)),
  }),
);

function placeOf(name: TableName, first: TableName): number {
  if (name === first) return 0;
  return tableOf(name).part ? 2 : 1;
}

/** Traces and derived tables: to be read, not written. */
export const readOnlyTables: readonly TableName[] = tableNames.filter(
  (name) => tableOf(name).scope !== 'hub' && tableOf(name).write === undefined && tableOf(name).scope !== 'device',
);

const quiet = new Set([
  'id',
  'theater_id',
  'deleted_at',
  'deletion_id',
  'created_at',
  'updated_at',
  'created_by_id',
  'updated_by_id',
]);

/** Columns that people fill in. */
export function editableColumns(name: TableName): readonly (readonly [string, Column])[] {
  return Object.entries(tableOf(name).columns).filter(
    ([column, definition]) => !quiet.has(column) && definition.managed !== true && definition.hubOnly !== true,
  );
}

/** Columns that the program fills in and people may want to see. */
export function shownColumns(name: TableName): readonly (readonly [string, Column])[] {
  return Object.entries(tableOf(name).columns).filter(
    ([column, definition]) =>
      definition.managed === true && definition.hubOnly !== true && !['theater_id', 'deletion_id'].includes(column),
  );
}

/** The columns of the list beside the title: short ones, first those in which the rows at hand hold something. */
export function listColumns(
  name: TableName,
  rows: readonly RecordValues[],
  most: number,
): readonly (readonly [string, Column])[] {
  const { title } = tableOf(name);
  const short = Object.entries(tableOf(name).columns).filter(
    ([column, definition]) =>
      !quiet.has(column) &&
      definition.hubOnly !== true &&
      column !== title &&
      (definition.references !== undefined || !['text', 'json', 'text[]', 'uuid'].includes(definition.type)),
  );
  const isFilled = ([column]: readonly [string, Column]): boolean =>
    rows.some((row) => row[column] !== null && row[column] !== '');
  const filled = short.filter(isFilled);
  return [...filled, ...short.filter((entry) => !filled.includes(entry))].slice(0, most);
}
