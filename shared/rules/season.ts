/** Seasons of a theatre begin in September and bear the year of it. */

const SEPTEMBER = 9;

/** The season that a day, `YYYY-MM-DD`, lies in. */
export function seasonOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month >= SEPTEMBER ? year : year - 1;
}

/** «2026/27» */
export const seasonName = (season: number): string => `${season}/${String((season + 1) % 100).padStart(2, '0')}`;

/** SQL: the season of a day that the expression holds. */
export const seasonSql = (day: string): string =>
  `(CAST(substr(${day}, 1, 4) AS INTEGER) - (CAST(substr(${day}, 6, 2) AS INTEGER) < ${SEPTEMBER}))`;
