/** One line per table that is equal on two machines if and only if their rows are. */
import type { Stored } from './codecs.ts';

/**
 * `hash` covers every row in a canonical form, ordered by id; `rows` only helps people see how far apart two sides are.
 */
export interface TableDigest {
  readonly rows: number;
  readonly hash: string;
}

/** A hash in the making, as Node's `createHash('sha256')` gives it. */
export interface Hasher {
  update(text: string): unknown;
  digest(encoding: 'hex'): string;
}

/** Rows go in in the order of their ids, columns in the order of `digestColumns`, values as SQLite stores them. */
export function digestTable(hasher: Hasher): { add(row: readonly Stored[]): void; end(): TableDigest } {
  let rows = 0;
  return {
    add: (row) => {
      rows += 1;
      hasher.update(`${JSON.stringify(row)}\n`);
    },
    end: () => ({ rows, hash: hasher.digest('hex') }),
  };
}
