/** What goes into a case, case by case; its label beside it. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const packingListData = z.strictObject({
  tour: z.string(),
  dates: z.string(),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      number: z.string(),
      /** Its label among `data.labels`; null: what lies in no case. */
      label: z.string().nullable(),
      /** Number, inventory number, thing, how many, packed, weight, note. */
      rows: z.array(row.length(7)),
      facts: z.array(z.tuple([z.string(), z.string()])),
    }),
  ),
});
/** Parsed. */
export type PackingListData = z.infer<typeof packingListData>;
