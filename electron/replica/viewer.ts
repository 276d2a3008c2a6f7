/**
 * What readers see of restricted tables. Several people share a laptop, and its rows came with the rights of one of them: views of the reading
 * connection stand before the tables and leave out what the person who looks may not see. Queries name tables as ever.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { can } from '../../shared/rules/permissions.ts';
import { replicaColumns, restrictedTables, tableOf, type TableName } from '../../shared/schema/catalog.ts';
import { READ_PERMISSION } from '../../shared/schema/codecs.ts';

/** Every right that hides something from those who lack it. */
const hidingRights: readonly string[] = [...new Set(restrictedTables.flatMap((name) => (
  Object.values(tableOf(name).columns).flatMap(({ readPermission }) => readPermission ?? []))))].sort();

/** Puts the views of somebody with these permissions before the tables; `undefined` takes them away. Answers a key that is equal where the views are. */
export function viewAs(reader: SqliteDatabase.Database, permissions: readonly string[] | undefined, before: string): string {
  const held = hidingRights.filter((right) => permissions === undefined || can(permissions, right));
  const key = permissions === undefined ? '' : `may: ${held.join(' ')}`;
  if (key === before) return key;
  for (const name of restrictedTables) {
    reader.exec(`DROP VIEW IF EXISTS temp.${name}`);
    if (permissions !== undefined) reader.exec(`CREATE TEMP VIEW ${name} AS ${selectOf(name, held)}`);
  }
  return key;
}

function selectOf(name: TableName, held: readonly string[]): string {
  const columns = replicaColumns(tableOf(name)).map(([column, { readPermission }]) => (
    readPermission === undefined || held.includes(readPermission) ? column : `NULL AS ${column}`));
  const readable = held.map((right) => ` OR ${READ_PERMISSION} = '${right}'`).join('');
  const where = columns.includes(READ_PERMISSION) ? ` WHERE ${READ_PERMISSION} IS NULL${readable}` : '';
  return `SELECT ${columns.join(', ')} FROM main.${name}${where}`;
}
