/**
 * Stretches of the theatre's calendar: «the last 30 days» in a saved view means another day every morning. Days are
 * `YYYY-MM-DD`; weeks begin on Monday.
 */
import { dayIn } from '../rules/upcoming.ts';

/** Stretches that can be asked for by name. */
export const periods = [
  'today',
  'week',
  'month',
  'year',
  'next7',
  'next30',
  'last7',
  'last30',
  'past',
  'future',
] as const;
/** A stretch that moves with the day. */
export type Period = (typeof periods)[number];

/** For texts of saved views and addresses. */
export const isPeriod = (text: string): text is Period => (periods as readonly string[]).includes(text);

/** Whether the text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The day so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** First and last day of a stretch, both in it; undefined where it has no end. `past` is before today. */
export function rangeOf(
  period: Period,
  today: string,
): { readonly from: string | undefined; readonly to: string | undefined } {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  switch (period) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: addDays(today, -weekday), to: addDays(today, 6 - weekday) };
    case 'month': {
      const from = `${today.slice(0, 7)}-01`;
      return { from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
    }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
    case 'next7':
      return { from: today, to: addDays(today, 7) };
    case 'next30':
      return { from: today, to: addDays(today, 30) };
    case 'last7':
      return { from: addDays(today, -7), to: today };
    case 'last30':
      return { from: addDays(today, -30), to: today };
    case 'past':
      return { from: undefined, to: addDays(today, -1) };
    case 'future':
      return { from: today, to: undefined };
  }
}

/**
 * The moment at which a day begins in a zone, ISO-8601 UTC, to the minute. Found by halving, because days of 23 and 25
 * hours, and zones that skipped midnight, all keep one thing: later moments are never on earlier days.
 */
export function startOfDay(day: string, zone: string): string {
  const noon = Date.parse(`${day}T12:00:00Z`);
  let before = noon - 2 * DAY_MS;
  let within = noon + 2 * DAY_MS;
  while (within - before > MINUTE_MS) {
    const middle = Math.floor((before + within) / 2 / MINUTE_MS) * MINUTE_MS;
    if (dayIn(zone, new Date(middle).toISOString()) < day) before = middle;
    else within = middle;
  }
  return new Date(within).toISOString();
}
