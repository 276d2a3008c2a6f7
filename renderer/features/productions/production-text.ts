/** How productions are said in words: how long, by whom, when. */
import type { ProductionDate, ProductionHead } from '../../../shared/features/productions/queries.ts';
import type { Translate } from '../../../shared/i18n/dictionary.ts';
import { formatDay } from '../../lib/format.ts';

const HOUR = 60;
const DAY_MS = 86_400_000;

/** «2 ч 57 мин» */
export function durationText(minutes: number, t: Translate): string {
  const hours = Math.floor(minutes / HOUR);
  return hours === 0
    ? t('productions.onlyMinutes', { minutes })
    : t('productions.minutes', { hours, minutes: String(minutes % HOUR).padStart(2, '0') });
}

/** «А. П. Чехов · реж. Н. Воронцова · 2 ч 57 мин · 1 антракт · 12+», of what is known. */
export function aboutText(
  { author, director, duration_minutes, intermissions, age_rating }: ProductionHead['production'],
  t: Translate,
): string {
  return [
    author,
    director === null ? null : t('productions.directedBy', { name: director }),
    duration_minutes === null ? null : durationText(duration_minutes, t),
    intermissions === null ? null : t('productions.intermissions', { count: intermissions }),
    age_rating,
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

/** «19:00» */
export const clockText = (time: string | null): string => (time ?? '').slice(0, 5);

/** «сегодня», «завтра», «29 нояб.» */
export function dayText(day: string, today: string, t: Translate, language: string): string {
  if (day === today) return t('productions.today');
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return day === tomorrow ? t('productions.tomorrow') : formatDay(day, language);
}

/** «сегодня, 19:00» */
export const dateText = (
  { date, start }: Pick<ProductionDate, 'date' | 'start'>,
  today: string,
  t: Translate,
  language: string,
): string => [dayText(date, today, t, language), clockText(start)].filter((part) => part !== '').join(', ');
