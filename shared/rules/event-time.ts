/**
 * When an event is: a day and wall-clock times on the clock of its place become moments. A place's zone is the venue's
 * own, else the theatre's. Moments are milliseconds since 1970 UTC.
 *
 * - An end before the start is on the next day; an end at the start takes no time.
 * - A call, and the time by which the stage is ready, lie on the day of the start; where they would be more than half a
 *   day after it, on the day before («явка 23:00, начало 01:00»).
 * - A time that a clock change skips is read as the same distance after the change (02:30 as 03:30); a time that comes
 *   twice is the first of the two. `Temporal` calls this `compatible`.
 * - Where a clock change would put an end before its start, the event ends when it starts.
 * - An event without a start takes the whole day; one without an end is assumed to take `assumedMinutes`.
 */
import { Temporal } from 'temporal-polyfill';
import { isTimezone } from './upcoming.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HALF_A_DAY = 12 * 60;

/** What is asked of an event's row. Times are `HH:MM` or `HH:MM:SS`. */
export interface EventClock {
  /** `YYYY-MM-DD` */
  readonly event_date: string;
  readonly call_time: string | null;
  readonly stage_ready_time: string | null;
  readonly start_time: string | null;
  readonly end_time: string | null;
  readonly event_type: string;
}

/** Moments of an event. */
export interface EventMoments {
  /** When people have to be there; null: nothing is said but the start. */
  readonly call: number | null;
  readonly ready: number | null;
  readonly start: number;
  readonly end: number;
  /** The first moment at which the place is taken: what is earliest of the above. */
  readonly from: number;
  readonly isWholeDay: boolean;
  /** The end is not known: it is assumed. */
  readonly isEndAssumed: boolean;
  /** Whole days between the calendar day of the start and that of the end: 1 for an evening after midnight. */
  readonly daysLater: number;
}

/** Minutes since midnight. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** `HH:MM` of minutes since midnight, whichever day that is. */
export function timeOf(minutes: number): string {
  const within = ((Math.floor(minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/** The first and the last day that both databases know, and that are written with four digits. */
export const FIRST_DAY = '0001-01-01';
/** See `FIRST_DAY`. */
export const LAST_DAY = '9999-12-31';

/** A calendar day `days` after another; what would lie beyond `FIRST_DAY` and `LAST_DAY` is that day. */
export function dayAfter(day: string, days: number): string {
  // Most ask for a neighbour in the same month, thousands of times for one screen: that needs no calendar.
  const inMonth = Number(day.slice(8)) + days;
  if (day.length === 10 && inMonth >= 1 && inMonth <= 28)
    return `${day.slice(0, 8)}${inMonth < 10 ? '0' : ''}${inMonth}`;
  const moved = Date.parse(`${day}T00:00:00Z`) + days * DAY;
  const within = Math.min(Math.max(moved, Date.parse(FIRST_DAY)), Date.parse(LAST_DAY));
  return new Date(within).toISOString().slice(0, 10);
}

/** Days from one calendar day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** The zone in which an event is: its venue's, else its theatre's; UTC where neither is one. */
export function zoneOf(venue: string | null | undefined, theater: string): string {
  if (venue !== null && venue !== undefined && venue !== '' && isTimezone(venue)) return venue;
  return isTimezone(theater) ? theater : 'UTC';
}

/** How a zone's clock goes on one day. */
interface ZoneDay {
  readonly midnight: number;
  /** Whether the clock is changed before the next midnight. */
  readonly isChanged: boolean;
}
/** Asking Temporal costs some twenty microseconds, and a month asks for few days of few zones. */
const zoneDays = new Map<string, Map<string, ZoneDay>>();
const MOST_DAYS_OF_ZONE = 5000;

function zoneDay(zone: string, day: string): ZoneDay {
  const days = zoneDays.get(zone) ?? new Map<string, ZoneDay>();
  const known = days.get(day);
  if (known !== undefined) return known;
  const date = Temporal.PlainDate.from(day);
  // The first moment of the day, which is not midnight where a clock change skips that.
  const begins = date.toZonedDateTime(zone);
  const next = date.add({ days: 1 }).toZonedDateTime(zone);
  const midnight = begins.epochMilliseconds;
  const found = { midnight, isChanged: begins.hour !== 0 || next.epochMilliseconds - midnight !== DAY };
  if (days.size >= MOST_DAYS_OF_ZONE) days.clear();
  zoneDays.set(zone, days.set(day, found));
  return found;
}

/** The moment at which the clock of a zone shows `minutes` after midnight on a day; beyond 0–1439 on other days. */
export function momentAt(zone: string, day: string, minutes: number): number {
  const date = minutes >= 0 && minutes < 1440 ? day : dayAfter(day, Math.floor(minutes / 1440));
  const within = ((minutes % 1440) + 1440) % 1440;
  const { midnight, isChanged } = zoneDay(zone, date);
  if (!isChanged) return midnight + within * MINUTE;
  return Temporal.PlainDate.from(date)
    .toPlainDateTime({ hour: Math.floor(within / 60), minute: within % 60 })
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

/** What the clock of a zone shows at a moment. */
export function clockAt(zone: string, moment: number): { readonly day: string; readonly minutes: number } {
  const at = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  return { day: at.toPlainDate().toString(), minutes: at.hour * 60 + at.minute };
}

/** How long an event without an end is assumed to take, in minutes: an evening three hours, all else one. */
export const assumedMinutes = (eventType: string): number =>
  eventType === 'performance' || eventType === 'premiere' || eventType === 'run_through' ? 180 : 60;

/** Minutes after the midnight of the start's day at which something before the start is. */
const before = (time: string, start: number): number => {
  const minutes = minutesOf(time);
  return minutes - start > HALF_A_DAY ? minutes - 1440 : minutes;
};

/** The moments of an event on the clock of a zone. */
export function eventMoments(event: EventClock, zone: string): EventMoments {
  const at = (minutes: number): number => momentAt(zone, event.event_date, minutes);
  if (event.start_time === null) {
    const ends = event.end_time === null ? 1440 : minutesOf(event.end_time);
    const start = at(0);
    const call = event.call_time === null ? null : at(minutesOf(event.call_time));
    const end = Math.max(start, at(ends));
    return { call, ready: null, start, end, from: start, isWholeDay: true, isEndAssumed: false, daysLater: 0 };
  }
  const starts = minutesOf(event.start_time);
  const start = at(starts);
  const isEndAssumed = event.end_time === null;
  let end = start + assumedMinutes(event.event_type) * MINUTE;
  let daysLater = isEndAssumed ? daysBetween(event.event_date, clockAt(zone, end).day) : 0;
  if (event.end_time !== null) {
    const ends = minutesOf(event.end_time);
    daysLater = ends < starts ? 1 : 0;
    end = Math.max(start, at(ends + daysLater * 1440));
  }
  const call = event.call_time === null ? null : at(before(event.call_time, starts));
  const ready = event.stage_ready_time === null ? null : at(before(event.stage_ready_time, starts));
  return { call, ready, start, end, from: start, isWholeDay: false, isEndAssumed, daysLater };
}

/** When somebody is needed at an event, by what their own call says and else by the event. */
export interface CallClock {
  readonly call_time: string | null;
  readonly end_time: string | null;
}

/** A stretch of time; `to` is no part of it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * From when to when somebody who is called is busy. Of an evening that ends after midnight, their own time that lies
 * before its end on the clock is meant after midnight.
 */
export function callStretch(event: EventClock, moments: EventMoments, call: CallClock, zone: string): Stretch {
  const at = (time: string): number => {
    const minutes = minutesOf(time);
    const starts = event.start_time === null ? 0 : minutesOf(event.start_time);
    const isAfterMidnight =
      moments.daysLater > 0 && minutes < starts && event.end_time !== null && minutes <= minutesOf(event.end_time);
    if (isAfterMidnight) return momentAt(zone, event.event_date, minutes + 1440);
    return momentAt(zone, event.event_date, minutes - starts > HALF_A_DAY ? minutes - 1440 : minutes);
  };
  const from = call.call_time === null ? Math.min(moments.call ?? moments.start, moments.start) : at(call.call_time);
  if (call.end_time === null) return { from, to: Math.max(from, moments.end) };
  const own = at(call.end_time);
  return { from, to: own >= from ? own : momentAt(zone, event.event_date, minutesOf(call.end_time) + 1440) };
}

/** The same event on another day and at another time on the clock: every time moves by as much, its length stays. */
export function movedClock<E extends EventClock>(event: E, date: string, start: string | null): E {
  if (event.start_time === null || start === null) return { ...event, event_date: date, start_time: start };
  const by = minutesOf(start) - minutesOf(event.start_time);
  const moved = (time: string | null): string | null => (time === null ? null : timeOf(minutesOf(time) + by));
  return {
    ...event,
    event_date: date,
    start_time: timeOf(minutesOf(start)),
    call_time: moved(event.call_time),
    stage_ready_time: moved(event.stage_ready_time),
    end_time: moved(event.end_time),
  };
}
