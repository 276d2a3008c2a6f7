/**
 * Contents that had come before older rows were put back. They lie in the store still, and laptops may have let go of
 * theirs because the hub had them: what it had of a theatre is not forgotten with the rows that said so.
 */
import type pg from 'pg';
import { inTransaction } from '../database.ts';
import { lockContent } from './file-rows.ts';
import type { HubFiles } from './hub-files.ts';

/** In `hub_state`, before the theatre's id and the hash: content of a file that no row names yet. */
const KEY = 'files.had:';

/** Before the rows go. Part of the caller's transaction, as `noteArrivals` is. */
export async function keepArrivals(client: pg.ClientBase): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE kept_arrivals ON COMMIT DROP AS
      SELECT theater_id, sha256, uploaded_at FROM files WHERE uploaded_at IS NOT NULL`,
  );
}

/** Older rows are there: those that say nothing of what has come since are told, for the others it is remembered. */
export async function noteArrivals(client: pg.ClientBase): Promise<void> {
  await client.query(
    `UPDATE files f SET uploaded_at = k.uploaded_at FROM kept_arrivals k
      WHERE f.theater_id = k.theater_id AND f.sha256 = k.sha256 AND f.uploaded_at IS NULL`,
  );
  await client.query(
    `INSERT INTO hub_state (key, value) SELECT '${KEY}' || k.theater_id || ':' || k.sha256, k.uploaded_at
      FROM kept_arrivals k JOIN theaters t ON t.id = k.theater_id
      WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.theater_id = k.theater_id AND f.sha256 = k.sha256)
     ON CONFLICT (key) DO NOTHING`,
  );
}

/**
 * Laptops have offered again what the older rows did not know: where that names what had come and is here still, it
 * counts again. What is gone from the store is forgotten. Answers how many count again.
 */
export async function claimArrivals({
  database,
  store,
  now,
}: Pick<HubFiles, 'database' | 'store' | 'now'>): Promise<number> {
  const { rows } = await database.pool.query<{ key: string; theater: string; sha256: string }>(
    `SELECT key, split_part(key, ':', 2) AS theater, split_part(key, ':', 3) AS sha256 FROM hub_state
      WHERE starts_with(key, $1) ORDER BY key`,
    [KEY],
  );
  let claimed = 0;
  for (const { key, theater, sha256 } of rows)
    claimed += await inTransaction(database.pool, async (client) => {
      await lockContent(client, sha256);
      const size = await store.sizeOf(sha256);
      const { rowCount } = await client.query(
        `UPDATE files SET uploaded_at = $4 WHERE theater_id = $1 AND sha256 = $2 AND size = $3 AND uploaded_at IS NULL`,
        [theater, sha256, size ?? 0, now().toISOString()],
      );
      await client.query(
        `DELETE FROM hub_state WHERE key = $1
          AND ($2::bigint IS NULL OR EXISTS (SELECT 1 FROM files WHERE theater_id = $3 AND sha256 = $4))`,
        [key, size ?? null, theater, sha256],
      );
      return rowCount ?? 0;
    });
  return claimed;
}
