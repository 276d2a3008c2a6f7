/** Publication and replication slot: whether they are there, and making them. */
import pg from 'pg';
import { qualified, quoteIdentifier, type TableInfo } from './table-info.ts';

/** The slot as Postgres sees it. Positions are bytes of its log. */
export interface SlotState {
  /** Which database cluster this is; another one knows nothing of our positions. */
  readonly system: string;
  /** Up to where the slot was acknowledged; undefined where there is no slot, or Postgres has given up on it. */
  readonly confirmed: number | undefined;
  readonly isLost: boolean;
}

/** What Postgres says of the slot now. */
export async function readSlot(pool: pg.Pool, slot: string): Promise<SlotState> {
  const {
    rows: [row],
  } = await pool.query<{ system: string; confirmed: string | null; lost: boolean | null }>(
    `SELECT (SELECT system_identifier::text FROM pg_control_system()) AS system,
      (s.confirmed_flush_lsn - '0/0')::text AS confirmed,
       s.wal_status = 'lost' AS lost
     FROM (SELECT 1) one LEFT JOIN pg_replication_slots s ON s.slot_name = $1 AND s.database = current_database()`,
    [slot],
  );
  const isLost = row?.lost === true;
  const confirmed = row?.confirmed ?? null;
  return { system: row?.system ?? '', confirmed: isLost || confirmed === null ? undefined : Number(confirmed), isLost };
}

/** Makes a slot, dropping one that Postgres has given up on. Answers from where it streams. */
export async function makeSlot(pool: pg.Pool, slot: string, isLost: boolean): Promise<number> {
  if (isLost) await pool.query('SELECT pg_drop_replication_slot($1)', [slot]);
  const {
    rows: [row],
  } = await pool.query<{ lsn: string }>(
    "SELECT (lsn - '0/0')::text AS lsn FROM pg_create_logical_replication_slot($1, 'pgoutput')",
    [slot],
  );
  return Number(row?.lsn ?? 0);
}

/** Makes the publication where there is none; tables join it one by one, by `publishTable`. */
export async function ensurePublication(pool: pg.Pool, publication: string): Promise<void> {
  const { rowCount } = await pool.query('SELECT 1 FROM pg_publication WHERE pubname = $1', [publication]);
  if (rowCount === 0) await pool.query(`CREATE PUBLICATION ${quoteIdentifier(publication)}`);
}

/** Lets the stream carry a table, with whole old rows. */
export async function publishTable(pool: pg.Pool, publication: string, info: TableInfo): Promise<void> {
  const { rowCount } = await pool.query(
    'SELECT 1 FROM pg_publication_tables WHERE pubname = $1 AND schemaname = $2 AND tablename = $3',
    [publication, info.schema, info.table],
  );
  const {
    rows: [row],
  } = await pool.query<{ relreplident: string }>('SELECT relreplident FROM pg_class WHERE oid = $1', [info.oid]);
  if (row?.relreplident !== 'f') await pool.query(`ALTER TABLE ${qualified(info)} REPLICA IDENTITY FULL`);
  if (rowCount !== 0) return;
  try {
    await pool.query(`ALTER PUBLICATION ${quoteIdentifier(publication)} ADD TABLE ${qualified(info)}`);
  } catch (error) {
    // Two shapes of one table at once: the other has just added it.
    if (!(error instanceof pg.DatabaseError) || error.code !== '42710') throw error;
  }
}

/**
 * Of these tables, those that the stream still carries under the same name: the others were dropped, made anew or
 * renamed.
 */
export async function carriedTables(
  pool: pg.Pool,
  publication: string,
  oids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await pool.query<{ oid: number; name: string }>(
    `SELECT c.oid::int AS oid, n.nspname || '.' || c.relname AS name FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_publication_rel r ON r.prrelid = c.oid JOIN pg_publication p ON p.oid = r.prpubid AND p.pubname = $1
     WHERE c.oid = ANY ($2::oid[]) AND c.relreplident = 'f'`,
    [publication, oids],
  );
  return new Map(rows.map((row) => [row.oid, row.name]));
}
