/** One day of a tour, to hang on a door. */
import { z } from 'zod';
import { row } from '../pieces.ts';
import { tourEvent } from '../tour-book/data.ts';

export const daySheetData = z.strictObject({
  tour: z.string(),
  day: z.string(),
  city: z.string(),
  events: z.array(tourEvent),
  /** Where: name, address, clock. */
  venues: z.array(
    z.strictObject({
      name: z.string(),
      about: z.array(z.string()),
      /** Who, as what, phone. */
      contacts: z.array(row.length(3)),
    }),
  ),
  stays: z.array(z.strictObject({ name: z.string(), about: z.array(z.string()) })),
  transports: z.array(z.string()),
  next: z.string(),
});
/** Parsed. */
export type DaySheetData = z.infer<typeof daySheetData>;
