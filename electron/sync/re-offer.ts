/**
 * A hub that was restored from an older backup has another history id. What it confirmed once and has forgotten since is offered again, in the order
 * in which it was done; everything else is fetched anew. Source: design `sync.md`, promise 7.
 */
import type { WriteTx } from '../replica/replica.ts';
import { setMetaIn } from '../replica/replica.ts';

/** How long confirmed mutations are kept, in days: as long as a hub's backups are likely to be old. */
export const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Puts back into the outbox whatever was sent after the position that the hub now stands at. Answers how many mutations that was.
 * Running it twice changes nothing.
 */
export function reOffer(tx: WriteTx, hubSequence: number): number {
  const columns = 'sequence, id, name, args, author_id, issued_at, clock_offset_ms';
  const { changes } = tx.prepare(`INSERT OR IGNORE INTO outbox (${columns}) SELECT ${columns} FROM outbox_sent WHERE sequence > ?`).run(hubSequence);
  tx.prepare('DELETE FROM outbox_sent WHERE sequence > ?').run(hubSequence);
  // Their refusals are judged anew.
  tx.prepare('DELETE FROM refused_mutations WHERE sequence > ?').run(hubSequence);
  setMetaIn(tx, 'last_sequence', String(hubSequence));
  tx.touch('outbox');
  tx.touch('refused_mutations');
  return changes;
}

/** Forgets what is older than any backup that is likely to come back. */
export function forgetSent(tx: WriteTx, now: Date): void {
  tx.prepare('DELETE FROM outbox_sent WHERE confirmed_at < ?').run(new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString());
}
