/** What an import asks before anything is written, and an export. */
import { z } from 'zod';
import type { WrittenEvent } from '../../ical/write-calendar.ts';
import { declareQuery } from '../../ipc/query.ts';
import { eventLooks } from '../../rules/event-look.ts';
import { importKey } from '../../rules/imported-events.ts';
import type { ImportStanding } from '../../schedule-import/plan-import.ts';

/** So many events of a file are asked about at once. */
export const MOST_ASKED = 500;

/** What is here of events of a file, in their order; null where one was taken back too often. */
export const importStandings = declareQuery<readonly (ImportStanding | null)[]>()(
  'schedule.importStandings',
  z.strictObject({ keys: z.array(importKey).max(MOST_ASKED).readonly() }),
);

/** Ids that new places and productions would have, in the order of their names. */
export interface ImportNames {
  readonly venues: readonly string[];
  readonly performances: readonly string[];
}
/** By the names that a file uses. */
export const importNames = declareQuery<ImportNames>()(
  'schedule.importNames',
  z.strictObject({
    venues: z.array(z.string().max(1000)).max(5000).readonly(),
    performances: z.array(z.string().max(1000)).max(5000).readonly(),
  }),
);

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const one = z.uuid().nullable();

/** What of the schedule is wanted as a calendar file. */
export const calendarWanted = z.strictObject({
  /** Both included. */
  from: day,
  to: day,
  /** The reader's own calls, an event for each; what follows is not asked then. */
  isMine: z.boolean(),
  venueId: one,
  performanceId: one,
  employeeId: one,
  look: z.enum(eventLooks).nullable(),
  language: z.enum(['ru', 'en']),
});
/** The same, parsed. */
export type CalendarWanted = z.infer<typeof calendarWanted>;

/** Events of a calendar file, as the reader may see them. */
export interface CalendarContents {
  /** What a calendar app calls it. */
  readonly name: string;
  readonly events: readonly WrittenEvent[];
  /** Whoever is no employee has no calls. */
  readonly isEmployee: boolean;
}

/** What stands in the file. */
export const calendarContents = declareQuery<CalendarContents>()('schedule.calendar', calendarWanted);
