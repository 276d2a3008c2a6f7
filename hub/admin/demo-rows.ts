/** Seeded rows of the demo theatre. */
import type pg from 'pg';
import { dayIn } from '../../shared/rules/upcoming.ts';

/** Mulberry32: small, seeded, good enough for a demo. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Where the demo theatre is: days of its events are days there. */
export const DEMO_ZONE = 'Europe/Moscow';

const DAY_MS = 86_400_000;
/** So many days after a moment, `YYYY-MM-DD`, in the demo theatre. */
export const demoDay = (moment: string, days: number): string =>
  dayIn(DEMO_ZONE, new Date(Date.parse(moment) + days * DAY_MS).toISOString());

/** What every part of the demo needs. */
export interface Context {
  readonly client: pg.ClientBase;
  readonly theaterId: string;
  readonly at: string;
  readonly random: () => number;
  readonly id: (...parts: string[]) => string;
}

/** A value for a column, as a statement takes it. */
export type Cell = string | number | boolean | null;

/** Many rows of one table in a few statements. */
export async function insertMany(
  { client }: Context,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  // Postgres takes at most 65,535 parameters in one statement.
  const size = Math.floor(60_000 / columns.length);
  for (let start = 0; start < rows.length; start += size) {
    const slice = rows.slice(start, start + size);
    const values = slice.map(
      (_, row) => `(${columns.map((_column, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
    );
    await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`, slice.flat());
  }
}
