/** What is done for contents by itself: uploads that nobody goes on with are forgotten. */
import { isUuid } from '../../shared/base/ids.ts';
import type { HubFiles } from './hub-files.ts';

/**
 * Forgets uploads that nobody went on with, by the hub's clock, and what lies among them and belongs to none. Answers
 * how many there were.
 */
export async function forgetUploads({ database, store, limits, now }: HubFiles): Promise<number> {
  const before = new Date(now().getTime() - limits.uploadMs).toISOString();
  const { rows: stale } = await database.pool.query<{ id: string }>(
    `DELETE FROM file_uploads WHERE touched_at < $1 AND (holder IS NULL OR held_until < clock_timestamp())
     RETURNING id`,
    [before],
  );
  // First what is there, then what is known: an upload that begins meanwhile is known before something of it is there.
  const there = (await store.uploads()).filter((id) => isUuid(id));
  const { rows: known } = await database.pool.query<{ id: string }>(
    'SELECT id FROM file_uploads WHERE id = ANY ($1::uuid[])',
    [there],
  );
  const wanted = new Set(known.map(({ id }) => id));
  for (const id of there) if (!wanted.has(id)) await store.giveUp(id);
  return stale.length;
}
