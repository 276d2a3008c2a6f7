/** Cards stand in lines that follow the lines of the list, group by group. */
import { expect, test } from 'vitest';
import { galleryOf } from '../../../renderer/list/gallery-layout.ts';

const lines = (size: number, groups: readonly number[], perLine: number): unknown[] => {
  const gallery = galleryOf({ size }, groups, perLine);
  return Array.from({ length: gallery.size }, (_, line) => {
    const stands = gallery.at(line);
    return stands?.kind === 'cards' ? [stands.from, stands.to] : stands?.from;
  });
};

test('without groups every line is full but the last', () => {
  expect(lines(7, [], 3)).toEqual([
    [0, 3],
    [3, 6],
    [6, 7],
  ]);
  expect(lines(0, [], 3)).toEqual([]);
});

test('a group begins a line of its own, and one that is folded has no cards', () => {
  // A group with four rows, a folded one, one with a row.
  expect(lines(8, [0, 5, 6], 3)).toEqual([0, [1, 4], [4, 5], 5, 6, [7, 8]]);
});

test('the line that holds a line of the list is the one that shows it', () => {
  for (const [size, groups] of [
    [8, [0, 5, 6]],
    [20, []],
    [30, [0, 11, 12, 29]],
  ] as const) {
    const gallery = galleryOf({ size }, groups, 4);
    for (let index = 0; index < size; index += 1) {
      const stands = gallery.at(gallery.lineOf(index));
      const holds = stands?.kind === 'cards' ? stands.from <= index && index < stands.to : stands?.from === index;
      expect(holds, `${index} of ${size}`).toBe(true);
    }
  }
  expect(galleryOf({ size: 5 }, [], 2).at(3)).toBeUndefined();
});
