/**
 * Applies what a device recorded, in order, each mutation exactly once. A batch is one transaction: either all of it is
 * acknowledged, in the commit that carries its data, or none of it happened. A refusal, or even a broken mutation, is
 * recorded and never blocks those behind it. The mutations of one theatre run one at a time. What they write is
 * gathered over the whole batch; where that cannot be stored, they are run again, each behind a savepoint of its own.
 */
import type pg from 'pg';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { Authors } from '../../shared/mutations/load-author.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { fromVersion } from '../../shared/mutations/translations.ts';
import type { PushBody, PushReply, WireMutation } from '../../shared/protocol/push.ts';
import { historySql } from '../admin/history.ts';
import { hasSignedIn } from '../auth/device-people.ts';
import type { Device } from '../auth/sessions.ts';
import { inTransaction } from '../database.ts';
import type { HubDeadlines } from '../deadlines.ts';
import { faults } from '../fault-points.ts';
import { HttpFailure, type HubContext } from '../hub-context.ts';
import { applyGathered, applyOne, recordRefusal, refusalOfParked } from './apply-mutation.ts';
import { BatchBroken, BatchedRowStore, type RowToRead } from './batched-row-store.ts';
import { BrokenMutations, isStalePlan } from './hub-faults.ts';
import { concernsPeople, Leavers } from './quarantine.ts';
import { type Progress, readProgress, SeenMutations } from './seen-mutations.ts';

export { refuseBrokenMutation } from './apply-mutation.ts';

const broken = new WeakMap<HubContext, BrokenMutations>();

/** Mutations that broke on this hub, and how often. */
export function brokenOf(hub: HubContext): BrokenMutations {
  const known = broken.get(hub) ?? new BrokenMutations();
  broken.set(hub, known);
  return known;
}

/** As many connections as may hold a plan from before a migration. */
const STALE_TRIES = 16;

/**
 * Runs a push. Throws HttpFailure 409 `push.gap` when mutations are missing before the first, 409 `push.otherPast` when
 * a number was used for another mutation or in a later epoch; a failure of the hub passes through and nothing has
 * happened.
 */
export async function applyPush(hub: HubContext, device: Device, body: PushBody): Promise<PushReply> {
  for (let attempt = 1, isGathered = body.mutations.length > 1; ; attempt += 1) {
    try {
      const reply = await inTransaction(hub.database.pool, async (client) => {
        await begin(client, device, hub.deadlines);
        const answer = await applyAll(hub, client, device, body, isGathered);
        await faults.during('push.applied');
        return answer;
      });
      await faults.during('push.committed');
      return reply;
    } catch (error) {
      if (isGathered && error instanceof BatchBroken) {
        hub.log.info({ err: error, deviceId: device.id }, 'a push is run again, one mutation at a time');
        isGathered = false;
        continue;
      }
      // A migration ran beside this hub: the connection has left the pool, and the same push is run again at once.
      if (!isStalePlan(error) || attempt >= STALE_TRIES) throw error;
    }
  }
}

/**
 * Takes the theatre's lock. Whatever happens to whoever holds it, Postgres ends their transaction: a push that hangs
 * must not keep the theatre from working, and those who wait for it must not use up the hub's connections.
 */
async function begin(client: pg.ClientBase, device: Device, { lockMs, stepMs }: HubDeadlines): Promise<void> {
  // One request, worked off from left to right: the lock is waited for under its own deadline.
  await client.query(
    `SELECT set_config('offstage.device_id', $1, true), set_config('lock_timeout', $3, true),
       set_config('statement_timeout', $4, true), set_config('idle_in_transaction_session_timeout', $4, true),
       pg_advisory_xact_lock(hashtextextended($2, 7))`,
    [device.id, device.theaterId, `${lockMs}ms`, `${stepMs}ms`],
  );
}

/**
 * What one push carries along. `authors` and `leavers` remember what they were asked; a mutation about people makes
 * them forget.
 */
interface Run {
  readonly hub: HubContext;
  readonly client: pg.ClientBase;
  readonly device: Device;
  readonly store: BatchedRowStore;
  /** Writes are gathered; otherwise each is sent at once. */
  readonly isGathered: boolean;
  readonly authors: Authors;
  readonly leavers: Leavers;
  readonly signedIn: Map<string, boolean>;
  readonly recordedAt: string;
  /** What the laptop speaks. */
  readonly version: number;
}

/**
 * Runs the mutations of a push in order. Known numbers are passed over, a gap ends the batch: what came before it is
 * acknowledged, and the laptop sends the rest again.
 */
async function applyAll(
  hub: HubContext,
  client: pg.ClientBase,
  device: Device,
  body: PushBody,
  isGathered: boolean,
): Promise<PushReply> {
  const progress = await readProgress(client, device);
  const epoch = body.epoch ?? progress.epoch;
  if (body.mutations.length > 0 && epoch < progress.epoch)
    throw otherPast(`Epoch ${progress.epoch} has begun; ${epoch} came.`);
  const seen = await SeenMutations.load(client, device, progress, body.mutations);
  const store = new BatchedRowStore(client);
  const run: Run = {
    hub,
    client,
    device,
    store,
    isGathered,
    authors: new Authors(store.db),
    leavers: new Leavers(client, device),
    signedIn: new Map(),
    recordedAt: hub.now().toISOString(),
    version: body.schemaVersion,
  };
  let last: { readonly sequence: number; readonly id: string | null } = {
    sequence: progress.lastSequence,
    id: progress.lastId,
  };
  const refused: { sequence: number; code: string }[] = [];
  if (isGathered)
    await store.read(
      body.mutations.filter((wire) => wire.sequence > last.sequence).flatMap((wire) => rowsOf(run, wire)),
    );
  for (const wire of body.mutations) {
    if (wire.sequence <= last.sequence) {
      if (!seen.isSame(wire, body.epoch !== undefined))
        throw otherPast(`Number ${wire.sequence} was used for another mutation.`);
      continue;
    }
    if (wire.sequence !== last.sequence + 1) {
      if (last.sequence === progress.lastSequence)
        throw new HttpFailure(409, 'push.gap', `Mutation ${last.sequence + 1} is expected, ${wire.sequence} came.`);
      break;
    }
    const verdict = await judge(run, wire, seen, last.sequence > progress.lastSequence);
    if (verdict === 'later') break;
    if (verdict !== undefined) refused.push({ sequence: wire.sequence, code: verdict.code });
    seen.note(wire, verdict !== undefined);
    last = { sequence: wire.sequence, id: wire.id };
  }
  await store.flush();
  await keep(run, progress, seen, epoch, last);
  return {
    lastSequence: last.sequence,
    refused,
    epoch: Math.max(epoch, progress.epoch),
    lastId: last.id,
    historyId: progress.historyId,
  };
}

/** Rows that a mutation is going to ask for, as far as its arguments say. */
function rowsOf({ version }: Run, wire: WireMutation): readonly RowToRead[] {
  const { name, args } = fromVersion(wire, version);
  return mutationNamed(name)?.reads(args ?? null) ?? [];
}

const otherPast = (message: string): HttpFailure => new HttpFailure(409, 'push.otherPast', message);

/** The refusal, if any; `later` where the mutation broke and those before it are better kept now. */
async function judge(
  run: Run,
  wire: WireMutation,
  seen: SeenMutations,
  hasBefore: boolean,
): Promise<RefusalData | 'later' | undefined> {
  // It took effect under another number: done is done.
  if (seen.isApplied(wire.id)) return undefined;
  const said = fromVersion(wire, run.version);
  const mutation: Mutation = { ...wire, name: said.name, args: said.args ?? null, deviceId: run.device.id };
  let refusal = refusalOfParked(mutation);
  if (refusal === undefined) {
    try {
      refusal = await authorised(run, mutation);
    } catch (error) {
      if (!hasBefore || isStalePlan(error) || error instanceof BatchBroken) throw error;
      // What went before is acknowledged; this one is met again, first in line. A connection that is gone fails the
      // commit, and nothing happened.
      await run.client.query('ROLLBACK TO SAVEPOINT mutation');
      run.hub.log.error({ err: error, mutation: mutation.name }, 'a mutation broke; it is tried again');
      return 'later';
    }
  }
  if (refusal === undefined) return undefined;
  if (refusal.code === 'internal.failed')
    run.hub.log.error(
      { mutation: mutation.name, id: mutation.id, details: refusal.details },
      'a mutation broke; it was refused',
    );
  if (refusal.code === 'permission.denied' || refusal.code === 'author.unknown')
    run.hub.log.warn(
      {
        mutation: mutation.name,
        id: mutation.id,
        userId: mutation.authorId,
        deviceId: run.device.id,
        code: refusal.code,
      },
      'a mutation was refused that its author may not make',
    );
  await recordRefusal(run.client, run.device, mutation, refusal, run.recordedAt);
  return refusal;
}

/**
 * Who may act: somebody who has signed in on this laptop, of its theatre, and who had not left when they acted. Answers
 * the refusal, if any.
 */
async function authorised(run: Run, mutation: Mutation): Promise<RefusalData | undefined> {
  const { client, device, store, recordedAt } = run;
  if (!run.signedIn.has(mutation.authorId))
    run.signedIn.set(mutation.authorId, await hasSignedIn(client, device, mutation.authorId));
  const isSignedIn = run.signedIn.get(mutation.authorId) === true;
  const kept = isSignedIn ? await run.leavers.take(mutation, recordedAt) : undefined;
  if (kept !== undefined) return kept;
  const author = isSignedIn ? await run.authors.of(mutation) : undefined;
  if (author === undefined || author.theaterId !== device.theaterId) return { code: 'author.unknown', details: {} };
  const judgedBy = { author, recordedAt, broken: brokenOf(run.hub) };
  const refusal = run.isGathered
    ? await applyGathered(client, store, mutation, judgedBy)
    : await applyOne(client, store.direct, mutation, judgedBy);
  if (concernsPeople(mutation)) {
    await store.flush();
    // Whose rights changed in the middle of a push is asked for again.
    run.authors.forget();
    run.leavers.forget();
  }
  return refusal;
}

/** Moves the device’s progress in the same commit as the data, so that an acknowledgement never lies. */
async function keep(
  run: Run,
  progress: Progress,
  seen: SeenMutations,
  epoch: number,
  last: { readonly sequence: number; readonly id: string | null },
): Promise<void> {
  if (last.sequence === progress.lastSequence) return;
  await seen.write(run.client, epoch, run.recordedAt);
  await run.client.query(
    'UPDATE device_progress SET last_sequence = $2, epoch = $3, last_mutation_id = $4 WHERE id = $1',
    [run.device.id, last.sequence, epoch, last.id],
  );
}

/** Bumps the device's own row: when it has come down at some LSN, everything before that LSN has been seen. */
export async function bumpBarrier(
  hub: HubContext,
  device: Device,
): Promise<{ readonly barrier: number; readonly lsn: string; readonly historyId: string }> {
  return inTransaction(hub.database.pool, async (client) => {
    await client.query("SELECT set_config('offstage.device_id', $1, true)", [device.id]);
    const {
      rows: [row],
    } = await client.query<{ barrier: number; lsn: string; history: string | null }>(
      `UPDATE device_progress SET barrier = barrier + 1 WHERE id = $1
       RETURNING barrier, (pg_current_wal_insert_lsn() - '0/0')::text AS lsn, ${historySql('theater_id')} AS history`,
      [device.id],
    );
    return { barrier: row?.barrier ?? 0, lsn: row?.lsn ?? '0', historyId: row?.history ?? '' };
  });
}
