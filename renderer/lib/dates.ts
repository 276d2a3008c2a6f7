/**
 * Days and times of the day as people type them, the day first in both languages: 31.12.2026, 31.12, 31; 31/12/2026;
 * 19:30. Browsers' own fields go by the language of the browser, not by that of the interface.
 */
import type { Language } from '../../shared/i18n/sentences.ts';

const MARK: Readonly<Record<Language, string>> = { ru: '.', en: '/' };
/** A year of two digits is the one of these that lies closest before so many years from now. */
const YEARS_AHEAD = 20;

const two = (number: number): string => String(number).padStart(2, '0');

/** `2026-12-31`, where the calendar has such a day. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

function fullYear(text: string, thisYear: number): number {
  if (text.length === 4) return Number(text);
  const year = Math.floor(thisYear / 100) * 100 + Number(text);
  return year > thisYear + YEARS_AHEAD ? year - 100 : year;
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const MARKED = /^(\d{1,2})(?:[./\s-](\d{1,2})(?:[./\s-](\d{4}|\d{2}))?)?[./]?$/;
const DIGITS = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/;

/** `YYYY-MM-DD`; undefined where it is no day. What is left out, the month or the year, is that of `today`. */
export function parseDay(typed: string, today: string): string | undefined {
  const text = typed.trim();
  const iso = ISO.exec(text);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = MARKED.exec(text) ?? DIGITS.exec(text);
  if (parts === null) return undefined;
  const [thisYear, thisMonth] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const [, day, month, year] = parts;
  return dayOf(
    year === undefined ? thisYear : fullYear(year, thisYear),
    month === undefined ? thisMonth : Number(month),
    Number(day),
  );
}

/** `HH:MM`, with seconds where some were typed; undefined where it is no time of the day. */
export function parseTime(typed: string): string | undefined {
  const match = /^(\d{1,2})(?:[:.](\d{2})(:[0-5]\d)?)?$/.exec(typed.trim()) ?? /^(\d{2})(\d{2})$/.exec(typed.trim());
  if (match === null) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}${match[3] ?? ''}` : undefined;
}

/** Day and time, `YYYY-MM-DDTHH:MM` on whatever clock `today` is of; a time alone, with a colon, is today's. */
export function parseClock(typed: string, today: string): string | undefined {
  const text = typed.trim();
  const [, dayText, timeText = text] = /^(.*\S)[\s,T]+(\d{1,2}[:.]\d{2})$/.exec(text) ?? [];
  if (dayText === undefined && !text.includes(':')) return undefined;
  const day = dayText === undefined ? today : parseDay(dayText.replace(/,$/, ''), today);
  const time = parseTime(timeText);
  return day === undefined || time === undefined ? undefined : `${day}T${time}`;
}

/** A stored day for editing. */
export function editableDay(day: string, language: Language): string {
  const match = ISO.exec(day);
  return match === null ? day : `${match[3]}${MARK[language]}${match[2]}${MARK[language]}${match[1]}`;
}

/** A stored time of the day for editing: seconds are shown where there are any. */
export const editableTime = (time: string): string => time.replace(/^(\d\d:\d\d):00$/, '$1');

/** `YYYY-MM-DDTHH:MM` for editing. */
export function editableClock(clock: string, language: Language): string {
  const [day = '', time = ''] = clock.split('T');
  return `${editableDay(day, language)} ${time}`.trim();
}
