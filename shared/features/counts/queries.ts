/** What screens ask about counts. */
import { z } from 'zod';
import type { CountEntries, CountHead, CountLines, CountReview, SimilarCode } from '../../ipc/count-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { CountListRow } from '../../ipc/views.ts';

const one = z.strictObject({ id: z.uuid() });

/** All counts that are not deleted, the newest first. */
export const countList = declareQuery<readonly CountListRow[]>()('counts.list', z.strictObject({}));

/** A count with its places, progress and counters; null where it is not known. */
export const countHead = declareQuery<CountHead | null>()('counts.head', one);

/** The first lines that a filter leaves, of a place or of all. */
export const countLines = declareQuery<CountLines>()(
  'counts.lines',
  z.strictObject({
    id: z.uuid(),
    filter: z.enum(['remaining', 'counted', 'different', 'all']),
    placeId: z.uuid().nullable(),
    limit: z.int().min(1).max(500),
  }),
);

/** The newest entries, and codes that nobody knows. */
export const countEntries = declareQuery<CountEntries>()('counts.entries', one);

/** What is left to decide of one count, before it can be posted. */
export const countReview = declareQuery<CountReview>()('counts.review', one);

/** Things whose code holds this one. */
export const codeLike = declareQuery<readonly SimilarCode[]>()(
  'code.like',
  z.strictObject({ code: z.string().min(1).max(100) }),
);
