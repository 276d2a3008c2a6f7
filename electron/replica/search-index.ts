/**
 * Full text in Russian and English: words are stemmed on the way in and on the way out, so that «прожекторы» finds «прожектор».
 * Indexing follows the rows at a distance: writers only note what changed, and slices of it are indexed between other work.
 */
import snowball from 'snowball-stemmers';
import { tableNames, tableOf, type TableName } from '../../shared/schema/catalog.ts';
import type { Replica, WriteTx } from './replica.ts';

export const searchedTables: readonly TableName[] = tableNames.filter((name) => tableOf(name).search.length > 0);
const searched = new Set<string>(searchedTables);
const russian = snowball.newStemmer('russian');
const english = snowball.newStemmer('english');
const stems = new Map<string, string>();

/** Lower case, ё as е, letters and digits only. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().replaceAll('ё', 'е').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The stem of a word; Cyrillic words by Russian rules, the rest by English ones. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const found = /[а-я]/.test(word) ? russian.stem(word) : /^[a-z]+$/.test(word) ? english.stem(word) : word;
  if (stems.size > 50_000) stems.clear();
  stems.set(word, found);
  return found;
}

/** Notes that a row has to be indexed again. */
export function markForSearch(tx: WriteTx, table: TableName, id: string): void {
  if (searched.has(table)) tx.prepare('INSERT OR IGNORE INTO search_pending (table_name, row_id) VALUES (?, ?)').run(table, id);
}

/** Notes every row of the searched tables: after a first load. */
export function markAllForSearch(tx: WriteTx): void {
  for (const table of searchedTables) tx.sqlite.exec(`INSERT OR IGNORE INTO search_pending (table_name, row_id) SELECT '${table}', id FROM ${table}`);
}

const SLICE = 400;

/** Indexes one slice; answers whether there is more. */
export async function indexSlice(replica: Replica): Promise<boolean> {
  const waiting = replica.prepared('SELECT 1 FROM search_pending LIMIT 1').get();
  if (waiting === undefined) return false;
  return replica.write('normal', (tx) => {
    const rows = tx.prepare('SELECT table_name, row_id FROM search_pending LIMIT ?').all(SLICE);
    for (const row of rows) indexRow(tx, String(row['table_name']) as TableName, String(row['row_id']));
    return rows.length === SLICE;
  });
}

function indexRow(tx: WriteTx, table: TableName, id: string): void {
  const definition = tableOf(table);
  const row = tx.rows.of(table).find(id);
  const number = tx.prepare('SELECT number FROM search_rows WHERE row_id = ? AND table_name = ?').get(id, table)?.['number'];
  const isGone = row === undefined || (row['deleted_at'] ?? null) !== null;
  if (number !== undefined) tx.prepare('DELETE FROM search_words WHERE rowid = ?').run(number);
  if (isGone && number !== undefined) tx.prepare('DELETE FROM search_rows WHERE number = ?').run(number);
  if (!isGone) {
    const key = number ?? tx.prepare('INSERT INTO search_rows (table_name, row_id) VALUES (?, ?)').run(table, id).lastInsertRowid;
    const text = definition.search.map((column) => row[column] ?? '').join(' ');
    tx.prepare('INSERT INTO search_words (rowid, words) VALUES (?, ?)').run(key, wordsOf(text).map(stem).join(' '));
  }
  tx.prepare('DELETE FROM search_pending WHERE table_name = ? AND row_id = ?').run(table, id);
}

/** What a person typed, as an FTS5 query: every word by its stem, as a prefix. Undefined where there is no word. */
export function matchExpression(typed: string): string | undefined {
  const words = wordsOf(typed);
  if (words.length === 0) return undefined;
  return words.map((word, index) => {
    const stemmed = stem(word);
    // The last word may be half typed: its own letters count as well as its stem.
    return index === words.length - 1 && stemmed !== word ? `("${stemmed}"* OR "${word}"*)` : `"${stemmed}"*`;
  }).join(' AND ');
}
