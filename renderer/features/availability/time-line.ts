/** Where things stand on the time line: lanes of bars, and the sum of one day. */
import type { HeldBar, TimelineThing } from '../../../shared/features/availability/queries.ts';
import { daysBetween } from '../../../shared/rules/event-time.ts';

/** Pixels of the line of numbers, of a lane, and of the least row. */
export const NUMBERS_PX = 24;
export const LANE_PX = 23;
export const LEAST_ROW_PX = 50;
export const GROUP_PX = 30;
/** Two digits and a sign are read at this width, and no less. */
export const LEAST_DAY_PX = 24;

/** A bar in its lane; from which day it is in sight, counted from the first, and how many days long. */
export interface PlacedBar {
  readonly bar: HeldBar;
  readonly lane: number;
  readonly start: number;
  readonly length: number;
  /** So many days its words have until the next bar of the lane. */
  room: number;
}

/** Bars that do not cover each other share a lane; in the order of their first days. */
export function placedBars(bars: readonly HeldBar[], from: string, to: string): PlacedBar[] {
  const lanes: PlacedBar[] = [];
  const whole = daysBetween(from, to) + 1;
  return bars
    .filter((bar) => bar.from <= to && bar.to >= from)
    .toSorted((a, b) => (a.from === b.from ? b.quantity - a.quantity : a.from < b.from ? -1 : 1))
    .map((bar) => {
      const start = Math.max(0, daysBetween(from, bar.from));
      const end = Math.min(daysBetween(from, to), daysBetween(from, bar.to));
      const free = lanes.findIndex((last) => last.start + last.length <= start);
      const lane = free < 0 ? lanes.length : free;
      const before = lanes[lane];
      if (before !== undefined) before.room = start - before.start;
      const placed: PlacedBar = { bar, lane, start, length: end - start + 1, room: whole - start };
      lanes[lane] = placed;
      return placed;
    });
}

/** How many lanes a thing has: one for what nobody can use, and those of its bars. */
export const lanesOf = ({ outReason }: TimelineThing, placed: readonly PlacedBar[]): number =>
  (outReason === null ? 0 : 1) + placed.reduce((most, { lane }) => Math.max(most, lane + 1), 0);

/** The row of a thing, as high as its lanes. */
export const rowHeight = (lanes: number): number => Math.max(LEAST_ROW_PX, NUMBERS_PX + lanes * LANE_PX + 3);

/** Who holds pieces on a day, whoever holds most first. */
export const heldOn = ({ bars }: TimelineThing, day: string): HeldBar[] =>
  bars.filter((bar) => bar.from <= day && day <= bar.to).toSorted((a, b) => b.quantity - a.quantity);

/** Days on which too few are free. */
export const shortDays = ({ free }: TimelineThing): number => free.filter((count) => count < 0).length;
