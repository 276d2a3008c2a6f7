/**
 * What is «still to come»: an event that has not ended in its theatre's calendar and was neither completed nor called
 * off.
 */
import type { TableName } from '../schema/catalog.ts';

/** Whether the text names an IANA time zone. */
export function isTimezone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The calendar day at a moment in a time zone, `YYYY-MM-DD`; in UTC where the zone is none. */
export function dayIn(zone: string, moment: string): string {
  const timezone = isTimezone(zone) ? zone : 'UTC';
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(moment));
}

const ended: readonly unknown[] = ['completed', 'cancelled'];

/** Whether an event is still to come on a day. */
export function isUpcoming(event: Readonly<Record<string, unknown>>, today: string): boolean {
  return !ended.includes(event['status']) && String(event['event_date']) >= today;
}

const OVER = "('completed', 'cancelled')";

/**
 * SQL, valid in both databases, for «row `row` of the table is still to come on `day`»; `day` is an expression.
 * Undefined where the table has no such rows.
 */
export function upcomingSql(table: TableName, row: string, day: string, isAfter = '>='): string | undefined {
  if (table === 'schedule_events') return `(${row}.event_date ${isAfter} ${day} AND ${row}.status NOT IN ${OVER})`;
  if (table === 'event_inventory')
    return `EXISTS (SELECT 1 FROM schedule_events e WHERE e.id = ${row}.event_id AND e.deleted_at IS NULL AND e.event_date ${isAfter} ${day} AND e.status NOT IN ${OVER})`;
  return undefined;
}
