/**
 * Full text in Russian and English: words are stemmed on the way in and on the way out, so that «прожекторы» finds
 * «прожектор». Indexing follows the rows at a distance: writers only note what changed, and slices of it are indexed
 * between other work.
 */
import { type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { indexedWords, searchedTables, stem, wordsOf } from '../../sqlite/search-words.ts';
import type { Replica, WriteTx } from './replica.ts';

const searched = new Set<string>(searchedTables);

/**
 * Notes that a row has to be indexed again. `changed`: what a row that stays is another in; where that is nothing by
 * which it is found, there is nothing to index.
 */
export function markForSearch(tx: WriteTx, table: TableName, id: string, changed?: object): void {
  if (searched.has(table) && (changed === undefined || isFoundBy(table, changed)))
    tx.prepare('INSERT OR IGNORE INTO search_pending (table_name, row_id) VALUES (?, ?)').run(table, id);
}

/** Whether one of the columns decides by what a row is found, or whether it is. */
function isFoundBy(table: TableName, columns: object): boolean {
  return 'deleted_at' in columns || tableOf(table).search.some((column) => column in columns);
}

/** Notes every row of the searched tables: after a first load. Some may have come with their index. */
export function markAllForSearch(tx: WriteTx, indexed: ReadonlySet<TableName> = new Set()): void {
  for (const table of searchedTables) if (!indexed.has(table)) notePosition(tx, table, 0);
}

/** Notes the rows of a table that the index knows: they may go, or come again. */
export function markIndexedForSearch(tx: WriteTx, table: TableName): void {
  tx.prepare(
    `INSERT OR IGNORE INTO search_pending (table_name, row_id)
     SELECT table_name, row_id FROM search_rows WHERE table_name = ?`,
  ).run(table);
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
  const row = tx.rows.of(table).find(id);
  const words = row === undefined ? undefined : indexedWords(table, row);
  const number = tx.prepare('SELECT number FROM search_rows WHERE row_id = ? AND table_name = ?').get(id, table)?.[
    'number'
  ];
  // Whoever looks by words looks again: a row is written first and found a moment later.
  if (number !== undefined || words !== undefined) tx.touch('search_words');
  if (number !== undefined) tx.prepare('DELETE FROM search_words WHERE rowid = ?').run(number);
  if (words === undefined && number !== undefined) tx.prepare('DELETE FROM search_rows WHERE number = ?').run(number);
  if (words !== undefined) {
    const key =
      number ?? tx.prepare('INSERT INTO search_rows (table_name, row_id) VALUES (?, ?)').run(table, id).lastInsertRowid;
    tx.prepare('INSERT INTO search_words (rowid, words) VALUES (?, ?)').run(key, words);
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
