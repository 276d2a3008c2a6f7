/** Days and moments for reading. Formats are kept: making one costs more than using it a hundred times. */
import type { Language } from './language.ts';

const kept = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string, language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${language} ${options.timeZone ?? ''}`;
  const format = kept.get(key) ?? new Intl.DateTimeFormat(language, options);
  kept.set(key, format);
  return format;
}

/** «28 нояб. 2026 г.» A calendar day is the same everywhere: it is never moved by a zone. No day stays as it is. */
export function formatDay(day: string, language: Language): string {
  const moment = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(moment)) return day;
  return formatOf('day', language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(moment);
}

/** A day that ends a name, or one of several names in a row. */
const DAY_IN_NAME = /(^|, )(\d{4}-\d\d-\d\d)(?=$|, | · |…|[)»”])/gu;

/**
 * A name by which people know a row, with its day in their way: «Ночная монтировка, 10 мая 2027 г.» The replica tells
 * events of one title apart by their day, and knows nobody's language. What is no day stays as it is.
 */
export const withDaysSaid = (name: string, language: Language): string =>
  name.replace(DAY_IN_NAME, (_all, before: string, day: string) => `${before}${formatDay(day, language)}`);

/** «ноябрь 2026 г.» of `2026-11`. */
export function formatMonth(month: string, language: Language): string {
  const moment = Date.parse(`${month}-01T00:00:00Z`);
  if (Number.isNaN(moment)) return month;
  return formatOf('month', language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(moment);
}

/** «28.11.2026, 19:30», in a zone, or in this machine's own where none is named. */
export function formatDateTime(iso: string, language: Language, zone?: string): string {
  const moment = Date.parse(iso);
  if (Number.isNaN(moment)) return iso;
  return formatOf('moment', language, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(moment);
}

/** «27–29 ноября», days of the calendar; one day alone by itself. */
export const formatDays = (from: string, to: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatRange(
    new Date(`${from}T00:00:00Z`),
    new Date(`${to}T00:00:00Z`),
  );
