/**
 * Labels in ZPL II, for thermal printers: a file that is sent to the printer as it is (`lpr -l`, `copy /b`, port 9100).
 * Texts are UTF-8 (`^CI28`). Letters beyond ASCII are set in Swiss 721 (`E:TT0003M_.FNT`), which printers that know
 * Unicode bring along and the built-in font 0 is not sure to have; one that lacks it prints those lines in its own.
 * Commands as in Zebra's programming guide: ^A, ^BC, ^BQ, ^BX, ^CI, ^CW, ^FD, ^FH, ^FO, ^GB, ^PQ.
 */
import type { LabelDesign } from '../../shared/labels/label-design.ts';
import type { LabelDrawing, PlacedCode } from '../../shared/labels/label-drawing.ts';
import { POINT_MM } from '../../shared/labels/text-fit.ts';

/** Dots per inch of print heads. */
export type Dpi = 203 | 300;
/** Of a head of 203 dots per inch there are eight to a millimetre, of 300 nearly twelve. */
export const dotOf = (dpi: Dpi): number => (dpi === 203 ? 0.125 : 25.4 / 300);

/** Stands before two hexadecimal digits in field data. */
const HEX = '_';
const COMMANDS = /[\^~_]/g;

/** Field data in which nothing begins a command. */
export const zplText = (text: string): string =>
  text
    .replaceAll(/\p{C}/gu, ' ')
    .replaceAll(COMMANDS, (letter) => `${HEX}${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/**
 * Data of ^BC without its automatic mode: begins in subset B, and goes to C for digits where that is shorter, as the
 * code was measured. `>` begins a function and is said as one.
 */
export function code128Data(text: string): string {
  let subset = '';
  const said = runsOf(text).map(([run, needed]) => {
    const data = `${enter(subset, needed)}${needed === 'C' ? run : plain(run)}`;
    subset = needed;
    return data;
  });
  return said.join('');
}

/** Digits by fours and more are shorter in subset C, which takes them two by two: an odd one stays before it. */
const runsOf = (text: string): readonly (readonly [string, 'B' | 'C'])[] =>
  text
    .split(/((?:\d\d){2,}(?!\d))/)
    .filter((run) => run !== '')
    .map((run) => [run, /^\d{4,}$/.test(run) ? 'C' : 'B'] as const);

const START = { B: '>:', C: '>;' } as const;
const SWITCH = { B: '>6', C: '>5' } as const;
const enter = (from: string, to: 'B' | 'C'): string => (from === to ? '' : from === '' ? START[to] : SWITCH[to]);
const plain = (text: string): string => zplText(text.replaceAll('>', '>0'));

/** One label; `copies` of it. */
export function zplLabel(design: LabelDesign, { lines, code }: LabelDrawing, dpi: Dpi, copies: number): string {
  const dots: Dots = (mm) => Math.round(mm / dotOf(dpi));
  const fields = lines.map((line) => zplLine(line, dots));
  const border = design.hasBorder ? [`^FO0,0^GB${dots(design.width)},${dots(design.height)},1^FS`] : [];
  return [
    '^XA',
    '^CI28',
    '^CWT,E:TT0003M_.FNT',
    `^PW${dots(design.width)}`,
    `^LL${dots(design.height)}`,
    '^LH0,0',
    ...border,
    ...(code === undefined ? [] : [zplCode(code, dots)]),
    ...fields,
    `^PQ${copies}`,
    '^XZ',
    '',
  ].join('\n');
}

type Dots = (mm: number) => number;

function zplLine({ text, x, y, points, isBold }: LabelDrawing['lines'][number], dots: Dots): string {
  const height = dots(points * POINT_MM);
  const font = /^[ -~]*$/.test(text) ? '0' : 'T';
  // A field's origin is the top of its letters, not their baseline.
  const top = Math.max(0, dots(y - 0.76 * points * POINT_MM));
  const width = isBold ? height : Math.round(height * 0.9);
  return `^FO${dots(x)},${top}^A${font}N,${height},${width}^FH${HEX}^FD${zplText(text)}^FS`;
}

function zplCode({ matrix, text, x, y, height, module }: PlacedCode, dots: Dots): string {
  const at = `^FO${dots(x)},${dots(y)}`;
  const size = dots(module);
  switch (matrix.symbology) {
    case 'code128':
      return `${at}^BY${size}^BCN,${dots(height)},N,N,N,N^FH${HEX}^FD${code128Data(text)}^FS`;
    case 'qr':
      // Level M, characters as they come.
      return `${at}^BQN,2,${size}^FH${HEX}^FDMA,${zplText(text)}^FS`;
    case 'datamatrix':
      // Whatever begins a function in this code must not be in the text.
      return `${at}^BXN,${size},200,,,,${unused(text)}^FH${HEX}^FD${zplText(text)}^FS`;
  }
}

const unused = (text: string): string => ['!', '#', '%', '|', '@', '$'].find((letter) => !text.includes(letter)) ?? '!';
