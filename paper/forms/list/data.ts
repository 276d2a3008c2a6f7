/** Any list, as it stands on the screen. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const listData = z.strictObject({
  title: z.string(),
  subtitle: z.array(z.string()),
  columns: z.array(
    z.strictObject({ label: z.string(), align: z.enum(['left', 'right', 'center']), weight: z.number() }),
  ),
  rows: z.array(row),
  /** By the number of the row that they stand before. */
  groups: z.array(z.strictObject({ before: z.int(), label: z.string() })),
  totals: row,
  flipped: z.boolean(),
});
/** Parsed. */
export type ListData = z.infer<typeof listData>;
