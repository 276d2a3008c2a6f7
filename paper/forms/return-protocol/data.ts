/** What came back from a tour, and what did not. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const returnProtocolData = z.strictObject({
  tour: z.string(),
  dates: z.string(),
  summary: z.array(z.tuple([z.string(), z.string()])),
  /** Number, thing, inventory number, case, went, came back, still out, missing, damaged, what was said of it. */
  rows: z.array(row.length(10)),
});
/** Parsed. */
export type ReturnProtocolData = z.infer<typeof returnProtocolData>;
