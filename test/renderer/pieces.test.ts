/** What counts as a number of pieces. */
import { expect, test } from 'vitest';
import { readPieces } from '../../renderer/features/counts/pieces.ts';

test('only a whole number from one to a million is a number of pieces; nothing is made of anything else', () => {
  for (const typed of ['1,5', '1.5', 'abc', '0', '', ' ', '-3', '2e3', '1000001', '1 2 x'])
    expect([typed, readPieces(typed, 'ru')]).toEqual([typed, undefined]);
  expect(readPieces('22', 'ru')).toBe(22);
  expect(readPieces(' 7 ', 'ru')).toBe(7);
  expect(readPieces('12 500', 'ru')).toBe(12_500);
  expect(readPieces('1000000', 'en')).toBe(1_000_000);
  expect(readPieces('12,500', 'en')).toBe(12_500);
  expect(readPieces('12,500', 'ru')).toBeUndefined();
});
