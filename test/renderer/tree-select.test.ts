/** Choosing from a tree by what is typed: shelves of the same name in different halls stay apart. */
import { expect, test } from 'vitest';
import { flattenTree, isMeant } from '../../renderer/components/tree-select.tsx';
import type { TreeRow } from '../../shared/ipc/views.ts';

const row = (id: string, parent: string | null, name: string): TreeRow => ({ id, parent_id: parent, name }) as TreeRow;
const entries = flattenTree([
  row('s', null, 'Склад'),
  row('l', 's', 'Зал света'),
  row('r', 's', 'Реквизиторская'),
  row('l4', 'l', 'Полка 1.4'),
  row('r4', 'r', 'Полка 1.4'),
  row('r5', 'r', 'Полка 1.5'),
]);
const found = (typed: string): string[] =>
  entries.filter((entry) => isMeant(entry, typed)).map(({ row: { id } }) => id);

test('a shelf is found by its own name and by the hall it stands in, and carries the way to it', () => {
  expect(found('1.4')).toEqual(['l4', 'r4']);
  expect(found('реквизит 1.4')).toEqual(['r4']);
  expect(found('полка реквизит')).toEqual(['r4', 'r5']);
  expect(found('склад')).toEqual(['s']);
  expect(found('1.4 костюмы')).toEqual([]);
  expect(found('')).toHaveLength(6);
  expect(entries.find(({ row: { id } }) => id === 'r4')?.above).toEqual(['Склад', 'Реквизиторская']);
});
