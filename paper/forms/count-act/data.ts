/** The act of a count. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const countActData = z.strictObject({
  name: z.string(),
  place: z.string(),
  begun: z.string(),
  ended: z.string(),
  status: z.string(),
  /** Pairs of what is told and the number. */
  summary: z.array(z.tuple([z.string(), z.string()])),
  people: z.array(z.tuple([z.string(), z.string()])),
  /** What differs: number, place, thing, inventory number, unit, expected, found, difference, worth, decision. */
  rows: z.array(row.length(10)),
  over: z.string(),
  missing: z.string(),
});
/** Parsed. */
export type CountActData = z.infer<typeof countActData>;
