/**
 * The central Postgres: a pool, Kysely over it, and types parsed into the same values that mutation code sees on
 * SQLite.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '../shared/schema/catalog.ts';
import { isoTimestamp } from '../shared/schema/codecs.ts';

const { builtins } = pg.types;
const TIMESTAMPTZ: number = builtins.TIMESTAMPTZ;
/** Days, times, and numbers that a double could not hold: the text is the value. */
const AS_TEXT: ReadonlySet<number> = new Set([builtins.DATE, builtins.TIME, builtins.INT8, builtins.NUMERIC]);

/** Type parsers of one client, leaving node-postgres's global ones alone. */
function parser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === TIMESTAMPTZ) return isoTimestamp;
  if (AS_TEXT.has(oid)) return (value) => value;
  return pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown;
}

/** Connection settings for everything on the hub: UTC, ISO dates, our parsers. */
export function clientConfig(url: string): pg.PoolConfig {
  return {
    connectionString: url,
    types: { getTypeParser: parser as typeof pg.types.getTypeParser },
    application_name: 'offstage-hub',
  };
}

/** `url` is kept for whoever needs a connection of their own: what is heard, replicated or expensive. */
export interface HubDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly db: Kysely<Database>;
  close(): Promise<void>;
}

/**
 * A connection that breaks is replaced by the pool, and whoever uses one hears of it through their own query. Between
 * two queries of a transaction nobody listens: without this, a database that ends then would end the whole process.
 */
export function outliveBrokenConnections(pool: pg.Pool, onError: (error: Error) => void): void {
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** How long whoever uses a pool waits at most, in milliseconds; tests make it short. */
export interface PoolLimits {
  /** For a connection: a new one, or one that somebody else gives back. */
  readonly connectMs: number;
  /** For one answer. Longer than anything that works, and shorter than the system's patience with a dead line. */
  readonly queryMs: number;
}

const POOL_LIMITS: PoolLimits = { connectMs: 30_000, queryMs: 600_000 };

/** `size` is the number of connections at most; `limits` hold for every statement made on one of them. */
export interface PoolOptions {
  readonly url: string;
  readonly size?: number;
  /** How the connections are called in Postgres. */
  readonly name?: string;
  readonly limits?: PoolLimits;
}

/** Settings of a pool in which nobody waits for ever, and whose idle connections notice a dead line. */
const limited = ({ connectMs, queryMs }: PoolLimits = POOL_LIMITS): pg.PoolConfig => ({
  keepAlive: true,
  connectionTimeoutMillis: connectMs,
  query_timeout: queryMs,
});

/** A pool that reads values as the driver does, for whoever asks Postgres for text of its own making. */
export const plainPool = (url: string, name: string, size = 8): pg.Pool =>
  new pg.Pool({ connectionString: url, application_name: name, max: size, ...limited() });

/**
 * A pool with the parsers that mutation code relies on. Nothing is connected yet; a connection that breaks is replaced
 * by the next use.
 */
export function connectDatabase({ url, size = 12, name = 'offstage-hub', limits }: PoolOptions): HubDatabase {
  const pool = new pg.Pool({ ...clientConfig(url), ...limited(limits), max: size, application_name: name });
  outliveBrokenConnections(pool, () => undefined);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { url, pool, db, close: () => db.destroy() };
}

/**
 * Runs `work` in one transaction on a client of its own; rolls back and passes the error on when it throws. A
 * connection that cannot even roll back leaves the pool.
 */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    // «cached plan must not change result type»: its prepared statements are from before a migration.
    if (error instanceof pg.DatabaseError && error.code === '0A000') broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Held in common by whoever reads many tables at one moment, and alone by a restore: it waits for them, and they for
 * it, before either holds anything else. A session's lock, because a snapshot must not begin before it is had: emptied
 * tables are seen empty by old snapshots.
 */
export const READING = "hashtextextended('offstage.reading', 7)";

/**
 * Runs `work` on one read-only snapshot: every query sees the same commit, and nothing can be written. However it ends,
 * the connection goes back without a transaction, or not at all.
 */
export async function inSnapshot<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`SELECT pg_advisory_lock_shared(${READING})`);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await work(client);
  } finally {
    await client
      .query('ROLLBACK')
      .then(() => client.query(`SELECT pg_advisory_unlock_shared(${READING})`))
      .catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure));
      });
    client.release(broken);
  }
}
