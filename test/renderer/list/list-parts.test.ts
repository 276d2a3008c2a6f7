/** The parts of a list that can be told without a window: lines and groups, columns beside an inspector, copies. */
import { expect, test } from 'vitest';
import { columnsInSight } from '../../../renderer/list/columns-in-sight.ts';
import { type EarlierView, earlierViews, keptViews, rowOf, takeOver } from '../../../renderer/list/earlier-views.ts';
import { layoutOf, pagesOf, withNeighbours } from '../../../renderer/list/list-layout.ts';
import { toHtml, toTabs } from '../../../renderer/list/table-text.ts';
import { isUuid } from '../../../shared/base/ids.ts';
import type { ListGroup } from '../../../shared/features/lists/queries.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { idOf } from '../../support/rows.ts';

const group = (id: string, start: number, count: number): ListGroup => ({
  id,
  key: id,
  label: id,
  start,
  count,
  totals: {},
});

test('rows keep their positions, whatever is folded', () => {
  const groups = [group('a', 0, 2), group('b', 2, 3), group('c', 5, 1)];
  const layout = layoutOf(6, groups, new Set(['b']));
  const lines = Array.from({ length: layout.size + 1 }, (_, index) => {
    const line = layout.at(index);
    return line === undefined ? undefined : line.kind === 'group' ? line.group.id : line.position;
  });
  expect(lines).toEqual(['a', 0, 1, 'b', 'c', 5, undefined]);
  expect([0, 1, 2, 4, 5, 6].map((position) => layout.indexOf(position))).toEqual([
    1,
    2,
    undefined,
    undefined,
    5,
    undefined,
  ]);
  expect(layout.at(-1)).toBeUndefined();
});

test('without groups a line is a row', () => {
  const layout = layoutOf(100_000, [], new Set());
  expect([layout.size, layout.at(99_999), layout.at(100_000)]).toEqual([
    100_000,
    { kind: 'row', position: 99_999 },
    undefined,
  ]);
  expect(pagesOf([99, 100, 101, 5000])).toEqual([0, 1, 50]);
});

test('beside an inspector the first two columns stay, and the rest as far as there is room', () => {
  const columns = listOf('inventory_items').columns.slice(0, 5);
  const keys = (room: number | undefined): string[] => columnsInSight(columns, () => 100, room).map(({ key }) => key);
  const all = columns.map(({ key }) => key);
  expect(keys(undefined)).toEqual(all);
  expect(keys(740)).toEqual(all);
  expect(keys(739)).toEqual(all.slice(0, 4));
  expect(keys(300)).toEqual(all.slice(0, 2));
});

test('a copied table keeps its cells: tabs and lines within a text would make others of them', () => {
  const table = { head: ['Название', 'Место'], rows: [['Кабель\tXLR\n10 м', '<b>&"']] };
  expect(toTabs(table)).toBe('Название\tМесто\nКабель XLR 10 м\t<b>&"');
  expect(toHtml(table)).toContain('<td>&lt;b&gt;&amp;&quot;</td>');
});

test('views that were saved before lists had views are taken over', () => {
  const kept = {
    state: {
      savedViews: [
        {
          name: 'На ремонте',
          filter: { text: 'свет', status: ['in_repair'], categoryId: 'c' },
          sort: 'location',
          isDescending: true,
          columns: ['quantity', 'category'],
        },
      ],
    },
  };
  const { saved } = earlierViews(JSON.stringify(kept));
  expect(saved['inventory_items']?.map(({ name, view }) => ({ name, ...(view as object) }))).toMatchObject([
    {
      name: 'На ремонте',
      text: 'свет',
      conditions: [
        { column: 'category_id', operator: 'any', values: ['c'] },
        { column: 'status', operator: 'any', values: ['in_repair'] },
      ],
      sorts: [{ column: 'location_id', isDescending: true }],
      columns: ['quantity', 'category_id'],
    },
  ]);
  expect(earlierViews(null).saved).toEqual({});
});

test('views that a window kept are taken over, understood or not, each with its id', () => {
  const id = idOf(7);
  const {
    tasks = [],
    trash = [],
    ...others
  } = keptViews({
    tasks: [{ id, name: 'Мои', view: { text: 'свет', layout: 'board' } }, 'нет'],
    trash: [{ id: 'not-a-uuid', name: 'Мои' }],
    empty: [],
    rubbish: 7,
  });
  expect(tasks).toEqual([{ id, name: 'Мои', view: { text: 'свет', layout: 'board' } }]);
  expect(trash).toMatchObject([{ name: 'Мои', view: {} }]);
  expect(isUuid(trash[0]?.id)).toBe(true);
  expect(others).toEqual({});
  expect(keptViews(undefined)).toEqual({});
});

test('a view whose row cannot be made stays where it was, and the others are taken over', async () => {
  const view = (id: string, name = id): EarlierView => ({ id, name, view: { text: name } });
  const saved = { tasks: [view('a'), view('b')], projects: [view('c')] };
  const [made, taken]: [string[], string[]] = [[], []];
  const make = (place: string, { id }: EarlierView): Promise<boolean> => {
    made.push(`${place}/${id}`);
    return Promise.resolve(id !== 'a');
  };
  await takeOver(saved, make, (place, id) => taken.push(`${place}/${id}`));
  expect(made).toEqual(['tasks/a', 'tasks/b', 'projects/c']);
  expect(taken).toEqual(['tasks/b', 'projects/c']);
});

test('the row of a view of before is its person’s, with a name that rows take', () => {
  const row = (name: string): unknown =>
    rowOf('tasks', { id: idOf(7), name, view: { text: 'а' } }, idOf(8), 'Без имени');
  expect(row(' Мои ')).toEqual({
    table: 'saved_views',
    id: idOf(7),
    values: { owner_id: idOf(8), screen: 'tasks', name: 'Мои', definition: { text: 'а' } },
  });
  expect(row('  ')).toMatchObject({ values: { name: 'Без имени' } });
  expect(row(`${'😀'.repeat(99)} 😀`)).toMatchObject({ values: { name: '😀'.repeat(99) } });
});

test('pages are asked for ahead of where somebody scrolls, those in sight before all', () => {
  expect(withNeighbours([4, 5], 10_000, null)).toEqual([4, 5, 6, 3]);
  expect(withNeighbours([4, 5], 10_000, 'forward')).toEqual([4, 5, 6, 7, 3]);
  expect(withNeighbours([4, 5], 10_000, 'backward')).toEqual([4, 5, 3, 2, 6]);
  expect(withNeighbours([0], 150, 'forward')).toEqual([0, 1]);
  expect(withNeighbours([], 150, 'forward')).toEqual([]);
});
