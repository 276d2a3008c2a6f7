/** Tables of Markdown as text: where their cells stand, and tables from spreadsheets. Pure. */

/** Columns of a line, `from`…`to`: what a cell says, without the spaces around it. */
export interface CellPlace {
  readonly from: number;
  readonly to: number;
}

/** Cells of a row; an escaped bar is no border. */
export function cellsOf(line: string): readonly CellPlace[] {
  const borders: number[] = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1;
    else if (line[at] === '|') borders.push(at);
  }
  const isFramed = line.trimStart().startsWith('|');
  const starts = isFramed ? borders : [-1, ...borders];
  return starts.flatMap((border, index): readonly CellPlace[] => {
    const end = starts[index + 1] ?? line.length;
    const said = line.slice(border + 1, end);
    // Behind the last border there is nothing.
    if (index === starts.length - 1 && said.trim() === '') return [];
    const lead = said.length - said.trimStart().length;
    const from = border + 1 + (said.trim() === '' ? Math.min(1, said.length) : lead);
    return [{ from, to: from + said.trim().length }];
  });
}

/** Whether a row is the line that says how columns stand. */
export const isDelimiter = (line: string): boolean => /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(line);

/** An empty row of as many cells. */
export const emptyRow = (cells: number): string => `|${'  |'.repeat(Math.max(1, cells))}`;

/** What a cell of a table may say: one line, with bars that are no borders. */
const asCell = (text: string): string =>
  text
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .replaceAll(/(?<!\\)\|/g, '\\|')
    .trim();

/** Fields of what a spreadsheet copies: tabs between them, quotes around those that hold tabs or lines. */
function fieldsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let [row, field, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (isQuoted) {
      if (letter !== '"') field += letter;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && field === '') isQuoted = true;
    else if (letter === '\t') {
      row.push(field);
      field = '';
    } else if (letter === '\n') {
      rows.push([...row, field]);
      [row, field] = [[], ''];
    } else field += letter;
  }
  if (field !== '' || row.length > 0) rows.push([...row, field]);
  return rows;
}

/** Rows of a table beyond which a paste is no table that anybody edits here. */
const MOST_ROWS = 2_000;

/** Whether a pasted text comes from a spreadsheet: two columns at least. */
export function isFromSpreadsheet(text: string): boolean {
  const lines = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
  return lines.length <= MOST_ROWS && lines.some((line) => line.includes('\t')) && lines[0]?.startsWith('\t') === false;
}

/** A table of Markdown of what a spreadsheet copied; its first row is the head. Rows are filled up to the widest. */
export function tableFromSpreadsheet(text: string): string {
  const rows = fieldsOf(text.replaceAll(/\r\n?/g, '\n')).filter((row) => row.some((field) => field.trim() !== ''));
  const width = Math.max(1, ...rows.map((row) => row.length));
  const isNumber = (field: string): boolean => /^[\d\s.,%+−-]+$/.test(field);
  const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, at) => asCell(row[at] ?? '')).join(' | ')} |`);
  const aligns = Array.from({ length: width }, (_, at) => {
    const column = rows.slice(1).flatMap((row) => (row[at] ?? '').trim() || []);
    return column.length > 0 && column.every(isNumber) ? '--:' : '---';
  });
  return [lines[0], `| ${aligns.join(' | ')} |`, ...lines.slice(1)].join('\n');
}
