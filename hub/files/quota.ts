/** How much a theatre keeps on this hub, and how much it may. Bytes. */
import type pg from 'pg';
import type { HubDatabase } from '../database.ts';
import { HttpFailure } from '../hub-context.ts';
import type { FileRow } from './file-rows.ts';

/** In `hub_state`: what an administrator of the hub has said for one theatre. No theatre says it for itself. */
const KEY = 'files.quota:';

type Asks = Pick<pg.Pool, 'query'> | pg.ClientBase;

/** What holds where nothing was said for a theatre. */
type Usual = { readonly quotaBytes: number };

/**
 * Reserves room for a file until the transaction ends, from when on its upload says so: whoever reserves in the same
 * theatre meanwhile waits, so that together they never get more than there is. Throws HttpFailure 507 `file.quota`.
 */
export async function requireRoom(client: pg.ClientBase, file: FileRow, usual: Usual): Promise<void> {
  // What a power cut takes of this the laptop begins anew: nobody waits for the disk.
  await client.query(
    `SELECT set_config('synchronous_commit', 'off', true),
       pg_advisory_xact_lock(hashtextextended('offstage.files ' || $1, 7))`,
    [file.theaterId],
  );
  const {
    rows: [row],
  } = await client.query<{ quota: string | null; used: string }>(`SELECT ${QUOTA} AS quota, ${USED} AS used`, [
    file.theaterId,
    file.id,
  ]);
  const quota = Number(row?.quota ?? usual.quotaBytes);
  const used = Number(row?.used ?? 0);
  if (used + file.size > quota)
    throw new HttpFailure(507, 'file.quota', 'The files of this theatre have no more room on the hub.', {
      quota,
      used,
      size: file.size,
    });
}

/** Of the theatre `$1`: what was said for it, or NULL. */
const QUOTA = `(SELECT value FROM hub_state WHERE key = '${KEY}' || $1::text)`;
/** Bytes of the theatre `$1` that are here or on their way, each content once; without the file `$2`. */
const USED = `((SELECT coalesce(sum(f.size), 0) FROM files f
    WHERE f.theater_id = $1::uuid AND f.uploaded_at IS NOT NULL AND f.id IS DISTINCT FROM $2::uuid)
  + (SELECT coalesce(sum(f.size), 0) FROM files f
    WHERE f.id IN (SELECT u.file_id FROM file_uploads u WHERE u.theater_id = $1::uuid)
      AND f.uploaded_at IS NULL AND f.id IS DISTINCT FROM $2::uuid))::text`;

/** Bytes that a theatre may keep. */
export async function quotaOf(client: Asks, theaterId: string, usual: Usual): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ quota: string | null }>(`SELECT ${QUOTA} AS quota`, [theaterId]);
  return Number(row?.quota ?? usual.quotaBytes);
}

/** Bytes of a theatre that are here or on their way, each content once. */
export async function usedBytes(client: Asks, theaterId: string): Promise<number> {
  const {
    rows: [row],
  } = await client.query<{ used: string }>(`SELECT ${USED} AS used`, [theaterId, null]);
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
