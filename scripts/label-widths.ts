/**
 * `node scripts/label-widths.ts` writes how wide the letters of our label fonts are, so that labels can be laid out
 * where there is no font. To be run after the fonts have changed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Latin with its accents, Cyrillic, and the marks that names of things have. */
const RANGES = [
  [0x20, 0x7e],
  [0xa0, 0x17f],
  [0x401, 0x45f],
  [0x490, 0x491],
  [0x2010, 0x2026],
  [0x2116, 0x2116],
] as const;

/** Advance widths in thousandths of the size, by character; what the font lacks is left out. */
export function widthsOf(font: Buffer): ReadonlyMap<string, number> {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16;
    tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
  }
  const place = (name: string): number => {
    const offset = tables.get(name);
    if (offset === undefined) throw new Error(`the font has no table ${name}`);
    return offset;
  };
  const unitsPerEm = font.readUInt16BE(place('head') + 18);
  const measured = font.readUInt16BE(place('hhea') + 34);
  const glyphOf = unicodeMap(font, place('cmap'));
  const widths = new Map<string, number>();
  for (const [first, last] of RANGES)
    for (let code = first; code <= last; code += 1) {
      const glyph = glyphOf(code);
      // The last width stands for all glyphs behind it.
      const width = font.readUInt16BE(place('hmtx') + Math.min(glyph, measured - 1) * 4);
      if (glyph > 0) widths.set(String.fromCharCode(code), Math.round((width * 1000) / unitsPerEm));
    }
  return widths;
}

/** The font's table of characters in format 4 (OpenType, «cmap»). */
function unicodeMap(font: Buffer, cmap: number): (code: number) => number {
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, index) => cmap + font.readUInt32BE(cmap + 8 + index * 8),
  );
  const at = subtables.find((subtable) => font.readUInt16BE(subtable) === 4);
  if (at === undefined) throw new Error('the font has no table of characters that is known here');
  const double = font.readUInt16BE(at + 6);
  return (code) => {
    for (let segment = 0; segment < double; segment += 2) {
      if (font.readUInt16BE(at + 14 + segment) < code) continue;
      const start = font.readUInt16BE(at + 16 + double + segment);
      if (start > code) return 0;
      const delta = font.readUInt16BE(at + 16 + 2 * double + segment);
      const rangeAt = at + 16 + 3 * double + segment;
      const range = font.readUInt16BE(rangeAt);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = font.readUInt16BE(rangeAt + range + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** The faces that labels are set in. */
export const faceOf = (isBold: boolean): Buffer =>
  readFileSync(`${root}/paper/fonts/${isBold ? 'PTS75F.ttf' : 'PTS55F.ttf'}`);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const regular = widthsOf(faceOf(false));
  const bold = widthsOf(faceOf(true));
  const letters = [...regular.keys()].filter((letter) => bold.has(letter));
  const chunks = Array.from({ length: Math.ceil(letters.length / 60) }, (_, index) =>
    JSON.stringify(letters.slice(index * 60, index * 60 + 60).join('')),
  );
  const list = (widths: ReadonlyMap<string, number>): string =>
    `[${letters.map((letter) => String(widths.get(letter) ?? 0)).join(', ')}]`;
  writeFileSync(
    `${root}/shared/labels/letter-widths.ts`,
    [
      '/** Widths of the letters of PT Sans, in thousandths of the size. Made by `node scripts/label-widths.ts`. */',
      `export const letters = [${chunks.join(', ')}].join('');`,
      `/** In the order of the letters. */`,
      `export const regularWidths: readonly number[] = ${list(regular)};`,
      `/** The same, in bold. */`,
      `export const boldWidths: readonly number[] = ${list(bold)};`,
      '',
    ].join('\n'),
  );
}
