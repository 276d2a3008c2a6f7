/** Tables as text: where cells stand, and what becomes of a spreadsheet. */
import { expect, test } from 'vitest';
import {
  cellsOf,
  emptyRow,
  isDelimiter,
  isFromSpreadsheet,
  tableFromSpreadsheet,
} from '../../../renderer/markdown/editor/table-text.ts';
import { parseMarkdown, plainText } from '../../../shared/markdown/parse.ts';

const said = (line: string): string[] => cellsOf(line).map(({ from, to }) => line.slice(from, to));

test('cells of a row, with escaped bars, with and without a frame', () => {
  expect(said('| Софит 1 |  8 | a \\| b |')).toEqual(['Софит 1', '8', 'a \\| b']);
  expect(said('Софит 1 | 8')).toEqual(['Софит 1', '8']);
  expect(said(emptyRow(3))).toEqual(['', '', '']);
  expect(isDelimiter('| --- | :-: | --: |')).toBe(true);
  expect(isDelimiter('| --- | нет |')).toBe(false);
});

test('rows of a spreadsheet become a table: quotes, bars, line ends, missing cells; numbers stand right', () => {
  const pasted = 'Место\tПрибор\tШт.\r\nСофит 1\t"PAR ""64""\nCP62"\t12\r\nСофит 3\ta|b\r\n';
  expect(isFromSpreadsheet(pasted)).toBe(true);
  const table = tableFromSpreadsheet(pasted);
  expect(table.split('\n')).toEqual([
    '| Место | Прибор | Шт. |',
    '| --- | --- | --: |',
    '| Софит 1 | PAR "64" CP62 | 12 |',
    '| Софит 3 | a\\|b |  |',
  ]);
  const [block] = parseMarkdown(table);
  expect(block?.kind === 'table' && block.rows.map((row) => row.cells.map(plainText))).toEqual([
    ['Место', 'Прибор', 'Шт.'],
    ['Софит 1', 'PAR "64" CP62', '12'],
    ['Софит 3', 'a|b', ''],
  ]);
});

test('what is no table stays text', () => {
  for (const text of ['просто строка', 'две\nстроки', '\tотступ', 'а\tб\n'.repeat(3_000)])
    expect(isFromSpreadsheet(text)).toBe(false);
});
