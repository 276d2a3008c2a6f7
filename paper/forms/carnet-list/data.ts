/** The general list of a carnet: every thing that crosses the border. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const carnetListData = z.strictObject({
  tour: z.string(),
  dates: z.string(),
  /** Item number, description and marks, pieces, weight of one, weight, value, origin. */
  rows: z.array(row.length(7)),
  totals: row.length(7),
  /** What is missing before it can be handed in; empty where nothing is. */
  missing: z.array(z.string()),
});
/** Parsed. */
export type CarnetListData = z.infer<typeof carnetListData>;
