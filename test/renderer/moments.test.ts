/** Moments as people say them. */
import { expect, test } from 'vitest';
import { formatMoment } from '../../renderer/lib/format.ts';

const at = (day: number, hour: number): string => new Date(2026, 10, day, hour, 30).toISOString();
const NOW = new Date(2026, 10, 24, 15, 0).getTime();

test('a moment of another day is never said by its time alone, neither past nor to come', () => {
  expect(formatMoment(at(24, 9), 'ru', NOW)).toBe('09:30');
  expect(formatMoment(at(24, 23), 'ru', NOW)).toBe('23:30');
  expect(formatMoment(at(23, 23), 'ru', NOW)).toBe('вчера, 23:30');
  expect(formatMoment(at(25, 1), 'ru', NOW)).toBe('завтра, 01:30');
  expect(formatMoment(at(26, 1), 'ru', NOW)).toMatch(/^26 нояб\.?, 01:30$/);
  expect(formatMoment(at(12, 9), 'en', NOW)).toMatch(/Nov 12, /);
});
