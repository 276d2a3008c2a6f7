/**
 * How far a first load has come, durably: it takes indexes and guards away, stores rows in bounded commits, and whoever
 * goes on after a death finds here what was taken away and which tables are whole. While the note stands, readers see
 * empty tables (`viewer.ts`).
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { z } from 'zod';
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import { forgetEffects } from '../outbox/tables.ts';

/** Facts of a load under way; they must not outlive the file that they describe. */
export const LOAD_KEYS = ['loading', 'loading_progress'] as const;
const [TAKEN_AWAY, PROGRESS] = LOAD_KEYS;

/** The snapshot that could not be taken over: it is not tried again, whatever else is. */
export const REFUSED_SNAPSHOT = 'refused_snapshot';
/** The snapshot of which a piece once came spoilt: a line may do that, and the hub's disk. */
export const DOUBTED_SNAPSHOT = 'doubted_snapshot';

const snapshotForm = z.object({ id: z.string(), indexed: z.array(z.string()) });
const progressForm = z.object({ rows: z.int(), whole: z.array(z.string()), snapshot: snapshotForm.optional() });
const statements = z.array(z.string());

/** Changed in memory while rows arrive, written by `noteProgress` in the transaction that stores them. */
export interface LoadProgress {
  /** Rows that have arrived, for people. */
  rows: number;
  /** Tables whose snapshot has arrived as a whole. */
  readonly whole: Set<TableName>;
  /** Which snapshot most of it comes from, and the tables whose rows its search index knows. */
  readonly snapshot?: { readonly id: string; readonly indexed: Set<TableName> } | undefined;
}

function read(sqlite: SqliteDatabase.Database, key: string): string | undefined {
  return sqlite.prepare<[string], { value: string }>('SELECT value FROM replica_meta WHERE key = ?').get(key)?.value;
}

function write(sqlite: SqliteDatabase.Database, key: string, value: string): void {
  sqlite
    .prepare(
      'INSERT INTO replica_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(key, value);
}

/** A first load has begun and is not over, in this process or in one before. */
export function isLoading(sqlite: SqliteDatabase.Database): boolean {
  return read(sqlite, TAKEN_AWAY) !== undefined;
}

/** Where an interrupted load stands; undefined where none is under way. */
export function progressOf(sqlite: SqliteDatabase.Database): LoadProgress | undefined {
  if (!isLoading(sqlite)) return undefined;
  const { rows, whole, snapshot } = progressForm.parse(JSON.parse(read(sqlite, PROGRESS) ?? '{"rows":0,"whole":[]}'));
  const known = (names: readonly string[]): Set<TableName> =>
    new Set(replicatedTables.filter((table) => names.includes(table)));
  return {
    rows,
    whole: known(whole),
    snapshot: snapshot === undefined ? undefined : { id: snapshot.id, indexed: known(snapshot.indexed) },
  };
}

/** Call it in the transaction of the rows it speaks of. */
export function noteProgress(sqlite: SqliteDatabase.Database, { rows, whole, snapshot }: LoadProgress): void {
  const from = snapshot === undefined ? {} : { snapshot: { id: snapshot.id, indexed: [...snapshot.indexed] } };
  const noted = { rows, whole: [...whole], ...from };
  write(sqlite, PROGRESS, JSON.stringify(noted));
}

/** Whether a snapshot was about to be taken over, and nothing of it is here. */
export const isBeforeSnapshot = ({ whole, snapshot }: LoadProgress): boolean =>
  snapshot !== undefined && whole.size === 0;

/**
 * Empties the replicated tables and takes their indexes and guards away; unique ones too, for the rows come from a
 * database that keeps the same rules. A snapshot brings the indexes along: then only the guards go. Within a
 * transaction.
 */
export function beginLoad(
  sqlite: SqliteDatabase.Database,
  what: 'indexes and guards' | 'guards' = 'indexes and guards',
): void {
  const found = sqlite
    .prepare<[], { type: string; name: string; sql: string; tbl_name: string }>(
      "SELECT type, name, sql, tbl_name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    )
    .all();
  const taken = found
    .filter((row) => (replicatedTables as readonly string[]).includes(row.tbl_name))
    .filter((row) => what !== 'guards' || row.type === 'trigger');
  for (const { type, name } of taken) sqlite.exec(`DROP ${type} ${name}`);
  write(sqlite, TAKEN_AWAY, JSON.stringify(taken.map(({ sql }) => sql)));
  empty(sqlite);
}

/** Makes indexes and guards again: the tables are ordinary ones from now on. Within a transaction. */
export function endLoad(sqlite: SqliteDatabase.Database): void {
  for (const sql of statements.parse(JSON.parse(read(sqlite, TAKEN_AWAY) ?? '[]'))) sqlite.exec(sql);
  for (const key of LOAD_KEYS) sqlite.prepare('DELETE FROM replica_meta WHERE key = ?').run(key);
}

/** Gives up what has arrived: the next load begins from nothing. Within a transaction. */
export function abandonLoad(sqlite: SqliteDatabase.Database): void {
  if (!isLoading(sqlite)) return;
  empty(sqlite);
  endLoad(sqlite);
}

function empty(sqlite: SqliteDatabase.Database): void {
  for (const table of replicatedTables) sqlite.exec(`DELETE FROM ${table}`);
  forgetEffects(sqlite);
  sqlite.exec('DELETE FROM replica_shapes; DELETE FROM search_rows; DELETE FROM search_pending');
  sqlite.exec("INSERT INTO search_words (search_words) VALUES ('delete-all')");
}
