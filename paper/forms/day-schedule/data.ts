/** A day of the theatre, venue by venue. */
import { z } from 'zod';

export const dayScheduleData = z.strictObject({
  title: z.string(),
  /** Whether this is what was told, or the plan. */
  about: z.string(),
  venues: z.array(
    z.strictObject({
      name: z.string(),
      /** The zone of its clock, where that is another than the theatre's. */
      note: z.string(),
      events: z.array(
        z.strictObject({
          time: z.string(),
          /** Call and stage ready, or nothing. */
          before: z.string(),
          title: z.string(),
          /** Kind, production, variant. */
          about: z.string(),
          /** Cancelled, moved: what one must not overlook. */
          mark: z.string(),
          /** «свет: Иванов, Петров» */
          people: z.array(z.string()),
        }),
      ),
    }),
  ),
  total: z.string(),
});
/** Parsed. */
export type DayScheduleData = z.infer<typeof dayScheduleData>;
