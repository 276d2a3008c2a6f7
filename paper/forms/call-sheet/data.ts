/** Who is called to an event: when, as what, by department. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const callSheetData = z.strictObject({
  title: z.string(),
  /** Kind, production, variant. */
  about: z.string(),
  /** Pairs of what is told and what it is: day, place, times. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  description: z.string(),
  /** By department: call, name, function, until, note. */
  groups: z.array(z.strictObject({ department: z.string(), rows: z.array(row.length(5)) })),
  total: z.string(),
});
/** Parsed. */
export type CallSheetData = z.infer<typeof callSheetData>;
