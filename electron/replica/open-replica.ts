/**
 * Opening a replica directory: lock, health, migrations, connections. What cannot be opened is set aside, never
 * deleted.
 */

import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { sql } from 'kysely';
import { missingMigrations, namesFor } from '../../migrations/history.ts';
import { isBehind, migrateToLatest } from '../../migrations/migrations.ts';
import { AppError } from '../../shared/base/app-error.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { backUp } from './backup.ts';
import { asDiskFailure, makePrivateFile, makePrivateFolder } from './durable-file.ts';
import { openDatabase } from './encrypted-database.ts';
import { examine, examineInThread } from './examine.ts';
import { reached } from './fault-points.ts';
import { abandonLoad, isLoading } from './load-progress.ts';
import { OutboxJournal, type OutboxRow } from './outbox-journal.ts';
import { ReadConnections } from './read-connections.ts';
import { openReader } from './reading.ts';
import { encryptWhatIsPlain, FILE, isReplicaDirectory, type Rebuilt, rebuildIfNeeded } from './rebuild.ts';
import { Replica } from './replica.ts';
import { lockReplica, type ReplicaLock } from './replica-lock.ts';
import { translatePending } from './translate-pending.ts';
import { Vault } from './vault.ts';

/** A replica that may be read and written. */
export interface OpenedReplica {
  readonly replica: Replica;
  /** Set when the file was damaged, empty or gone and has been built anew. */
  readonly rebuilt?: Rebuilt;
}

/** `create` makes the directory’s files where there are none; `now` names what is set aside. */
export interface OpenOptions {
  readonly create?: boolean;
  readonly now: () => Date;
  /** Without one the files are as open as those of releases before encryption. */
  readonly vault?: Vault;
  /**
   * The directory's lock where the caller holds it already; it is let go with the replica, and here when opening fails.
   */
  readonly lock?: ReplicaLock;
  /** Where the thread begins that works on the file as a whole (`file-worker.ts`); without one it is done here. */
  readonly fileThread?: URL | undefined;
}

/**
 * Kibibytes of decrypted pages. Small tables stay whole in memory; a page that is read again later is decrypted again
 * (`docs/figures.md`).
 */
const WRITER_CACHE_KIB = 32_000;

/**
 * Throws AppError `replica.missing` where nothing is and nothing may be made; otherwise closes the folder to others.
 */
export function prepareDirectory(dir: string, create: boolean): void {
  if (!isReplicaDirectory(dir) && !create) throw new AppError('replica.missing', { dir });
  makePrivateFolder(dir);
}

/**
 * Opens the replica in `dir`, making it when `create` is set. Throws AppError `replica.missing`, `replica.locked`,
 * `replica.newer`, `disk.*`.
 */
export async function openReplica(dir: string, options: OpenOptions): Promise<OpenedReplica> {
  prepareDirectory(dir, options.create === true);
  const lock = options.lock ?? lockReplica(dir);
  const connections: SqliteDatabase.Database[] = [];
  try {
    return await openLocked(dir, options, lock, connections);
  } catch (error) {
    for (const connection of connections) connection.close();
    lock.release();
    throw asDiskFailure(error, dir);
  }
}

async function openLocked(
  dir: string,
  { now, vault = Vault.plain(), fileThread }: OpenOptions,
  lock: ReplicaLock,
  connections: SqliteDatabase.Database[],
): Promise<OpenedReplica> {
  const file = join(dir, FILE);
  encryptWhatIsPlain({ dir, vault, now });
  const rebuilt = await rebuildIfNeeded(
    { dir, vault, now },
    fileThread === undefined ? examine : (path, key) => examineInThread(fileThread, path, key),
  );
  const writer = connect(file, vault);
  connections.push(writer);
  await refuseNewer(writer, dir);
  // Migrations know nothing of indexes and guards that are away; and a backup of half a load is none.
  if (hasData(writer) && (await isBehind(kyselyOver(writer), 'sqlite')) && isLoading(writer))
    writer.transaction(() => abandonLoad(writer))();
  if (await lacksMigrations(writer)) {
    await backUp(dir, writer, 'migration', now(), vault);
    reached('migration.copied');
  }
  await migrateToLatest(kyselyOver(writer), 'sqlite', reached);
  reached('migration.committed');
  const isTranslated = translatePending(writer);
  sealJournal(dir, vault, writer, isTranslated);
  const reads = new ReadConnections(() => {
    const reader = openReader(file, vault);
    connections.push(reader);
    return reader;
  });
  const replica = new Replica(dir, writer, reads, lock, vault, fileThread);
  return rebuilt === undefined ? { replica } : { replica, rebuilt };
}

function connect(file: string, vault: Vault): SqliteDatabase.Database {
  makePrivateFile(file);
  const sqlite = openDatabase(file, vault, { timeout: 5000 });
  try {
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma(`cache_size = -${WRITER_CACHE_KIB}`);
    if (sqlite.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('SQLite was built without foreign keys');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** What was written openly before there was a key is written again; everything in it is in the database by now. */
function sealJournal(dir: string, vault: Vault, sqlite: SqliteDatabase.Database, isChanged: boolean): void {
  const journal = new OutboxJournal(dir, vault);
  if (!isChanged && (vault.key === undefined || !journal.isPlain)) return;
  journal.rewrite(
    sqlite
      .prepare<[], OutboxRow>(
        'SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms FROM outbox ORDER BY sequence',
      )
      .all(),
  );
}

const hasData = (sqlite: SqliteDatabase.Database): boolean =>
  sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'replica_meta'").get() !== undefined;

/** Whether a database that has data lacks migrations that this version brings. */
async function lacksMigrations(sqlite: SqliteDatabase.Database): Promise<boolean> {
  if (!hasData(sqlite)) return false;
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations`.execute(kyselyOver(sqlite));
  return missingMigrations('sqlite', rows).length > 0;
}

async function refuseNewer(sqlite: SqliteDatabase.Database, dir: string): Promise<void> {
  if (sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'").get() === undefined) return;
  const known = new Set(namesFor('sqlite'));
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations`.execute(kyselyOver(sqlite));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) throw new AppError('replica.newer', { dir, version: unknown.name });
}
