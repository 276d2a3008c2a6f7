/** Where things stand on the time line: lanes of bars, and the sum of one day. */
import type { HeldBar, TimelineThing } from '../../../shared/features/availability/queries.ts';

/** Pixels of the line of numbers, of a lane, and of the least row. */
export const NUMBERS_PX = 24;
export const LANE_PX = 23;
export const LEAST_ROW_PX = 50;
export const GROUP_PX = 30;
/** Two digits and a sign are read at this width, and no less. */
export const LEAST_DAY_PX = 24;

/** A bar in its lane. */
export interface PlacedBar {
  readonly bar: HeldBar;
  readonly lane: number;
  /** So many days its words have until the next bar of the lane. */
  room: number;
}

/** Bars that do not cover each other share a lane; in the order of their first days. `whole` are the days shown. */
export function placedBars(bars: readonly HeldBar[], whole: number): PlacedBar[] {
  const lanes: PlacedBar[] = [];
  return bars
    .toSorted((a, b) => a.start - b.start || b.quantity - a.quantity)
    .map((bar) => {
      const { start } = bar;
      const free = lanes.findIndex(({ bar: last }) => last.start + last.length <= start);
      const lane = free < 0 ? lanes.length : free;
      const before = lanes[lane];
      if (before !== undefined) before.room = start - before.bar.start;
      const placed: PlacedBar = { bar, lane, room: whole - start };
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

/** Whether too few are free on a day of the bar. */
export function isShortOn({ free }: TimelineThing, { start, length }: HeldBar): boolean {
  for (let day = start; day < start + length; day += 1) if ((free[day] ?? 0) < 0) return true;
  return false;
}

/** Days on which too few are free. */
export const shortDays = ({ free }: TimelineThing): number => free.filter((count) => count < 0).length;
