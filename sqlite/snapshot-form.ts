/** Which tables stand in a snapshot, and by what two databases know that the one's pages fit the other's tables. */
import { createHash } from 'node:crypto';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { replicatedTables, type TableName, tableOf } from '../shared/schema/catalog.ts';

/** What everybody with the same rights holds alike. Tables of a single device come from its own shapes. */
export const snapshotTables: readonly TableName[] = replicatedTables.filter((name) => tableOf(name).scope !== 'device');

/** The tables of the search index: its rows, and those in which SQLite keeps the words. */
export function searchTables(sqlite: SqliteDatabase.Database, schema: 'main' | 'snapshot' = 'main'): string[] {
  return sqlite
    .prepare<[], { name: string }>(
      `SELECT name FROM ${schema}.sqlite_master
       WHERE type = 'table' AND (name = 'search_rows' OR name GLOB 'search_words_*') ORDER BY name`,
    )
    .all()
    .map(({ name }) => name);
}

/**
 * A hash of everything that decides how rows and index entries are stored: tables, indexes and SQLite itself, whose
 * full-text format may change with a version. Equal on both sides, or rows are sent one by one.
 */
export function schemaOf(sqlite: SqliteDatabase.Database): string {
  const tables = JSON.stringify([...snapshotTables, 'search_rows', 'search_words']);
  const parts = sqlite
    .prepare<[string], { part: string }>(
      `SELECT name || char(10) || sql AS part FROM sqlite_master
       WHERE type IN ('table', 'index') AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?))
       ORDER BY name`,
    )
    .all(tables);
  const version = sqlite.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? '';
  const hash = createHash('sha256').update(version);
  for (const { part } of parts) hash.update('\0').update(part);
  return hash.digest('hex');
}
