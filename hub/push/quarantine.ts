/**
 * Work that waits for an administrator. It comes from laptops that were revoked and from people who had left, by the
 * hub's clock, when it arrived; nothing of it is done by itself, and nothing of it is lost. Taking the same again
 * changes nothing.
 */
import type pg from 'pg';
import { z } from 'zod';
import { deriveId } from '../../shared/base/ids.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { fileFacts, fileId } from '../../shared/mutations/file-use.ts';
import { hasLeft } from '../../shared/mutations/load-author.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import type { RescueBody, RescueReply } from '../../shared/protocol/people.ts';
import type { Device } from '../auth/sessions.ts';
import { inTransaction } from '../database.ts';
import type { HubContext } from '../hub-context.ts';
import { recordRefusal } from './apply-mutation.ts';
import { kyselyOverClient } from './client-kysely.ts';
import { readProgress, SeenMutations } from './seen-mutations.ts';

/**
 * `rescue`, `lost`: the laptop was revoked in that mode. `authorLeft`: the laptop is welcome, the person was not any
 * more.
 */
export type QuarantineReason = 'rescue' | 'lost' | 'authorLeft';
/** What the laptop is told of each: it waits for an administrator. */
const WAITS: RefusalData = { code: 'mutation.quarantined', details: {} };

/** Keeps a mutation for an administrator. Part of the caller's transaction. */
export async function quarantine(
  client: pg.ClientBase,
  device: Device,
  mutation: Mutation,
  reason: QuarantineReason,
  at: string,
): Promise<void> {
  await client.query(
    `INSERT INTO quarantined_mutations (id, theater_id, device_id, sequence, mutation_id, name, args, author_id,
      author_name, issued_at, clock_offset_ms, received_at, reason, is_trusted)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
     coalesce((SELECT trim(first_name || ' ' || last_name) FROM users WHERE id = $8 AND theater_id = $2), ''), $9, $10,
     $11, $12, $13)
     ON CONFLICT (id) DO NOTHING`,
    [
      deriveId('quarantine', device.id, mutation.id),
      device.theaterId,
      device.id,
      mutation.sequence,
      mutation.id,
      storable(mutation.name),
      JSON.stringify(mutation.args ?? null),
      mutation.authorId,
      timeOr(at, mutation.issuedAt),
      String(Math.round(mutation.clockOffsetMs)),
      at,
      reason,
      reason !== 'lost',
    ],
  );
}

/** Postgres holds no NUL in a text, and a lone surrogate is no letter. */
const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** A time that the database can hold; what a device wrote instead of one is worth nothing. */
function timeOr(otherwise: string, given: string): string {
  const time = Date.parse(given);
  return Number.isNaN(time) || time < Date.parse('0001-01-02T00:00:00Z') || time > Date.parse('9999-12-30T00:00:00Z')
    ? otherwise
    : new Date(time).toISOString();
}

/**
 * Of a run of mutations: those whose authors have left. Each author is looked up once, and again after something about
 * people changed.
 */
export class Leavers {
  readonly #client: pg.ClientBase;
  readonly #device: Device;
  readonly #left = new Map<string, boolean>();

  constructor(client: pg.ClientBase, device: Device) {
    this.#client = client;
    this.#device = device;
  }

  /**
   * Keeps the mutation of somebody who has left and answers what the laptop is told; undefined for everybody else's.
   */
  async take(mutation: Mutation, at: string): Promise<RefusalData | undefined> {
    const known = this.#left.get(mutation.authorId);
    const left = known ?? (await hasLeft(kyselyOverClient(this.#client), mutation.authorId, this.#device.theaterId));
    this.#left.set(mutation.authorId, left);
    if (!left) return undefined;
    await quarantine(this.#client, this.#device, mutation, 'authorLeft', at);
    return WAITS;
  }

  /** Something was done that may have let somebody go, or brought them back. */
  forget(): void {
    this.#left.clear();
  }
}

/** Whether a mutation may have changed who is here and with which rights. */
export function concernsPeople(mutation: Pick<Mutation, 'name' | 'args'>): boolean {
  if (
    mutation.name === 'employee.deactivate' ||
    mutation.name === 'deletion.restore' ||
    mutation.name === 'conflict.resolve'
  )
    return true;
  const { table } = { table: undefined, ...(typeof mutation.args === 'object' ? mutation.args : null) } as {
    readonly table: unknown;
  };
  return mutation.name.startsWith('row.') && ['users', 'user_roles', 'roles', 'employees'].includes(String(table));
}

/**
 * Takes what a revoked laptop hands over, in order, each once, whether or not it would be accepted. A `lost` laptop's
 * is marked as not to be trusted. What took effect before is not kept again; another mutation under a used number is.
 */
export async function rescue(
  hub: HubContext,
  device: Device & { readonly mode: 'rescue' | 'lost' },
  body: RescueBody,
): Promise<RescueReply> {
  const at = hub.now().toISOString();
  return inTransaction(hub.database.pool, async (client) => {
    await client.query(
      "SELECT set_config('offstage.device_id', $1, true), pg_advisory_xact_lock(hashtextextended($2, 7))",
      [device.id, device.theaterId],
    );
    const progress = await readProgress(client, device);
    const seen = await SeenMutations.load(client, device, progress, body.mutations);
    const fresh = body.mutations
      .filter(
        (wire) =>
          !seen.isApplied(wire.id) &&
          (wire.sequence > progress.lastSequence || !seen.isSame(wire, body.epoch !== undefined)),
      )
      .toSorted((a, b) => a.sequence - b.sequence);
    for (const wire of fresh) {
      const mutation: Mutation = { ...wire, args: wire.args ?? null, deviceId: device.id };
      await quarantine(client, device, mutation, device.mode, at);
      // For a laptop that is readmitted: it must neither send these again nor lose sight of them.
      await recordRefusal(client, device, mutation, WAITS, at);
      seen.note(wire, true);
    }
    if (device.mode === 'rescue') await nameFiles(client, device.theaterId, fresh, at);
    const epoch = Math.max(body.epoch ?? 1, progress.epoch);
    await seen.write(client, epoch, at);
    const last = fresh.at(-1);
    const lastSequence = Math.max(progress.lastSequence, last?.sequence ?? 0);
    if (last !== undefined && last.sequence > progress.lastSequence) {
      await client.query(
        'UPDATE device_progress SET last_sequence = $2, epoch = $3, last_mutation_id = $4 WHERE id = $1',
        [device.id, lastSequence, epoch, last.id],
      );
    }
    await client.query('UPDATE devices SET handed_over_at = $2 WHERE id = $1', [device.id, at]);
    return { taken: fresh.length, lastSequence };
  });
}

/**
 * The contents of what is handed over lie on that laptop alone, and go with it: they are named now, so that it can
 * bring them. What an administrator does not accept leaves files that no row names, which go as all of those do.
 */
async function nameFiles(
  client: pg.ClientBase,
  theaterId: string,
  mutations: readonly { readonly args?: unknown }[],
  at: string,
): Promise<void> {
  for (const { args } of mutations) {
    const { data: named } = z.object({ file: fileFacts }).safeParse(args);
    if (named === undefined) continue;
    const { sha256, size, mime, name, width = null, height = null } = named.file;
    await client.query(
      `INSERT INTO files (id, theater_id, sha256, size, mime, name, width, height, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [fileId(theaterId, sha256), theaterId, sha256, size, mime, storable(name), width, height, at],
    );
  }
}

/** A revoked laptop says that it has erased itself. */
export async function noteWiped(hub: HubContext, device: Device, handedOver: number): Promise<void> {
  await hub.database.pool.query('UPDATE devices SET wiped_at = coalesce(wiped_at, $2) WHERE id = $1', [
    device.id,
    hub.now().toISOString(),
  ]);
  hub.log.warn({ deviceId: device.id, handedOver }, 'a revoked laptop has erased itself');
}
