/** ИНВ-19: only what differs. */
import { z } from 'zod';
import { documentHead, row, sums } from '../pieces.ts';

/**
 * The first table has columns 1–17, the second their number and 18–28; sums: over, its worth in kopecks, missing, its
 * worth.
 */
export const inv19Data = z.strictObject({
  document: documentHead,
  rows: z.array(row.length(17)),
  more: z.array(row.length(12)),
  sums: z.array(sums.length(4)),
  totals: sums.length(4),
});
/** Parsed. */
export type Inv19Data = z.infer<typeof inv19Data>;
