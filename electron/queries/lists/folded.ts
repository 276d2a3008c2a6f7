/** Letters as people compare them when they look for something: without case, ё as е. SQLite folds ASCII alone. */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Reading } from '../../replica/reading.ts';

/** Both sides of a comparison go through this. */
export const folded = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');

/** The name of `folded` in SQL, on connections that were asked for it. */
export const FOLD = 'offstage_folded';
const known = new WeakSet<SqliteDatabase.Database>();

/** Makes the connection of this reading understand `FOLD`. */
export function teachFolding({ reader }: Reading): void {
  if (known.has(reader)) return;
  reader.function(FOLD, { deterministic: true }, (text: unknown) => (typeof text === 'string' ? folded(text) : text));
  known.add(reader);
}
