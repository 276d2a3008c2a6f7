/**
 * The words by which rows are found, in Russian and English: stemmed on the way in and on the way out, so that
 * «прожекторы» finds «прожектор». A laptop keeps its index up with them, and the hub builds the index of a snapshot.
 */
import snowball from 'snowball-stemmers';
import { type TableName, tableNames, tableOf } from '../shared/schema/catalog.ts';
import type { Stored } from '../shared/schema/codecs.ts';

/** Tables whose rows are found by words. */
export const searchedTables: readonly TableName[] = tableNames.filter((name) => tableOf(name).search.length > 0);
const russian = snowball.newStemmer('russian');
const english = snowball.newStemmer('english');
const stems = new Map<string, string>();
const MOST_KEPT = 50_000;

/** Lower case, ё as е, letters and digits only. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The stem of a word; Cyrillic words by Russian rules, the rest by English ones. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = /[а-я]/.test(word) ? russian.stem(word) : /^[a-z]+$/.test(word) ? english.stem(word) : word;
  if (stems.size > MOST_KEPT) stems.clear();
  stems.set(word, found);
  return found;
}

/** What the index holds of a row, from its stored values; undefined where the row is in the trash. */
export function indexedWords(table: TableName, row: Readonly<Record<string, Stored | undefined>>): string | undefined {
  if ((row['deleted_at'] ?? null) !== null) return undefined;
  const text = tableOf(table)
    .search.map((column) => row[column] ?? '')
    .join(' ');
  return wordsOf(text).map(stem).join(' ');
}
