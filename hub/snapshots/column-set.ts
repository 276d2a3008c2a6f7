/**
 * What a snapshot may hold, decided by nothing but the shapes of those who take it: two people get the same file only
 * where the hub would ask for the very same shapes, columns and conditions, in both their names.
 */
import { createHash } from 'node:crypto';
import { SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { snapshotTables } from '../../sqlite/snapshot-form.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import { shapeQuery } from '../shapes/shape-query.ts';
import type { SnapshotShape } from './maker-messages.ts';

/** What one person may read of a theatre, as shapes. */
export interface ColumnSet {
  /** Equal for all who may read the same. */
  readonly key: string;
  readonly theaterId: string;
  readonly shapes: readonly SnapshotShape[];
}

/** The set of somebody with these rights. */
export function columnSetOf(claims: AccessClaims, permissions: readonly string[]): ColumnSet {
  const client = new URLSearchParams({ schema: String(SCHEMA_VERSION) });
  const shapes = snapshotTables.map((table) => {
    const query = shapeQuery(table, claims, permissions, client);
    query.sort();
    return { table, query: query.toString() };
  });
  const key = createHash('sha256')
    .update(JSON.stringify([claims.theaterId, shapes]))
    .digest('hex');
  return { key, theaterId: claims.theaterId, shapes };
}
