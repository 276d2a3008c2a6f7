/** Opening a replica directory: lock, health, migrations, connections. What cannot be opened is set aside, never deleted. */
import SqliteDatabase from 'better-sqlite3';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { migrateToLatest, migrationsFor } from '../../migrations/migrations.ts';
import { AppError } from '../../shared/base/app-error.ts';
import { backUp } from './backup.ts';
import { readJournal, salvageOutbox, restoreOutbox } from './outbox-journal.ts';
import { lockReplica } from './replica-lock.ts';
import { Replica } from './replica.ts';
import { kyselyOver } from './sqlite-kysely.ts';

export interface OpenedReplica {
  readonly replica: Replica;
  /** Set when the file was damaged: it was set aside under this name, and so many pending mutations were carried over. */
  readonly rebuilt?: { readonly setAside: string; readonly carriedOver: number };
}

const FILE = 'replica.sqlite';

/** Opens the replica in `dir`, making it when `create` is set. Throws AppError: `replica.missing`, `replica.locked`, `replica.newer`. */
export async function openReplica(dir: string, options: { readonly create?: boolean; readonly now: () => Date }): Promise<OpenedReplica> {
  const file = join(dir, FILE);
  if (!existsSync(file)) {
    if (options.create !== true) throw new AppError('replica.missing', { dir });
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  }
  const lock = lockReplica(dir);
  try {
    const damaged = existsSync(file) && isDamaged(file);
    const rebuilt = damaged ? setAside(dir, file, options.now()) : undefined;
    const writer = connect(file);
    await refuseNewer(writer, dir);
    if (await isBehind(writer)) await backUp(dir, writer, 'migration', options.now());
    await migrateToLatest(kyselyOver(writer), 'sqlite');
    if (rebuilt !== undefined) restoreOutbox(writer, rebuilt.pending);
    const reader = new SqliteDatabase(file, { readonly: true });
    reader.pragma('cache_size = -16000');
    const replica = new Replica(dir, writer, reader, lock);
    return rebuilt === undefined ? { replica } : { replica, rebuilt: { setAside: rebuilt.name, carriedOver: rebuilt.pending.rows.length } };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function connect(file: string): SqliteDatabase.Database {
  const sqlite = new SqliteDatabase(file, { timeout: 5000 });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('cache_size = -32000');
  if (sqlite.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('SQLite was built without foreign keys');
  return sqlite;
}

/** Looks at every page once: a torn or overwritten file is noticed here and not by a person in the middle of a count. */
function isDamaged(file: string): boolean {
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    sqlite = new SqliteDatabase(file);
    const tables = sqlite.prepare<[], { count: number }>("SELECT count(*) AS count FROM sqlite_master WHERE name = 'replica_meta'").get()?.count ?? 0;
    const isEmpty = (sqlite.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_master').get()?.count ?? 0) === 0;
    if (tables === 0 && !isEmpty) throw new AppError('replica.missing', { dir: file });
    return sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok';
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError && (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')) return true;
    throw error;
  } finally {
    sqlite?.close();
  }
}

function setAside(dir: string, file: string, now: Date): { readonly name: string; readonly pending: ReturnType<typeof salvageOutbox> } {
  const pending = salvageOutbox(file, readJournal(dir));
  const name = `damaged-${now.toISOString().replaceAll(':', '-')}.sqlite`;
  renameSync(file, join(dir, name));
  for (const suffix of ['-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, join(dir, name + suffix));
  return { name, pending };
}

/** Whether a database that has data lacks migrations that this version brings. */
async function isBehind(sqlite: SqliteDatabase.Database): Promise<boolean> {
  if (sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'replica_meta'").get() === undefined) return false;
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations`.execute(kyselyOver(sqlite));
  return rows.length < Object.keys(migrationsFor('sqlite')).length;
}

async function refuseNewer(sqlite: SqliteDatabase.Database, dir: string): Promise<void> {
  if (sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'").get() === undefined) return;
  const known = new Set(Object.keys(migrationsFor('sqlite')));
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migrations`.execute(kyselyOver(sqlite));
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) {
    sqlite.close();
    throw new AppError('replica.newer', { dir, version: unknown.name });
  }
}
