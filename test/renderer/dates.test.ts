/** Days and times as people type them, whatever language the browser has. */
import { expect, test } from 'vitest';
import { editableClock, editableDay, editableTime, parseClock, parseDay, parseTime } from '../../renderer/lib/dates.ts';

const TODAY = '2026-11-29';

test.each([
  ['31.12.2026', '2026-12-31'],
  ['31/12/2026', '2026-12-31'],
  ['31-12-2026', '2026-12-31'],
  [' 31 12 2026 ', '2026-12-31'],
  ['1.2.2027', '2027-02-01'],
  ['31.12.26', '2026-12-31'],
  ['31.12.46', '2046-12-31'],
  ['31.12.47', '1947-12-31'],
  ['31.12', '2026-12-31'],
  ['31.12.', '2026-12-31'],
  ['5', '2026-11-05'],
  ['5.', '2026-11-05'],
  ['31122026', '2026-12-31'],
  ['311226', '2026-12-31'],
  ['3112', '2026-12-31'],
  ['2026-12-31', '2026-12-31'],
  ['29.02.2028', '2028-02-29'],
  // No such day, or not yet one.
  ['31', undefined],
  ['29.02.2027', undefined],
  ['30.02', undefined],
  ['12/31/2026', undefined],
  ['0.1.2026', undefined],
  ['31.12.202', undefined],
  ['31.12.20266', undefined],
  ['завтра', undefined],
  ['', undefined],
] as const)('%j is the day %j', (typed, day) => {
  expect(parseDay(typed, TODAY)).toBe(day);
});

test.each([
  ['19:30', '19:30'],
  ['9:05', '09:05'],
  ['19.30', '19:30'],
  ['1930', '19:30'],
  ['19', '19:00'],
  ['19:30:15', '19:30:15'],
  ['24:00', undefined],
  ['12:60', undefined],
  ['7 pm', undefined],
] as const)('%j is the time %j', (typed, time) => {
  expect(parseTime(typed)).toBe(time);
});

test.each([
  ['31.12.2026 19:30', '2026-12-31T19:30'],
  ['31.12.2026, 19:30', '2026-12-31T19:30'],
  ['31/12 9.05', '2026-12-31T09:05'],
  ['5 19:30', '2026-11-05T19:30'],
  ['2026-12-31T19:30', '2026-12-31T19:30'],
  ['19:30', '2026-11-29T19:30'],
  // A day and a month are no time, and a day alone is no moment.
  ['12.30', undefined],
  ['31.12.2026', undefined],
  ['31.12.2026 25:00', undefined],
] as const)('%j is the moment %j', (typed, clock) => {
  expect(parseClock(typed, TODAY)).toBe(clock);
});

test('what is shown for editing is read back as the same day, time and moment, in both languages', () => {
  expect([editableDay('2026-12-31', 'ru'), editableDay('2026-12-31', 'en')]).toEqual(['31.12.2026', '31/12/2026']);
  expect([editableTime('19:30:00'), editableTime('19:30'), editableTime('19:30:15')]).toEqual([
    '19:30',
    '19:30',
    '19:30:15',
  ]);
  for (const language of ['ru', 'en'] as const)
    for (const day of ['2026-12-31', '2024-02-29', '1999-01-01', '0999-10-10']) {
      expect(parseDay(editableDay(day, language), TODAY)).toBe(day);
      expect(parseClock(editableClock(`${day}T07:05`, language), TODAY)).toBe(`${day}T07:05`);
    }
});
