/** What stands at a place, with pictures. */
import { z } from 'zod';

export const placeListData = z.strictObject({
  place: z.string(),
  code: z.string(),
  groups: z.array(
    z.strictObject({
      place: z.string(),
      things: z.array(
        z.strictObject({
          number: z.string(),
          name: z.string(),
          inventoryNumber: z.string(),
          quantity: z.string(),
          /** Its name among the pictures; null where there is none here. */
          picture: z.string().nullable(),
        }),
      ),
    }),
  ),
  total: z.string(),
});
/** Parsed. */
export type PlaceListData = z.infer<typeof placeListData>;
