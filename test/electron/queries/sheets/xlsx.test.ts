/** Workbooks, read back by another library: kinds of values, groups, totals, and what Excel does not take. */
import fc from 'fast-check';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { plainText } from '../../../../electron/queries/sheets/plain-text.ts';
import { sheetName, toXlsx } from '../../../../electron/queries/sheets/xlsx.ts';
import { AppError } from '../../../../shared/base/app-error.ts';
import type { ListSheet } from '../../../../shared/lists/list-sheet.ts';
import { anyText, column, ORIGIN, sheetOf } from './sheets.ts';

/** Days and parts of days are one binary fraction, in which a second is not exact. */
const inSeconds = (row: readonly unknown[]): unknown[] =>
  row.map((cell) => (cell instanceof Date ? new Date(Math.round(cell.getTime() / 1000) * 1000) : cell));

async function read(sheet: ListSheet) {
  const [first, second, ...more] = await readXlsxFile(Buffer.from(await toXlsx(sheet)), { trim: false });
  expect(more).toEqual([]);
  return {
    name: first?.sheet,
    rows: (first?.data ?? []).map(inSeconds),
    about: { ...second, data: second?.data.map(inSeconds) },
  };
}

const COLUMNS = [
  column('name', 'text'),
  column('n', 'number', 2),
  column('d', 'day'),
  column('m', 'moment'),
  column('f', 'flag'),
];
const utc = (iso: string): Date => new Date(`${iso}Z`);

test('numbers are numbers, moments are dates of the theatre, flags are words, codes keep their zeros', async () => {
  const { name, rows } = await read(
    sheetOf(COLUMNS, [
      ['Стул', '-12.50', '2026-11-29', '2026-11-29T21:30:00.000Z', true],
      ['000123', '1000000', '1900-03-01', '2026-03-29T01:00:00.000Z', false],
      [null, null, null, null, null],
    ]),
  );
  expect(name).toBe('Инвентарь');
  expect(rows).toEqual([
    ['name', 'n', 'd', 'm', 'f'],
    ['Стул', -12.5, utc('2026-11-29T00:00'), utc('2026-11-30T02:30'), 'да'],
    ['000123', 1_000_000, utc('1900-03-01T00:00'), utc('2026-03-29T06:00'), 'нет'],
    [null, null, null, null, null],
    ['Всего: 3', null, null, null, null],
  ]);
});

test('what Excel would change is a text: days before its calendar, too many digits, no value at all', async () => {
  const { rows } = await read(
    sheetOf(COLUMNS, [
      ['=1+1', '12345678901234567.89', '1812-09-07', '1899-12-31T00:00:00.000Z', null],
      ['+7 495', '1e5', '2026-02-30', 'вчера', null],
    ]),
  );
  expect(rows.slice(1, 3)).toEqual([
    ['=1+1', '12345678901234567.89', '1812-09-07', '1899-12-31T00:00:00.000Z', null],
    ['+7 495', '1e5', '2026-02-30', 'вчера', null],
  ]);
});

test('groups stand before their rows; a sum in one unit is a number, in several a text', async () => {
  const groups = [
    { label: 'Склад', start: 0, count: 2, totals: { n: { text: '7,50', number: '7.50' } } },
    { label: 'Сцена', start: 2, count: 1, totals: { n: { text: '3 шт · 2 м', number: null } } },
  ];
  const { rows } = await read(
    sheetOf(
      COLUMNS.slice(0, 2),
      [
        ['Стул', '5'],
        ['Стол', '2.50'],
        ['Шкаф', '3'],
      ],
      {
        groups,
        groupedBy: 'Место',
        totals: { name: { text: '3 значения', number: null }, n: { text: '10,50', number: '10.50' } },
      },
    ),
  );
  expect(rows).toEqual([
    ['name', 'n'],
    ['Склад (2)', 7.5],
    ['Стул', 5],
    ['Стол', 2.5],
    ['Сцена (1)', '3 шт · 2 м'],
    ['Шкаф', 3],
    ['Всего: 3 · 3 значения', 10.5],
  ]);
});

test('a second sheet says what this is: the list, its filter, how many, who, when, as of when', async () => {
  const { about } = await read(
    sheetOf(COLUMNS.slice(0, 1), [['Стул']], { subtitle: ['Поиск: «стул»', 'Условие: Место любой из Склад'] }),
  );
  expect(about.sheet).toBe('Об этой выгрузке');
  expect(about.data).toEqual([
    ['Список', 'Инвентарь'],
    ['Что вошло', 'Поиск: «стул»'],
    [null, 'Условие: Место любой из Склад'],
    ['Строк', 1],
    ['Театр', 'Театр на Лиговском'],
    ['Кто выгрузил', 'Анна Сухова'],
    ['Когда', utc('2026-11-30T02:30')],
    ['Данные на', utc('2026-11-30T01:15')],
    ['Время', 'Asia/Yekaterinburg'],
  ]);
  const never = await read(
    sheetOf(COLUMNS.slice(0, 1), [['Стул']], { origin: { ...ORIGIN, syncedAt: null, language: 'en' } }),
  );
  expect(never.about.data).toContainEqual(['Data as of', 'never synchronised yet']);
  expect(never.about.data).toContainEqual(['What it holds', 'The whole list, without conditions']);
});

test('texts come back as they were, without what no cell can hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 6 }), async (rows) => {
      const { rows: found } = await read(sheetOf([column('a', 'text'), column('b', 'text')], rows));
      // The library leaves out the sign for what could not be read as well.
      const kept = (text: string): string | null => plainText(text).replaceAll('\uFFFD', '') || null;
      expect(found.slice(1, -1)).toEqual(rows.map((row) => row.map(kept)));
    }),
    { numRuns: 60 },
  );
});

test('a text longer than a cell is cut with a mark, not within a character', async () => {
  const { rows } = await read(
    sheetOf([column('a', 'text')], [['a'.repeat(32_767)], ['я'.repeat(40_000)], ['😀'.repeat(20_000)]]),
  );
  const [, whole, cut, faces] = rows.map(([cell]) => String(cell));
  expect(whole).toHaveLength(32_767);
  expect(cut).toHaveLength(32_767);
  expect(cut).toMatch(/я… \[обрезано: в ячейку входит 32 767 знаков\]$/u);
  expect(faces?.length).toBeLessThanOrEqual(32_767);
  expect(faces).toMatch(/^(?:😀)+… \[обрезано/u);
});

test('a sheet has a name that Excel takes', () => {
  expect(sheetName('Инвентарь')).toBe('Инвентарь');
  expect(sheetName("'[Свет]: приборы/лампы?*'")).toBe('Свет приборы лампы');
  expect(sheetName('я'.repeat(40))).toBe(`${'я'.repeat(30)}…`);
  expect(sheetName(`${'a'.repeat(29)}😀b`)).toBe(`${'a'.repeat(29)}…`);
  expect(sheetName('\u0000/')).toBe('Offstage');
  expect(sheetName('History')).toBe('Offstage');
});

test('two sheets never have one name', async () => {
  const { name, about } = await read(sheetOf([column('a', 'text')], [['x']], { title: 'Об этой выгрузке' }));
  expect([name, about.sheet]).toEqual(['Об этой выгрузке', 'Об этой выгрузке 2']);
});

test('a list that Excel does not take is refused before anything is written', async () => {
  const row = ['x'];
  const rows = Array.from({ length: 1_048_576 }, () => row);
  const refused = await toXlsx(sheetOf([column('a', 'text')], rows)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: 'export.tooLarge', details: { rows: 1_048_576, columns: 1 } });
});

test('a list that would not fit into memory is refused as well', async () => {
  const columns = Array.from({ length: 100 }, (_, index) => column(`c${index}`, 'text'));
  const row = columns.map(() => null);
  const rows = Array.from({ length: 20_000 }, () => row);
  await expect(toXlsx(sheetOf(columns, rows))).rejects.toMatchObject({ code: 'export.tooLarge' });
});
