/**
 * In which condition a database file is, before anything is read from it. Looking at every page takes a quarter of a
 * second for a hundred thousand things: an app with a window has it done by a thread of its own (`examine-worker.ts`),
 * and its window loads meanwhile. Nothing of the file is used before the answer.
 */
import { existsSync, statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/base/app-error.ts';
import { openDatabase } from './encrypted-database.ts';
import type { Vault } from './vault.ts';

export type Condition = 'good' | 'empty' | 'damaged';

/** What the thread is told. */
export interface ExamineData {
  readonly file: string;
  readonly key: Uint8Array | undefined;
}

/** So long the thread may take before this one looks for itself, in milliseconds. */
const THREAD_MS = 60_000;

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
  const data: ExamineData = { file, key: vault.key };
  const worker = new Worker(thread, { workerData: data });
  const timer = setTimeout(() => void worker.terminate(), THREAD_MS);
  const found = await new Promise<Condition | undefined>((done) => {
    const answer: { condition?: Condition } = {};
    worker.once('message', (condition: Condition) => {
      answer.condition = condition;
    });
    // `exit` follows: with the file let go, whoever looks or opens it next is alone with it.
    worker.once('error', () => undefined);
    worker.once('exit', () => done(answer.condition));
  });
  clearTimeout(timer);
  return found ?? examine(file, vault);
}

export function isDamage(error: unknown): boolean {
  return (
    error instanceof SqliteDatabase.SqliteError &&
    (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  );
}

/** Bytes of a file; 0 where there is none. */
export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);
