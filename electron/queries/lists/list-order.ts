/**
 * The rows of a list in their order. SQL says which rows and what they are sorted by; the order itself is made here, by
 * the reader's alphabet, and kept for as long as nothing that it depends on has changed: a window of a hundred thousand
 * rows is a slice.
 */
import { type RawBuilder, sql } from 'kysely';
import { must } from '../../../shared/base/asserts.ts';
import type { ListColumn } from '../../../shared/lists/list-column.ts';
import { COMMITS } from '../../replica/read-connections.ts';
import type { Reading } from '../../replica/reading.ts';
import { labelsOf } from '../deletion-queries.ts';
import { versionOf } from '../table-versions.ts';
import { derivedColumn, linkOf } from './derived-columns.ts';
import { teachFolding } from './folded.ts';
import { type AskedList, comparableSql, groupSql, idsSql, isByWords, tablesOfList, whereSql } from './list-sql.ts';
import { type TextOrder, textOrderOf } from './text-order.ts';

/** A stretch of the order whose rows have one value. */
export interface OrderedGroup {
  /** What its rows have in common; null: nothing is there. */
  readonly key: string | null;
  /** The position of its first row. */
  readonly start: number;
  readonly count: number;
}

/** The whole list as ids. Shared by all who ask the same of the same commit: never changed. */
export interface Ordered {
  readonly ids: readonly string[];
  /** In the order of the rows; none where the view has no groups. */
  readonly groups: readonly OrderedGroup[];
}

type Key = string | number | null;
type Ranks = ReadonlyMap<Key, number>;

/** What is empty comes last, whichever way the rest is sorted. */
const LAST = Number.POSITIVE_INFINITY;

function textRanks(replica: Reading, column: string, keys: ReadonlySet<Key>): Ranks {
  const texts = new Set([...keys].filter((key) => typeof key === 'string' && key !== '') as string[]);
  return textOrderOf(replica, column).ranks(texts);
}

function linkRanks(replica: Reading, { target }: ListColumn, keys: ReadonlySet<Key>): Ranks {
  const ids = [...keys].filter((key) => typeof key === 'string');
  const labels = new Map(labelsOf(replica, must(target), ids).map(({ id, label }) => [id, label]));
  const order = textOrderOf(replica, `label of ${target}`).ranks(new Set(labels.values()));
  return new Map(ids.map((id) => [id, order.get(labels.get(id) ?? '') ?? LAST]));
}

/** How each distinct key of a column stands to the others; equal numbers are as good as equal. */
function ranksOf(replica: Reading, table: string, column: ListColumn, keys: ReadonlySet<Key>): Ranks {
  switch (column.type) {
    case 'text':
      return textRanks(replica, `${table}.${column.key}`, keys);
    case 'link':
      return linkRanks(replica, column, keys);
    case 'choice':
      return new Map(column.values.map((value, index) => [value, index]));
    case 'day':
    case 'moment':
      return new Map([...keys].map((key) => [key, Date.parse(String(key))]));
    case 'flag':
    case 'number':
    case 'links':
      return new Map([...keys].map((key) => [key, Number(key)]));
  }
}

interface SortedBy {
  readonly column: ListColumn;
  readonly isDescending: boolean;
  /** Keys that the alphabet does not tell apart are still different groups. */
  readonly isGroup: boolean;
}

function positionsBy(replica: Reading, table: string, by: SortedBy, keys: readonly Key[]): Float64Array {
  const distinct = new Set(keys);
  const column = by.isGroup && by.column.type === 'day' ? { ...by.column, type: 'number' as const } : by.column;
  const found =
    by.isGroup && by.column.type === 'day' ? monthRanks(distinct) : ranksOf(replica, table, column, distinct);
  const rank = (key: Key): number => (key === null ? LAST : (found.get(key) ?? LAST));
  const ranks = by.isGroup ? apart(distinct, rank, by.isDescending) : found;
  const sign = by.isDescending && !by.isGroup ? -1 : 1;
  return Float64Array.from(keys, (key) => {
    const position = key === null ? LAST : (ranks.get(key) ?? LAST);
    return position === LAST ? LAST : sign * position;
  });
}

const monthRanks = (keys: ReadonlySet<Key>): Ranks =>
  new Map([...keys].map((key) => [key, Number(String(key).replace('-', ''))]));

/** Every group has a position of its own, in the order of its key. */
function apart(keys: ReadonlySet<Key>, rank: (key: Key) => number, isDescending: boolean): Ranks {
  const sign = isDescending ? -1 : 1;
  const order = [...keys].filter((key) => key !== null);
  order.sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    const isEmpty = x === LAST || y === LAST;
    if (x !== y) return isEmpty ? (x === LAST ? 1 : -1) : sign * (x - y);
    return String(a) < String(b) ? -1 : 1;
  });
  return new Map(order.map((key, index) => [key, index]));
}

/** What the list is sorted by, the group first; what was already decided by the group is not asked again. */
function sortsOf({ list, pick }: AskedList): readonly SortedBy[] {
  const column = (key: string): ListColumn => must(list.columns.find((candidate) => candidate.key === key));
  const own = pick.sorts.map((by) => ({ column: column(by.column), isDescending: by.isDescending, isGroup: false }));
  if (pick.group === null) return own;
  const isDescending = pick.sorts.find((by) => by.column === pick.group)?.isDescending ?? false;
  return [{ column: column(pick.group), isDescending, isGroup: true }, ...own];
}

type KeyedRow = [id: string, ...keys: Key[]];

/** Rows with what they are sorted by, in the order of their ids. */
function rowsWhere(
  replica: Reading,
  asked: AskedList,
  sorts: readonly SortedBy[],
  where: RawBuilder<unknown>,
): KeyedRow[] {
  const keys = sorts.map(({ column, isGroup }) => (isGroup ? groupSql(asked, column) : comparableSql(asked, column)));
  const columns = sql.join([sql`r.id`, ...keys]);
  const compiled = sql`SELECT ${columns} FROM ${sql.table(asked.list.table)} r WHERE ${where} ORDER BY r.id`.compile(
    replica.db,
  );
  return replica
    .prepared<unknown[], KeyedRow>(compiled.sql)
    .raw()
    .all(...compiled.parameters);
}

interface Sorted {
  readonly ordered: Ordered;
  /** By each sort, where the rows stand, in their order. */
  readonly positions: readonly (readonly number[])[];
}

/**
 * Rows are sorted by numbers, one array per order: values were turned into ranks before, so that comparing costs
 * nothing.
 */
function sortedRows(replica: Reading, asked: AskedList): Sorted {
  const sorts = sortsOf(asked);
  const rows = rowsWhere(replica, asked, sorts, whereSql(asked));
  const positions = sorts.map((by, index) =>
    positionsBy(
      replica,
      asked.list.table,
      by,
      rows.map((row) => row[index + 1] as Key),
    ),
  );
  const indexes = sortedIndexes(rows.length, positions);
  const ordered = {
    ids: Array.from(indexes, (index) => must(rows[index])[0]),
    groups: asked.pick.group === null ? [] : groupsOf(indexes, (index) => must(rows[index])[1] as Key),
  };
  return { ordered, positions: positions.map((by) => Array.from(indexes, (index) => by[index] ?? LAST)) };
}

/** Rows came by their ids: equal ones stay in that order, on every laptop alike. */
function sortedIndexes(count: number, positions: readonly Float64Array[]): Uint32Array {
  const indexes = Uint32Array.from({ length: count }, (_, index) => index);
  const [first] = positions;
  if (first === undefined) return indexes;
  return indexes.toSorted((a, b) => {
    for (const keys of positions) {
      const [x = 0, y = 0] = [keys[a], keys[b]];
      if (x !== y) return x < y ? -1 : 1;
    }
    return a - b;
  });
}

function groupsOf(indexes: Uint32Array, keyOf: (index: number) => Key): OrderedGroup[] {
  const groups: { key: string | null; start: number; count: number }[] = [];
  indexes.forEach((index, position) => {
    const key = keyOf(index);
    const text = key === null ? null : String(key);
    const last = groups.at(-1);
    if (last !== undefined && last.key === text) last.count += 1;
    else groups.push({ key: text, start: position, count: 1 });
  });
  return groups;
}

const MOST_KEPT = 8;
interface Kept extends Sorted {
  /** Of all tables that the list depends on, and of all but its own. */
  readonly version: number;
  readonly others: number;
  readonly commit: number;
  /** Of the alphabets that the positions come from. */
  readonly generations: string;
}
const kept = new WeakMap<Reading, Map<string, Kept>>();

const keyOf = ({ list, pick, today }: AskedList, viewer: string): string =>
  JSON.stringify([list.table, pick, today, viewer]);

/** Whether an order of this list is held, be it one to carry on from. */
export const isOrdered = (replica: Reading, asked: AskedList, viewer: string): boolean =>
  kept.get(replica)?.has(keyOf(asked, viewer)) === true;

/** The rows of the list in order, for whoever asks; `viewer` names what they may read. */
export function orderOf(replica: Reading, asked: AskedList, viewer: string): Ordered {
  teachFolding(replica);
  const { list, pick } = asked;
  const tables = isByWords(list, pick) ? [...tablesOfList(list), 'search_words'] : tablesOfList(list);
  const version = versionOf(replica, tables);
  const others = versionOf(
    replica,
    tables.filter((table) => table !== list.table),
  );
  const key = keyOf(asked, viewer);
  const orders = kept.get(replica) ?? new Map<string, Kept>();
  kept.set(replica, orders);
  const known = orders.get(key);
  if (known?.version === version) return known.ordered;
  const sorted =
    (known?.others === others ? carriedOn(replica, asked, known) : undefined) ?? sortedRows(replica, asked);
  if (orders.size >= MOST_KEPT && known === undefined) orders.clear();
  const commit = versionOf(replica, [COMMITS]);
  // A query that tells of an earlier moment leaves what is known of a later one.
  if (known === undefined || known.commit <= commit)
    orders.set(key, { ...sorted, version, others, commit, generations: generationsOf(replica, asked) });
  return sorted.ordered;
}

const generationsOf = (replica: Reading, asked: AskedList): string =>
  sortsOf(asked)
    .map((by) => alphabetOf(replica, asked.list.table, by.column)?.generation ?? 0)
    .join();

/** What the texts of a column are ranked by, if it has any. */
function alphabetOf(replica: Reading, table: string, column: ListColumn): TextOrder | undefined {
  if (column.type === 'text') return textOrderOf(replica, `${table}.${column.key}`);
  return column.type === 'link' ? textOrderOf(replica, `label of ${column.target}`) : undefined;
}

/** Where a row stands by one sort; undefined where its text finds no room among those that are ranked. */
function positionOf(replica: Reading, table: string, { column, isDescending }: SortedBy, key: Key): number | undefined {
  if (key === null) return LAST;
  const alphabet = alphabetOf(replica, table, column);
  const found =
    alphabet === undefined
      ? ranksOf(replica, table, column, new Set([key])).get(key)
      : rankIn(replica, alphabet, column, key);
  if (found === undefined) return alphabet === undefined ? LAST : undefined;
  return found === LAST ? LAST : (isDescending ? -1 : 1) * found;
}

function rankIn(replica: Reading, alphabet: TextOrder, { type, target }: ListColumn, key: Key): number | undefined {
  const text = type === 'link' ? labelsOf(replica, must(target), [String(key)])[0]?.label : String(key);
  return text === undefined || (type === 'text' && text === '') ? LAST : alphabet.rank(text);
}

/** Whether a row of the list says all of where it stands: no other row of its table does. */
function isRowByRow({ list, pick }: AskedList): boolean {
  if (pick.group !== null || pick.text.trim() !== '') return false;
  const asked = new Set([...pick.sorts, ...pick.conditions].map(({ column }) => column));
  return list.columns.every(
    ({ key, target }) =>
      !asked.has(key) ||
      (target !== list.table &&
        linkOf(list.table, key)?.table !== list.table &&
        derivedColumn(list.table, key)?.tables.includes(list.table) !== true),
  );
}

/** The order of before, with the rows that have changed since looked at again; undefined where that is not enough. */
function carriedOn(replica: Reading, asked: AskedList, known: Kept): Sorted | undefined {
  const { table } = asked.list;
  if (!isRowByRow(asked) || known.generations !== generationsOf(replica, asked)) return undefined;
  const changed = replica.rows.between(table, known.commit, versionOf(replica, [COMMITS]));
  if (changed === undefined) return undefined;
  const sorts = sortsOf(asked);
  const rows = rowsWhere(replica, asked, sorts, sql`${idsSql([...changed])} AND ${whereSql(asked)}`);
  const ids = known.ordered.ids.slice();
  const positions = known.positions.map((by) => by.slice());
  for (const id of changed) {
    const place = ids.indexOf(id);
    if (place !== -1) for (const list of [ids, ...positions]) list.splice(place, 1);
  }
  for (const [id, ...keys] of rows) {
    const own = sorts.map((by, index) => positionOf(replica, table, by, keys[index] ?? null));
    if (own.includes(undefined)) return undefined;
    const place = placeIn(ids, positions, id, own as number[]);
    ids.splice(place, 0, id);
    for (const [index, by] of positions.entries()) by.splice(place, 0, own[index] ?? LAST);
  }
  return { ordered: { ids, groups: [] }, positions };
}

/** Where a row belongs; equal ones stand in the order of their ids. */
function placeIn(
  ids: readonly string[],
  positions: readonly (readonly number[])[],
  id: string,
  own: readonly number[],
): number {
  const isBefore = (index: number): boolean => {
    for (const [sort, by] of positions.entries()) {
      const [there = LAST, here = LAST] = [by[index], own[sort]];
      if (there !== here) return there < here;
    }
    return (ids[index] ?? '') < id;
  };
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}
