/** How often a table of a replica has changed since it was first asked about: what was worked out for a version is good until the next. */
import type { Replica } from '../replica/replica.ts';

const versions = new WeakMap<Replica, Map<string, number>>();

/** A number that changes whenever one of these tables does. Replicas know nothing of each other. */
export function versionOf(replica: Replica, tables: readonly string[]): number {
  let known = versions.get(replica);
  if (known === undefined) {
    const counts = new Map<string, number>();
    replica.onChange((changed) => { for (const table of changed) counts.set(table, (counts.get(table) ?? 0) + 1); });
    versions.set(replica, counts);
    known = counts;
  }
  const counts = known;
  return tables.reduce((sum, table) => sum + (counts.get(table) ?? 0), 0);
}
