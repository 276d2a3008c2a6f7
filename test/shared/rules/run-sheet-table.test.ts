/**
 * Tables of other people’s spreadsheets: what their columns are, whom their names mean, and that ours come back as they
 * went.
 */
import { expect, test } from 'vitest';
import { fieldName } from '../../../shared/i18n/names.ts';
import { groupedLines, handsClashes } from '../../../shared/rules/run-sheet-groups.ts';
import {
  actionOf,
  cellsOf,
  columnOf,
  personOf,
  readTable,
  TABLE_COLUMNS,
} from '../../../shared/rules/run-sheet-table.ts';
import type { SheetLine, SheetScene } from '../../../shared/rules/run-sheet-view.ts';

const PEOPLE = ['Ильина Тамара', 'Сафин Ренат', 'Ким Анна', 'Ким Борис'];

test('cells come with tabs, semicolons or commas; quoted ones hold signs and breaks', () => {
  expect(cellsOf('a\tb\r\nc\t"d ""e""\nf"\n\n')).toEqual([
    ['a', 'b'],
    ['c', 'd "e" f'],
  ]);
  expect(cellsOf('\uFEFFчто;куда\n"стол; круглый";центр')).toEqual([
    ['что', 'куда'],
    ['стол; круглый', 'центр'],
  ]);
  expect(cellsOf('a,b\n1,2')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(cellsOf('')).toEqual([]);
});

test('headings say what columns are, in whatever order; what nobody knows is not taken', () => {
  const read = readTable(
    [
      ['№', 'Исполнитель', 'Предмет', 'Настроение', 'Кол-во', 'Реплика', 'Что'],
      ['1', 'Сафин', 'стол', 'хорошее', '2', '«Я чайка»'],
    ],
    PEOPLE,
  );
  expect(read.hasHead).toBe(true);
  expect(read.columns).toEqual([null, 'who', 'what', null, 'quantity', 'cue', null]);
  expect(read.rows).toEqual([['1', 'Сафин', 'стол', 'хорошее', '2', '«Я чайка»', '']]);
});

test('what a table has is said by its headings, else by most of its rows; what is beyond is not taken', () => {
  const named = readTable([['Что', 'Куда'], ['Стол', 'центр', 'левее'], ['Стул']], PEOPLE);
  expect(named).toMatchObject({ columns: ['what', 'to_place', null], usual: 2, given: [3, 1] });
  expect(named.rows).toEqual([
    ['Стол', 'центр', 'левее'],
    ['Стул', '', ''],
  ]);
  const bare = readTable(
    [
      ['Стол', 'центр'],
      ['Ваза', 'с цветами', 'центр'],
      ['Стул', 'карман'],
    ],
    PEOPLE,
  );
  expect(bare).toMatchObject({ columns: ['what', 'from_place', null], usual: 2, given: [2, 3, 2] });
});

test('without headings what stands in columns says what they are, and their order says the rest', () => {
  const read = readTable(
    [
      ['1', 'вынос', 'Скамья', '2', 'левый карман', 'центр', 'Сафин', 'затемнение'],
      ['2', 'унос', 'Стол', '1', 'центр', 'правый карман', 'Ильина Т.', '«Сон»'],
    ],
    PEOPLE,
  );
  expect(read.hasHead).toBe(false);
  expect(read.columns).toEqual([null, 'action', 'what', 'quantity', 'from_place', 'to_place', 'who', 'cue']);
  expect(readTable([['Стол']], PEOPLE).columns).toEqual(['what']);
  expect(readTable([], PEOPLE)).toEqual({ columns: [], hasHead: false, usual: 0, rows: [], given: [] });
});

test('our own headings are understood in both languages, so that what was taken as a file comes back', () => {
  const ours = ['department_id', 'action', 'what', 'from_place', 'to_place', 'who_id', 'cue', 'note', 'quantity'];
  for (const language of ['ru', 'en'] as const)
    for (const field of ours) {
      const column = columnOf(fieldName(field, language));
      expect(column, `${field} ${language}`).toBe(field.replace('_id', ''));
      expect(TABLE_COLUMNS).toContain(column);
    }
  expect([columnOf('Сцена'), columnOf('Scene')]).toEqual(['scene', 'scene']);
});

test('actions are known by what people call them', () => {
  expect(['Вынос', 'вынести', 'QUICK CHANGE', 'зарядка', 'убрать.', 'выкат'].map(actionOf)).toEqual([
    'on',
    'on',
    'quick_change',
    'preset',
    'off',
    undefined,
  ]);
});

test('a surname means somebody where it is one person’s', () => {
  expect(
    ['Сафин', 'ильина т.', 'Тамара Ильина', 'Ким', 'Ким А.', 'Незнакомцев', ''].map((text) => personOf(text, PEOPLE)),
  ).toEqual(['Сафин Ренат', 'Ильина Тамара', 'Ильина Тамара', undefined, 'Ким Анна', undefined, undefined]);
});

const scene = (id: string): SheetScene => ({
  id,
  act: 1,
  number: id,
  title: null,
  place: null,
  duration_minutes: null,
  note: null,
  rank: `a${id}`,
});
const line = (id: string, of: Partial<SheetLine>): SheetLine => ({
  id,
  scene_id: '1',
  variant_id: null,
  replaces_id: null,
  is_left_out: false,
  department_id: null,
  action: 'on',
  performance_inventory_id: null,
  what: id,
  quantity: null,
  from_place: null,
  to_place: null,
  who_id: null,
  who: null,
  cue: null,
  note: null,
  rank: `a${id}`,
  created_at: '',
  employee: null,
  thing: null,
  isPending: false,
  ...of,
});

test('two ways at one moment are one pair of hands too few; one way, another moment and presets are not', () => {
  const lines = [
    line('1', { who: 'Сафин', cue: 'Затемнение', from_place: 'левый карман' }),
    line('2', { who: 'сафин', cue: 'затемнение.', from_place: 'правый карман' }),
    line('3', { who: 'Сафин', cue: '«Сон»', from_place: 'верх' }),
    line('4', { who: 'Ким', cue: 'Q1', from_place: 'стол' }),
    line('5', { who: 'Ким', cue: 'Q1', from_place: 'стол' }),
    line('6', { who: 'Ким', cue: 'Q1', from_place: 'трюм', action: 'preset' }),
    line('7', { who: 'Сафин', cue: 'затемнение', from_place: 'верх', scene_id: '2' }),
  ];
  expect(handsClashes([scene('1'), scene('2')], lines)).toEqual([{ sceneId: '1', who: 'Сафин', lineIds: ['1', '2'] }]);
});

test('a line stands under each place that it names, and under nobody where it names none', () => {
  const lines = [
    line('2', { from_place: 'Левая кулиса', to_place: 'центр', who: 'Ким' }),
    line('1', { to_place: 'левая кулиса' }),
    line('3', { what: 'гром', who_id: 'x', employee: 'Сафин' }),
  ];
  const groups = (view: 'place' | 'person'): unknown =>
    groupedLines([scene('1')], lines, view).map(({ label, lines: of }) => [label, of.map(({ id }) => id)]);
  expect(groups('place')).toEqual([
    ['левая кулиса', ['1', '2']],
    ['центр', ['2']],
    ['', ['3']],
  ]);
  expect(groups('person')).toEqual([
    ['Ким', ['2']],
    ['Сафин', ['3']],
    ['', ['1']],
  ]);
  // One's own stand above all others.
  const key = groupedLines([scene('1')], lines, 'person')[1]?.key;
  const own = groupedLines([scene('1')], lines, 'person', key);
  expect(own.map(({ label }) => label)).toEqual(['Сафин', 'Ким', '']);
});
