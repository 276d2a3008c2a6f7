/** 0504087. */
import { z } from 'zod';
import { documentHead, row, sums } from '../pieces.ts';

/** Columns 1–19; sums: found, worth, by the books, worth, missing, worth, over, worth; worth in kopecks. */
export const form0504087Data = z.strictObject({
  document: documentHead,
  inn: z.string(),
  kpp: z.string(),
  rows: z.array(row.length(19)),
  sums: z.array(sums.length(8)),
  totals: sums.length(8),
  isCounted: z.boolean(),
});
/** Parsed. */
export type Form0504087Data = z.infer<typeof form0504087Data>;
