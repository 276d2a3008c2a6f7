/** What is pending runs again on top of what the hub confirmed. */
import { Authors } from '../../shared/mutations/load-author.ts';
import type { WriteTx } from '../replica/replica.ts';
import { pendingIn, runOptimistically, writeEffects } from './outbox.ts';

/**
 * Runs all pending mutations on top of what is confirmed. One that no longer passes stays, marked, until the hub's
 * verdict.
 */
export async function replayPending(tx: WriteTx, deviceId: string, now: () => Date): Promise<void> {
  const authors = new Authors(tx.db);
  const mark = tx.prepare('UPDATE outbox SET problem = ? WHERE sequence = ?');
  for (const mutation of pendingIn(tx, deviceId)) {
    const author = await authors.of(mutation);
    const outcome =
      author === undefined
        ? { ok: false as const, error: { code: 'author.unknown' as const, details: {} } }
        : await runOptimistically(tx, mutation, author, now());
    const problem = outcome.ok ? null : JSON.stringify(outcome.error);
    if (outcome.ok) writeEffects(tx, mutation.sequence, outcome.value);
    if (problem !== (mutation.problem === null ? null : JSON.stringify(mutation.problem))) {
      mark.run(problem, mutation.sequence);
      tx.touch('outbox');
    }
  }
}
