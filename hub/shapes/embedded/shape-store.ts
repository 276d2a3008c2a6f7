/**
 * What outlives a restart: the shapes, their logs, and how far the replication stream was taken in. One SQLite file;
 * the slot is only acknowledged up to what `sync` has made durable.
 */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LogEntry } from './change-messages.ts';
import type { ShapeDefinition } from './shape-definition.ts';

export interface StoredShape {
  readonly handle: string;
  readonly key: string;
  readonly definition: ShapeDefinition;
  readonly signature: string;
  readonly chunks: number;
  /** JSON of the snapshot's bounds, until the stream is past them. */
  readonly bounds: string | null;
}

type Row = Record<string, string | number | null>;

export class ShapeStore {
  readonly dir: string;
  readonly #sqlite: SqliteDatabase.Database;
  readonly #append: SqliteDatabase.Statement<[string, number, number, string]>;
  readonly #read: SqliteDatabase.Statement<[string, number, number, number, number], LogEntry>;
  readonly #last: SqliteDatabase.Statement<[string], { tx: number; op: number }>;

  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#sqlite = new SqliteDatabase(join(dir, 'shapes.sqlite'));
    this.#sqlite.pragma('journal_mode = WAL');
    this.#sqlite.pragma('synchronous = NORMAL');
    this.#sqlite.exec(`
      CREATE TABLE IF NOT EXISTS shapes (handle TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, signature TEXT NOT NULL, chunks INTEGER NOT NULL, bounds TEXT) STRICT;
      CREATE TABLE IF NOT EXISTS log (handle TEXT NOT NULL, tx INTEGER NOT NULL, op INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (handle, tx, op)) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;`);
    this.#append = this.#sqlite.prepare('INSERT OR REPLACE INTO log (handle, tx, op, body) VALUES (?, ?, ?, ?)');
    this.#read = this.#sqlite.prepare('SELECT tx, op, body FROM log WHERE handle = ? AND (tx > ? OR (tx = ? AND op > ?)) ORDER BY tx, op LIMIT ?');
    this.#last = this.#sqlite.prepare('SELECT tx, op FROM log WHERE handle = ? ORDER BY tx DESC, op DESC LIMIT 1');
  }

  shapes(): StoredShape[] {
    return this.#sqlite.prepare<[], Row>('SELECT * FROM shapes').all().map((row) => ({
      handle: String(row['handle']), key: String(row['key']), definition: JSON.parse(String(row['definition'])) as ShapeDefinition, signature: String(row['signature']),
      chunks: Number(row['chunks']), bounds: row['bounds'] === null || row['bounds'] === undefined ? null : String(row['bounds']),
    }));
  }

  save(shape: StoredShape): void {
    this.#sqlite.prepare('INSERT OR REPLACE INTO shapes (handle, key, definition, signature, chunks, bounds) VALUES (?, ?, ?, ?, ?, ?)')
      .run(shape.handle, shape.key, JSON.stringify(shape.definition), shape.signature, shape.chunks, shape.bounds);
  }

  /** Removes a shape with its log and its snapshot files. */
  remove(handle: string): void {
    this.#sqlite.prepare('DELETE FROM shapes WHERE handle = ?').run(handle);
    this.#sqlite.prepare('DELETE FROM log WHERE handle = ?').run(handle);
    for (const file of readdirSync(this.dir)) if (file.startsWith(`${handle}.`)) rmSync(join(this.dir, file), { force: true });
  }

  removeAll(): void {
    for (const shape of this.shapes()) this.remove(shape.handle);
  }

  /** Appends what one transaction means to all shapes, and how far the stream has come, at once. */
  append(entries: ReadonlyMap<string, readonly LogEntry[]>, lsn: number): void {
    if (entries.size === 0) return;
    this.#sqlite.transaction(() => {
      for (const [handle, list] of entries) for (const entry of list) this.#append.run(handle, entry.tx, entry.op, entry.body);
      this.setState('lsn', String(lsn));
    })();
  }

  read(handle: string, tx: number, op: number, limit: number): LogEntry[] {
    // SQLite has no infinity among integers; no transaction has so many operations.
    const position = op === Infinity ? Number.MAX_SAFE_INTEGER : op;
    return this.#read.all(handle, tx, tx, position, limit);
  }

  last(handle: string): { readonly tx: number; readonly op: number } | undefined {
    return this.#last.get(handle);
  }

  state(key: string): string | undefined {
    return this.#sqlite.prepare<[string], { value: string }>('SELECT value FROM state WHERE key = ?').get(key)?.value;
  }

  setState(key: string, value: string): void {
    this.#sqlite.prepare('INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)').run(key, value);
  }

  /** Makes all that was appended durable, and says up to where. */
  sync(lsn: number): void {
    this.#sqlite.pragma('synchronous = FULL');
    this.setState('lsn', String(lsn));
    this.#sqlite.pragma('synchronous = NORMAL');
  }

  close(): void {
    this.#sqlite.close();
  }
}
