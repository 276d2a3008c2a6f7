/** A table of texts with commas, semicolons or tabs (RFC 4180), each row with its line in the file. */

/** A row. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** On which it begins, counted from one. */
  readonly line: number;
}

/** A file, read. */
export interface CsvTable {
  readonly separator: string;
  /** The first row, where it says what stands below. */
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
  /** The line on which a quotation mark opens that is never closed; null where all are. */
  readonly unclosed: number | null;
}

const SEPARATORS = [';', ',', '\t'];

/** So many letters at its beginning tell how a table is written: a pattern goes through no endless line. */
const MOST_LOOKED_AT = 64 * 1024;

/** The separator that the first line has most of, outside of quotation marks. */
function separatorOf(text: string): string {
  const begin = text.slice(0, MOST_LOOKED_AT);
  const end = begin.search(/\r|\n/);
  const line = (end < 0 ? begin : begin.slice(0, end)).replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = SEPARATORS.map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** So many rows are read between two looks at how far it is. */
const STEP = 2000;

/** One cell, and where it ends; undefined where its quotation mark never closes. */
function cellAt(text: string, at: number, ends: RegExp): { readonly cell: string; readonly end: number } | undefined {
  let from = at;
  let quoted = '';
  if (text[at] === '"') {
    let close = text.indexOf('"', at + 1);
    while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close < 0) return undefined;
    quoted = text.slice(at + 1, close).replaceAll('""', '"');
    from = close + 1;
  }
  ends.lastIndex = from;
  const end = ends.exec(text)?.index ?? text.length;
  return { cell: quoted + text.slice(from, end), end };
}

/** Reads it; yields how many letters of how many are read. Rows without any text are left out. */
export function* readCsv(file: string): Generator<{ readonly done: number; readonly total: number }, CsvTable> {
  const text = file.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const ends = new RegExp(`[${separator === '\t' ? '\\t' : separator}\r\n]`, 'g');
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [at, line, begins, count] = [0, 1, 1, 0];
  let unclosed: number | null = null;
  const endRow = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, line: begins });
    cells = [];
  };
  while (at < text.length) {
    const found = cellAt(text, at, ends);
    if (found === undefined) {
      // What stands before it in its row means nothing without the rest.
      [unclosed, cells] = [line, []];
      break;
    }
    cells.push(found.cell);
    line += found.cell.split('\n').length - 1;
    at = found.end;
    const sign = text[at];
    at += sign === '\r' && text[at + 1] === '\n' ? 2 : 1;
    if (sign === separator) {
      if (at === text.length) cells.push('');
      continue;
    }
    endRow();
    line += 1;
    begins = line;
    count += 1;
    if (count % STEP === 0) yield { done: at, total: text.length };
  }
  endRow();
  const [head, ...others] = rows;
  return { separator, head: (head?.cells ?? []).map((name) => name.trim()), rows: others, unclosed };
}
