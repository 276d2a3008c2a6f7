/**
 * A laptop that has drifted from the hub finds out by itself: one table a round, compared by digest where nothing is on
 * its way (design: sync, «Drift»). A difference that a further look confirms is mended by fetching that table anew.
 */
import { type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { sharedVersion } from '../../shared/schema/versions.ts';
import type { Replica } from '../replica/replica.ts';
import { replicaDigest } from '../replica/replica-digest.ts';
import type { HubClient } from './hub-client.ts';

/** A table that differed from the hub's although it should not have, and was fetched anew. */
export interface Drift {
  readonly table: TableName;
  readonly here: number;
  readonly there: number;
}

/** Answers of the hub may be so old: only a table in which nothing changed for longer is compared. */
export const QUIET_MS = 3 * 60_000;

/** One per watch. It only looks; fetching anew is the watch’s doing. */
export class DriftWatch {
  readonly #replica: Replica;
  readonly #client: HubClient;
  #last: TableName | undefined;

  constructor(replica: Replica, client: HubClient) {
    this.#replica = replica;
    this.#client = client;
  }

  /** The table whose turn it is, among those that are quiet; each gets its turn. */
  next(quiet: readonly TableName[]): TableName | undefined {
    const comparable = quiet.filter((table) => tableOf(table).scope !== 'device');
    const after = this.#last === undefined ? 0 : comparable.findIndex((table) => table === this.#last) + 1;
    this.#last = comparable[after] ?? comparable[0];
    return this.#last;
  }

  /** How a table differs from the hub's; undefined where it does not. Throws HubFailure. */
  async compare(table: TableName, signal: AbortSignal): Promise<Drift | undefined> {
    const there = (await this.#client.digests([table], signal))[table];
    const here = (await replicaDigest(this.#replica, [table], sharedVersion(this.#client.hubVersion)))[table];
    return there === undefined || here === undefined || there.hash === here.hash
      ? undefined
      : { table, here: here.rows, there: there.rows };
  }
}
