/** Text with separators: read back by another parser, and harmless whichever program opens it. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guarded, SEPARATORS, toCsv, unguarded } from '../../../../electron/queries/sheets/csv.ts';
import { plainText } from '../../../../electron/queries/sheets/plain-text.ts';
import { separators } from '../../../../shared/ipc/export-contract.ts';
import { anyText, column, ORIGIN, sheetOf } from './sheets.ts';

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const read = (bytes: Uint8Array, delimiter: string): string[][] =>
  parse(Buffer.from(bytes), { bom: true, delimiter, record_delimiter: '\r\n' });

const COLUMNS = [
  column('name', 'text'),
  column('n', 'number', 2),
  column('d', 'day'),
  column('m', 'moment'),
  column('f', 'flag'),
];

test('each kind of value has one form, and nothing is an empty cell', () => {
  const rows = [
    ['Стул', '-12.50', '2026-11-29', '2026-11-29T21:30:00.000Z', true],
    [null, null, null, null, null],
    ['000123', '5', 'завтра', 'никогда', false],
  ];
  const text = textOf(toCsv(sheetOf(COLUMNS, rows), 'semicolon'));
  expect(text).toBe(
    '\uFEFFname;n;d;m;f\r\n' +
      'Стул;-12,50;2026-11-29;2026-11-30 02:30:00;да\r\n' +
      ';;;;\r\n' +
      '000123;5;завтра;никогда;нет\r\n',
  );
  const english = textOf(toCsv(sheetOf(COLUMNS, rows, { origin: { ...ORIGIN, language: 'en' } }), 'comma'));
  expect(english).toContain('\r\nСтул,-12.50,2026-11-29,2026-11-30 02:30:00,yes\r\n');
});

test('a group is a column of its own, and there are no lines of totals', () => {
  const groups = [
    { label: 'Склад', start: 0, count: 1, totals: { n: { text: '5', number: '5' } } },
    { label: '=Сцена', start: 1, count: 2, totals: {} },
  ];
  const rows = [
    ['Стул', '5'],
    ['Стол', '1'],
    ['Шкаф', '2'],
  ];
  const sheet = sheetOf(COLUMNS.slice(0, 2), rows, {
    groups,
    groupedBy: 'Место',
    totals: { n: { text: '8', number: '8' } },
  });
  expect(read(toCsv(sheet, 'tab'), '\t')).toEqual([
    ['Место', 'name', 'n'],
    ['Склад', 'Стул', '5'],
    ["'=Сцена", 'Стол', '1'],
    ["'=Сцена", 'Шкаф', '2'],
  ]);
});

test('texts come back as they were, whatever the separator', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...separators),
      (rows, separator) => {
        const bytes = toCsv(sheetOf([column('a', 'text'), column('b', 'text')], rows), separator);
        const [, ...found] = read(bytes, SEPARATORS[separator]);
        expect(found.map((row) => row.map(unguarded))).toEqual(rows.map((row) => row.map(plainText)));
      },
    ),
  );
});

test('a guard is taken away again exactly where it was put', () => {
  fc.assert(fc.property(anyText, (text) => unguarded(guarded(plainText(text))) === plainText(text)));
});

/** As a program splits lines that knows nothing of quotes, or another separator: any of these ends a cell. */
const cellsAnyhow = (text: string): string[] => text.replace('\uFEFF', '').split(/[;,\t|\r\n]/u);
const A_NUMBER = /^-?\d+$/u;
const isFormula = (cell: string): boolean => /^"*[=+\-@＝＋－＠]/u.test(cell) && !A_NUMBER.test(cell);

test('nothing in the file begins like a formula, even where another separator is expected', () => {
  fc.assert(
    fc.property(
      fc.array(anyText, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...separators),
      (texts, separator) => {
        // What is a number as a whole stays one.
        const rows = texts.filter((text) => !/^[+-]?\d+(?:[.,]\d+)?$/u.test(text)).map((text) => [text]);
        const text = textOf(toCsv(sheetOf([column('a', 'text')], rows), separator));
        expect(cellsAnyhow(text).filter(isFormula)).toEqual([]);
      },
    ),
  );
});

test('a formula after blanks, a tab or a line break is guarded as well; a dash between words is left alone', () => {
  for (const text of ['  =1+1', '\t1', '\n=1', ' "=1', '＝1+1', '@sum'])
    expect(guarded(text)).toBe(`'${text.replace('\n=', "\n'=")}`);
  expect(guarded('Шторы, -2 шт; + карниз')).toBe('Шторы, -2 шт; + карниз');
  expect(guarded('нить-игла = 1')).toBe('нить-игла = 1');
});

test('negative numbers are numbers, in columns of numbers and of texts', () => {
  expect(guarded('-5')).toBe('-5');
  expect(guarded('-5.25')).toBe('-5.25');
  expect(guarded('-5+3')).toBe("'-5+3");
  const rows = [['-5', '-1234567.50']];
  expect(textOf(toCsv(sheetOf([column('a', 'text'), column('n', 'number', 2)], rows), 'comma'))).toContain(
    '-5,-1234567.50\r\n',
  );
});

test('control characters and half characters are left out, lines within a cell end with one sign', () => {
  const rows = [['a\u0000b\u0007c\ud800d\r\ne\rf']];
  const [, [found] = []] = read(toCsv(sheetOf([column('a', 'text')], rows), 'comma'), ',');
  expect(found).toBe('abcd\ne\nf');
});
