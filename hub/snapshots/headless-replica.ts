/**
 * A replica without a laptop: the tables, indexes and search index of one, filled from shapes and never written by
 * anybody. It is made for its file alone, which new laptops take over page by page.
 */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { migrateToLatest } from '../../migrations/migrations.ts';
import { SNAPSHOT_PAGE_BYTES } from '../../shared/protocol/snapshot.ts';
import { replicaColumns, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { cellDecoder, type Stored } from '../../shared/schema/codecs.ts';
import { indexedWords, searchedTables } from '../../sqlite/search-words.ts';
import { schemaOf, snapshotTables } from '../../sqlite/snapshot-form.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import type { ShapePosition, ShapeRow } from './read-shape.ts';

/** Rows of a table that are indexed for search between two reads. */
const SLICE = 2000;
const CACHE_KIB = 64_000;

type Apply = (row: ShapeRow) => void;

/** Filled by one thread, table by table; indexes are made in `finish`, after the rows, which is faster. */
export class HeadlessReplica {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #indexes: readonly string[];
  /** Of the tables as they are when it is finished. */
  readonly schema: string;

  /** Takes over an open, migrated database. */
  private constructor(sqlite: SqliteDatabase.Database) {
    this.#sqlite = sqlite;
    this.schema = schemaOf(sqlite);
    const made = sqlite
      .prepare<[], { type: string; name: string; sql: string }>(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
      )
      .all();
    // Guards have looked at every row on the hub; indexes are made faster of all rows at once.
    for (const { type, name } of made) sqlite.exec(`DROP ${type} ${name}`);
    this.#indexes = made.filter(({ type }) => type === 'index').map(({ sql }) => sql);
  }

  /** Makes an empty one in a file that does not exist yet. */
  static async create(file: string): Promise<HeadlessReplica> {
    const sqlite = new SqliteDatabase(file);
    sqlite.pragma(`page_size = ${SNAPSHOT_PAGE_BYTES}`);
    // Nothing of it counts before it is whole: a hub that dies makes it anew. SQLite does without a journal only where
    // it is let, and says nothing where it is not.
    sqlite.unsafeMode(true);
    sqlite.pragma('journal_mode = OFF');
    sqlite.unsafeMode(false);
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('foreign_keys = OFF');
    sqlite.pragma(`cache_size = -${CACHE_KIB}`);
    await migrateToLatest(kyselyOver(sqlite), 'sqlite');
    // Migrations switch them on again.
    sqlite.pragma('foreign_keys = OFF');
    return new HeadlessReplica(sqlite);
  }

  /** Takes in one answer of a shape: rows of its snapshot, and changes of its log. Throws where one does not fit. */
  take(table: TableName, rows: readonly ShapeRow[]): void {
    const apply = this.#applierOf(table);
    this.#sqlite.transaction(() => {
      for (const row of rows) apply(row);
    })();
  }

  /**
   * Statements and decoders are made once per batch of a table; the log’s updates and deletions count like on a laptop.
   */
  #applierOf(table: TableName): Apply {
    const columns = replicaColumns(tableOf(table));
    const decoders = new Map(columns.map(([name, column]) => [name, cellDecoder(column)] as const));
    const names = columns.map(([name]) => name);
    const insert = this.#sqlite.prepare<Stored[]>(
      `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    const remove = this.#sqlite.prepare<[string]>(`DELETE FROM ${table} WHERE id = ?`);
    return ({ headers, value }) => {
      const id = value['id'] ?? '';
      if (headers.operation === 'delete') remove.run(id);
      else if (headers.operation === 'insert')
        insert.run(...[...decoders].map(([name, decode]) => decode(value[name])));
      else this.#update(table, id, value, decoders);
    };
  }

  #update(
    table: TableName,
    id: string,
    value: ShapeRow['value'],
    decoders: ReadonlyMap<string, ReturnType<typeof cellDecoder>>,
  ): void {
    const changed = [...decoders].filter(([name]) => name !== 'id' && value[name] !== undefined);
    if (changed.length === 0) return;
    const set = changed.map(([name]) => `${name} = ?`).join(', ');
    const { changes } = this.#sqlite
      .prepare<Stored[]>(`UPDATE ${table} SET ${set} WHERE id = ?`)
      .run(...changed.map(([name, decode]) => decode(value[name])), id);
    if (changes === 0) throw new Error(`an update came for a row of ${table} that is not in its shape`);
  }

  /** A shape ended while it was read: its table begins from nothing. */
  clear(table: TableName): void {
    this.#sqlite.exec(`DELETE FROM ${table}`);
  }

  /** Where a table's shape stands in what was taken. */
  note(table: TableName, { handle, offset }: ShapePosition): void {
    this.#sqlite
      .prepare('INSERT OR REPLACE INTO replica_shapes (table_name, handle, position) VALUES (?, ?, ?)')
      .run(table, handle, offset);
  }

  /** Makes the indexes, and the search index of every row that is not in the trash. Answers the rows per table. */
  finish(): Readonly<Record<string, number>> {
    for (const sql of this.#indexes) this.#sqlite.exec(sql);
    for (const table of searchedTables) if (snapshotTables.includes(table)) this.#indexForSearch(table);
    this.#sqlite.exec("INSERT INTO search_words (search_words) VALUES ('optimize')");
    const rows = snapshotTables.map((table) => {
      const count = this.#sqlite.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get();
      return [table, count?.n ?? 0] as const;
    });
    return Object.fromEntries(rows);
  }

  /** By pages, each in a transaction: memory stays bounded, whatever the table. */
  #indexForSearch(table: TableName): void {
    const page = this.#sqlite.prepare<[number], Record<string, Stored> & { position: number; id: string }>(
      `SELECT rowid AS position, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ${SLICE}`,
    );
    const addRow = this.#sqlite.prepare('INSERT INTO search_rows (table_name, row_id) VALUES (?, ?)');
    const addWords = this.#sqlite.prepare('INSERT INTO search_words (rowid, words) VALUES (?, ?)');
    const index = this.#sqlite.transaction((rows: ReturnType<typeof page.all>) => {
      for (const row of rows) {
        const words = indexedWords(table, row);
        if (words !== undefined) addWords.run(addRow.run(table, row.id).lastInsertRowid, words);
      }
    });
    for (let after = 0; ; ) {
      const rows = page.all(after);
      index(rows);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  close(): void {
    this.#sqlite.close();
  }
}
