/** What a window asks before it takes something back. */
import { z } from 'zod';
import type { RefusalData } from '../../base/refusal.ts';
import { MOST_TOGETHER } from '../../ipc/contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { Intent } from '../../mutations/mutation.ts';

/** What taking something back would meet as things stand. */
export interface UndoOutlook {
  /** Titles of the rows that are spoken of, by id. */
  readonly titles: Readonly<Record<string, string>>;
  /** Why it cannot be taken back as it is; null where nothing stands in the way. */
  readonly obstacle: RefusalData | null;
  /** What to ask for, with what was found out on the way. */
  readonly intent: Intent;
}

/** One of several things that are taken back together. */
export type PartOutlook = Pick<UndoOutlook, 'obstacle' | 'intent'>;

const intent = z.strictObject({ name: z.string().max(100), args: z.unknown() });

/** Whether what was done can be taken back by that mutation, and in which words to speak of it. */
export const undoOutlook = declareQuery<UndoOutlook>()(
  'undo.outlook',
  z.strictObject({ done: intent, inverse: intent }),
);

/** The same for several things, in their order: of each, whether it can be taken back. */
export const undoOutlooks = declareQuery<readonly PartOutlook[]>()(
  'undo.outlooks',
  z.strictObject({ inverses: z.array(intent).max(MOST_TOGETHER).readonly() }),
);
