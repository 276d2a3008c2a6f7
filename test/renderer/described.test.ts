import { expect, test } from 'vitest';
import { historyTarget } from '../../renderer/object/history-sheet.ts';
import { type Described, describedSheet, describedTarget } from '../../renderer/sheet/described.ts';
import { describedSheetSchema } from '../../shared/lists/list-sheet.ts';

interface Person {
  readonly name: string;
  readonly age: number | undefined;
}
const columns: Described<Person>['columns'] = [
  { key: 'name', label: 'Имя', width: 260, value: ({ name }) => name },
  { key: 'age', label: 'Лет', kind: 'number', value: ({ age }) => age },
];
const [olga, pyotr, nobody] = [
  { name: 'Ольга', age: 41 },
  { name: 'Пётр', age: undefined },
  { name: '', age: 0 },
];

test('rows of a list that a window holds are cells by column, nothing is nothing', () => {
  const sheet = describedSheet({ title: 'Люди', columns, rows: [olga, pyotr, nobody] });
  expect(sheet.rows).toEqual([
    ['Ольга', '41'],
    ['Пётр', null],
    [null, '0'],
  ]);
  expect(describedSheetSchema.parse(sheet)).toEqual(sheet);
});

test('rows under headings are groups without gaps; a heading without rows is none', () => {
  const parts = [
    { label: 'Уволены', rows: [] },
    { label: 'Работают', rows: [olga, nobody] },
    { label: 'В отпуске', rows: [pyotr] },
  ];
  const list = { title: 'Люди', columns, parts, groupedBy: 'Состояние' };
  expect(describedSheet(list)).toMatchObject({
    groupedBy: 'Состояние',
    groups: [
      { label: 'Работают', start: 0, count: 2 },
      { label: 'В отпуске', start: 2, count: 1 },
    ],
  });
  expect(describedTarget(list)).toMatchObject({ title: 'Люди', count: 3, chosen: 0 });
  expect(describedTarget(undefined)).toBeUndefined();
});

test('a history has a line for each value that changed, and one for what changed none', () => {
  const at = '2026-11-29T21:30:00.000Z';
  const entries = [
    {
      id: '2',
      at,
      by: 'Ольга',
      action: 'row.update',
      because: null,
      changes: { name: ['Стул', 'Кресло'], unit: [null, 'шт'] },
    },
    { id: '1', at, by: '', action: 'row.delete', because: null, changes: { deletion_id: [null, 'x'] } },
  ] as const;
  const target = historyTarget(entries, {
    title: 'История',
    language: 'ru',
    action: ({ action }) => action,
    value: (_column, value) => (value === null ? '' : String(value)),
  });
  const source = target?.source(false);
  expect(source?.kind === 'described' ? source.sheet.rows : []).toEqual([
    [at, 'Ольга', 'row.update', 'Название', 'Стул', 'Кресло'],
    [at, 'Ольга', 'row.update', 'Единица', null, 'шт'],
    [at, null, 'row.delete', null, null, null],
  ]);
});
