/** 0504102. */
import { z } from 'zod';
import { row, sums } from '../pieces.ts';

/**
 * Number, thing, inventory number, unit, price, how many, worth, debit, credit, note; sums: how many, worth in kopecks.
 */
export const form0504102Data = z.strictObject({
  number: z.string(),
  date: z.string(),
  okpo: z.string(),
  from: z.string(),
  to: z.string(),
  rows: z.array(row.length(10)),
  sums: z.array(sums.length(2)),
  totals: sums.length(2),
  ground: z.string(),
});
/** Parsed. */
export type Form0504102Data = z.infer<typeof form0504102Data>;
