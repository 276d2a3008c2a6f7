/**
 * Text in the room that a label has for it: as large as it was meant, smaller where that makes one line of it, on
 * several lines where there may be several, and in the end cut with an ellipsis. It never leaves its room.
 */
import { LEAST_POINTS } from './label-design.ts';
import { boldWidths, letters, regularWidths } from './letter-widths.ts';

/** Millimetres of a point. */
export const POINT_MM = 25.4 / 72;
/** From one line to the next, in sizes of the type; accents above and tails below fit in. */
const LINE = 1.16;
/** From the top of a line to its baseline. */
const ASCENT = 0.9;
/** A text is made smaller down to this share of the size that was meant, before it is broken. */
const LEAST_SHARE = 0.75;
const SHARES = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4] as const;
const ELLIPSIS = '…';

const regular = new Map([...letters].map((letter, index) => [letter, regularWidths[index] ?? 0]));
const bold = new Map([...letters].map((letter, index) => [letter, boldWidths[index] ?? 0]));
/** Of letters that the font lacks nothing is known: as wide as they are high. */
const UNKNOWN = 1000;

/** How wide a text is in our label font, in millimetres. */
export function textWidth(text: string, points: number, isBold: boolean): number {
  const widths = isBold ? bold : regular;
  let sum = 0;
  for (const letter of text) sum += widths.get(letter) ?? UNKNOWN;
  return (sum / 1000) * points * POINT_MM;
}

/** What is to be written, in the order from the top. */
export interface Wanted {
  readonly text: string;
  readonly points: number;
  readonly isBold: boolean;
  /** So many lines at most. */
  readonly lines: number;
}

/** One line where it stands. `y` is its baseline; both from the upper left corner of the room, in millimetres. */
export interface FittedLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Millimetres. */
  readonly width: number;
  readonly points: number;
  readonly isBold: boolean;
}

export interface Fitted {
  readonly lines: readonly FittedLine[];
  /** Something does not stand there, or not all of it. */
  readonly isCut: boolean;
}

interface Room {
  readonly width: number;
  readonly height: number;
}

interface Block {
  readonly rows: readonly string[];
  readonly points: number;
  readonly isBold: boolean;
  readonly isCut: boolean;
}

/** Line breaks and what nobody can see become spaces. */
export const cleanText = (text: string): string => text.replaceAll(/[\s\p{C}]+/gu, ' ').trim();

/** Puts the texts into the room, in the middle of its height. */
export function fitText(wanted: readonly Wanted[], room: Room, align: 'left' | 'center'): Fitted {
  const said = wanted.map((each) => ({ ...each, text: cleanText(each.text) })).filter(({ text }) => text !== '');
  const blocks = fittingBlocks(said, room).map((each) => withoutWide(each, room.width));
  const kept = blocks.length === said.length;
  let top = Math.max(0, (room.height - heightOf(blocks)) / 2);
  const lines: FittedLine[] = [];
  for (const { rows, points, isBold } of blocks)
    for (const text of rows) {
      const width = textWidth(text, points, isBold);
      const x = align === 'center' ? Math.max(0, (room.width - width) / 2) : 0;
      lines.push({ text, x, y: top + ASCENT * points * POINT_MM, width, points, isBold });
      top += lineHeight(points);
    }
  return { lines, isCut: !kept || blocks.some(({ isCut }) => isCut) };
}

/** Where not even one letter has room, nothing stands. */
function withoutWide(given: Block, width: number): Block {
  const rows = given.rows.filter((row) => textWidth(row, given.points, given.isBold) <= width);
  return { ...given, rows, isCut: given.isCut || rows.length < given.rows.length };
}

const lineHeight = (points: number): number => LINE * points * POINT_MM;
const heightOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { rows, points }) => sum + rows.length * lineHeight(points), 0);

/** All of them smaller and smaller until they are not too high; then on one line each; then the last ones go. */
function fittingBlocks(wanted: readonly Wanted[], room: Room): readonly Block[] {
  for (const share of SHARES) {
    const blocks = wanted.map((each) => block(each, share, room.width));
    if (heightOf(blocks) <= room.height) return blocks;
  }
  const last = SHARES.at(-1) ?? 1;
  const single = wanted.map((each) => block({ ...each, lines: 1 }, last, room.width));
  for (let count = single.length; count > 0; count -= 1) {
    const some = single.slice(0, count);
    if (heightOf(some) <= room.height) return some;
  }
  return [];
}

function block({ text, points, isBold, lines }: Wanted, share: number, width: number): Block {
  const most = Math.max(LEAST_POINTS, points * share);
  const least = Math.max(LEAST_POINTS, most * LEAST_SHARE);
  const natural = textWidth(text, most, isBold);
  if (natural <= width) return { rows: [text], points: most, isBold, isCut: false };
  const single = (most * width) / natural;
  if (single >= least) return { rows: [text], points: Math.floor(single * 100) / 100, isBold, isCut: false };
  for (const size of [most, least]) {
    const rows = wrap(text, width, size, isBold);
    if (rows.length <= lines) return { rows, points: size, isBold, isCut: false };
  }
  const rows = wrap(text, width, least, isBold).slice(0, lines);
  const end = rows.pop() ?? '';
  return { rows: [...rows, shorten(end, width, least, isBold)], points: least, isBold, isCut: true };
}

/** Breaks at spaces, and inside of what is longer than a line. */
function wrap(text: string, width: number, points: number, isBold: boolean): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (textWidth(longer, points, isBold) <= width) {
      row = longer;
      continue;
    }
    if (row !== '') rows.push(row);
    row = '';
    for (const letter of word) {
      if (row !== '' && textWidth(row + letter, points, isBold) > width) {
        rows.push(row);
        row = '';
      }
      row += letter;
    }
  }
  return row === '' ? rows : [...rows, row];
}

/** The text with an ellipsis for as much of its end as has no room. */
function shorten(text: string, width: number, points: number, isBold: boolean): string {
  const kept = [...text];
  while (kept.length > 0 && textWidth(kept.join('').trimEnd() + ELLIPSIS, points, isBold) > width) kept.pop();
  return kept.join('').trimEnd() + ELLIPSIS;
}
