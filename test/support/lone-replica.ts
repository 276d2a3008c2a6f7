/** A replica without a hub, for parts whose network is the test's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReplica } from '../../electron/replica/open-replica.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { idOf } from './rows.ts';

export const DEVICE = idOf(900);
const AT = '2026-03-01T10:00:00.000Z';

export interface LoneReplica extends AsyncDisposable {
  readonly replica: Replica;
}

/** Empty, of a laptop that is registered and, where nothing else is said, loaded. */
export async function loneReplica({ isLoaded = true } = {}): Promise<LoneReplica> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-lone-'));
  const { replica } = await openReplica(dir, { create: true, now: () => new Date(AT) });
  await replica.setMeta({ device_id: DEVICE, ...(isLoaded ? { loaded: AT } : {}) });
  return {
    replica,
    [Symbol.asyncDispose]: async () => {
      await replica.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** Mutations of nobody in particular, as they wait to be sent. */
export function queue(replica: Replica, sequences: readonly number[], args: unknown = {}): Promise<void> {
  return replica.write('full', (tx) => {
    const insert = tx.prepare(
      `INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms)
       VALUES (?, ?, 'row.create', ?, ?, ?, 0)`,
    );
    for (const sequence of sequences) insert.run(sequence, mutationId(sequence), JSON.stringify(args), idOf(2), AT);
    tx.touch('outbox');
  });
}

/** The id of the mutation under a number. */
export const mutationId = (sequence: number): string => idOf(10_000 + sequence);

/** The hub has confirmed what is pending up to a number. */
export function confirm(replica: Replica, upTo: number): Promise<void> {
  return replica.write('full', (tx) => {
    tx.prepare('DELETE FROM outbox WHERE sequence <= ?').run(upTo);
    tx.touch('outbox');
  });
}
