/**
 * The first rows of a list of which no order is known yet. Putting a hundred thousand texts in order costs half a
 * second, and a window that opens shows thirty of them: those that come first are found in one pass. The order itself
 * is made for the totals, which are asked for at the same time, and every later window is a slice of it.
 */
import { sql } from 'kysely';
import type { Reading } from '../../replica/reading.ts';
import { teachFolding } from './folded.ts';
import { type AskedList, comparableSql, whereSql } from './list-sql.ts';
import { collator } from './text-order.ts';

/** Beyond it, looking for a place among those found costs more than the order. */
const MOST = 500;

interface Found {
  readonly id: string;
  /** Undefined: nothing is there, and it comes last whichever way the rest is sorted. */
  readonly text: string | undefined;
}

/**
 * The ids of the first rows, as `orderOf` would have them; undefined where they are not found faster than by ordering
 * everything: among groups, far down, or sorted by anything but one text.
 */
export function firstIds(replica: Reading, asked: AskedList, count: number): readonly string[] | undefined {
  const { list, pick } = asked;
  const [by, ...more] = pick.sorts;
  const column = list.columns.find(({ key }) => key === by?.column);
  if (pick.group !== null || by === undefined || more.length > 0 || column?.type !== 'text' || count > MOST)
    return undefined;
  teachFolding(replica);
  const sign = by.isDescending ? -1 : 1;
  const compare = (a: Found, b: Found): number => {
    if (a.text !== undefined && b.text !== undefined) {
      const found = sign * collator.compare(a.text, b.text);
      if (found !== 0) return found;
    } else if (a.text !== b.text) return a.text === undefined ? 1 : -1;
    return a.id < b.id ? -1 : 1;
  };
  const columns = sql.join([sql`r.id`, comparableSql(asked, column)]);
  const compiled = sql`SELECT ${columns} FROM ${sql.table(list.table)} r WHERE ${whereSql(asked)}`.compile(replica.db);
  const rows = replica
    .prepared<unknown[], [string, string | null]>(compiled.sql)
    .raw()
    .iterate(...compiled.parameters);
  const first: Found[] = [];
  for (const [id, text] of rows) {
    const row = { id, text: text === null || text === '' ? undefined : text };
    const last = first.length < count ? undefined : first.at(-1);
    if (last !== undefined && compare(last, row) < 0) continue;
    first.splice(placeAmong(first, row, compare), 0, row);
    if (first.length > count) first.pop();
  }
  return first.map(({ id }) => id);
}

function placeAmong(rows: readonly Found[], row: Found, compare: (a: Found, b: Found) => number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = rows[middle];
    if (there !== undefined && compare(there, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
