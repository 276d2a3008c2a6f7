/** A list of any table: windows of it, its groups and totals, and what is chosen in it. */
import { sql } from 'kysely';
import { AppError } from '../../../shared/base/app-error.ts';
import type { LinkedRow, ListGroup, ListRow, ListRows, ListSummary } from '../../../shared/features/lists/queries.ts';
import * as declared from '../../../shared/features/lists/queries.ts';
import type { ListColumn } from '../../../shared/lists/list-column.ts';
import { findList, type ListDescription, readableColumn } from '../../../shared/lists/list-description.ts';
import { askable, type Pick } from '../../../shared/lists/list-view.ts';
import { isEmptySelection, type Selected } from '../../../shared/lists/selection.ts';
import { columnOf, replicatedTables, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { fromStored } from '../../../shared/schema/codecs.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext, type WatchedTable } from '../define-query.ts';
import { labelsOf } from '../deletion-queries.ts';
import { labelSql } from '../labels.ts';
import { firstIds } from './first-rows.ts';
import { teachFolding } from './folded.ts';
import { isOrdered, type Ordered, orderOf } from './list-order.ts';
import { type AskedList, idsSql, isByWords, valueSql, whereSql } from './list-sql.ts';
import { totalsOf } from './list-totals.ts';

function known(name: string): ListDescription {
  const list = findList(name);
  if (list === undefined) throw new AppError('usage', { problem: `there is no list ${name}` });
  return list;
}

/** A list as somebody asks for it, with what they may read. */
export interface Asking extends AskedList {
  readonly dropped: readonly string[];
  readonly may: (right: string) => boolean;
  /** Names what the person may read: an order is not shared with somebody who may read more. */
  readonly viewer: string;
}

/** Leaves out of the pick what cannot be asked. Throws AppError `usage` where there is no such list. */
export function asking({ replica, author, today }: QueryContext, table: string, pick: Pick): Asking {
  const list = known(table);
  const may = (right: string): boolean => replica.mayRead(right);
  teachFolding(replica);
  const theater = replica.prepared<[], { timezone: string }>('SELECT timezone FROM theaters LIMIT 1').get();
  const viewer = author === undefined ? '' : `${author.userId} ${author.permissions.join(' ')}`;
  return { list, today, zone: theater?.timezone ?? 'UTC', may, viewer, ...askable(list, pick, may) };
}

/** What answers look at: labels of what a row points at may come from anywhere, words from their index. */
function watchedBy(table: string, picks: readonly Pick[]): readonly WatchedTable[] {
  const list = findList(table);
  const isByIndex = list !== undefined && picks.some((pick) => isByWords(list, pick));
  return isByIndex ? [...replicatedTables, 'search_words'] : replicatedTables;
}

/** The ids of the list in their order, and where its groups begin. */
export const orderedRows = (replica: Reading, asked: Asking): Ordered => orderOf(replica, asked, asked.viewer);

function decoded({ table }: ListDescription, { key, type }: ListColumn, stored: unknown): JsonValue {
  if (type === 'links') return JSON.parse(String(stored ?? '[]')) as JsonValue;
  if (type === 'flag') return stored === null ? null : stored === 1;
  const column = columnOf(tableOf(table), key);
  return (column === undefined ? stored : fromStored(column, stored)) as JsonValue;
}

/** Labels of everything that the rows point at, and its colour where it has one. */
function linksOf(
  replica: Reading,
  columns: readonly ListColumn[],
  rows: readonly ListRow[],
): Record<string, LinkedRow> {
  const wanted = new Map<TableName, Set<string>>();
  for (const { key, target } of columns) {
    if (target === undefined) continue;
    const ids = wanted.get(target) ?? new Set();
    wanted.set(target, ids);
    for (const { values } of rows) for (const id of [values[key] ?? []].flat()) if (typeof id === 'string') ids.add(id);
  }
  const links: Record<string, LinkedRow> = {};
  for (const [table, ids] of wanted) {
    const colors = tableOf(table).columns['color'] === undefined ? new Map() : colorsOf(replica, table, [...ids]);
    for (const { id, label } of labelsOf(replica, table, [...ids]))
      links[id] = { label, color: colors.get(id) ?? null };
  }
  return links;
}

function colorsOf(replica: Reading, table: TableName, ids: readonly string[]): ReadonlyMap<string, string | null> {
  const rows = replica
    .prepared<[string], { id: string; color: string | null }>(
      `SELECT id, color FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map(({ id, color }) => [id, color]));
}

/** Rows by id, in that order, with the columns that were asked for and may be read. */
export function rowsOf(replica: Reading, asked: Asking, ids: readonly string[], keys: readonly string[]): ListRows {
  const { list, may } = asked;
  const columns = [...new Set(keys)].flatMap((key) => readableColumn(list, key, may) ?? []);
  const { table } = list;
  const query = sql`SELECT ${sql.join([
    sql`r.id`,
    sql.raw(labelSql(table, 'r')),
    sql`EXISTS (SELECT 1 FROM outbox_effects e WHERE e.row_id = r.id AND e.table_name = ${table})`,
    ...columns.map((column) => valueSql(asked, column)),
  ])} FROM ${sql.table(table)} r WHERE ${idsSql(ids)}`.compile(replica.db);
  const found = replica
    .prepared(query.sql)
    .raw()
    .all(...query.parameters) as [string, string | null, number, ...unknown[]][];
  const byId = new Map(
    found.map(([id, label, pending, ...cells]): [string, ListRow] => [
      id,
      {
        id,
        label: label ?? '',
        values: Object.fromEntries(columns.map((column, index) => [column.key, decoded(list, column, cells[index])])),
        isPending: pending === 1,
      },
    ]),
  );
  const rows = ids.flatMap((id) => byId.get(id) ?? []);
  return { rows, links: linksOf(replica, columns, rows) };
}

/** A window of the list. Watches the outbox as well: each row says whether something of it is only here. */
export const listRows = implement(declared.listRows, {
  tables: ({ table, pick }) => [...watchedBy(table, [pick]), 'outbox'],
  run: async (context, { table, pick, columns, offset, limit }): Promise<ListRows> => {
    const asked = asking(context, table, pick);
    const { replica } = context;
    const first = isOrdered(replica, asked, asked.viewer) ? undefined : firstIds(replica, asked, offset + limit);
    const ids = first ?? orderedRows(replica, asked).ids;
    return rowsOf(replica, asked, ids.slice(offset, offset + limit), columns);
  },
});

/** The group's id within its list; `null` is no text. */
const groupId = (key: string | null): string => (key === null ? 'none' : `is ${key}`);

function groupsOf(
  replica: Reading,
  asked: Asking,
  { groups }: Ordered,
  totals: Readonly<Record<string, string>>,
): ListGroup[] {
  const column = asked.list.columns.find(({ key }) => key === asked.pick.group);
  if (column === undefined) return [];
  const byGroup = totalsOf(replica, asked, totals, whereSql(asked), column);
  const keys = groups.flatMap(({ key }) => (key === null ? [] : [key]));
  const labels = new Map(
    column.target === undefined ? [] : labelsOf(replica, column.target, keys).map(({ id, label }) => [id, label]),
  );
  return groups.map(({ key, start, count }) => ({
    id: groupId(key),
    key,
    label: key === null ? '' : (labels.get(key) ?? key),
    start,
    count,
    totals: byGroup.get(key) ?? {},
  }));
}

/**
 * How many rows, what they come to, and where groups begin. `dropped` are conditions that this person or this release
 * cannot use: the list says so.
 */
export const listSummary = implement(declared.listSummary, {
  tables: ({ table, pick }) => watchedBy(table, [pick]),
  run: async (context, { table, pick, totals }): Promise<ListSummary> => {
    const asked = asking(context, table, pick);
    const { replica } = context;
    const ordered = orderedRows(replica, asked);
    return {
      count: ordered.ids.length,
      totals: totalsOf(replica, asked, readableTotals(asked, totals), whereSql(asked), undefined).get(null) ?? {},
      groups: groupsOf(replica, asked, ordered, readableTotals(asked, totals)),
      dropped: asked.dropped,
    };
  },
});

/** Nobody sums up what they may not read. */
export const readableTotals = (
  { list, may }: Asking,
  totals: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(Object.entries(totals).filter(([key]) => readableColumn(list, key, may) !== undefined));

/** For tabs: a number per pick, without any order. */
export const listCounts = implement(declared.listCounts, {
  tables: ({ table, picks }) => watchedBy(table, picks),
  run: async (context, { table, picks }): Promise<readonly number[]> =>
    picks.map((pick) => {
      const asked = asking(context, table, pick);
      const query = sql`SELECT count(*) AS n FROM ${sql.table(asked.list.table)} r WHERE ${whereSql(asked)}`;
      const compiled = query.compile(context.replica.db);
      return context.replica.prepared<unknown[], { n: number }>(compiled.sql).get(...compiled.parameters)?.n ?? 0;
    }),
});

/** For choosing a range without showing it. */
export const listIds = implement(declared.listIds, {
  tables: ({ table, pick }) => watchedBy(table, [pick]),
  run: async (context, { table, pick, offset, limit }): Promise<readonly string[]> =>
    orderedRows(context.replica, asking(context, table, pick)).ids.slice(offset, offset + limit),
});

/** The chosen rows that are still there, in the order of the list; those that the view does not show come last. */
export function selectedIds(context: QueryContext, { table, pick, selection }: Selected): readonly string[] {
  const asked = asking(context, table, pick);
  const { ids } = orderedRows(context.replica, asked);
  if (selection.kind === 'all') {
    const except = new Set(selection.except);
    return ids.filter((id) => !except.has(id));
  }
  const chosen = new Set(selection.ids);
  const shown = ids.filter((id) => chosen.has(id));
  const seen = new Set(shown);
  return [...shown, ...selection.ids.filter((id) => !seen.has(id))];
}

/** What is chosen comes to. Rows that left the view while they were chosen count on. */
export const listSelected = implement(declared.listSelected, {
  tables: ({ table, pick }) => watchedBy(table, [pick]),
  run: async (context, { totals, ...selected }): Promise<declared.SelectedSummary> => {
    const asked = asking(context, selected.table, selected.pick);
    const { replica } = context;
    // A list asks from the start; while nothing is chosen, nobody need be told where the rows stand.
    if (isEmptySelection(selected.selection)) return { count: 0, totals: {}, groups: {} };
    const ids = selectedIds(context, selected);
    const { ids: all, groups } = orderedRows(replica, asked);
    const chosen = new Set(ids);
    const inGroup = (start: number, count: number): number =>
      all.slice(start, start + count).reduce((sum, id) => sum + (chosen.has(id) ? 1 : 0), 0);
    return {
      count: ids.length,
      totals: totalsOf(replica, asked, readableTotals(asked, totals), idsSql(ids), undefined).get(null) ?? {},
      groups: Object.fromEntries(
        groups
          .map(({ key, start, count }) => [groupId(key), inGroup(start, count)] as const)
          .filter(([, count]) => count > 0),
      ),
    };
  },
});
