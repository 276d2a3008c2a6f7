/** The cells of a table that was copied elsewhere: as a spreadsheet, a text or a page gives them. */
import { cellsOf } from '../../../shared/rules/run-sheet-table.ts';

/** As much as somebody could have merged; what says more is not believed. */
const MOST_SPAN = 1000;

const span = (cell: HTMLTableCellElement, of: 'colSpan' | 'rowSpan'): number =>
  Math.min(MOST_SPAN, Math.max(1, cell[of]));

/** The text of a cell in one line: what stood on several is parted by blanks. */
function textOf(cell: HTMLTableCellElement): string {
  for (const broken of cell.querySelectorAll('br, p, div, li')) broken.before(' ');
  return (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
}

/**
 * What was merged downwards holds for each of its rows; what was merged sideways stands once, as a heading does. Hidden
 * rows and columns were not seen by who copied.
 */
function cellsOfTable(table: HTMLTableElement): readonly (readonly string[])[] {
  const cells: string[][] = [];
  for (const [at, row] of [...table.rows].filter(({ style }) => style.display !== 'none').entries()) {
    let col = 0;
    for (const cell of row.cells) {
      if (cell.style.display === 'none') continue;
      while (cells[at]?.[col] !== undefined) col += 1;
      const text = textOf(cell);
      const width = span(cell, 'colSpan');
      for (let down = 0; down < span(cell, 'rowSpan'); down += 1) {
        const into = (cells[at + down] ??= []);
        for (let right = 0; right < width; right += 1) into[col + right] = right === 0 ? text : '';
      }
      col += width;
    }
  }
  return cells
    .slice(0, table.rows.length)
    .map((row) => Array.from(row, (cell) => cell ?? ''))
    .filter((row) => row.some((cell) => cell !== ''));
}

/**
 * The cells of what is pasted; none where it holds no text. A table says more than the text beside it: a letter's table
 * has breaks within cells, and merged ones.
 */
export function cellsIn(clipboard: DataTransfer): readonly (readonly string[])[] {
  const html = clipboard.getData('text/html');
  // Read and not shown: nothing in it runs, nothing is fetched for it.
  const table = html === '' ? null : new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  const cells = table === null ? [] : cellsOfTable(table);
  return cells.length > 0 ? cells : cellsOf(clipboard.getData('text/plain'));
}
