/** The schedule as a calendar file, for windows and the command line, as whoever is at work may see it. */
import { AppError } from '../../shared/base/app-error.ts';
import {
  type CalendarContents,
  type CalendarWanted,
  calendarContents,
} from '../../shared/features/schedule-import/queries.ts';
import { translator } from '../../shared/i18n/dictionary.ts';
import { writeCalendar } from '../../shared/ical/write-calendar.ts';
import { calendarRequests } from '../../shared/ipc/calendar-contract.ts';
import { fileName } from '../queries/sheets/file-name.ts';
import { atWork } from './at-work.ts';
import { type ContractPart, partOf } from './contract-part.ts';
import type { ReplicaHost } from './replica-host.ts';

/** A calendar file. */
export interface MadeCalendar {
  readonly name: string;
  readonly mime: 'text/calendar';
  readonly bytes: Uint8Array;
  readonly events: number;
}

/** Makes it. Throws AppError `export.empty`, and `auth.needed` where nobody is at work. */
export async function makeCalendar(host: ReplicaHost, wanted: CalendarWanted): Promise<MadeCalendar> {
  const answer = await host.ask(calendarContents.name, wanted);
  if (answer.kind !== 'whole') throw new Error('a calendar was answered in part');
  const { name, events, isEmployee } = answer.value as CalendarContents;
  if (events.length === 0) throw new AppError('export.empty', { isEmployee });
  const bytes = new TextEncoder().encode(writeCalendar({ name, events }));
  const title = translator(wanted.language)(wanted.isMine ? 'export.fileMine' : 'export.file');
  const days = wanted.from === wanted.to ? wanted.from : `${wanted.from} – ${wanted.to}`;
  return { name: fileName([title], days, 'ics'), mime: 'text/calendar', bytes, events: events.length };
}

/** Answers `calendarRequests`. */
export const calendarPart: ContractPart = partOf(calendarRequests, {
  'schedule.export': async (host, wanted) => {
    const asker = atWork(host);
    const made = await makeCalendar(host, wanted);
    // The file belongs to whoever asked, and to nobody who has come since.
    if (atWork(host) !== asker) throw new AppError('export.stopped');
    return host.made.keep(made);
  },
});
