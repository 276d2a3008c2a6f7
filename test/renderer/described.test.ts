import { expect, test } from 'vitest';
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
