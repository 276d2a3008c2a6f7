/**
 * Full text in Russian and English: words are stemmed on the way in and on the way out, so that «прожекторы» finds
 * «прожектор». Indexing follows the rows at a distance: writers only note what changed, and slices of it are indexed
 * between other work.
 */
import snowball from 'snowball-stemmers';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import type { Replica, WriteTx } from './replica.ts';

export const searchedTables: readonly TableName[] = tableNames.filter((name) => tableOf(name).search.length > 0);
const searched = new Set<string>(searchedTables);
const russian = snowball.newStemmer('russian');
const english = snowball.newStemmer('english');
const stems = new Map<string, string>();

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
  if (stems.size > 50_000) stems.clear();
  stems.set(word, found);
  return found;
}

/** Notes that a row has to be indexed again. */
export function markForSearch(tx: WriteTx, table: TableName, id: string): void {
  if (searched.has(table))
    tx.prepare('INSERT OR IGNORE INTO search_pending (table_name, row_id) VALUES (?, ?)').run(table, id);
}

/** Notes every row of the searched tables: after a first load. */
export function markAllForSearch(tx: WriteTx): void {
  for (const table of searchedTables) notePosition(tx, table, 0);
}

/** A whole table is one note, with the position up to which it has been walked. */
const WALK = '*';
function notePosition(tx: WriteTx, table: TableName, position: number): void {
  tx.prepare('INSERT OR REPLACE INTO search_pending (table_name, row_id) VALUES (?, ?)').run(
    table,
    `${WALK}${position}`,
  );
}

const SLICE = 400;

/** Indexes one slice; answers whether there is more. */
export async function indexSlice(replica: Replica): Promise<boolean> {
  const waiting = replica.prepared('SELECT 1 FROM search_pending LIMIT 1').get();
  if (waiting === undefined) return false;
  return replica.write('normal', (tx) => {
    const rows = tx.prepare('SELECT table_name, row_id FROM search_pending LIMIT ?').all(SLICE);
    for (const row of rows) {
      const table = String(row['table_name']) as TableName;
      const id = String(row['row_id']);
      // A walk is a slice of its own; what else is waiting is found by the next one.
      if (id.startsWith(WALK)) return walk(tx, table, id);
      indexRow(tx, table, id);
    }
    return rows.length === SLICE;
  });
}

function walk(tx: WriteTx, table: TableName, note: string): true {
  const rows = tx
    .prepare(`SELECT rowid AS position, id FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`)
    .all(Number(note.slice(WALK.length)), SLICE);
  for (const row of rows) indexRow(tx, table, String(row['id']));
  tx.prepare('DELETE FROM search_pending WHERE table_name = ? AND row_id = ?').run(table, note);
  const last = rows.at(-1);
  if (rows.length === SLICE && last !== undefined) notePosition(tx, table, Number(last['position']));
  return true;
}

function indexRow(tx: WriteTx, table: TableName, id: string): void {
  const definition = tableOf(table);
  const row = tx.rows.of(table).find(id);
  const number = tx.prepare('SELECT number FROM search_rows WHERE row_id = ? AND table_name = ?').get(id, table)?.[
    'number'
  ];
  const isGone = row === undefined || (row['deleted_at'] ?? null) !== null;
  if (number !== undefined) tx.prepare('DELETE FROM search_words WHERE rowid = ?').run(number);
  if (isGone && number !== undefined) tx.prepare('DELETE FROM search_rows WHERE number = ?').run(number);
  if (!isGone) {
    const key =
      number ?? tx.prepare('INSERT INTO search_rows (table_name, row_id) VALUES (?, ?)').run(table, id).lastInsertRowid;
    const text = definition.search.map((column) => row[column] ?? '').join(' ');
    tx.prepare('INSERT INTO search_words (rowid, words) VALUES (?, ?)').run(key, wordsOf(text).map(stem).join(' '));
  }
  tx.prepare('DELETE FROM search_pending WHERE table_name = ? AND row_id = ?').run(table, id);
}

/** What a person typed, as an FTS5 query: every word by its stem, as a prefix. Undefined where there is no word. */
export function matchExpression(typed: string): string | undefined {
  const words = wordsOf(typed);
  if (words.length === 0) return undefined;
  return words
    .map((word, index) => {
      const stemmed = stem(word);
      // The last word may be half typed: its own letters count as well as its stem.
      return index === words.length - 1 && stemmed !== word ? `("${stemmed}"* OR "${word}"*)` : `"${stemmed}"*`;
    })
    .join(' AND ');
}
