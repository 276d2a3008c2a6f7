/** 0504104. */
import { z } from 'zod';
import { row, sums } from '../pieces.ts';

/** Columns 1–13; sums: how many, worth in kopecks. */
export const form0504104Data = z.strictObject({
  number: z.string(),
  date: z.string(),
  okpo: z.string(),
  inn: z.string(),
  kpp: z.string(),
  department: z.string(),
  reason: z.string(),
  rows: z.array(row.length(13)),
  sums: z.array(sums.length(2)),
  totals: sums.length(2),
});
/** Parsed. */
export type Form0504104Data = z.infer<typeof form0504104Data>;
