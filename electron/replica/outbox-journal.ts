/**
 * A second copy of what is pending, as lines of JSON beside the database. SQLite is what counts; the journal is for the day when the
 * database file is damaged. It is appended before the transaction commits, so it may hold a mutation that SQLite rolled back,
 * never the other way round: the hub tells such a one from the rest by its sequence number.
 */
import SqliteDatabase from 'better-sqlite3';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of `outbox` as it is stored. */
export interface OutboxRow {
  readonly sequence: number;
  readonly id: string;
  readonly name: string;
  readonly args: string;
  readonly author_id: string;
  readonly issued_at: string;
  readonly clock_offset_ms: number;
}

export interface Salvaged {
  readonly rows: readonly OutboxRow[];
  readonly refused: readonly Record<string, string | number | null>[];
  readonly meta: readonly { readonly key: string; readonly value: string }[];
}

const fileOf = (dir: string): string => join(dir, 'outbox.jsonl');

export function appendToJournal(dir: string, row: OutboxRow): void {
  appendFileSync(fileOf(dir), `${JSON.stringify(row)}\n`, { mode: 0o600 });
}

/** Forgets all but `rows`: called when the outbox has become short. */
export function rewriteJournal(dir: string, rows: readonly OutboxRow[]): void {
  writeFileSync(fileOf(dir), rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 });
}

export function readJournal(dir: string): OutboxRow[] {
  if (!existsSync(fileOf(dir))) return [];
  return readFileSync(fileOf(dir), 'utf8').split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as OutboxRow];
    } catch {
      // The last line of a process that was killed while it wrote; its transaction never committed.
      return [];
    }
  });
}

/** All that can still be read of the outbox of a damaged file, completed from the journal. */
export function salvageOutbox(file: string, journal: readonly OutboxRow[]): Salvaged {
  const bySequence = new Map(journal.map((row) => [row.sequence, row]));
  for (const row of readable<OutboxRow>(file, 'SELECT sequence, id, name, args, author_id, issued_at, clock_offset_ms FROM outbox')) bySequence.set(row.sequence, row);
  return {
    rows: [...bySequence.values()].sort((a, b) => a.sequence - b.sequence),
    refused: readable(file, 'SELECT * FROM refused_mutations'),
    meta: readable(file, 'SELECT key, value FROM replica_meta'),
  };
}

function readable<T>(file: string, query: string): T[] {
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    sqlite = new SqliteDatabase(file, { readonly: true });
    return sqlite.prepare<[], T>(query).all();
  } catch {
    // Damaged pages: what the journal holds is all that is left of it.
    return [];
  } finally {
    sqlite?.close();
  }
}

/** Puts what was salvaged into a fresh database. The first load then brings the rows back, and the pending mutations run again on top. */
export function restoreOutbox(sqlite: SqliteDatabase.Database, salvaged: Salvaged): void {
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>): void => {
    const names = Object.keys(row);
    sqlite.prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
  };
  sqlite.transaction(() => {
    for (const row of salvaged.meta) if (row.key !== 'loaded') insert('replica_meta', { ...row });
    for (const row of salvaged.refused) insert('refused_mutations', row);
    for (const row of salvaged.rows) insert('outbox', { ...row });
  })();
}
