/** ИНВ-3. */
import { z } from 'zod';
import { documentHead, row, sums } from '../pieces.ts';

/** Columns 1–13; sums: found, their worth in kopecks, by the books, their worth. */
export const inv3Data = z.strictObject({
  document: documentHead,
  rows: z.array(row.length(13)),
  sums: z.array(sums.length(4)),
  totals: sums.length(4),
  /** Somebody has counted: the actual columns and their totals are filled in. */
  isCounted: z.boolean(),
  first: z.int(),
  last: z.int(),
});
/** Parsed. */
export type Inv3Data = z.infer<typeof inv3Data>;
