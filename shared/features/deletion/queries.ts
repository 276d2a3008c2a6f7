/** What screens ask before something is deleted or restored. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { DeletionPreview, RestorePreview } from '../../ipc/views.ts';

/** What deleting a row, or letting an employee go, would do; null where it is deleted already. */
export const deletionPlan = declareQuery<DeletionPreview | null>()(
  'deletion.plan',
  z.strictObject({ table: z.string(), id: z.uuid(), deactivate: z.boolean().optional() }),
);

/** What restoring would bring back; null where nothing is left to restore. */
export const restorePlan = declareQuery<RestorePreview | null>()(
  'restore.plan',
  z.strictObject({ deletionId: z.uuid() }),
);
