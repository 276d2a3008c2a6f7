/**
 * The local SQLite copy that the interface reads: the only place that opens the file.
 * One writer connection, used by one transaction at a time; readers see committed snapshots only, so nobody ever sees
 * half of a change.
 */

import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import { AppError } from '../../shared/base/app-error.ts';
import type { Database, TableName } from '../../shared/schema/catalog.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { CountChanges } from './count-changes.ts';
import { asDiskFailure } from './durable-file.ts';
import { reached } from './fault-points.ts';
import { inFileThread } from './file-thread.ts';
import { isLoading } from './load-progress.ts';
import { OutboxJournal } from './outbox-journal.ts';
import { ReadConnections, type TableVersions } from './read-connections.ts';
import type { Reading } from './reading.ts';
import type { ReplicaLock } from './replica-lock.ts';
import { RowChangeLog, TouchedRows } from './row-changes.ts';
import { RowStatements } from './row-statements.ts';
import { LookupStatements, SqliteRowStore } from './sqlite-row-store.ts';
import { Vault } from './vault.ts';
import { NOTHING, type View, type Viewer } from './viewer.ts';

/**
 * What lasts: `full` survives power loss (what a person was told is saved); `normal` may be fetched again from the hub.
 */
export type Durability = 'full' | 'normal';

/** Pages in the log after which a commit folds it in: SQLite's own measure. */
const FOLD_PAGES = 1000;

/** What readers look at besides the tables of the theatre. */
export type LocalTable =
  | 'outbox'
  | 'refused_mutations'
  | 'replica_meta'
  | 'drafts'
  | 'search_words'
  | 'stored_files'
  | 'wanted_files'
  | 'file_pins';

/** A write transaction: everything in it becomes visible at once, or not at all. */
export class WriteTx {
  readonly sqlite: SqliteDatabase.Database;
  readonly db: Kysely<Database>;
  readonly rows: RowStatements;
  /** Tables whose readers must look again; local tables count too. */
  readonly touched = new Set<string>();
  readonly touchedRows = new TouchedRows();
  readonly #lookups: LookupStatements;
  #unguarded = 0;

  constructor(sqlite: SqliteDatabase.Database, db: Kysely<Database>, rows: RowStatements, lookups: LookupStatements) {
    this.sqlite = sqlite;
    this.db = db;
    this.rows = rows;
    this.#lookups = lookups;
  }

  /** Any row of the table may be another. */
  touch(table: TableName | LocalTable): void {
    this.touched.add(table);
    this.touchedRows.table(table);
  }

  /** This row of the table is another, is new, or is gone. */
  touchRow(table: TableName, id: string): void {
    this.touched.add(table);
    this.touchedRows.row(table, id);
  }

  /** A prepared statement, kept for the connection's life. */
  prepare(text: string): SqliteDatabase.Statement<unknown[], Record<string, unknown>> {
    return this.#lookups.prepare(text);
  }

  /**
   * Runs work that was checked elsewhere, or puts back what stood here before, without the database's guards looking at
   * each row.
   */
  unguarded<T>(work: () => T): T {
    if (this.#unguarded === 0) this.prepare('UPDATE guards SET is_on = 0').run();
    this.#unguarded += 1;
    try {
      return work();
    } finally {
      this.#unguarded -= 1;
      if (this.#unguarded === 0) this.prepare('UPDATE guards SET is_on = 1').run();
    }
  }

  /**
   * As `unguarded`, for so many rows that even asking the switch would be paid for: a table with triggers makes SQLite
   * keep a journal per statement. The guards of the tables are taken away and put back within the transaction.
   */
  withoutGuards<T>(tables: ReadonlySet<string>, work: () => T): T {
    const guards = this.prepare(
      "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'",
    )
      .all()
      .filter((row) => tables.has(String(row['tbl_name'])));
    for (const { name } of guards) this.sqlite.exec(`DROP TRIGGER ${String(name)}`);
    const value = work();
    for (const { sql } of guards) this.sqlite.exec(String(sql));
    return value;
  }

  newStore(): SqliteRowStore {
    return new SqliteRowStore(this.db, this.rows, this.#lookups);
  }
}

/** Hears, after each commit, which tables readers must look at again. */
export type ChangeListener = (tables: ReadonlySet<string>) => void;

/**
 * Writes wait in a queue and run one at a time; what a person is told is saved was written with `full`. After `close`
 * every use throws.
 */
export class Replica implements Reading {
  readonly dir: string;
  readonly vault: Vault;
  /** The second copy of what is pending. */
  readonly journal: OutboxJournal;
  /** What commits changed in counts. */
  readonly counts: CountChanges;
  /** Which rows commits changed. */
  readonly rows = new RowChangeLog();
  readonly #reads: ReadConnections;
  readonly #writer: SqliteDatabase.Database;
  readonly #tx: WriteTx;
  readonly #lock: ReplicaLock;
  readonly #listeners = new Set<ChangeListener>();
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #viewer: Viewer | undefined;
  #isVeiled = false;
  readonly #fileThread: URL | undefined;
  #isLogHeld = false;
  #folding: Promise<void> = Promise.resolve();

  /** `fileThread`: where the thread begins that folds the log in after a load (`file-worker.ts`). */
  constructor(
    dir: string,
    writer: SqliteDatabase.Database,
    reads: ReadConnections,
    lock: ReplicaLock,
    vault = Vault.plain(),
    fileThread?: URL,
  ) {
    this.dir = dir;
    this.#fileThread = fileThread;
    this.vault = vault;
    this.journal = new OutboxJournal(dir, vault);
    this.#reads = reads;
    this.#writer = writer;
    this.counts = new CountChanges(writer);
    this.#lock = lock;
    this.#tx = new WriteTx(writer, kyselyOver(writer), new RowStatements(writer), new LookupStatements(writer));
    this.#followLoad();
  }

  /** Committed rows only: the snapshot of the query that asks, within `read`; else the newest commit. */
  get reader(): SqliteDatabase.Database {
    return this.#reads.connection.sqlite;
  }

  get db(): Kysely<Database> {
    return this.#reads.connection.db;
  }

  /** Of what `reader` shows: what was worked out for some versions is good until one of them changes. */
  get versions(): TableVersions {
    return this.#reads.versions;
  }

  /** Of the newest commit, also within a read. */
  get newestVersions(): TableVersions {
    return this.#reads.newest;
  }

  /** What readers may see. */
  get view(): View {
    return this.#isVeiled ? NOTHING : this.#viewer;
  }

  /** Runs `work` in one IMMEDIATE transaction, after those asked for before it; rolls back when it throws. */
  write<T>(durability: Durability, work: (tx: WriteTx) => Promise<T> | T): Promise<T> {
    const run = this.#queue.then(() => this.#transact(durability, work));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /**
   * As `write`, with foreign keys off while it runs, for bulk work that ends in a check of its own.
   * SQLite only switches them outside a transaction.
   */
  writeUnchecked<T>(work: (tx: WriteTx) => Promise<T> | T): Promise<T> {
    const run = this.#queue.then(async () => {
      this.#writer.pragma('foreign_keys = OFF');
      try {
        return await this.#transact('normal', work);
      } finally {
        this.#writer.pragma('foreign_keys = ON');
      }
    });
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Once what has been asked to be written by now is written, or has failed: for work that steps back before it. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /**
   * Runs work that writes the file over a connection of its own, in its turn among the transactions. What it commits is
   * told by whoever writes next.
   */
  writeBesides<T>(work: () => T): Promise<T> {
    const run = this.#queue.then(() => {
      if (this.#isClosed) throw new Error('the replica is closed');
      return work();
    });
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /**
   * From now on commits leave the log as it is: folding a whole load in takes as long as writing it did, and somebody
   * waits to see it. `foldLog` ends that.
   */
  holdLog(): void {
    this.#isLogHeld = true;
    this.#writer.pragma('wal_autocheckpoint = 0');
  }

  /** Folds in what was held back: by the thread, which only closing waits for; without one, with the next commit. */
  foldLog(): void {
    if (!this.#isLogHeld) return;
    this.#isLogHeld = false;
    const folded =
      this.#fileThread === undefined
        ? Promise.resolve()
        : inFileThread(this.#fileThread, 'fold', this.#writer.name, this.vault);
    // Where the thread did not get to it, a commit does.
    this.#folding = folded.then(() => {
      if (this.#writer.open && !this.#isLogHeld) this.#writer.pragma(`wal_autocheckpoint = ${FOLD_PAGES}`);
    });
  }

  /**
   * Foreign keys are looked at when it commits, because rows of one commit come in any order. Readers are told after
   * the commit, and see it then.
   */
  async #transact<T>(durability: Durability, work: (tx: WriteTx) => Promise<T> | T): Promise<T> {
    if (this.#isClosed) throw new Error('the replica is closed');
    this.#writer.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
    this.#tx.touched.clear();
    this.#tx.touchedRows.take();
    this.counts.begin();
    this.#writer.exec('BEGIN IMMEDIATE');
    let value: T;
    try {
      this.#writer.pragma('defer_foreign_keys = ON');
      value = await work(this.#tx);
      reached('commit.before');
      this.#writer.exec('COMMIT');
      const commit = this.#reads.committed(this.#tx.touched);
      this.counts.committed(commit);
      this.rows.record({ commit, rows: this.#tx.touchedRows.take() });
      if (this.#tx.touched.has('replica_meta')) this.#followLoad();
      reached('commit.after');
    } catch (error) {
      if (this.#writer.inTransaction) this.#writer.exec('ROLLBACK');
      throw error;
    }
    if (this.#tx.touched.size > 0) this.#notify(new Set(this.#tx.touched));
    return value;
  }

  /**
   * Runs a read of several statements on one snapshot, so that they tell of one moment: no commit falls between them,
   * and no commit waits for them. What the work itself writes it does not see.
   */
  read<T>(work: () => Promise<T>): Promise<T> {
    return this.#reads.read(work);
  }

  /** A prepared read, kept for the connection's life. */
  prepared<P extends unknown[], R>(text: string): SqliteDatabase.Statement<P, R> {
    return this.#reads.connection.prepared(text) as SqliteDatabase.Statement<P, R>;
  }

  /**
   * From now on readers see what somebody with these permissions may see, and of people's own what is that person's;
   * everything, where none are given.
   */
  viewAs(permissions: readonly string[] | undefined, userId?: string): void {
    this.#viewer = permissions === undefined ? undefined : { permissions, userId };
    this.#reads.viewAs(this.view);
  }

  /**
   * While a first load is under way readers see empty tables, as before it; afterwards what the person who looks may
   * see.
   */
  #followLoad(): void {
    const isVeiled = isLoading(this.#writer);
    if (isVeiled === this.#isVeiled) return;
    this.#isVeiled = isVeiled;
    this.#reads.viewAs(this.view);
  }

  /**
   * Whether whoever reads holds a right: for what stands in tables of this laptop alone, before which there are no
   * views.
   */
  readonly mayRead = (permission: string): boolean => this.#reads.mayRead(permission);

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(tables: ReadonlySet<string>): void {
    for (const listener of this.#listeners) listener(tables);
  }

  meta(key: string): string | undefined {
    const row = this.prepared<[string], { value: string }>('SELECT value FROM replica_meta WHERE key = ?').get(key);
    return row?.value;
  }

  async setMeta(values: Readonly<Record<string, string>>): Promise<void> {
    await this.write('full', (tx) => {
      for (const [key, value] of Object.entries(values)) setMetaIn(tx, key, value);
    });
  }

  /** Waits for the transaction in progress, folds the WAL in and lets the directory go, whatever the disk says. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    await this.#queue;
    await this.#folding;
    this.#isClosed = true;
    try {
      this.#reads.close();
      this.#optimize();
    } finally {
      this.#writer.close();
      this.#lock.release();
    }
  }

  /** Figures for the query planner. They are a nicety: a disk that has no room for them is no reason not to close. */
  #optimize(): void {
    try {
      this.#writer.pragma('optimize');
    } catch (error) {
      if (!(asDiskFailure(error, this.dir) instanceof AppError)) throw error;
    }
  }
}

/** Sets one fact of the replica within a transaction. */
export function setMetaIn(tx: WriteTx, key: string, value: string): void {
  tx.prepare(
    'INSERT INTO replica_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value);
  tx.touch('replica_meta');
}
