/**
 * The tables of the general screen, in groups that people look for; every table of the catalog that may be edited is
 * among them.
 */

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
