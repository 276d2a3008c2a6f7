/** One field for everything. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { SearchHit } from '../../ipc/views.ts';

/** The best hits for what was typed so far, by any word form. */
export const globalSearch = declareQuery<readonly SearchHit[]>()(
  'search.everywhere',
  z.strictObject({ text: z.string().max(200) }),
);
