/** A sheet to count with a pen. */
import { z } from 'zod';
import { row } from '../pieces.ts';

/** Number, place, thing, inventory number, unit, how many there should be (empty on a blind count). */
export const countSheetData = z.strictObject({
  name: z.string(),
  place: z.string(),
  begun: z.string(),
  isBlind: z.boolean(),
  rows: z.array(row.length(6)),
});
/** Parsed. */
export type CountSheetData = z.infer<typeof countSheetData>;
