/** What a vehicle carries, in the order in which it is loaded. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const waybillData = z.strictObject({
  tour: z.string(),
  transports: z.array(
    z.strictObject({
      name: z.string(),
      facts: z.array(z.tuple([z.string(), z.string()])),
      /** Order, number, what, contents, pieces, weight. */
      rows: z.array(row.length(6)),
      totals: z.array(z.tuple([z.string(), z.string()])),
      /** What one must not overlook: too heavy, or not weighed. */
      warnings: z.array(z.string()),
    }),
  ),
});
/** Parsed. */
export type WaybillData = z.infer<typeof waybillData>;
