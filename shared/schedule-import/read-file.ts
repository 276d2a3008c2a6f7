/** A file of events, whatever it is: a calendar or a table. */
import { type ReadFile, readCalendar } from '../ical/read-calendar.ts';
import type { DayWindow } from '../ical/recurrence.ts';
import { dayAfter } from '../rules/event-time.ts';
import { type CsvColumns, type DateOrder, guessColumns, guessDateOrder } from './csv-columns.ts';
import { csvEvents } from './csv-events.ts';
import { type CsvTable, readCsv } from './csv-table.ts';

/** How far reading is. */
export interface ReadProgress {
  readonly done: number;
  readonly total: number;
}

/** A file of events, in bytes; more is read by nobody at once. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;

/** By what it holds, not by what it is called. */
export const isCalendarText = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text.slice(0, 2000));

/** What somebody said about a table. Null: as it is guessed. */
export interface TableChoices {
  readonly columns: CsvColumns;
  readonly order: DateOrder;
}

/** A file, read. */
export type FileOfEvents =
  | ({ readonly kind: 'calendar' } & ReadFile)
  | ({ readonly kind: 'table'; readonly table: CsvTable; readonly choices: TableChoices } & ReadFile);

/** What is said before it is read. `window`: within which series come. */
export interface FileChoices {
  readonly window: DayWindow;
  readonly zones: Readonly<Record<string, string>>;
  readonly table: TableChoices | null;
}

/** What is guessed of a table. */
export function guessTable(table: CsvTable): TableChoices {
  const columns = guessColumns(table.head);
  return { columns, order: guessDateOrder(table, columns.date) };
}

/** Events of a table as somebody reads its columns. */
export function tableFile(table: CsvTable, choices: TableChoices): FileOfEvents {
  return { kind: 'table', table, choices, ...csvEvents(table, choices.columns, choices.order), unknownZones: [] };
}

/** Reads it; yields how far it is, so that whoever waits sees it and can stop. */
export function* readEvents(text: string, choices: FileChoices): Generator<ReadProgress, FileOfEvents> {
  if (isCalendarText(text)) return { kind: 'calendar', ...(yield* readCalendar(text, choices)) };
  const table = yield* readCsv(text);
  return tableFile(table, choices.table ?? guessTable(table));
}

/** Series come from a month ago to a year from now, until somebody says otherwise. */
export const usualWindow = (today: string): DayWindow => ({ from: dayAfter(today, -31), to: dayAfter(today, 365) });

/** The days that the events of a file take, `usual` where it has none. */
export function daysIn(file: ReadFile, usual: DayWindow): DayWindow {
  let [from, to] = ['', ''];
  for (const { date } of file.events) {
    if (from === '' || date < from) from = date;
    if (date > to) to = date;
  }
  return from === '' ? usual : { from, to };
}
