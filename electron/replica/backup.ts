/**
 * Copies of the replica on this laptop: daily, before a large deletion, before a migration. Each is encrypted with the
 * replica's own key, opened with it and checked before it counts, and old ones make room.
 */

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import { asDiskFailure, makePrivateFile, makePrivateFolder, renameDurably, syncFile } from './durable-file.ts';
import { isPlainDatabase, openDatabase } from './encrypted-database.ts';
import { reached } from './fault-points.ts';
import { FILE } from './rebuild.ts';
import type { Vault } from './vault.ts';

/** Why a copy was made; it stands in the name of the file and decides how long it stays. */
export type BackupReason = 'daily' | 'deletion' | 'migration';

/** How many copies of each kind are kept. */
const KEPT: Readonly<Record<BackupReason, number>> = { daily: 7, deletion: 5, migration: 3 };
const NAME = /^(\d{4}-\d{2}-\d{2}T[\d-]+Z)-(daily|deletion|migration)\.sqlite$/;

/** A copy that was opened and checked. */
export interface Backup {
  readonly file: string;
  readonly reason: BackupReason;
  /** ISO-8601 UTC. */
  readonly takenAt: string;
}

const folderOf = (dir: string): string => join(dir, 'backups');
const stamp = (now: Date): string => now.toISOString().replaceAll(/[:.]/g, '-');

/** Copies of a replica directory, newest first. */
export function listBackups(dir: string): readonly Backup[] {
  if (!existsSync(folderOf(dir))) return [];
  return readdirSync(folderOf(dir))
    .flatMap((name): Backup[] => {
      const [, at, reason] = NAME.exec(name) ?? [];
      if (at === undefined || reason === undefined) return [];
      const [day, clock] = at.split('T');
      const [hour, minute, second, milli] = (clock ?? '').replace('Z', '').split('-');
      return [
        {
          file: join(folderOf(dir), name),
          reason: reason as BackupReason,
          takenAt: `${day}T${hour}:${minute}:${second}.${milli}Z`,
        },
      ];
    })
    .toSorted((a, b) => (a.takenAt < b.takenAt ? 1 : -1));
}

/**
 * Copies the database behind a connection, as of this moment, with the key that it has. Throws AppError `backup.failed`
 * or `disk.*`; earlier copies are intact then.
 */
export async function backUp(
  dir: string,
  sqlite: SqliteDatabase.Database,
  reason: BackupReason,
  now: Date,
  vault: Vault,
): Promise<Backup> {
  const folder = folderOf(dir);
  const file = join(folder, `${stamp(now)}-${reason}.sqlite`);
  const fresh = `${file}.new`;
  try {
    makePrivateFolder(folder);
    erase(fresh);
    makePrivateFile(fresh);
    sqlite.prepare('VACUUM INTO ?').run(fresh);
    reached('backup.copied');
    verify(fresh, vault);
    syncFile(fresh);
    renameDurably(fresh, file);
    reached('backup.renamed');
  } catch (error) {
    erase(fresh);
    const known = asDiskFailure(error, folder);
    throw known instanceof AppError
      ? known
      : new AppError('backup.failed', { file, problem: errorText(error) }, { cause: error });
  }
  for (const old of listBackups(dir)
    .filter((backup) => backup.reason === reason)
    .slice(KEPT[reason]))
    rmSync(old.file, { force: true });
  return { file, reason, takenAt: now.toISOString() };
}

/**
 * Copies the database of an open replica, as of this moment, over a connection of its own: on those of readers stand
 * the views of whoever looks, and a copy holds everything. Throws as `backUp`.
 */
export async function backUpReplica(dir: string, reason: BackupReason, now: Date, vault: Vault): Promise<Backup> {
  const sqlite = openDatabase(join(dir, FILE), vault, { readonly: true });
  try {
    return await backUp(dir, sqlite, reason, now, vault);
  } finally {
    sqlite.close();
  }
}

function erase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
}

/** Opens the copy as somebody would who needs it. */
function verify(file: string, vault: Vault): void {
  if (vault.key !== undefined && isPlainDatabase(file)) throw new Error('the copy is not encrypted');
  const copy = openDatabase(file, vault);
  try {
    if (copy.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Error('the copy is damaged');
    copy.prepare('SELECT count(*) FROM replica_meta').get();
  } finally {
    copy.close();
  }
}

const DAY_MS = 86_400_000;

/** Whether the last daily copy is a day old, or there is none. */
export function isDailyDue(dir: string, now: Date): boolean {
  const last = listBackups(dir).find((backup) => backup.reason === 'daily');
  return last === undefined || now.getTime() - Date.parse(last.takenAt) >= DAY_MS;
}
