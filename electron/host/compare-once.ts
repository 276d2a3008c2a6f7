/** One look at both sides: the replica brought to the hub's latest commit, and every table's digest here and there. */
import type { DigestComparison } from '../../shared/ipc/views.ts';
import { sharedVersion } from '../../shared/schema/versions.ts';
import type { Replica } from '../replica/replica.ts';
import { replicaDigest } from '../replica/replica-digest.ts';
import type { HubClient } from '../sync/hub-client.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';

/** Only tables that the hub’s release knows are compared. Throws as `SyncEngine.syncOnce`, and HubFailure. */
export async function compareOnce(engine: SyncEngine, client: HubClient, replica: Replica): Promise<DigestComparison> {
  await engine.syncOnce();
  const there = await client.digests();
  const here = await replicaDigest(replica, undefined, sharedVersion(client.hubVersion));
  const tables = Object.keys(there);
  const differing = tables
    .filter((table) => here[table]?.hash !== there[table]?.hash)
    .map((table) => ({ table, here: here[table]?.rows ?? 0, there: there[table]?.rows ?? 0 }));
  return { tables: tables.length, differing };
}
