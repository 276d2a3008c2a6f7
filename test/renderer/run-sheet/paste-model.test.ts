/** A pasted table on its way into the run sheet: nothing is thrown away, and what is doubtful is named. */
import { expect, test } from 'vitest';
import {
  actOf,
  isDoubtful,
  type PastedRow,
  partsOf,
  pushed,
  readRows,
} from '../../../renderer/features/run-sheet/paste-model.ts';
import type { RunSheet } from '../../../shared/features/run-sheet/queries.ts';
import type { TableColumn } from '../../../shared/rules/run-sheet-table.ts';
import type { SheetScene } from '../../../shared/rules/run-sheet-view.ts';

const scene = (id: string, number: string): SheetScene => ({
  id,
  act: 1,
  number,
  title: null,
  place: null,
  duration_minutes: null,
  note: null,
  rank: id,
});
const sheet: RunSheet = {
  title: 'Чайка',
  scenes: [scene('s1', '1.1'), scene('s2', '1.2')],
  lines: [],
  variants: [],
  departments: [{ id: 'light', name: 'Свет', code: 'light', isOwn: true }],
  people: [{ id: 'kim', name: 'Ким Анна', function: null }],
  ownId: null,
};
const rowsOf = (...cells: readonly (readonly string[])[]): PastedRow[] =>
  cells.map((row, index) => ({ id: `r${String(index)}`, cells: row, given: row.length, isTaken: true }));
const COLUMNS: readonly (TableColumn | null)[] = ['scene', 'department', 'action', 'what', 'quantity', 'who', 'note'];

test('what is understood becomes values; what is not goes into the note, and is named', () => {
  const [good, odd] = readRows(
    rowsOf(
      ['1.1', 'свет', 'вынос', 'Стол', '2 шт', 'Ким', 'тихо'],
      ['1.1', 'бутафоры', 'выкат', '', 'много', 'Некто', 'тихо'],
    ),
    COLUMNS,
    sheet,
    'props',
  );
  expect(good?.values).toEqual({
    what: 'Стол',
    department_id: 'light',
    action: 'on',
    quantity: 2,
    who_id: 'kim',
    note: 'тихо',
  });
  expect(good === undefined || isDoubtful(good)).toBe(false);
  expect(odd?.values).toEqual({
    what: '',
    department_id: 'props',
    action: 'other',
    who: 'Некто',
    note: 'много; выкат; бутафоры; тихо',
  });
  expect([...(odd?.doubts ?? [])]).toEqual([
    [1, 'department'],
    [2, 'action'],
    [4, 'quantity'],
    [5, 'who'],
    [3, 'what'],
  ]);
});

test('a text that is too long is cut, and stands in the note as a whole', () => {
  const [row] = readRows(rowsOf(['я'.repeat(300)]), ['what'], sheet, null);
  expect([row?.values.what.length, row?.values.note?.length]).toEqual([255, 300]);
  expect([...(row?.doubts.values() ?? [])]).toEqual(['long']);
});

test('rows go to the scene that they name, or the row above, or a heading; unknown ones are new', () => {
  const read = readRows(
    rowsOf(['', '', '', 'a'], ['1.2', '', '', 'b'], ['', '', '', 'c'], ['Сцена 4.1 Финал'], ['', '', '', 'd']),
    COLUMNS,
    sheet,
    null,
  );
  const parts = (target: { sceneId: string; afterId: string | null } | null): unknown =>
    partsOf(read, sheet, target).map(({ sceneId, number, afterId, rows }) => [
      sceneId,
      number,
      afterId,
      rows.map(({ values }) => values.what).join(''),
    ]);
  expect(parts({ sceneId: 's1', afterId: 'line' })).toEqual([
    ['s1', '1.1', 'line', 'a'],
    ['s2', '1.2', null, 'bc'],
    [null, '4.1', null, 'd'],
  ]);
  expect(parts(null)).toEqual([
    [null, '1', null, 'a'],
    ['s2', '1.2', null, 'bc'],
    [null, '4.1', null, 'd'],
  ]);
  expect([actOf('4.1'), actOf('Пролог')]).toEqual([4, 1]);
});

test('a row of too few or too many cells is named; pushed cells come under their columns, and nothing of them is lost', () => {
  const columns: readonly (TableColumn | null)[] = ['what', 'from_place', 'cue', null];
  const rows = rowsOf(['Стол', 'карман', 'темно', ''], ['Стул', 'темно', '', ''], ['Ваза', 'с', 'цветами', 'темно']);
  const [fit, few, many] = [3, 2, 4].map((given, index) => ({ ...(rows[index] as PastedRow), given }));
  if (fit === undefined || few === undefined || many === undefined) throw new Error('there are three rows');
  const doubtsOf = (row: PastedRow): unknown[] =>
    readRows([row], columns, sheet, null, 3).flatMap(({ doubts }) => [...doubts]);
  expect([fit, few, many].map(doubtsOf)).toEqual([[], [[2, 'few']], [[3, 'many']]]);
  expect(readRows([many], columns, sheet, null, 3)[0]?.values).toMatchObject({ note: 'темно' });
  const right = pushed(few, 1, 1);
  expect([right.cells, doubtsOf(right)]).toEqual([['Стул', '', 'темно', ''], []]);
  const left = pushed(pushed(many, 1, -1), 1, -1);
  expect(left.cells).toEqual(['Ваза с цветами', 'темно', '', '']);
  expect(pushed(left, 1, 1)).toMatchObject({ cells: ['Ваза с цветами', '', 'темно', ''], given: 3 });
  // The last cell is never pushed out.
  expect(pushed(many, 0, 1).cells).toEqual(['', 'Ваза', 'с', 'цветами', 'темно']);
  // The heading of a scene has one cell, and none is missing.
  expect(doubtsOf({ ...few, cells: ['Сцена 1.2', '', '', ''], given: 1 })).toEqual([]);
});
