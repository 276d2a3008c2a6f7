/** How often tables of a replica have changed: what was worked out for a version is good until the next. */
import type { Reading } from '../replica/reading.ts';

/**
 * A number that changes whenever one of these tables does; within a query, of the moment that it tells of. Replicas
 * know nothing of each other.
 */
export function versionOf({ versions }: Reading, tables: readonly string[]): number {
  return tables.reduce((sum, table) => sum + (versions.get(table) ?? 0), 0);
}
