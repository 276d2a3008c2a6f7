/**
 * A hub that was restored from an older backup has forgotten what it once confirmed; a laptop that was put back from a
 * copy has forgotten what it once sent. Either way the laptop takes a new epoch and offers again, in the order in which
 * it was done, what the hub may not know; what the hub knows it tells by the id. Source: design `sync.md`, promise 7
 * and «Numbers and identity».
 */
import { undoAllPending } from '../replica/effects.ts';
import type { OutboxJournal } from '../replica/outbox-journal.ts';
import { type Replica, setMetaIn, type WriteTx } from '../replica/replica.ts';
import { beginEpoch, ownStandIn, type Stand } from './identity.ts';
import { tryAgain } from './outbox.ts';
import { replayPending } from './replay-pending.ts';

/** How long confirmed mutations are kept, in days: as long as a hub's backups are likely to be old. */
const KEPT_DAYS = 90;
/** And at most so many, so that a laptop that counts all day does not fill its disk with what is long safe. */
const KEPT_MUTATIONS = 50_000;
const DAY_MS = 86_400_000;

/**
 * Puts back into the outbox whatever was sent after the position that the hub now stands at, before what is still
 * pending, and numbers all of it anew from there in an epoch of its own: a number is the mutation's place in the queue
 * of this laptop, not its name. What a person has dealt with stays dealt with. Running it twice changes nothing. What
 * was pending runs again on top at once.
 */
export async function reOffer(tx: WriteTx, deviceId: string, hub: Stand, now: () => Date): Promise<void> {
  undoAllPending(tx);
  const own = ownStandIn(tx).idAt(hub.lastSequence);
  // Another mutation stands here under the hub's last number: which of the earlier ones the hub knows, only it can
  // tell.
  const from = own !== undefined && hub.lastId !== null && own !== hub.lastId ? 0 : hub.lastSequence;
  const columns = 'id, name, args, author_id, issued_at, clock_offset_ms';
  const rows = tx
    .prepare(
      `SELECT sequence AS old, ${columns} FROM outbox_sent
        WHERE sequence > ? AND id NOT IN (SELECT id FROM refused_mutations WHERE dealt_with_at IS NOT NULL)
    AND id NOT IN (SELECT id FROM outbox) UNION ALL SELECT sequence, ${columns} FROM outbox ORDER BY old`,
    )
    .all(from);
  tx.prepare('DELETE FROM outbox').run();
  tx.prepare('DELETE FROM outbox_sent WHERE sequence > ?').run(from);
  keepDealtWith(tx, from);
  // What the hub said about the old numbers does not hold for the new ones; refusals are judged anew.
  tx.prepare('DELETE FROM refused_mutations WHERE sequence > ?').run(from);
  tx.prepare('DELETE FROM mutation_results WHERE sequence > ?').run(hub.lastSequence);
  tx.prepare('UPDATE device_progress SET last_sequence = ?, epoch = ?, last_mutation_id = ? WHERE id = ?').run(
    hub.lastSequence,
    hub.epoch,
    hub.lastId,
    deviceId,
  );
  const insert = tx.prepare(`INSERT INTO outbox (sequence, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  rows.forEach((row, index) =>
    insert.run(
      hub.lastSequence + 1 + index,
      row['id'],
      row['name'],
      row['args'],
      row['author_id'],
      row['issued_at'],
      row['clock_offset_ms'],
    ),
  );
  beginEpoch(tx, hub);
  setMetaIn(tx, 'last_sequence', String(hub.lastSequence));
  setMetaIn(tx, RE_OFFERED, String(hub.lastSequence + rows.length));
  await replayPending(tx, deviceId, now);
  tx.touch('outbox');
  tx.touch('refused_mutations');
}

/**
 * A refusal that somebody has dealt with gives its number up, because the number will be used again, and stays on
 * record below all numbers.
 */
function keepDealtWith(tx: WriteTx, from: number): void {
  const dealtWith = tx
    .prepare(
      'SELECT sequence FROM refused_mutations WHERE sequence > ? AND dealt_with_at IS NOT NULL ORDER BY sequence',
    )
    .all(from);
  const move = tx.prepare(
    `UPDATE refused_mutations SET sequence = (SELECT min(0, min(sequence)) - 1 FROM refused_mutations)
      WHERE sequence = ?`,
  );
  for (const { sequence } of dealtWith) move.run(sequence);
}

/** Up to which number mutations were offered again. */
const RE_OFFERED = 're_offered_up_to';

/**
 * What one laptop did may rest on what another did, and the hub hears of them in any order. What was offered again and
 * refused because something was not there yet is tried once more when others have brought new rows. Answers how many
 * mutations went back into the outbox.
 */
export async function retryForgotten(
  tx: WriteTx,
  journal: OutboxJournal,
  deviceId: string,
  now: Date,
): Promise<number> {
  const upTo = Number(tx.prepare('SELECT value FROM replica_meta WHERE key = ?').get(RE_OFFERED)?.['value'] ?? 0);
  if (upTo === 0) return 0;
  const refused = tx
    .prepare(
      `SELECT sequence FROM refused_mutations
        WHERE sequence <= ? AND dealt_with_at IS NULL AND code IN ('row.missing', 'reference.missing')
        ORDER BY sequence`,
    )
    .all(upTo);
  let count = 0;
  for (const { sequence } of refused)
    if ((await tryAgain(tx, { journal, deviceId, sequence: Number(sequence), now })).ok) count += 1;
  return count;
}

/** Whether anything was ever offered again here. */
export const hasReOffered = (replica: Replica): boolean => replica.meta(RE_OFFERED) !== undefined;

/** Forgets what is older than any backup that is likely to come back, and what is too much to keep. */
export function forgetSent(tx: WriteTx, now: Date): void {
  tx.prepare('DELETE FROM outbox_sent WHERE sequence <= (SELECT max(sequence) FROM outbox_sent) - ?').run(
    KEPT_MUTATIONS,
  );
  tx.prepare('DELETE FROM outbox_sent WHERE confirmed_at < ?').run(
    new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString(),
  );
}
