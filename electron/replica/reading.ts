/**
 * What queries read through: the replica itself, or, in a thread of its own, connections to the same file. There
 * readers are told with each request what has been committed and who looks.
 */
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import type { Database } from '../../shared/schema/catalog.ts';
import { type ChangesOfCommit, CountChangeLog } from './count-changes.ts';
import { openDatabase } from './encrypted-database.ts';
import { COMMITS, ReadConnections, type TableVersions } from './read-connections.ts';
import { FILE } from './rebuild.ts';
import { RowChangeLog, type RowsOfCommit } from './row-changes.ts';
import type { Vault } from './vault.ts';
import type { View } from './viewer.ts';

/** Kibibytes of decrypted pages per connection (`docs/figures.md`). */
export const READER_CACHE_KIB = 32_000;

/**
 * `versions` are those of the snapshot that is being read; `mayRead` asks the rights of whoever looks; `read` runs work
 * on one snapshot.
 */
export interface Reading {
  readonly dir: string;
  readonly reader: SqliteDatabase.Database;
  readonly db: Kysely<Database>;
  readonly versions: TableVersions;
  readonly counts: CountChangeLog;
  readonly rows: RowChangeLog;
  readonly mayRead: (permission: string) => boolean;
  prepared<P extends unknown[], R>(text: string): SqliteDatabase.Statement<P, R>;
  meta(key: string): string | undefined;
  read<T>(work: () => Promise<T>): Promise<T>;
}

/** What the writer's side has committed by the time that it asks. What a reader finds is that, or newer. */
export interface Committed {
  readonly versions: TableVersions;
  readonly view: View;
  /** What commits since the last request changed in counts. */
  readonly counts: readonly ChangesOfCommit[];
  /** Which rows they changed. */
  readonly rows: readonly RowsOfCommit[];
}

/** One more connection that only reads. */
export function openReader(file: string, vault: Vault): SqliteDatabase.Database {
  const reader = openDatabase(file, vault, { readonly: true });
  reader.pragma(`cache_size = -${READER_CACHE_KIB}`);
  return reader;
}

/** A replica that another thread writes. */
export class RemoteReading implements Reading {
  readonly dir: string;
  readonly counts = new CountChangeLog();
  readonly rows = new RowChangeLog();
  readonly #reads: ReadConnections;

  constructor(dir: string, vault: Vault) {
    this.dir = dir;
    this.#reads = new ReadConnections(() => openReader(join(dir, FILE), vault));
  }

  /** Call it, and begin reading, in one breath: reads that begin later may be told of something newer. */
  follow({ versions, view, counts, rows }: Committed): void {
    if ((versions.get(COMMITS) ?? 0) > (this.#reads.newest.get(COMMITS) ?? 0)) this.#reads.adopt(versions);
    for (const changes of counts) this.counts.record(changes);
    for (const changes of rows) this.rows.record(changes);
    this.#reads.viewAs(view);
  }

  get reader(): SqliteDatabase.Database {
    return this.#reads.connection.sqlite;
  }

  get db(): Kysely<Database> {
    return this.#reads.connection.db;
  }

  get versions(): TableVersions {
    return this.#reads.versions;
  }

  readonly mayRead = (permission: string): boolean => this.#reads.mayRead(permission);

  prepared<P extends unknown[], R>(text: string): SqliteDatabase.Statement<P, R> {
    return this.#reads.connection.prepared(text) as SqliteDatabase.Statement<P, R>;
  }

  meta(key: string): string | undefined {
    return this.prepared<[string], { value: string }>('SELECT value FROM replica_meta WHERE key = ?').get(key)?.value;
  }

  read<T>(work: () => Promise<T>): Promise<T> {
    return this.#reads.read(work);
  }

  close(): void {
    this.#reads.close();
  }
}
