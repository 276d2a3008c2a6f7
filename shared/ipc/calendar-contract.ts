/** What the interface asks about the schedule as a calendar file: `MadeFile` in return (`made-contract.ts`). */
import { calendarWanted } from '../features/schedule-import/queries.ts';

/** By method: what it takes. */
export const calendarRequests = {
  /** Answers `MadeFile`. Fails with `export.empty` where there is nothing on these days. */
  'schedule.export': calendarWanted,
} as const;
