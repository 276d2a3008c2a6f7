/**
 * What outlives a restart: the shapes, their logs, and how far the replication stream was taken in. One SQLite file and
 * the snapshot's chunks beside it; the slot is only acknowledged up to what `sync` has made durable. Every record of a
 * log and every chunk carries a checksum. A file that cannot be read is no loss, Postgres has everything: the store
 * begins empty, and clients fetch again.
 */

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { faults } from '../../fault-points.ts';
import type { LogEntry } from './change-messages.ts';
import { isFirstForm, takeOverFirstForm } from './first-form.ts';
import type { ShapeDefinition } from './shape-definition.ts';
import { type ChunkSum, FORM, sumOf, TABLES, UNPROVEN } from './store-form.ts';

/**
 * A shape whose snapshot is complete; others are not kept, and begin anew after a restart. `signature` is that of its
 * table when it was made.
 */
export interface StoredShape {
  readonly handle: string;
  readonly key: string;
  readonly definition: ShapeDefinition;
  readonly signature: string;
  readonly chunks: readonly ChunkSum[];
  /** JSON of the snapshot's bounds, until the stream is past them. */
  readonly bounds: string | null;
}

/** A record of a log that is not what was written. */
export class BrokenRecord extends Error {
  constructor(handle: string, tx: number, op: number) {
    super(`the log of shape ${handle} is damaged at ${tx}_${op}`);
    this.name = 'BrokenRecord';
  }
}

type Row = Record<string, string | number | null>;
type LogRow = LogEntry & { readonly sum: number };

/** Whether SQLite says that the file is no database, or no longer a whole one. */
export function isDamage(error: unknown): boolean {
  return error instanceof SqliteDatabase.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(error.code);
}

/**
 * `append` is as durable as SQLite’s `NORMAL` makes it; `sync` alone survives a loss of power, and only what it covered
 * may be acknowledged to Postgres.
 */
export class ShapeStore {
  readonly dir: string;
  #sqlite: SqliteDatabase.Database;
  /** Kept, because every laptop reads with it after every commit. */
  #reading: SqliteDatabase.Statement<[string, number, number, number], LogRow> | undefined;

  /** Opens the store in `dir`, or begins an empty one. */
  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.#sqlite = this.#open();
  }

  get #file(): string {
    return join(this.dir, 'shapes.sqlite');
  }

  #open(): SqliteDatabase.Database {
    try {
      const sqlite = this.#connect();
      if (isFirstForm(sqlite)) this.#takeOver(sqlite);
      if (
        sqlite.pragma('user_version', { simple: true }) === FORM &&
        sqlite.pragma('quick_check(1)', { simple: true }) === 'ok'
      )
        return sqlite;
      sqlite.close();
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    return this.#make();
  }

  /** Where it cannot be, for want of room say, it stays of another form. */
  #takeOver(sqlite: SqliteDatabase.Database): void {
    try {
      takeOverFirstForm(sqlite, this.dir);
    } catch (error) {
      if (!(error instanceof SqliteDatabase.SqliteError)) throw error;
    }
  }

  #connect(): SqliteDatabase.Database {
    const sqlite = new SqliteDatabase(this.#file);
    try {
      sqlite.pragma('journal_mode = WAL');
      sqlite.pragma('synchronous = NORMAL');
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return sqlite;
  }

  #make(): SqliteDatabase.Database {
    for (const file of readdirSync(this.dir)) rmSync(join(this.dir, file), { force: true, recursive: true });
    const sqlite = new SqliteDatabase(this.#file);
    sqlite.pragma('auto_vacuum = INCREMENTAL');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.exec(TABLES);
    return sqlite;
  }

  /** Throws everything away and begins anew. */
  reset(): void {
    this.#sqlite.close();
    this.#reading = undefined;
    this.#sqlite = this.#make();
  }

  shapes(): StoredShape[] {
    return this.#sqlite
      .prepare<[], Row>('SELECT * FROM shapes')
      .all()
      .map((row) => ({
        handle: String(row['handle']),
        key: String(row['key']),
        definition: JSON.parse(String(row['definition'])) as ShapeDefinition,
        signature: String(row['signature']),
        chunks: JSON.parse(String(row['chunks'])) as ChunkSum[],
        bounds: row['bounds'] === null || row['bounds'] === undefined ? null : String(row['bounds']),
      }));
  }

  save(shape: StoredShape): void {
    faults.at('shapes.save');
    this.#sqlite
      .prepare(
        'INSERT OR REPLACE INTO shapes (handle, key, definition, signature, chunks, bounds) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        shape.handle,
        shape.key,
        JSON.stringify(shape.definition),
        shape.signature,
        JSON.stringify(shape.chunks),
        shape.bounds,
      );
  }

  /**
   * Removes a shape with its log and its snapshot files. Where this fails nothing of the shape may be trusted after a
   * restart.
   */
  remove(handle: string): void {
    faults.at('shapes.remove');
    this.#sqlite.transaction(() => {
      this.#sqlite.prepare('DELETE FROM shapes WHERE handle = ?').run(handle);
      this.#sqlite.prepare('DELETE FROM log WHERE handle = ?').run(handle);
    })();
    for (const file of readdirSync(this.dir))
      if (file.startsWith(`${handle}.`)) rmSync(join(this.dir, file), { force: true });
    this.#sqlite.pragma('incremental_vacuum');
  }

  /** Files and logs of shapes that are not in the list: what a process left behind that was killed on the way. */
  removeLeftovers(): void {
    const known = new Set(this.shapes().map((shape) => shape.handle));
    for (const { handle } of this.#sqlite.prepare<[], { handle: string }>('SELECT DISTINCT handle FROM log').all()) {
      if (!known.has(handle)) this.remove(handle);
    }
    for (const file of readdirSync(this.dir)) {
      const handle = /^(.+)\.\d+\.json$/.exec(file)?.[1];
      if (handle !== undefined && !known.has(handle)) rmSync(join(this.dir, file), { force: true });
    }
  }

  /** Handles of shapes that an earlier release wrote, and that nobody has compared with their tables yet. */
  unproven(): readonly string[] {
    return JSON.parse(this.state(UNPROVEN) ?? '[]') as string[];
  }

  /** A shape says what its table holds, or is gone. */
  proven(handle: string): void {
    this.setState(UNPROVEN, JSON.stringify(this.unproven().filter((known) => known !== handle)));
  }

  removeAll(): void {
    for (const shape of this.shapes()) this.remove(shape.handle);
  }

  /** Appends what one transaction means to all shapes, and how far the stream has come, at once. */
  append(entries: ReadonlyMap<string, readonly LogEntry[]>, lsn: number): void {
    if (entries.size === 0) return;
    faults.at('shapes.append');
    const insert = this.#sqlite.prepare(
      'INSERT OR REPLACE INTO log (handle, tx, op, body, sum) VALUES (?, ?, ?, ?, ?)',
    );
    this.#sqlite.transaction(() => {
      for (const [handle, list] of entries)
        for (const entry of list) insert.run(handle, entry.tx, entry.op, entry.body, sumOf(entry));
      this.setState('lsn', String(lsn));
    })();
    faults.at('shapes.appended');
  }

  /** Entries after a position, in order, read as they are asked for. Throws BrokenRecord. */
  *read(handle: string, tx: number, op: number): Generator<LogEntry> {
    // SQLite has no infinity among integers; no transaction has so many operations.
    const position = op === Infinity ? Number.MAX_SAFE_INTEGER : op;
    for (const row of this.#logAfter().iterate(handle, tx, tx, position)) {
      if (sumOf(row) !== row.sum) throw new BrokenRecord(handle, row.tx, row.op);
      yield row;
    }
  }

  #logAfter(): SqliteDatabase.Statement<[string, number, number, number], LogRow> {
    // One that is being read from elsewhere cannot be used.
    if (this.#reading === undefined || this.#reading.busy)
      this.#reading = this.#sqlite.prepare(`
        SELECT tx, op, body, sum FROM log
        WHERE handle = ? AND (tx > ? OR (tx = ? AND op > ?))
        ORDER BY tx, op`);
    return this.#reading;
  }

  last(handle: string): { readonly tx: number; readonly op: number } | undefined {
    return this.#sqlite
      .prepare<[string], { tx: number; op: number }>(
        'SELECT tx, op FROM log WHERE handle = ? ORDER BY tx DESC, op DESC LIMIT 1',
      )
      .get(handle);
  }

  /** Letters in the log of a shape. */
  logSize(handle: string): number {
    return (
      this.#sqlite
        .prepare<[string], { size: number | null }>('SELECT sum(length(body)) AS size FROM log WHERE handle = ?')
        .get(handle)?.size ?? 0
    );
  }

  state(key: string): string | undefined {
    return this.#sqlite.prepare<[string], { value: string }>('SELECT value FROM state WHERE key = ?').get(key)?.value;
  }

  setState(key: string, value: string): void {
    this.#sqlite.prepare('INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)').run(key, value);
  }

  /** Makes all that was appended durable, together with these facts. */
  sync(facts: Readonly<Record<string, string>>): void {
    faults.at('shapes.sync');
    this.#sqlite.pragma('synchronous = FULL');
    try {
      this.#sqlite.transaction(() => {
        for (const [key, value] of Object.entries(facts)) this.setState(key, value);
      })();
    } finally {
      this.#sqlite.pragma('synchronous = NORMAL');
    }
  }

  close(): void {
    this.#sqlite.close();
  }
}
