/** Times of an evening in words: on the clock of its place, in minutes, as a countdown. */
import type { Language } from '../../../shared/i18n/language.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** «19:04» on the clock of the place. */
export function clockIn(at: number | string, zone: string, language: Language, withSeconds = false): string {
  const key = `${zone} ${language} ${String(withSeconds)}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(withSeconds ? { second: '2-digit' } : {}),
    });
  formats.set(key, format);
  return format.format(typeof at === 'string' ? Date.parse(at) : at);
}

const two = (number: number): string => String(number).padStart(2, '0');

/** «21:26», with hours where there are any. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = `${hours > 0 ? two(minutes) : String(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${String(hours)}:${rest}` : rest;
}

/** Hours and minutes of a duration; what has begun counts as a minute. */
export function hoursAndMinutes(ms: number): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.ceil(Math.abs(ms) / 60_000);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

/** «вт 24 ноября». The calendar day is the place's: no zone moves it. */
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' })
    .format(Date.parse(`${day}T00:00:00Z`))
    .replace(',', '');
