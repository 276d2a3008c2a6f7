/** How much a theatre keeps on this hub, and how much it may. Bytes. */
import type pg from 'pg';
import type { HubDatabase } from '../database.ts';
import { HttpFailure } from '../hub-context.ts';
import type { FileRow } from './file-rows.ts';

/** In `hub_state`: what an administrator of the hub has said for one theatre. No theatre says it for itself. */
const KEY = 'files.quota:';

/** What holds where nothing was said for a theatre. */
type Usual = { readonly quotaBytes: number };

/**
 * Reserves room for a file until the transaction ends, from when on its upload says so: whoever reserves in the same
 * theatre meanwhile waits, so that together they never get more than there is. Throws HttpFailure 507 `file.quota`.
 */
export async function requireRoom(client: pg.ClientBase, file: FileRow, usual: Usual): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('offstage.files ' || $1, 7))", [file.theaterId]);
  const quota = await quotaOf(client, file.theaterId, usual);
  const used = await usedBytes(client, file.theaterId, file.id);
  if (used + file.size > quota)
    throw new HttpFailure(507, 'file.quota', 'The files of this theatre have no more room on the hub.', {
      quota,
      used,
      size: file.size,
    });
}

/** Bytes that a theatre may keep. */
export async function quotaOf(
  client: Pick<pg.Pool, 'query'> | pg.ClientBase,
  theaterId: string,
  usual: Usual,
): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ value: string }>('SELECT value FROM hub_state WHERE key = $1', [KEY + theaterId]);
  return row === undefined ? usual.quotaBytes : Number(row.value);
}

/** Bytes that are here or on their way, each content once; without one file. */
export async function usedBytes(
  client: Pick<pg.Pool, 'query'> | pg.ClientBase,
  theaterId: string,
  without: string | null = null,
): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ used: string }>(
    `SELECT coalesce(sum(f.size), 0)::text AS used FROM files f WHERE f.theater_id = $1 AND f.id IS DISTINCT FROM $2
      AND (f.uploaded_at IS NOT NULL OR EXISTS (SELECT 1 FROM file_uploads u WHERE u.file_id = f.id))`,
    [theaterId, without],
  );
  return Number(row?.used ?? 0);
}

/** Says how much a theatre may keep; undefined: as usual. What it keeps already stays. */
export async function setQuota({ pool }: HubDatabase, theaterId: string, bytes: number | undefined): Promise<void> {
  if (bytes === undefined) await pool.query('DELETE FROM hub_state WHERE key = $1', [KEY + theaterId]);
  else
    await pool.query(
      'INSERT INTO hub_state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      [KEY + theaterId, String(bytes)],
    );
}
