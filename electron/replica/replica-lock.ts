/**
 * One process per replica directory. The lock is an exclusive SQLite transaction, which the system ends with the
 * process, so `kill -9` leaves no stale lock behind; a text file beside it says who holds it.
 */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/base/app-error.ts';
import { asDiskFailure, makePrivateFile, writeDurably } from './durable-file.ts';

/** Held until `release`, or until the process ends. */
export interface ReplicaLock {
  release(): void;
}

/** Takes the lock of a directory, or throws `replica.locked` with the holder's process id and command. */
export function lockReplica(dir: string): ReplicaLock {
  const file = join(dir, 'lock.sqlite');
  makePrivateFile(file);
  const lock = new SqliteDatabase(file, { timeout: 0 });
  const holderFile = join(dir, 'lock.json');
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof SqliteDatabase.SqliteError) || !error.code.startsWith('SQLITE_BUSY'))
      throw asDiskFailure(error, dir);
    throw new AppError('replica.locked', { dir, ...holderOf(holderFile) }, { cause: error });
  }
  try {
    // The command without its arguments: a password may stand among them.
    writeDurably(
      holderFile,
      JSON.stringify({
        pid: process.pid,
        command: process.argv
          .slice(1, 4)
          .filter((word) => !word.startsWith('-'))
          .join(' '),
      }),
    );
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    release: () => {
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function holderOf(file: string): { pid: number; command: string } {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; command?: unknown };
    return { pid: Number(holder.pid ?? 0), command: String(holder.command ?? '') };
  } catch {
    // The holder is between taking the lock and saying so; the lock itself is what counts.
    return { pid: 0, command: '' };
  }
}
