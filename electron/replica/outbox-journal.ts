/**
 * A second copy of what is pending, as sealed lines beside the database. SQLite is what counts; the journal is for the
 * day when the database file is damaged or gone. It is appended before the transaction commits, so it may hold a
 * mutation that SQLite rolled back, never the other way round: the hub tells such a one from the rest by its sequence
 * number.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { z } from 'zod';
import { putBack } from '../outbox/tables.ts';
import { restoreDrafts, type StoredDraft } from './drafts.ts';
import { writeDurably } from './durable-file.ts';
import { isPlainDatabase, openDatabase } from './encrypted-database.ts';
import { reached } from './fault-points.ts';
import { LOAD_KEYS } from './load-progress.ts';
import { isSealed, Vault } from './vault.ts';

const outboxRow = z.object({
  sequence: z.int(),
  id: z.string(),
  name: z.string(),
  args: z.string(),
  author_id: z.string(),
  issued_at: z.string(),
  clock_offset_ms: z.number(),
});
/** A row of `outbox` as it is stored. */
export type OutboxRow = Readonly<z.infer<typeof outboxRow>>;

interface StoredPin {
  readonly scope_table: string;
  readonly scope_id: string;
  readonly since: string;
}

/** What a damaged database still gave up, or its journal: everything that only this laptop has. */
export interface Salvaged {
  readonly rows: readonly OutboxRow[];
  readonly refused: readonly Record<string, string | number | null>[];
  readonly drafts: readonly StoredDraft[];
  /** What this laptop takes along of files. */
  readonly pins: readonly StoredPin[];
  readonly meta: readonly { readonly key: string; readonly value: string }[];
}

const JOURNAL = 'outbox.jsonl';
/** What speaks of the rows of a file that is gone. */
const OF_THE_OLD_FILE: ReadonlySet<string> = new Set(['loaded', ...LOAD_KEYS]);

/** Appended to and rewritten by the outbox, under the replica’s write queue, and by opening before there is one. */
export class OutboxJournal {
  readonly #file: string;
  readonly #vault: Vault;

  constructor(dir: string, vault: Vault) {
    this.#file = join(dir, JOURNAL);
    this.#vault = vault;
  }

  /** The line begins with its own break: half a line of a write that failed never spoils the one after it. */
  append(row: OutboxRow): void {
    reached('journal.appending');
    appendFileSync(this.#file, `\n${this.#vault.box('journal').seal(JSON.stringify(row))}`, { mode: 0o600 });
    reached('journal.appended');
  }

  /** Forgets all but `rows`: called when the outbox has become short. */
  rewrite(rows: readonly OutboxRow[]): void {
    const box = this.#vault.box('journal');
    writeDurably(this.#file, rows.map((row) => `${box.seal(JSON.stringify(row))}\n`).join(''));
  }

  read(): OutboxRow[] {
    const box = this.#vault.box('journal');
    return this.#lines().flatMap((line) => {
      try {
        return [outboxRow.parse(JSON.parse(box.open(line)))];
      } catch {
        // Half a line of a process that was killed while it wrote; its transaction never committed.
        return [];
      }
    });
  }

  /** Lines from before there was a key. */
  get isPlain(): boolean {
    return this.#lines().some((line) => !isSealed(line));
  }

  get isEmpty(): boolean {
    return this.#lines().length === 0;
  }

  #lines(): string[] {
    return existsSync(this.#file)
      ? readFileSync(this.#file, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];
  }
}

/** All that can still be read of the outbox of a damaged file, completed from the journal. */
export function salvageOutbox(file: string, vault: Vault, journal: readonly OutboxRow[]): Salvaged {
  const bySequence = new Map(journal.map((row) => [row.sequence, row]));
  const columns = 'sequence, id, name, args, author_id, issued_at, clock_offset_ms';
  for (const row of readable<OutboxRow>(file, vault, `SELECT ${columns} FROM outbox`))
    bySequence.set(row.sequence, row);
  return {
    rows: [...bySequence.values()].toSorted((a, b) => a.sequence - b.sequence),
    refused: readable(file, vault, 'SELECT * FROM refused_mutations'),
    drafts: readable(file, vault, 'SELECT * FROM drafts'),
    pins: readable(file, vault, 'SELECT scope_table, scope_id, since FROM file_pins'),
    meta: readable(file, vault, 'SELECT key, value FROM replica_meta'),
  };
}

function readable<T>(file: string, vault: Vault, query: string): T[] {
  let sqlite: SqliteDatabase.Database | undefined;
  try {
    sqlite = openDatabase(file, isPlainDatabase(file) ? Vault.plain() : vault, { readonly: true });
    return sqlite.prepare<[], T>(query).all();
  } catch {
    // Damaged pages: what the journal holds is all that is left of it.
    return [];
  } finally {
    sqlite?.close();
  }
}

/**
 * Puts what was salvaged into a fresh database. The first load then brings the rows back, and the pending mutations run
 * again on top.
 */
export function restoreOutbox(sqlite: SqliteDatabase.Database, { meta, refused, rows, drafts, pins }: Salvaged): void {
  const note = sqlite.prepare('INSERT OR REPLACE INTO replica_meta (key, value) VALUES (?, ?)');
  sqlite.transaction(() => {
    for (const { key, value } of meta) if (!OF_THE_OLD_FILE.has(key)) note.run(key, value);
    putBack(sqlite, 'refused_mutations', refused);
    putBack(
      sqlite,
      'outbox',
      rows.map((row) => ({ ...row })),
    );
    restoreDrafts(sqlite, drafts);
    const pin = sqlite.prepare('INSERT INTO file_pins (scope_table, scope_id, since) VALUES (?, ?, ?)');
    for (const { scope_table, scope_id, since } of pins) pin.run(scope_table, scope_id, since);
  })();
}
