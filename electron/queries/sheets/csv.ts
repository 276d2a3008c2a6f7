/**
 * A sheet as text with separators, RFC 4180: for other programs. One line a row; a group is a column of its own, and
 * there are no totals. UTF-8 with its mark, lines end with CR LF, cells that need it stand in quotes.
 *
 * Numbers are digits without groups, with the mark of decimals that goes with the separator: Excel takes `;` and a
 * comma where its system does so, and `,` and a point elsewhere. Days are `YYYY-MM-DD`, moments `YYYY-MM-DD HH:MM:SS`
 * in the theatre's zone, flags words.
 *
 * A program that opens such a file runs cells that begin like a formula. Texts that do are guarded by an apostrophe, at
 * their beginning and after whatever another program may take for the end of a cell (OWASP, «CSV Injection»);
 * `unguarded` takes exactly those away again. Numbers are never guarded: `-5` stays one.
 */
import { translator } from '../../../shared/i18n/dictionary.ts';
import type { Separator } from '../../../shared/ipc/export-contract.ts';
import type { ListSheet, SheetColumn, SheetValue } from '../../../shared/lists/list-sheet.ts';
import { plainText } from './plain-text.ts';
import { wallClock } from './wall-clock.ts';

const MARK = '\uFEFF';
const LINE_END = '\r\n';
/** Texts are put together a lot at a time, so that none is longer than a string can be. */
const LOT = 5000;

/** What stands between cells. */
export const SEPARATORS: Readonly<Record<Separator, string>> = { semicolon: ';', comma: ',', tab: '\t' };
const POINTS: Readonly<Record<Separator, string>> = { semicolon: ',', comma: '.', tab: '.' };

/** Signs with which spreadsheets begin a formula, also as wide as East Asian letters. */
const SIGN = '=+\\-@＝＋－＠';
/** Some programs pass over blanks and quotes before it; a tab or a line break there is no better than a sign. */
const BEGINS_BADLY = new RegExp(`^['"\\s]*[${SIGN}\\t\\n]`, 'u');
/** What another program may take for the end of a cell. */
const ENDS = '([;,\\t|\\n]"*)';
const AFTER_END = new RegExp(`${ENDS}('*)(?=[${SIGN}])`, 'gu');
const GUARDED_AFTER = new RegExp(`${ENDS}'('*)(?=[${SIGN}])`, 'gu');
/** Nothing is run of a number that stands alone in a cell. */
const A_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/u;

/** The text as no program takes it for a formula. */
export function guarded(text: string): string {
  if (A_NUMBER.test(text)) return text;
  const inside = text.replaceAll(AFTER_END, "$1'$2");
  return BEGINS_BADLY.test(inside) ? `'${inside}` : inside;
}

/** The text that was guarded. */
export function unguarded(text: string): string {
  const whole = text.startsWith("'") && BEGINS_BADLY.test(text.slice(1)) ? text.slice(1) : text;
  return whole.replaceAll(GUARDED_AFTER, '$1$2');
}

/** In quotes wherever some program might end the cell, whatever separator it expects. */
const quoted = (text: string): string =>
  /[;,\t|"\n\r]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

type Say = (value: SheetValue | undefined, column: Pick<SheetColumn, 'kind'>) => string;

const textCell = (text: string): string => quoted(guarded(plainText(text)));

/** Says cells as they stand between separators. Numbers are never in quotes: none holds the separator of its file. */
function sayer({ origin: { language, zone } }: ListSheet, separator: Separator): Say {
  const t = translator(language);
  return (value, { kind }) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'boolean') return textCell(t(value ? 'common.yes' : 'common.no'));
    if (kind === 'number' && /^-?\d+(?:\.\d+)?$/u.test(value)) return value.replace('.', POINTS[separator]);
    return (kind === 'moment' ? wallClock(value, zone) : undefined) ?? textCell(value);
  };
}

/** The whole file. */
export function toCsv(sheet: ListSheet, separator: Separator): Uint8Array {
  const { columns, rows, groups, groupedBy } = sheet;
  const say = sayer(sheet, separator);
  const line = (cells: readonly string[]): string => cells.join(SEPARATORS[separator]) + LINE_END;
  const isGrouped = groups.length > 0;
  const head = [...(isGrouped ? [groupedBy ?? ''] : []), ...columns.map(({ label }) => label)].map(textCell);
  const groupOf = groups.flatMap(({ label, count }) => Array.from({ length: count }, () => textCell(label)));
  const parts = [Buffer.from(MARK + line(head))];
  for (let from = 0; from < rows.length; from += LOT) {
    const lines = rows.slice(from, from + LOT).map((row, at) => {
      const cells = columns.map((column, index) => say(row[index], column));
      return line(isGrouped ? [groupOf[from + at] ?? '', ...cells] : cells);
    });
    parts.push(Buffer.from(lines.join('')));
  }
  return Buffer.concat(parts);
}
