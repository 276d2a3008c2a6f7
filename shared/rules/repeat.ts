/** Days on which something is repeated; a rule becomes rows, each of which can be changed and called off by itself. */
import { dayAfter, daysBetween } from './event-time.ts';

/** «По вторникам и пятницам, каждую вторую неделю, до мая». */
export interface Repetition {
  /** The day of the event itself; it is not among the answer. */
  readonly from: string;
  /** The last day, included. */
  readonly until: string;
  /** 0 for Monday. */
  readonly weekdays: readonly number[];
  /** 1: every week. */
  readonly everyWeeks: number;
}

/** The days after the first, at most so many. A week begins on Monday. */
export function repeatedDays({ from, until, weekdays, everyWeeks }: Repetition, most: number): string[] {
  const wanted = new Set(weekdays);
  const every = Math.max(1, Math.trunc(everyWeeks));
  if (wanted.size === 0 || until <= from) return [];
  const monday = dayAfter(from, -weekdayOf(from));
  const days: string[] = [];
  for (let week = 0; days.length < most; week += every) {
    const start = dayAfter(monday, week * 7);
    // At the end of all days a week is no longer whole, and none follows.
    if (start > until || daysBetween(monday, start) < week * 7) return days;
    for (let index = 0; index < 7 && days.length < most; index += 1) {
      const day = dayAfter(start, index);
      if (wanted.has(index) && weekdayOf(day) === index && day > from && day <= until) days.push(day);
    }
  }
  return days;
}

const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
