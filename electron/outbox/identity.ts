/**
 * Numbers and identity (design: sync). A mutation is (device, epoch, sequence) and an id. The hub remembers the last
 * one that it has seen; comparing that with what lies here tells a laptop whether it stands behind its own past, or the
 * hub behind its own.
 */
import type { Replica, WriteTx } from '../replica/replica.ts';

/** Where the hub says that this device stands. `lastId` is null where the hub kept no ids yet. */
export interface Stand {
  readonly epoch: number;
  readonly lastSequence: number;
  readonly lastId: string | null;
}

/**
 * `behind`: the hub has seen what is not known here, as when this laptop was put back from a copy. `forgot`: the hub
 * lacks what it had confirmed.
 */
export type PastVerdict = 'same' | 'behind' | 'forgot';

/** What lies here, as far as it bears on identity. */
export interface OwnStand {
  readonly epoch: number;
  /** The hub has confirmed everything up to this number. */
  readonly confirmed: number;
  /** The last number that was given out. */
  readonly highest: number;
  /** The id under a number, where it is still known. */
  readonly idAt: (sequence: number) => string | undefined;
}

const EPOCH = 'outbox_epoch';

/** Pure: what two stands say of each other. */
export function comparePast(own: OwnStand, hub: Stand): PastVerdict {
  if (hub.epoch > own.epoch || hub.lastSequence > own.highest) return 'behind';
  if (hub.lastSequence < own.confirmed) return 'forgot';
  const id = own.idAt(hub.lastSequence);
  return id !== undefined && hub.lastId !== null && id !== hub.lastId ? 'behind' : 'same';
}

type Ask = (sql: string, ...values: readonly (string | number)[]) => Record<string, unknown> | undefined;

/** `highest` is the highest number that this laptop ever gave out, whether or not the hub has confirmed it. */
function standFrom(ask: Ask): OwnStand {
  const row = ask(`SELECT coalesce((SELECT value FROM replica_meta WHERE key = '${EPOCH}'), '1') AS epoch,
    coalesce((SELECT value FROM replica_meta WHERE key = 'last_sequence'), '0') AS confirmed,
    coalesce((SELECT max(sequence) FROM outbox), 0) AS pending`);
  const confirmed = Number(row?.['confirmed'] ?? 0);
  return {
    epoch: Number(row?.['epoch'] ?? 1),
    confirmed,
    highest: Math.max(confirmed, Number(row?.['pending'] ?? 0)),
    idAt: (sequence) => {
      const found = ask(
        'SELECT id FROM outbox WHERE sequence = ? UNION ALL SELECT id FROM outbox_sent WHERE sequence = ? LIMIT 1',
        sequence,
        sequence,
      )?.['id'];
      return typeof found === 'string' ? found : undefined;
    },
  };
}

/** Where this laptop stands. */
export function ownStand(replica: Replica): OwnStand {
  return standFrom((sql, ...values) => replica.prepared<unknown[], Record<string, unknown>>(sql).get(...values));
}

/** As `ownStand`, within a transaction. */
export function ownStandIn(tx: WriteTx): OwnStand {
  return standFrom((sql, ...values) => tx.prepare(sql).get(...values));
}

function cameDownFrom(ask: Ask, deviceId: string): Stand | undefined {
  const row = ask('SELECT epoch, last_sequence, last_mutation_id FROM device_progress WHERE id = ?', deviceId);
  return row === undefined
    ? undefined
    : {
        epoch: Number(row['epoch']),
        lastSequence: Number(row['last_sequence']),
        lastId: typeof row['last_mutation_id'] === 'string' ? row['last_mutation_id'] : null,
      };
}

/** The device's row as it came down from the hub. */
export function standThatCameDown(tx: WriteTx, deviceId: string): Stand | undefined {
  return cameDownFrom((sql, ...values) => tx.prepare(sql).get(...values), deviceId);
}

/**
 * Whether what came down says that the hub and this laptop do not share one past. Only a hint: the hub itself is then
 * asked.
 */
export function isPastInDoubt(replica: Replica, deviceId: string): boolean {
  const hub = cameDownFrom(
    (sql, ...values) => replica.prepared<unknown[], Record<string, unknown>>(sql).get(...values),
    deviceId,
  );
  const own = ownStand(replica);
  // An epoch that has just begun here has not come back yet.
  return hub !== undefined && hub.epoch >= own.epoch && comparePast(own, hub) !== 'same';
}

/** Begins an epoch that neither side has used. Answers it. */
export function beginEpoch(tx: WriteTx, hub: Stand): number {
  const epoch = Math.max(ownStandIn(tx).epoch, hub.epoch) + 1;
  tx.prepare(
    'INSERT INTO replica_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(EPOCH, String(epoch));
  return epoch;
}
