/** A scan is recognised by speed and decoded by physical key. */
import { expect, test } from 'vitest';
import { characterOf, ScanBuffer } from '../../renderer/lib/scanner.ts';

const feed = (buffer: ScanBuffer, keys: readonly (readonly [string, boolean?])[], gap: number, start = 0): (string | undefined)[] => keys.map(([code, shiftKey = false], index) => buffer.take({ code, shiftKey, at: start + index * gap }));
const keys = (text: string): (readonly [string, boolean])[] => [...text].map((letter) => (/\d/.test(letter) ? [`Digit${letter}`, false] : letter === '-' ? ['Minus', false] : [`Key${letter.toUpperCase()}`, letter === letter.toUpperCase()]));

test('a fast run that ends with Enter is a code, whatever the layout', () => {
  expect(feed(new ScanBuffer(), [...keys('PR-00042'), ['Enter']], 8).at(-1)).toBe('PR-00042');
});
test('a person who types is no scanner', () => {
  expect(feed(new ScanBuffer(), [...keys('PR-00042'), ['Enter']], 90).at(-1)).toBeUndefined();
});
test('two codes one after the other are two codes', () => {
  const buffer = new ScanBuffer();
  const codes = [...feed(buffer, [...keys('1111'), ['Tab']], 5), ...feed(buffer, [...keys('2222'), ['Enter']], 5, 100)];
  expect(codes.filter((code) => code !== undefined)).toEqual(['1111', '2222']);
});
test('too short a run is no code', () => {
  expect(feed(new ScanBuffer(), [...keys('12'), ['Enter']], 5).at(-1)).toBeUndefined();
});
test('keys beyond letters and digits', () => {
  expect([characterOf('Slash', false), characterOf('Minus', true), characterOf('Numpad7', false), characterOf('F5', false)]).toEqual(['/', '_', '7', undefined]);
});
