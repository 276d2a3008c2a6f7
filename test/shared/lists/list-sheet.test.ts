import { expect, test } from 'vitest';
import { describedSheetSchema, linesOf, type SheetRow } from '../../../shared/lists/list-sheet.ts';
import { cellText } from '../../../shared/lists/sheet-text.ts';

const rows: readonly SheetRow[] = [['Кресло'], ['Стол'], ['Шкаф']];

test('lines of a sheet without groups are its rows', () => {
  expect(linesOf({ rows, groups: [] }).map((line) => line.kind)).toEqual(['row', 'row', 'row']);
});

test('each group stands before its rows', () => {
  const groups = [
    { label: 'Склад', start: 0, count: 1, totals: {} },
    { label: 'Сцена', start: 1, count: 2, totals: {} },
  ];
  const said = linesOf({ rows, groups }).map((line) => (line.kind === 'group' ? line.group.label : line.row[0]));
  expect(said).toEqual(['Склад', 'Кресло', 'Сцена', 'Стол', 'Шкаф']);
});

test('a cell is said in the language of the sheet, a moment in the zone of the theatre', () => {
  const ru = { language: 'ru', zone: 'Asia/Vladivostok' } as const;
  expect(cellText('1234567.50', { kind: 'number' }, ru)).toBe('1\u00A0234\u00A0567,50');
  expect(cellText('2026-11-29', { kind: 'day' }, ru)).toBe('29 нояб. 2026 г.');
  expect(cellText('2026-11-29T20:30:00Z', { kind: 'moment' }, ru)).toBe('30.11.2026, 06:30');
  expect(cellText(true, { kind: 'flag' }, ru)).toBe('да');
  expect(cellText(null, { kind: 'text' }, ru)).toBe('');
  expect(cellText('00123', { kind: 'text' }, { language: 'en', zone: 'UTC' })).toBe('00123');
});

test('what a window says of a list is parsed: a column needs a kind, a sheet at least one column', () => {
  const column = { key: 'name', label: 'Название', kind: 'text', scale: 0, width: 200 };
  const sheet = { title: 'Список', subtitle: [], columns: [column], rows, groupedBy: null, groups: [], totals: {} };
  expect(describedSheetSchema.safeParse(sheet).success).toBe(true);
  expect(describedSheetSchema.safeParse({ ...sheet, columns: [] }).success).toBe(false);
  expect(describedSheetSchema.safeParse({ ...sheet, columns: [{ ...column, kind: 'money' }] }).success).toBe(false);
  expect(describedSheetSchema.safeParse({ ...sheet, rows: [[12]] }).success).toBe(false);
});
