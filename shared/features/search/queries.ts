/** One field for everything. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { SearchHit } from '../../ipc/views.ts';
import type { TableName } from '../../schema/catalog.ts';

/** How much was found, by kind. */
export interface FoundKinds {
  /** What was looked for: what was typed, or the same keys in the other layout where that finds nothing. */
  readonly text: string;
  /** The kind that most is expected of first, as among the best hits. */
  readonly kinds: readonly { readonly table: TableName; readonly count: number }[];
}

/** Of everything that is stored, what a text finds. */
export const searchKinds = declareQuery<FoundKinds>()('search.kinds', z.strictObject({ text: z.string().max(200) }));

/** The best hits for what was typed so far, by any word form. */
export const globalSearch = declareQuery<readonly SearchHit[]>()(
  'search.everywhere',
  z.strictObject({ text: z.string().max(200) }),
);
