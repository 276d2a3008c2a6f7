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

/** The separator that the first line has most of, outside of quotation marks. */
function separatorOf(text: string): string {
  const end = text.search(/\r|\n/);
  const line = (end < 0 ? text : text.slice(0, end)).replaceAll(/"(?:[^"]|"")*"/g, '');
  const counted = SEPARATORS.map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** So many rows are read between two looks at how far it is. */
const STEP = 2000;

/** Reads it; yields how many letters of how many are read. Rows without any text are left out. */
export function* readCsv(file: string): Generator<{ readonly done: number; readonly total: number }, CsvTable> {
  const text = file.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const plain = new RegExp(`[${separator === '\t' ? '\\t' : separator}\r\n]`, 'g');
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let [at, line, begins, count] = [0, 1, 1, 0];
  let unclosed: number | null = null;
  const endRow = (): void => {
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, line: begins });
    cells = [];
  };
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close < 0) {
        unclosed = line;
        cells = [];
        break;
      }
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      line += cell.split('\n').length - 1;
      at = close + 1;
      plain.lastIndex = at;
      const next = plain.exec(text)?.index ?? text.length;
      cell += text.slice(at, next);
      at = next;
    } else {
      plain.lastIndex = at;
      const next = plain.exec(text)?.index ?? text.length;
      cell = text.slice(at, next);
      at = next;
    }
    cells.push(cell);
    const sign = text[at];
    if (sign === separator) {
      at += 1;
      if (at === text.length) cells.push('');
      continue;
    }
    endRow();
    at += sign === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line += 1;
    begins = line;
    count += 1;
    if (count % STEP === 0) yield { done: at, total: text.length };
  }
  endRow();
  const [head, ...others] = rows;
  return { separator, head: (head?.cells ?? []).map((name) => name.trim()), rows: others, unclosed };
}
