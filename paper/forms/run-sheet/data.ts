/** The run sheet of a production, by scene, person, place or thing. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const runSheetData = z.strictObject({
  title: z.string(),
  /** Variant, department, how it is grouped. */
  subtitle: z.string(),
  /** Headings of the columns: the number, then one for each cell of a row. */
  columns: z.array(z.strictObject({ label: z.string(), weight: z.int().min(1) })),
  groups: z.array(
    z.strictObject({
      label: z.string(),
      /** What stands at the right of the heading: place, minutes. */
      note: z.string(),
      /** A row begins with its number. */
      rows: z.array(row),
    }),
  ),
  total: z.string(),
});
/** Parsed. */
export type RunSheetData = z.infer<typeof runSheetData>;
