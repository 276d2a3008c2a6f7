/** How a calendar is laid out: its days, its hours, and what stands beside what. Days are `YYYY-MM-DD`. */

import type {
  CollisionAnswer,
  EventPlaceView,
  FreeAnswer,
  ScheduleEvent,
  ScheduleRange,
  ScheduleVenue,
} from '../../../shared/features/schedule/queries.ts';
import { type EventLook, lookOf } from '../../../shared/rules/event-look.ts';
import { dayAfter, minutesOf } from '../../../shared/rules/event-time.ts';

/** Ways to look at the schedule. */
export const views = ['month', 'week', 'day', 'list', 'mine'] as const;
export type View = (typeof views)[number];

/** 0 for Monday. */
export const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
export const mondayOf = (day: string): string => dayAfter(day, -weekday(day));
const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
const daysIn = (day: string): number =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate();

/** The first and the last day in sight. */
export function rangeOf(view: View, day: string): { readonly from: string; readonly to: string } {
  switch (view) {
    case 'day':
      return { from: day, to: day };
    case 'month': {
      const first = firstOfMonth(day);
      const from = mondayOf(first);
      const last = dayAfter(first, daysIn(day) - 1);
      return { from, to: dayAfter(last, 6 - weekday(last)) };
    }
    case 'list':
      return { from: day, to: dayAfter(day, 13) };
    case 'mine':
      return { from: day, to: dayAfter(day, 41) };
    case 'week':
      return { from: mondayOf(day), to: dayAfter(mondayOf(day), 6) };
  }
}

/** The day to turn to, one stretch further (1) or back (-1). */
export function turned(view: View, day: string, by: 1 | -1): string {
  if (view === 'month') {
    const first = firstOfMonth(day);
    return by === 1 ? dayAfter(first, daysIn(day)) : firstOfMonth(dayAfter(first, -1));
  }
  return dayAfter(day, by * { day: 1, week: 7, list: 14, mine: 28 }[view]);
}

export const daysOf = ({ from, to }: { readonly from: string; readonly to: string }): string[] => {
  const days: string[] = [];
  // After the last day that there is comes no other.
  for (let day = from; day <= to && day !== days.at(-1); day = dayAfter(day, 1)) days.push(day);
  return days;
};

/** Hours that the rows of a calendar show, in minutes since midnight; what ends after midnight is beyond 1440. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

const [USUAL_FROM, USUAL_TO] = [10 * 60, 24 * 60];
const [EARLIEST, LATEST] = [6 * 60, 28 * 60];

/** The usual hours, and as much more as the events in sight need. */
export function axisOf(events: readonly ScheduleEvent[]): Axis {
  const timed = events.filter((event) => event.start !== null);
  const starts = timed.map((event) => Math.floor(minutesOf(event.start ?? '10:00') / 60) * 60);
  const ends = timed.map((event) => Math.ceil(endOf(event) / 60) * 60);
  return {
    from: Math.max(EARLIEST, Math.min(USUAL_FROM, ...starts)),
    to: Math.min(LATEST, Math.max(USUAL_TO, ...ends)),
  };
}

/** Minutes since the midnight of its day at which an event ends, by how long it takes. */
export const endOf = (event: ScheduleEvent): number =>
  minutesOf(event.start ?? '00:00') + Math.round((event.endsAt - event.startsAt) / 60_000);

/** Where on the axis, in shares of it. */
export const shareOf = (minutes: number, axis: Axis): number =>
  Math.min(1, Math.max(0, (minutes - axis.from) / (axis.to - axis.from)));

/** An event with its place among those at the same time. */
export interface Placed {
  readonly event: ScheduleEvent;
  readonly lane: number;
  readonly lanes: number;
}

/** Events that overlap stand beside each other. */
export function laned(events: readonly ScheduleEvent[]): Placed[] {
  const placed: { event: ScheduleEvent; lane: number; cluster: number }[] = [];
  const widths: number[] = [];
  let lanes: number[] = [];
  for (const event of events.toSorted((a, b) => a.startsAt - b.startsAt || b.endsAt - a.endsAt)) {
    // Whoever begins when everybody before is done begins a cluster of their own.
    if (lanes.every((end) => end <= event.startsAt)) {
      lanes = [];
      widths.push(0);
    }
    const free = lanes.findIndex((end) => end <= event.startsAt);
    const lane = free === -1 ? lanes.length : free;
    lanes[lane] = Math.max(event.endsAt, event.startsAt + 1);
    const cluster = widths.length - 1;
    widths[cluster] = Math.max(widths[cluster] ?? 0, lanes.length);
    placed.push({ event, lane, cluster });
  }
  return placed.map(({ event, lane, cluster }) => ({ event, lane, lanes: widths[cluster] ?? 1 }));
}

/** Of the day as a whole or played elsewhere: above the rows of venues. */
export const isStrip = (event: ScheduleEvent, rows: ReadonlySet<string>): boolean =>
  event.start === null || (event.venueId === null ? event.isAway : !rows.has(event.venueId));

/** A row of the calendar; null: events of the house that stand at no venue. */
export type Row = ScheduleVenue | null;

/** The house's own venues, and a row without one where something stands there. */
export function rowsOf({ venues, events }: ScheduleRange): readonly Row[] {
  const house = venues.filter(({ type }) => type !== 'tour');
  const isHomeless = events.some((event) => event.venueId === null && !event.isAway && event.start !== null);
  return isHomeless || house.length === 0 ? [...house, null] : house;
}

/** The same day, hours and venue. */
export const isSamePlace = (a: EventPlaceView, b: EventPlaceView): boolean =>
  a.date === b.date && a.start === b.start && a.end === b.end && a.venueId === b.venueId;

/**
 * The free place to offer to what hangs at `to`; null: none is needed, or none is known yet. Answers stay in sight
 * while newer ones are on their way: one for a place that the pointer only passed is not offered, for it may be the
 * very place that was left.
 */
export function offeredPlace(
  to: EventPlaceView,
  collisions: CollisionAnswer | undefined,
  free: FreeAnswer | undefined,
): EventPlaceView | null {
  if (collisions === undefined || free === undefined || collisions.collisions.length === 0) return null;
  if (!isSamePlace(collisions.place, to) || !isSamePlace(free.of, to)) return null;
  return free.place === null || isSamePlace(free.place, to) ? null : free.place;
}

/** What an event looks like. */
export type Look = EventLook;
export { lookOf };
