/**
 * Places in an order that people change without asking each other: a row's rank lies between those of its neighbours,
 * and nobody else's changes. Ranks are compared by code units, which no database's collation does by itself; rows of
 * one rank (made by plain edits) stand in the order of their ids.
 */
import { generateNKeysBetween } from 'fractional-indexing';

/** What stands in an order. */
export interface Ranked {
  readonly id: string;
  readonly rank: string;
}

/** Letters that a rank may have; who comes to as many has moved one row ten thousand times. */
export const LONGEST_RANK = 255;

/**
 * Whether `a` stands before `b`, for `toSorted`. Rows without a rank stand last, by their ids, which tell their age.
 */
export function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) {
    if (a.rank === '' || b.rank === '') return a.rank === '' ? 1 : -1;
    return a.rank < b.rank ? -1 : 1;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * `count` ranks that follow the row `afterId` at once, in their order; null: before all. `rows` are those of the order,
 * deleted ones as well: they keep their place for when they return. Where `afterId` is none of them, at the end.
 */
export function ranksAfter(rows: readonly Ranked[], afterId: string | null, count: number): readonly string[] {
  const ranked = rows.filter(({ rank }) => isRank(rank)).toSorted(byRank);
  const found = afterId === null ? undefined : ranked.find(({ id }) => id === afterId);
  const last = ranked.at(-1)?.rank ?? null;
  const before = afterId === null ? null : (found?.rank ?? last);
  const next = before === null ? ranked[0]?.rank : ranked.find(({ rank }) => rank > before)?.rank;
  return generateNKeysBetween(before, next ?? null, count);
}

/** Whether the library made it, or could have: what comes from elsewhere has no place. */
function isRank(text: string): boolean {
  if (text === '' || text.length > LONGEST_RANK) return false;
  try {
    generateNKeysBetween(text, null, 1);
    return true;
  } catch {
    return false;
  }
}
