/** One mutation inside the transaction of a push: judged, applied or refused, behind a savepoint of its own. */
import pg from 'pg';
import { errorText } from '../../shared/base/asserts.ts';
import { deriveId } from '../../shared/base/ids.ts';
import { type RefusalData, refusalOfGuard } from '../../shared/base/refusal.ts';
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import { PARKED, parkedArgs } from '../../shared/protocol/push.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import type { Device } from '../auth/sessions.ts';
import { BatchBroken, type BatchedRowStore } from './batched-row-store.ts';
import { type BrokenMutations, faultOf, isStalePlan } from './hub-faults.ts';
import type { PostgresRowStore } from './postgres-row-store.ts';

/** What stands in for a mutation that its laptop had to park is answered with; undefined for every other. */
export function refusalOfParked({ name, args }: Pick<Mutation, 'name' | 'args'>): RefusalData | undefined {
  if (name !== PARKED) return undefined;
  const parked = parkedArgs.safeParse(args);
  return {
    code: 'push.refused',
    details: parked.success ? { code: parked.data.code, status: parked.data.status } : {},
  };
}

/** By whom, and by whose clock, a mutation is judged; `broken` counts how often it has broken already. */
interface Judge {
  readonly author: Author;
  readonly recordedAt: string;
  readonly broken: BrokenMutations;
}

/**
 * Runs a mutation of a push whose writes are gathered. Only what is plainly right is settled here: everything else is
 * taken back and run once more, with each statement sent when it is made, and that decides. Throws BatchBroken where
 * those before it cannot be stored.
 */
export async function applyGathered(
  client: pg.ClientBase,
  store: BatchedRowStore,
  mutation: Mutation,
  judge: Judge,
): Promise<RefusalData | undefined> {
  store.begin();
  try {
    const outcome = await runMutation(store, mutation, judge.author, judge.recordedAt, () => performance.now());
    if (outcome.ok) {
      await store.keep();
      judge.broken.forget(mutation.id);
      return undefined;
    }
  } catch (error) {
    if (error instanceof BatchBroken || isStalePlan(error)) throw error;
  }
  await store.drop();
  await store.flush();
  try {
    return await applyOne(client, store.direct, mutation, judge);
  } finally {
    store.forget();
  }
}

/**
 * Runs a mutation; answers the refusal, if any. Throws what is the hub's fault: the push is then tried again as a
 * whole.
 */
export async function applyOne(
  client: pg.ClientBase,
  store: PostgresRowStore,
  mutation: Mutation,
  judge: Judge,
): Promise<RefusalData | undefined> {
  await client.query('SAVEPOINT mutation');
  try {
    const outcome = await runMutation(store, mutation, judge.author, judge.recordedAt, () => performance.now());
    await client.query(outcome.ok ? 'RELEASE SAVEPOINT mutation' : 'ROLLBACK TO SAVEPOINT mutation');
    judge.broken.forget(mutation.id);
    return outcome.ok ? undefined : outcome.error;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === 'machine' || (fault === 'broken' && !judge.broken.note(mutation.id, error))) throw error;
    await client.query('ROLLBACK TO SAVEPOINT mutation');
    return refuseBrokenMutation(error);
  }
}

/** What a mutation that the database refused is answered with. */
export function refuseBrokenMutation(error: unknown): RefusalData {
  if (error instanceof pg.DatabaseError && error.code?.startsWith('23') === true) {
    return (
      refusalOfGuard(error.message) ?? {
        code: 'constraint.violated',
        details: { constraint: error.constraint ?? '', table: error.table ?? '' },
      }
    );
  }
  return { code: 'internal.failed', details: { problem: errorText(error).slice(0, 500) } };
}

/** Keeps a refusal as data that comes down to the device. Its details may quote what Postgres cannot store. */
export async function recordRefusal(
  client: pg.ClientBase,
  device: Device,
  mutation: Mutation,
  refusal: RefusalData,
  recordedAt: string,
): Promise<void> {
  await client.query(
    `INSERT INTO mutation_results (id, theater_id, device_id, sequence, mutation_id, code, details, recorded_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET mutation_id = excluded.mutation_id, code = excluded.code,
     details = excluded.details, recorded_at = excluded.recorded_at`,
    [
      deriveId(device.id, String(mutation.sequence)),
      device.theaterId,
      device.id,
      mutation.sequence,
      mutation.id,
      refusal.code,
      JSON.stringify(storable(refusal.details)),
      recordedAt,
    ],
  );
}

/** The same value with every text in a form that Postgres can store: well formed, without NUL. */
function storable(value: JsonValue | undefined): JsonValue {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\uFFFD');
  if (value === undefined || value === null || typeof value !== 'object') return value ?? null;
  if (Array.isArray(value)) return value.map((item: JsonValue) => storable(item));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.toWellFormed().replaceAll('\u0000', '\uFFFD'), storable(item)]),
  );
}
