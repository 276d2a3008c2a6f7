/** ТОРГ-13. */
import { z } from 'zod';
import { row, sums } from '../pieces.ts';

/** Columns 1–10; sums: how many, worth in kopecks. */
export const torg13Data = z.strictObject({
  number: z.string(),
  date: z.string(),
  okpo: z.string(),
  from: z.string(),
  to: z.string(),
  rows: z.array(row.length(10)),
  sums: z.array(sums.length(2)),
  totals: sums.length(2),
});
/** Parsed. */
export type Torg13Data = z.infer<typeof torg13Data>;
