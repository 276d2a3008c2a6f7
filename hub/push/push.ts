/**
 * Applies what a device recorded, in order, each mutation exactly once. A batch is one transaction with a savepoint per mutation:
 * either all of it is acknowledged, in the commit that carries its data, or none of it happened. A refusal, or even a broken mutation,
 * is recorded and never blocks those behind it. The mutations of one theatre run one at a time.
 */
import pg from 'pg';
import { errorText } from '../../shared/base/asserts.ts';
import { deriveId } from '../../shared/base/ids.ts';
import { refusalOfGuard, type RefusalData } from '../../shared/base/refusal.ts';
import { Authors } from '../../shared/mutations/load-author.ts';
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import type { PushBody, PushReply } from '../../shared/protocol/push.ts';
import { hasSignedIn } from '../auth/device-people.ts';
import type { Device } from '../auth/sessions.ts';
import { inTransaction } from '../database.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { PostgresRowStore } from './postgres-row-store.ts';

/** Runs a push. Throws HttpFailure 409 `push.gap` when mutations are missing before the first; a database failure passes through and nothing has happened. */
export async function applyPush(hub: HubContext, device: Device, body: PushBody): Promise<PushReply> {
  return inTransaction(hub.database.pool, async (client) => {
    await client.query("SELECT set_config('offstage.device_id', $1, true), pg_advisory_xact_lock(hashtextextended($2, 7))", [device.id, device.theaterId]);
    return applyAll(hub, client, device, body);
  });
}

async function applyAll(hub: HubContext, client: pg.ClientBase, device: Device, body: PushBody): Promise<PushReply> {
  const { rows: [progress] } = await client.query<{ last_sequence: number }>('SELECT last_sequence FROM device_progress WHERE id = $1 FOR UPDATE', [device.id]);
  const before = progress?.last_sequence ?? 0;
  let last = before;
  const refused: { sequence: number; code: string }[] = [];
  const store = new PostgresRowStore(client);
  const authors = new Authors(store.db);
  const signedIn = new Map<string, boolean>();
  const recordedAt = hub.now().toISOString();
  for (const wire of body.mutations) {
    if (wire.sequence <= last) continue;
    if (wire.sequence !== last + 1) {
      if (last === before) throw new HttpFailure(409, 'push.gap', `Mutation ${last + 1} is expected, ${wire.sequence} came.`);
      break;
    }
    const mutation: Mutation = { ...wire, args: wire.args ?? null, deviceId: device.id };
    if (!signedIn.has(wire.authorId)) signedIn.set(wire.authorId, await hasSignedIn(client, device, wire.authorId));
    const author = signedIn.get(wire.authorId) === true ? await authors.of(mutation) : undefined;
    const refusal = await applyOne(client, store, mutation, author?.theaterId === device.theaterId ? author : undefined, recordedAt);
    if (refusal !== undefined) {
      if (refusal.code === 'internal.failed') hub.log.error({ mutation: mutation.name, details: refusal.details }, 'a mutation broke; it was refused');
      refused.push({ sequence: wire.sequence, code: refusal.code });
      await recordRefusal(client, device, mutation, refusal, recordedAt);
    }
    last = wire.sequence;
  }
  if (last > before) await client.query('UPDATE device_progress SET last_sequence = $2 WHERE id = $1', [device.id, last]);
  return { lastSequence: last, refused };
}

async function applyOne(client: pg.ClientBase, store: PostgresRowStore, mutation: Mutation, author: Author | undefined, recordedAt: string): Promise<RefusalData | undefined> {
  if (author === undefined) return { code: 'author.unknown', details: {} };
  await client.query('SAVEPOINT mutation');
  try {
    const outcome = await runMutation(store, mutation, author, recordedAt);
    await client.query(outcome.ok ? 'RELEASE SAVEPOINT mutation' : 'ROLLBACK TO SAVEPOINT mutation');
    return outcome.ok ? undefined : outcome.error;
  } catch (error) {
    if (isTransient(error)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT mutation');
    return refuseBrokenMutation(error);
  }
}

/** The database itself failed (connection, resources, operator, internal): the push is tried again as a whole. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|57P)/.test(error.code);
  return /^(08|40|53|55|57|58|XX)/.test(error.code ?? '');
}

/** What a mutation that the database refused is answered with. */
export function refuseBrokenMutation(error: unknown): RefusalData {
  if (error instanceof pg.DatabaseError && error.code?.startsWith('23') === true) {
    return refusalOfGuard(error.message) ?? { code: 'constraint.violated', details: { constraint: error.constraint ?? '', table: error.table ?? '' } };
  }
  return { code: 'internal.failed', details: { problem: errorText(error).slice(0, 500) } };
}

async function recordRefusal(client: pg.ClientBase, device: Device, mutation: Mutation, refusal: RefusalData, recordedAt: string): Promise<void> {
  await client.query(
    'INSERT INTO mutation_results (id, theater_id, device_id, sequence, mutation_id, code, details, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING',
    [deriveId(device.id, String(mutation.sequence)), device.theaterId, device.id, mutation.sequence, mutation.id, refusal.code, JSON.stringify(refusal.details), recordedAt]);
}

/** Bumps the device's own row: when it has come down at some LSN, everything before that LSN has been seen. */
export async function bumpBarrier(hub: HubContext, device: Device): Promise<{ readonly barrier: number; readonly lsn: string }> {
  return inTransaction(hub.database.pool, async (client) => {
    await client.query("SELECT set_config('offstage.device_id', $1, true)", [device.id]);
    const { rows: [row] } = await client.query<{ barrier: number; lsn: string }>("UPDATE device_progress SET barrier = barrier + 1 WHERE id = $1 RETURNING barrier, (pg_current_wal_insert_lsn() - '0/0')::text AS lsn", [device.id]);
    return { barrier: row?.barrier ?? 0, lsn: row?.lsn ?? '0' };
  });
}
