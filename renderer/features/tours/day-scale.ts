/** Where the hours of a day lie on the scale that all days of a tour share. Pure; minutes since midnight, local. */
import type { TourDay, TourEvent } from '../../../shared/features/tours/queries.ts';
import { minutesOf } from '../../../shared/rules/event-time.ts';

/** From which minute to which; whole hours. */
export interface Scale {
  readonly from: number;
  readonly to: number;
}

const HOUR = 60;
const DAY = 1440;
/** Where nothing is earlier or later, a day is drawn from nine to eleven. */
const USUAL: Scale = { from: 9 * HOUR, to: 23 * HOUR };
/** Later than this belongs to the night, and is cut off. */
const LATEST = 26 * HOUR;
/** Nothing is drawn narrower than this, in per cent. */
const NARROWEST = 9;

/** Minutes of an event on its day; an end after midnight lies beyond 1440. Null: it has no time. */
export function minutesIn({ start, end, daysLater }: TourEvent): Scale | null {
  if (start === null) return null;
  const from = minutesOf(start);
  const to = end === null ? from + 2 * HOUR : minutesOf(end) + daysLater * DAY;
  return { from, to: Math.max(to, from) };
}

/** The scale on which all these days have room. */
export function scaleOf(days: readonly TourDay[]): Scale {
  const all = days.flatMap(({ events }) => events.flatMap((event) => minutesIn(event) ?? []));
  const from = Math.min(USUAL.from, ...all.map((each) => each.from));
  const to = Math.max(USUAL.to, ...all.map((each) => Math.min(each.to, LATEST)));
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR };
}

/** Hours that stand above the scale: every third. */
export function hoursOf({ from, to }: Scale): readonly { readonly hour: number; readonly left: number }[] {
  const hours: { hour: number; left: number }[] = [];
  for (let at = Math.ceil(from / (3 * HOUR)) * 3 * HOUR; at < to; at += 3 * HOUR)
    if (at > from) hours.push({ hour: (at / HOUR) % 24, left: (100 * (at - from)) / (to - from) });
  return hours;
}

/** Where an event is drawn. */
export interface Bar {
  readonly event: TourEvent;
  readonly left: number;
  readonly width: number;
  /** It goes on after the scale ends. */
  readonly isCut: boolean;
  /** Events at one time stand below each other. */
  readonly row: number;
}

/** Events of a day on the scale, in as few rows as hold them; those without a time are left out. */
export function barsOf(events: readonly TourEvent[], { from, to }: Scale): readonly Bar[] {
  const ends: number[] = [];
  return events.flatMap((event): Bar[] => {
    const own = minutesIn(event);
    if (own === null) return [];
    const left = Math.min((100 * (own.from - from)) / (to - from), 100 - NARROWEST);
    const right = Math.min(100, (100 * (own.to - from)) / (to - from));
    const width = Math.min(100 - left, Math.max(NARROWEST, right - left));
    const free = ends.findIndex((end) => end <= left + 0.01);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return [{ event, left, width, isCut: own.to > to, row }];
  });
}
