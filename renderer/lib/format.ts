/** Dates, ages and numbers in the reader's way; hours as the schedule has them, from 0 to 23. */
export function formatDateTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** In the laptop’s own zone: for what has happened here a moment ago. */
export function formatTime(iso: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    second: '2-digit',
  }).format(new Date(iso));
}

/** A moment as people say it: «15:41» today, «вчера, 21:40», else with its date, also where it is still to come. */
export function formatMoment(iso: string, language: string, now = Date.now()): string {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  // Rounded: where the clocks change, a day has 23 or 25 hours.
  const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - midnight) / 86_400_000);
  if (days === 0) return time;
  const day =
    Math.abs(days) === 1
      ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(at);
  return `${day}, ${time}`;
}

/** A calendar day, `YYYY-MM-DD`, without its year where that is this one: «28 нояб.». */
export function formatDay(day: string, language: string, now = Date.now()): string {
  const isThisYear = day.startsWith(`${String(new Date(now).getFullYear())}-`);
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** «3 минуты назад». */
export function formatAge(iso: string, language: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const)
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  return format.format(Math.min(0, seconds), 'second');
}

/** Whole numbers, grouped in the reader’s way. */
export const formatNumber = (value: number, language: string): string => new Intl.NumberFormat(language).format(value);
