/** What stands in an editor is told: at every stroke; of a very long text after a pause, and before anybody needs it. */
import { Text } from '@codemirror/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ToldText } from '../../../renderer/markdown/editor/told-text.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const textOf = (line: string, times = 1): Text => Text.of(Array.from({ length: times }, () => line));

test('a text of usual length at every stroke, a very long one once for many', () => {
  const told: number[] = [];
  const text = new ToldText((said) => told.push(said.length));
  text.changed(textOf('раз'));
  text.changed(textOf('раз два'));
  expect(told).toEqual([3, 7]);
  for (let stroke = 0; stroke < 20; stroke += 1) text.changed(textOf('длинная строка', 100_000 + stroke));
  expect(told).toEqual([3, 7]);
  vi.runAllTimers();
  expect(told.slice(2)).toEqual([15 * 100_019 - 1]);
  vi.runAllTimers();
  expect(told).toHaveLength(3);
});

test('before it is saved or left, what was typed last is told, and once', () => {
  const told: string[] = [];
  const text = new ToldText((said) => told.push(said.slice(-1)));
  text.changed(textOf('длинная строка', 100_000));
  text.changed(textOf('длинная строка!', 100_000));
  text.flush();
  text.flush();
  vi.runAllTimers();
  expect(told).toEqual(['!']);
  // Cut down to a usual length, it is told as it is, and nothing older after it.
  text.changed(textOf('длинная строка', 100_000));
  text.changed(textOf('коротко?'));
  vi.runAllTimers();
  expect(told).toEqual(['!', '?']);
});
