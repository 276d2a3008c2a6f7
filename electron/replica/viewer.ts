/**
 * What readers see of the tables. Several people share a laptop, and its rows came with the rights of one of them:
 * views of the reading connection stand before the tables and leave out what the person who looks may not see. Queries
 * name tables as ever.
 *
 * Who does not plan the schedule sees of it what was told (`told-schedule.ts`).
 *
 * What is somebody's own keeps its row, by which plans of deletions count it, and shows what it says to them alone;
 * traces of it disappear for everybody else.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { isUuid } from '../../shared/base/ids.ts';
import { can } from '../../shared/rules/permissions.ts';
import { PLAN_RIGHT } from '../../shared/rules/publication.ts';
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
import { RUN_RIGHT, TOLD_SEARCH, toldView } from './told-schedule.ts';

/** Every right that hides something from those who lack it. */
const hidingRights: readonly string[] = [
  ...new Set([
    PLAN_RIGHT,
    RUN_RIGHT,
    ...restrictedTables.flatMap((name) =>
      Object.values(tableOf(name).columns).flatMap(({ readPermission }) => readPermission ?? []),
    ),
  ]),
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
/** More of them before those who see the schedule as it was told. */
const told: readonly TableName[] = replicatedTables.filter(
  (name) => !veiled.includes(name) && toldView(name, { userId: '', held: [] }) !== undefined,
);

/** Puts a view before the tables, in place of the one before. Answers a key that is equal where the views are. */
export function viewAs(reader: SqliteDatabase.Database, view: View, before: string): string {
  if (view === NOTHING) return before === NOTHING ? before : hideEverything(reader);
  const held = hidingRights.filter((right) => view === undefined || can(view.permissions, right));
  const userId = view?.userId !== undefined && isUuid(view.userId) ? view.userId : '';
  const key = view === undefined ? '' : `may: ${held.join(' ')} as ${userId}`;
  if (key === before) return key;
  for (const name of before === NOTHING ? replicatedTables : [...veiled, ...told])
    reader.exec(`DROP VIEW IF EXISTS temp.${name}`);
  reader.exec('DROP VIEW IF EXISTS temp.search_rows');
  if (view === undefined) return key;
  const isTold = !held.includes(PLAN_RIGHT);
  for (const name of isTold ? [...veiled, ...told] : veiled)
    reader.exec(`CREATE TEMP VIEW ${name} AS ${selectOf(name, held, userId)}`);
  if (isTold) reader.exec(`CREATE TEMP VIEW search_rows AS ${TOLD_SEARCH}`);
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
  const asTold = held.includes(PLAN_RIGHT) ? undefined : toldView(name, { userId, held });
  const columns = replicaColumns(table).map(([column, definition]) => {
    const { readPermission } = definition;
    if (readPermission !== undefined && !held.includes(readPermission)) return `NULL AS ${column}`;
    const otherwise = asTold?.columns[column];
    if (otherwise !== undefined) return `${otherwise} AS ${column}`;
    return owner !== undefined && isSaid(table, column, definition)
      ? `CASE WHEN ${isOpenTo(owner.column, userId)} THEN ${column} END AS ${column}`
      : `${name}.${column}`;
  });
  const readable = held.map((right) => ` OR ${READ_PERMISSION} = '${right}'`).join('');
  const conditions = [
    ...(READ_PERMISSION in table.columns ? [`(${READ_PERMISSION} IS NULL${readable})`] : []),
    ...untoldOf(traces[name], userId),
    ...(asTold?.conditions ?? []),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${columns.join(', ')} FROM main.${name}${asTold?.beside ?? ''}${where}`;
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
