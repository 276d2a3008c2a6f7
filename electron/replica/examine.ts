/**
 * In which condition a database file is, before anything is read from it. Looking at every page takes a quarter of a
 * second for a hundred thousand things: an app with a window has it done by a thread of its own (`file-worker.ts`),
 * and its window loads meanwhile. Nothing of the file is used before the answer.
 */
import { existsSync, statSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/base/app-error.ts';
import { openDatabase } from './encrypted-database.ts';
import { inFileThread } from './file-thread.ts';
import type { Vault } from './vault.ts';

export type Condition = 'good' | 'empty' | 'damaged';

/**
 * Looks at every page once: a torn or overwritten file is noticed here and not by a person in the middle of a count.
 * Where the cipher vouches for each page, its rows are what was written through the tables' CHECKs; asking those again
 * would take two fifths of the time and find nothing.
 */
export function examine(file: string, vault: Vault): Condition {
  if (sizeOf(file) === 0) return 'empty';
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    sqlite = openDatabase(file, vault);
    const count = (condition: string): number =>
      sqlite?.prepare<[], { count: number }>(`SELECT count(*) AS count FROM sqlite_master WHERE ${condition}`).get()
        ?.count ?? 0;
    if (count('true') === 0) return 'empty';
    if (count("name = 'replica_meta'") === 0) throw new AppError('replica.missing', { dir: file });
    if (vault.key !== undefined) sqlite.pragma('ignore_check_constraints = ON');
    return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'good' : 'damaged';
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  } finally {
    sqlite?.close();
  }
}

/**
 * The same, by a thread that begins at `thread`. One that fails or is too slow has said nothing about the file: then
 * this thread looks.
 */
export async function examineInThread(thread: URL, file: string, vault: Vault): Promise<Condition> {
  if (sizeOf(file) === 0) return 'empty';
  return (await inFileThread(thread, 'examine', file, vault)) ?? examine(file, vault);
}

export function isDamage(error: unknown): boolean {
  return (
    error instanceof SqliteDatabase.SqliteError &&
    (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  );
}

/** Bytes of a file; 0 where there is none. */
export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);
