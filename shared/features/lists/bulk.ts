/** What is asked before something is done to all chosen rows of a list. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { NamedCount } from '../../ipc/views.ts';
import { type BulkRow, bulkActionSchema, MOST_AT_ONCE } from '../../lists/bulk.ts';
import { selectedSchema } from '../../lists/selection.ts';

/** The chosen rows, for whoever looks at what will be done to each. */
export interface BulkRows {
  /** How many are chosen. */
  readonly total: number;
  /** In the order of the list; none where there are more than can be changed at once. */
  readonly rows: readonly BulkRow[];
}

/** The chosen rows as they stand, with what an action needs of them. */
export const bulkRows = declareQuery<BulkRows>()('bulk.rows', selectedSchema.extend({ action: bulkActionSchema }));

/** What deleting all of them together would do, as numbers. */
export interface BulkDeletion {
  /** With those that are deleted. */
  readonly rows: number;
  /** So much that a copy of the data is taken first. */
  readonly isLarge: boolean;
  readonly deletes: readonly NamedCount[];
  readonly clears: readonly NamedCount[];
  readonly kept: readonly NamedCount[];
  readonly hidden: readonly NamedCount[];
}

/** What goes along where all these rows of one table are deleted. */
export const bulkDeletion = declareQuery<BulkDeletion>()(
  'bulk.deletion',
  z.strictObject({ table: z.string().max(64), ids: z.array(z.uuid()).min(1).max(MOST_AT_ONCE).readonly() }),
);
