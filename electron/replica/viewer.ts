/**
 * What readers see of the tables. Several people share a laptop, and its rows came with the rights of one of them:
 * views of the reading connection stand before the tables and leave out what the person who looks may not see. Queries
 * name tables as ever.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { can } from '../../shared/rules/permissions.ts';
import {
  replicaColumns,
  replicatedTables,
  restrictedTables,
  type TableName,
  tableOf,
} from '../../shared/schema/catalog.ts';
import { READ_PERMISSION } from '../../shared/schema/codecs.ts';

/** Every right that hides something from those who lack it. */
const hidingRights: readonly string[] = [
  ...new Set(
    restrictedTables.flatMap((name) =>
      Object.values(tableOf(name).columns).flatMap(({ readPermission }) => readPermission ?? []),
    ),
  ),
].sort();

/** Half of a first load is under way: nobody sees a row. */
export const NOTHING = 'nothing';
/** What somebody with these permissions may see; everything, where none are given. */
export type View = readonly string[] | typeof NOTHING | undefined;

/** Puts a view before the tables, in place of the one before. Answers a key that is equal where the views are. */
export function viewAs(reader: SqliteDatabase.Database, view: View, before: string): string {
  if (view === NOTHING) return before === NOTHING ? before : hideEverything(reader);
  const held = hidingRights.filter((right) => view === undefined || can(view, right));
  const key = view === undefined ? '' : `may: ${held.join(' ')}`;
  if (key === before) return key;
  for (const name of before === NOTHING ? replicatedTables : restrictedTables)
    reader.exec(`DROP VIEW IF EXISTS temp.${name}`);
  if (view !== undefined)
    for (const name of restrictedTables) reader.exec(`CREATE TEMP VIEW ${name} AS ${selectOf(name, held)}`);
  return key;
}

function hideEverything(reader: SqliteDatabase.Database): string {
  for (const name of replicatedTables) {
    reader.exec(`DROP VIEW IF EXISTS temp.${name}`);
    reader.exec(`CREATE TEMP VIEW ${name} AS SELECT * FROM main.${name} WHERE false`);
  }
  return NOTHING;
}

function selectOf(name: TableName, held: readonly string[]): string {
  const columns = replicaColumns(tableOf(name)).map(([column, { readPermission }]) =>
    readPermission === undefined || held.includes(readPermission) ? column : `NULL AS ${column}`,
  );
  const readable = held.map((right) => ` OR ${READ_PERMISSION} = '${right}'`).join('');
  const where = columns.includes(READ_PERMISSION) ? ` WHERE ${READ_PERMISSION} IS NULL${readable}` : '';
  return `SELECT ${columns.join(', ')} FROM main.${name}${where}`;
}
