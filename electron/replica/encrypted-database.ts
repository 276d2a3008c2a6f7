/**
 * Opening SQLite files with their key. AEGIS-256 authenticates every page, so that a flipped bit is noticed and not
 * read; the key is raw, because it is random: nothing is derived per connection. Chosen by measurement
 * (`docs/figures.md`).
 */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Vault } from './vault.ts';

const PLAIN_HEADER = 'SQLite format 3\u0000';

/** Whether a file is a database that anybody can read. An empty or missing one is not. */
export function isPlainDatabase(file: string): boolean {
  if (!existsSync(file)) return false;
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(PLAIN_HEADER.length);
    return (
      readSync(handle, header, 0, header.length, 0) === header.length && header.toString('latin1') === PLAIN_HEADER
    );
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens a database with the vault's key. A wrong key shows as SQLITE_NOTADB at the first read, as rubbish in the file
 * does.
 */
export function openDatabase(
  file: string,
  vault: Vault,
  options: SqliteDatabase.Options = {},
): SqliteDatabase.Database {
  const sqlite = new SqliteDatabase(file, options);
  try {
    useKey(sqlite, vault, 'key');
    // Sorting and temporary indexes spill into memory, never into a plain file.
    sqlite.pragma('temp_store = MEMORY');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Sets or changes the key of an open database. */
export function useKey(sqlite: SqliteDatabase.Database, vault: Vault, how: 'key' | 'rekey'): void {
  const key = vault.databaseKey;
  if (key === undefined) return;
  sqlite.pragma("cipher = 'aegis'");
  sqlite.pragma(`${how} = 'raw:${key}'`);
}
