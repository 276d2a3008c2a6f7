/**
 * What readers see of the tables. Several people share a laptop, and its rows came with the rights of one of them:
 * views of the reading connection stand before the tables and leave out what the person who looks may not see. Queries
 * name tables as ever.
 *
 * What is somebody's own keeps its row, by which plans of deletions count it, and shows what it says to them alone;
 * traces of it disappear for everybody else.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { isUuid } from '../../shared/base/ids.ts';
import { can } from '../../shared/rules/permissions.ts';
import {
  replicaColumns,
  replicatedTables,
  restrictedTables,
  type TableName,
  tableNames,
  tableOf,
} from '../../shared/schema/catalog.ts';
import { READ_PERMISSION } from '../../shared/schema/codecs.ts';
import { isSaid } from '../../shared/schema/readable.ts';

/** Every right that hides something from those who lack it. */
const hidingRights: readonly string[] = [
  ...new Set(
    restrictedTables.flatMap((name) =>
      Object.values(tableOf(name).columns).flatMap(({ readPermission }) => readPermission ?? []),
    ),
  ),
].toSorted();

/** Half of a first load is under way: nobody sees a row. */
export const NOTHING = 'nothing';
/** Somebody who looks. */
export interface Viewer {
  readonly permissions: readonly string[];
  /** Undefined where only rights are known: then nothing is their own. */
  readonly userId?: string | undefined;
}
/** What that person may see; everything, where there is nobody. */
export type View = Viewer | typeof NOTHING | undefined;

/** Tables with rows that are somebody's own. */
const ownedTables: readonly TableName[] = tableNames.filter((name) => tableOf(name).owner !== undefined);
/** Where something is told of rows of any table: by which columns. */
const traces: Readonly<Partial<Record<TableName, readonly [table: string, id: string]>>> = {
  activity_log: ['entity_type', 'entity_id'],
  conflicts: ['entity_type', 'entity_id'],
  deletions: ['root_table', 'root_id'],
};
/** Tables before which views stand. */
const veiled: readonly TableName[] = replicatedTables.filter(
  (name) => restrictedTables.includes(name) || ownedTables.includes(name) || traces[name] !== undefined,
);

/** Puts a view before the tables, in place of the one before. Answers a key that is equal where the views are. */
export function viewAs(reader: SqliteDatabase.Database, view: View, before: string): string {
  if (view === NOTHING) return before === NOTHING ? before : hideEverything(reader);
  const held = hidingRights.filter((right) => view === undefined || can(view.permissions, right));
  const userId = view?.userId !== undefined && isUuid(view.userId) ? view.userId : '';
  const key = view === undefined ? '' : `may: ${held.join(' ')} as ${userId}`;
  if (key === before) return key;
  for (const name of before === NOTHING ? replicatedTables : veiled) reader.exec(`DROP VIEW IF EXISTS temp.${name}`);
  if (view !== undefined)
    for (const name of veiled) reader.exec(`CREATE TEMP VIEW ${name} AS ${selectOf(name, held, userId)}`);
  return key;
}

function hideEverything(reader: SqliteDatabase.Database): string {
  for (const name of replicatedTables) {
    reader.exec(`DROP VIEW IF EXISTS temp.${name}`);
    reader.exec(`CREATE TEMP VIEW ${name} AS SELECT * FROM main.${name} WHERE false`);
  }
  return NOTHING;
}

/** Whether the row is not somebody else's own. */
const isOpenTo = (owner: string, userId: string): string => `(${owner} IS NULL OR ${owner} = '${userId}')`;

/**
 * A view over one table that leaves out what this person may not read: restricted columns are NULL, traces and other
 * people’s own rows are missing.
 */
function selectOf(name: TableName, held: readonly string[], userId: string): string {
  const table = tableOf(name);
  const { owner } = table;
  const columns = replicaColumns(table).map(([column, definition]) => {
    const { readPermission } = definition;
    if (readPermission !== undefined && !held.includes(readPermission)) return `NULL AS ${column}`;
    return owner !== undefined && isSaid(table, column, definition)
      ? `CASE WHEN ${isOpenTo(owner.column, userId)} THEN ${column} END AS ${column}`
      : column;
  });
  const readable = held.map((right) => ` OR ${READ_PERMISSION} = '${right}'`).join('');
  const conditions = [
    ...(columns.includes(READ_PERMISSION) ? [`(${READ_PERMISSION} IS NULL${readable})`] : []),
    ...untoldOf(traces[name], userId),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${columns.join(', ')} FROM main.${name}${where}`;
}

/** Leaves out what tells of somebody else's own rows. */
function untoldOf(trace: readonly [table: string, id: string] | undefined, userId: string): string[] {
  if (trace === undefined) return [];
  const [table, id] = trace;
  return ownedTables.flatMap((name) => {
    const { owner } = tableOf(name);
    if (owner === undefined) return [];
    const own = `SELECT id FROM main.${name} WHERE ${isOpenTo(owner.column, userId)}`;
    return [`(${table} <> '${name}' OR ${id} IN (${own}))`];
  });
}
