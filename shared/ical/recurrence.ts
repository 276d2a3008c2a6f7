/** Occurrences of a series within a window of days. */
import ICAL from 'ical.js';
import { inZone, type Wall, wallKey, wallsOf, type ZoneOf } from './wall-clock.ts';

/** Days, both included. */
export interface DayWindow {
  readonly from: string;
  readonly to: string;
}

/** What a series comes to. */
export interface Occurrences {
  readonly walls: readonly Wall[];
  /** It goes on beyond the window, or has more than is taken. */
  readonly isCut: boolean;
}

/** A season of daily rehearsals is three hundred. */
const MOST_OCCURRENCES = 1000;
/** So far it is counted from where a series began; one by the second would never come to the window. */
const MOST_STEPS = 50_000;

const LONGEST_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a rule can ever be met: iterating «the 30th of February» would not end. */
function canBe({ parts }: ICAL.Recur): boolean {
  const numbers = (name: string): number[] => ((parts as Record<string, unknown[]>)[name] ?? []).map(Number);
  const [months, days] = [numbers('BYMONTH'), numbers('BYMONTHDAY')];
  if (days.some((day) => day === 0 || Math.abs(day) > 31)) return false;
  if (months.some((month) => month < 1 || month > 12)) return false;
  if (days.length === 0) return true;
  const among = months.length === 0 ? LONGEST_MONTHS.map((_, index) => index + 1) : months;
  return among.some((month) => days.some((day) => Math.abs(day) <= (LONGEST_MONTHS[month - 1] ?? 0)));
}

const timeOfWall = ({ day, minutes, isDay }: Wall): ICAL.Time => {
  const [year, month, date] = day.split('-').map(Number);
  const hour = Math.floor(minutes / 60);
  const at = { year: year ?? 1970, month: month ?? 1, day: date ?? 1, hour, minute: minutes % 60, second: 0 };
  return new ICAL.Time({ ...at, isDate: isDay }, ICAL.Timezone.localTimezone);
};

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');
const wallOfTime = (time: ICAL.Time, like: Wall): Wall => ({
  ...like,
  day: `${pad(time.year, 4)}-${pad(time.month)}-${pad(time.day)}`,
  minutes: like.isDay ? 0 : time.hour * 60 + time.minute,
});

/** The rule with its end on the clock of the series, on which it is iterated. */
function onClock(rule: ICAL.Recur, start: Wall): ICAL.Recur {
  const { until } = rule;
  if (until === undefined || until === null) return rule;
  const text = until.toString();
  const end: Wall = {
    day: text.slice(0, 10),
    minutes: until.isDate ? 1439 : until.hour * 60 + until.minute,
    isDay: false,
    zone: text.endsWith('Z') ? 'UTC' : start.zone,
  };
  const copy = rule.clone();
  copy.until = timeOfWall({ ...inZone(end, start.zone), isDay: start.isDay });
  return copy;
}

/** Throws Error where a rule can never be met, or would be met too often before the window begins. */
export function occurrencesOf(event: ICAL.Component, start: Wall, zoneOf: ZoneOf, window: DayWindow): Occurrences {
  const found = new Map<string, Wall>();
  let isCut = false;
  const take = (wall: Wall): boolean => {
    if (wall.day > window.to || found.size >= MOST_OCCURRENCES) {
      isCut = true;
      return false;
    }
    if (wall.day >= window.from) found.set(wallKey(wall), wall);
    return true;
  };
  for (const property of event.getAllProperties('rrule')) {
    const rule = property.getFirstValue() as unknown as ICAL.Recur;
    if (!canBe(rule)) throw new Error('a rule that is never met');
    const iterator = onClock(rule, start).iterator(timeOfWall(start));
    for (let step = 0; ; step += 1) {
      const next = iterator.next() as ICAL.Time | null;
      if (next === null || next === undefined) break;
      // So many, and none of them in the window yet: whoever imports has to hear of it.
      if (step >= MOST_STEPS && found.size === 0) throw new Error('too many before the window');
      if (step >= MOST_STEPS) isCut = true;
      if (step >= MOST_STEPS || !take(wallOfTime(next, start))) break;
    }
  }
  const onSeries = (name: string): Wall[] =>
    event
      .getAllProperties(name)
      .flatMap((property) => wallsOf(property, zoneOf).map((wall) => inZone(wall, start.zone)));
  for (const wall of onSeries('rdate')) take({ ...wall, isDay: start.isDay });
  for (const wall of onSeries('exdate')) {
    found.delete(wallKey(wall));
    // Some write the day alone, and mean what stands on it.
    if (wall.isDay && !start.isDay) for (const [key, one] of found) if (one.day === wall.day) found.delete(key);
  }
  return { walls: [...found.values()].toSorted((a, b) => (wallKey(a) < wallKey(b) ? -1 : 1)), isCut };
}
