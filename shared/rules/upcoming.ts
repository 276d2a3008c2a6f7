/**
 * What is «still to come»: an event that has not ended in its theatre's calendar and was neither completed nor called
 * off.
 */
import { type TableName, tableOf } from '../schema/catalog.ts';

/** A calendar costs a millisecond to make, and every mutation asks for the day. */
const calendars = new Map<string, Intl.DateTimeFormat>();
/** Far more zones than theatres use; one zone may be written in many ways. */
const MOST_CALENDARS = 200;

/** The calendar of a time zone; undefined where the text names none. */
function calendarOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = calendars.get(zone);
  if (known !== undefined) return known;
  try {
    const calendar = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    if (calendars.size >= MOST_CALENDARS) calendars.clear();
    calendars.set(zone, calendar);
    return calendar;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const UTC = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' });

/** Whether the text names an IANA time zone. */
export function isTimezone(text: string): boolean {
  return calendarOf(text) !== undefined;
}

/** The calendar day at a moment in a time zone, `YYYY-MM-DD`; in UTC where the zone is none. */
export function dayIn(zone: string, moment: string): string {
  return (calendarOf(zone) ?? UTC).format(new Date(moment));
}

const ended: readonly unknown[] = ['completed', 'cancelled'];

/** Whether an event, or what else has days (`lastDay`: the column of the last), is still to come on a day. */
export function isUpcoming(
  event: Readonly<Record<string, unknown>>,
  today: string,
  lastDay: string = 'event_date',
): boolean {
  return !ended.includes(event['status']) && String(event[lastDay]) >= today;
}

/**
 * SQL, valid in both databases, for «row `row` of the table is still to come on `day`»; `day` is an expression.
 * Undefined where the table has no such rows.
 */
export function upcomingSql(table: TableName, row: string, day: string, after: '>' | '>=' = '>='): string | undefined {
  return tableOf(table).upcoming?.sql(row, day, after);
}
