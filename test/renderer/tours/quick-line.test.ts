import { expect, test } from 'vitest';
import { readQuickLine } from '../../../renderer/features/tours/quick-line.ts';

const places = [
  { id: 'p', name: 'Театр-Театр' },
  { id: 'k', name: 'Театр им. Качалова' },
];
const read = (line: string) => readQuickLine(line, places);

test('what, where and when, as people write it', () => {
  expect(read('Монтировка, Театр-Театр, 9:00–15:00, явка 8:45')).toEqual({
    title: 'Монтировка',
    type: 'technical',
    activity: 'load_in',
    venueId: 'p',
    start: '09:00',
    end: '15:00',
    call: '08:45',
  });
  expect(read('«Чайка», качалова, 19.00')).toMatchObject({
    title: '«Чайка»',
    type: 'performance',
    activity: null,
    venueId: 'k',
    start: '19:00',
    end: null,
  });
  expect(read('travel to Perm, 8:10-21:40')).toMatchObject({
    title: 'Travel to Perm',
    activity: 'travel',
    end: '21:40',
  });
});

test('a place that two could be is part of the title, and so is a number that is no time', () => {
  expect(read('Прогон, театр, 9')).toMatchObject({ title: 'Прогон, театр, 9', venueId: null, start: null });
});

test('a line that says only when makes nothing', () => {
  expect(read(' , 9:00–15:00')).toBeUndefined();
  expect(read('')).toBeUndefined();
});

test('an end after midnight stays as it is written; a time that there is not is a word', () => {
  expect(read('Разборка, 22:15–01:30')).toMatchObject({ start: '22:15', end: '01:30', activity: 'load_out' });
  expect(read('Разборка, 25:00')).toMatchObject({ start: null });
});
