/** The book of a tour: days, people and rooms, vehicles, venues. */
import { z } from 'zod';
import { row } from '../pieces.ts';

/** An event on a line: time, what, more of it, mark. */
export const tourEvent = z.strictObject({
  time: z.string(),
  title: z.string(),
  about: z.string(),
  place: z.string(),
  mark: z.string(),
});

export const tourBookData = z.strictObject({
  title: z.string(),
  dates: z.string(),
  /** Pairs of what is told and what it is. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  days: z.array(z.strictObject({ day: z.string(), city: z.string(), events: z.array(tourEvent) })),
  /** Name, as what, phone, note. */
  people: z.array(row.length(4)),
  stays: z.array(
    z.strictObject({
      name: z.string(),
      about: z.array(z.string()),
      /** Room, who, with whom. */
      rooms: z.array(row.length(3)),
    }),
  ),
  /** Name, vehicle and plate, driver and phone, leaves, arrives. */
  transports: z.array(row.length(5)),
  venues: z.array(
    z.strictObject({
      name: z.string(),
      about: z.string(),
      facts: z.array(z.tuple([z.string(), z.string()])),
      /** Who, as what, phone, mail. */
      contacts: z.array(row.length(4)),
    }),
  ),
});
/** Parsed. */
export type TourBookData = z.infer<typeof tourBookData>;
