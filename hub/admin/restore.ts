/**
 * Puts a backup back, in one transaction: all theatres, or one while the others stay as they are. Foreign keys are
 * taken away and added again, so that Postgres checks every one of them; what was restored then has a new history id,
 * by which its laptops notice and offer again what the backup does not know.
 */
import pg from 'pg';
import { AppError } from '../../shared/base/app-error.ts';
import { newId } from '../../shared/base/ids.ts';
import { replicatedTables, type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { type HubDatabase, inTransaction, READING } from '../database.ts';
import { faults } from '../fault-points.ts';
import { keepArrivals, noteArrivals } from '../files/arrivals.ts';
import { putContentsBack } from '../files/backed-up-contents.ts';
import { askForMissing } from '../files/garbage.ts';
import type { HubFiles } from '../files/hub-files.ts';
import { bindStore } from '../files/store-mark.ts';
import { type BackupHeader, type BackupSummary, readBackup, rowsOfTheater } from './backup.ts';
import { beginHistory } from './history.ts';

/**
 * What proves who somebody is stays as it is now: nobody has to sign in again because data was brought back, no code
 * works twice, and what a laptop handed over before it erased itself is nowhere else.
 */
const IDENTITIES: readonly TableName[] = [
  'devices',
  'refresh_tokens',
  'device_people',
  'invitations',
  'quarantined_mutations',
];

/**
 * How long one wait for a lock may take: less than Postgres waits before it looks for a deadlock and ends somebody's
 * work for it.
 */
const LOCK_MS = 500;
/** How long a restore tries beside a working hub before it gives up. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 300;

/** Where contents are, which must be the store of this database; without it they are left alone. */
export type Contents = Pick<HubFiles, 'database' | 'store' | 'now' | 'log'>;

/** What came back: rows, contents that were beside the backup, and how many of those that rows name nobody has here. */
export interface Restored extends Omit<BackupSummary, 'file' | 'contents'> {
  readonly contents: { readonly back: number; readonly missing: number };
}

/**
 * Restores a backup, beside a working hub if need be: pushes wait meanwhile. Throws AppError `backup.unreadable`,
 * `backup.newer`, `backup.otherTheater`, `backup.busy`; nothing has changed then.
 */
export async function restoreHub(
  database: HubDatabase,
  file: string,
  options: { readonly theater?: string | undefined; readonly files?: Contents | undefined } = {},
): Promise<Restored> {
  // Read through once first: a broken file must not cost a lock on everything.
  const { header } = await readBackup(file, () => Promise.resolve());
  const theater = await scopeOf(database, header, options.theater);
  const { files } = options;
  if (files !== undefined) await bindStore(database, files.store, newId);
  // What nobody names yet does no harm; what is named must be there.
  const back = files === undefined ? 0 : await putContentsBack(files.store, file);
  const summary = await putRowsBack(database, file, header, theater);
  return { ...summary, contents: { back, missing: files === undefined ? 0 : await askForLost(files) } };
}

/** Rows of before say of contents that they are on the hub: what is not is asked back from laptops. */
async function askForLost(files: Contents): Promise<number> {
  const sizes = new Map<string, number>();
  for await (const { sha256, size } of files.store.all()) sizes.set(sha256, size);
  return askForMissing(files, sizes);
}

async function putRowsBack(
  database: HubDatabase,
  file: string,
  header: BackupHeader,
  theater: string | undefined,
): Promise<Omit<BackupSummary, 'file'>> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await inTransaction(database.pool, (client) => putBack(client, file, header, theater));
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > until) throw new AppError('backup.busy', {}, { cause: error });
      await new Promise((done) => {
        setTimeout(done, AGAIN_MS);
      });
    }
  }
}

/** Somebody holds a lock that we need, or needs one that we hold: 55P03, 40P01. */
const isBusy = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && (error.code === '55P03' || error.code === '40P01');

async function putBack(
  client: pg.PoolClient,
  file: string,
  header: BackupHeader,
  theater: string | undefined,
): Promise<Omit<BackupSummary, 'file'>> {
  await holdEverything(client);
  await refuseNewer(client, header);
  const foreignKeys = await takeForeignKeys(client);
  for (const name of tableNames) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  for (const name of IDENTITIES)
    await client.query(`CREATE TEMP TABLE kept_${name} ON COMMIT DROP AS SELECT * FROM ${name}`);
  await keepArrivals(client);
  await empty(client, theater);
  faults.at('restore.emptied');
  const summary = await readBackup(file, (table, rows) => insert(client, table, rows, theater));
  faults.at('restore.filled');
  for (const name of IDENTITIES) await keepIdentities(client, name);
  await noteArrivals(client);
  await recallSignIns(client);
  for (const name of tableNames) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  for (const statement of foreignKeys) await client.query(statement);
  await ring(client, theater);
  // The triggers were off: every hub asks anew who has access.
  await client.query("SELECT pg_notify('offstage_access', 'all')");
  await beginHistory(client, theater, newId());
  faults.at('restore.commit');
  return summary;
}

/**
 * Takes every lock that a restore needs, in one order, before it changes anything. First those of long reads, and those
 * under which the work of a theatre runs one at a time: who waits there holds nothing yet. Then all tables; who still
 * uses one is waited for a moment at a time.
 */
async function holdEverything(client: pg.ClientBase): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = '${PATIENCE_MS}ms'`);
  await client.query(`SELECT pg_advisory_xact_lock(${READING})`);
  const { rows: theaters } = await client.query<{ id: string }>('SELECT id FROM theaters ORDER BY id');
  for (const { id } of theaters) await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [id]);
  await client.query(`SET LOCAL lock_timeout = '${LOCK_MS}ms'`);
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      ORDER BY relname`,
  );
  await client.query(`LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN ACCESS EXCLUSIVE MODE`);
  await client.query('SET LOCAL lock_timeout = 0');
}

/** The triggers were off: every theatre that was restored hears that every table changed. */
async function ring(client: pg.ClientBase, theater: string | undefined): Promise<void> {
  await client.query(
    `INSERT INTO sync_commits (theater_id, xid, tables) SELECT id, pg_current_xact_id()::text, $1 FROM theaters
      WHERE $2::uuid IS NULL OR id = $2
     ON CONFLICT ON CONSTRAINT sync_commits_pkey DO UPDATE SET tables = excluded.tables`,
    [replicatedTables, theater ?? null],
  );
}

/**
 * The theatre that is restored; undefined for the whole hub. A backup of one theatre restores that one alone, a backup
 * of all may restore any.
 */
async function scopeOf(
  { pool }: HubDatabase,
  header: BackupHeader,
  wanted: string | undefined,
): Promise<string | undefined> {
  if (wanted === undefined) return header.theater?.id;
  if (header.theater !== null) {
    if (header.theater.code === wanted || header.theater.id === wanted) return header.theater.id;
    throw new AppError('backup.otherTheater', { theater: wanted, found: header.theater.code });
  }
  const {
    rows: [row],
  } = await pool.query<{ id: string }>('SELECT id FROM theaters WHERE code = $1 OR id::text = $1', [wanted]);
  if (row === undefined) throw new AppError('usage', { problem: `there is no theatre ${wanted}` });
  return row.id;
}

async function refuseNewer(client: pg.ClientBase, header: BackupHeader): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations');
  const known = new Set(rows.map((row) => row.name));
  const unknown = header.migrations.find((name) => !known.has(name));
  if (unknown !== undefined) throw new AppError('backup.newer', { version: unknown });
}

/** Drops all foreign keys and answers the statements that add them again. */
async function takeForeignKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return rows.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
}

async function empty(client: pg.ClientBase, theater: string | undefined): Promise<void> {
  if (theater === undefined) {
    await client.query(`TRUNCATE ${tableNames.join(', ')}`);
    return;
  }
  // What belongs to the theatre through its users and laptops goes before they do.
  const first: readonly TableName[] = ['refresh_tokens', 'device_people'];
  const ordered = [...first, ...tableNames.filter((table) => !first.includes(table))];
  for (const name of ordered) {
    const where = rowsOfTheater(name, '$1');
    if (where !== undefined) await client.query(`DELETE FROM ${name} WHERE ${where}`, [theater]);
  }
}

async function insert(
  client: pg.ClientBase,
  table: TableName,
  rows: readonly string[],
  theater: string | undefined,
): Promise<void> {
  const list = `[${rows.join(',')}]`;
  const first = JSON.parse(rows[0] ?? '{}') as Record<string, unknown>;
  // A backup from before a migration lacks the columns that came later: they take their defaults.
  const columns = Object.keys(tableOf(table).columns).filter((column) => column in first);
  const mine = theater === undefined ? 'TRUE' : rowsOfTheater(table, '$2');
  if (mine === undefined) return;
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')}
      FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) WHERE ${mine} ON CONFLICT (id) DO NOTHING`,
    theater === undefined ? [list] : [list, theater],
  );
}

/** A backup from before migration 0010 does not say who signed in on which laptop; its tokens do. */
async function recallSignIns(client: pg.ClientBase): Promise<void> {
  await client.query(`INSERT INTO device_people (id, device_id, user_id, first_signed_in_at, last_signed_in_at)
    SELECT gen_random_uuid(), t.device_id, t.user_id, min(t.created_at), max(t.created_at) FROM refresh_tokens t
    WHERE NOT EXISTS (SELECT 1 FROM device_people p WHERE p.device_id = t.device_id) GROUP BY t.device_id, t.user_id`);
}

/** Devices and sessions of people who are in the backup are as they were a moment ago. */
async function keepIdentities(client: pg.ClientBase, name: TableName): Promise<void> {
  const columns = Object.keys(tableOf(name).columns);
  const person =
    name === 'quarantined_mutations'
      ? 'k.theater_id IN (SELECT id FROM theaters)'
      : name === 'devices'
        ? `(k.registered_by_id IS NULL OR k.registered_by_id IN (SELECT id FROM users))
          AND k.theater_id IN (SELECT id FROM theaters)`
        : 'k.user_id IN (SELECT id FROM users)';
  await client.query(`INSERT INTO ${name} (${columns.join(', ')})
    SELECT ${columns.map((column) => `k.${column}`).join(', ')} FROM kept_${name} k WHERE ${person}
    ON CONFLICT (id) DO UPDATE SET ${columns
      .filter((column) => column !== 'id')
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`);
  if (name === 'devices')
    await client.query(
      `INSERT INTO device_progress (id, theater_id, last_sequence, barrier) SELECT id, theater_id, 0, 0 FROM devices
        ON CONFLICT (id) DO NOTHING`,
    );
}
