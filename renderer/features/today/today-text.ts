/** What Today says of time: durations, where something lies in the day, what is on and what comes. */
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import type { TodayDay, TodaysEvening } from '../../../shared/features/today/queries.ts';
import type { PlainKey, Translate } from '../../../shared/i18n/dictionary.ts';
import { hoursAndMinutes } from '../show/evening-text.ts';
import { comingParts, stretchesOf } from './evening-parts.ts';

const MINUTE = 60_000;
/** A start may be late by so much and is still what is waited for. */
const LATE_MS = 90 * MINUTE;

/** «2 ч 14 мин» */
export function durationWords(ms: number, t: Translate): string {
  const { hours, minutes } = hoursAndMinutes(ms);
  return hours > 0 ? t('today.time', { hours, minutes }) : t('today.timeMinutes', { minutes });
}

/** The evening that matters now: what runs, else what begins next, else what was played last. */
export function mainEvening(evenings: readonly TodaysEvening[], now: number): TodaysEvening | undefined {
  return (
    evenings.find(({ phase }) => phase === 'during') ??
    evenings.find(({ phase, start }) => phase === 'before' && (start === null || start > now - LATE_MS)) ??
    evenings.at(-1)
  );
}

/** What is on: of several what began last. */
export function onNow(events: readonly ScheduleEvent[], now: number): ScheduleEvent | undefined {
  return events
    .filter(({ startsAt, endsAt, isWholeDay }) => !isWholeDay && startsAt <= now && endsAt > now)
    .toSorted((a, b) => b.startsAt - a.startsAt)[0];
}

/** Something that comes: a call, the start of something. */
export interface Coming {
  readonly at: number;
  /** Of an evening: what of it; null: the event begins, or the act. */
  readonly what: PlainKey | null;
  /** The act that begins. */
  readonly act?: number;
  readonly title: string;
}

/** What comes next today. */
export function comingNext(day: Pick<TodayDay, 'events' | 'evenings' | 'today'>, now: number): Coming | undefined {
  const ofEvenings = day.evenings.flatMap((evening): Coming[] => {
    const { title, call, ready, start, phase } = evening;
    if (phase === 'during')
      return comingParts(stretchesOf(evening, now), now).map(({ at, what, number }) =>
        what === 'act' ? { at, title, what: null, act: number } : { at, title, what: `today.${what}` },
      );
    return phase !== 'before'
      ? []
      : (
          [
            [call, 'today.call'],
            [ready, 'today.ready'],
            [start, 'today.start'],
          ] as const
        ).flatMap(([at, what]) => (at === null ? [] : [{ at, what, title }]));
  });
  const evenings = new Set(day.evenings.map(({ eventId }) => eventId));
  const others = day.events.flatMap(({ id, date, startsAt, isWholeDay, title }): Coming[] =>
    evenings.has(id) || isWholeDay || date !== day.today ? [] : [{ at: startsAt, what: null, title }],
  );
  return [...ofEvenings, ...others].filter(({ at }) => at > now).toSorted((a, b) => a.at - b.at)[0];
}

const HOUR = 60 * MINUTE;
/** As much of a day fits beside itself and can still be read. */
const [LEAST_HOURS, MOST_HOURS] = [8, 14];

/** From when to when a day is drawn, on whole hours: of today what is over is left out but for an hour. */
export function stretchOf(
  events: readonly ScheduleEvent[],
  now: number | null,
): { readonly from: number; readonly to: number } {
  const timed = events.filter(({ isWholeDay }) => !isWholeDay);
  const first = Math.min(...timed.map(({ call, startsAt }) => startsAt - (call === null ? 0 : 2 * HOUR)));
  const last = Math.max(...timed.map(({ endsAt }) => endsAt));
  const wanted = now === null ? first : Math.max(first, now - HOUR);
  // At night the evening stays in sight, and not the hours before the day begins.
  const reached = Math.min(first, last - MOST_HOURS * HOUR);
  const from = Math.floor(Math.min(wanted, Math.max(now ?? wanted, reached)) / HOUR) * HOUR;
  const hours = Math.ceil((last - from) / HOUR);
  return { from, to: from + Math.min(MOST_HOURS, Math.max(LEAST_HOURS, hours)) * HOUR };
}

/** Events of one venue in rows, so that none covers another; the earliest above. */
export function rowsOf<T extends ScheduleEvent>(events: readonly T[]): readonly (readonly T[])[] {
  const rows: T[][] = [];
  for (const event of events.toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))) {
    const free = rows.find((row) => (row.at(-1)?.endsAt ?? 0) <= event.startsAt);
    if (free === undefined) rows.push([event]);
    else free.push(event);
  }
  return rows;
}
