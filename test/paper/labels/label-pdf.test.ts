/** Labels on paper: every code is read back by a decoder that is not ours, and every text stands there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { Paper } from '../../../paper/engine.ts';
import { encodeCode } from '../../../paper/labels/encode-code.ts';
import { LABELS_TEMPLATE, type LaidLabels, sheetData } from '../../../paper/labels/label-sheets.ts';
import { type LabelDesign, type LabelKind, labelsPerSheet, symbologies } from '../../../shared/labels/label-design.ts';
import { drawLabel, type LabelContent, PAPER_DOT_MM } from '../../../shared/labels/label-drawing.ts';
import { placeOf } from '../../../shared/labels/label-places.ts';
import { presetDesign, presetKeys } from '../../../shared/labels/presets.ts';
import { makeTag } from '../../../shared/rules/tag-code.ts';
import { sampled } from '../../support/effort.ts';
import { codesIn, type PagePicture, picturesOf } from '../../support/pdf-pictures.ts';
import { textOf } from '../pdf-text.ts';

const paper = new Paper();
afterAll(() => paper.close());
const DPI = 300;
const PIXELS = DPI / 25.4;

/** A folder to look at what was made; nothing is written without. */
const LOOK = process.env['LOOK'];
function look(name: string, pictures: readonly PagePicture[]): void {
  if (LOOK === undefined) return;
  mkdirSync(LOOK, { recursive: true });
  for (const [index, { png }] of pictures.entries()) writeFileSync(`${LOOK}/${name}-${index + 1}.png`, png());
}

const contentOf = (name: string, code: string): LabelContent => ({
  code,
  texts: {
    name,
    number: code,
    location: 'Стеллаж 4',
    category: 'Реквизит',
    theater: 'Драматический театр',
    path: 'Склад',
  },
});
const usual = [
  contentOf('Стул венский', 'OFF-00417'),
  contentOf('Прожектор профильный светодиодный «Эллипс» с ирисовой диафрагмой, 19–36°', 'МХ-001234'),
  contentOf('Щ'.repeat(255), '1'.repeat(50)),
  contentOf('Ещё один — с номером в пятьдесят букв', `ИНВ-${'Ж'.repeat(46)}`),
  contentOf('Chaise „à la Thonet“', 'Ab-/.:"\'%+ ^~_>'),
];

async function pdfOf(laid: LaidLabels): Promise<Uint8Array> {
  const answer = await paper.render({
    template: { file: LABELS_TEMPLATE },
    data: sheetData(laid),
    language: 'ru',
    title: 'Этикетки',
    author: 'Театр',
    at: new Date('2026-11-24T18:30:00Z'),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  expect(answer.warnings).toEqual([]);
  return answer.pdf;
}
const draw = (design: LabelDesign, contents: readonly LabelContent[]) =>
  contents.map((content) => drawLabel(design, content, { encode: encodeCode, dot: PAPER_DOT_MM }));
const laid = (design: LabelDesign, contents: readonly LabelContent[], more: Partial<LaidLabels> = {}): LaidLabels => ({
  design,
  drawings: draw(design, contents),
  copies: 1,
  startAt: 1,
  shift: { x: 0, y: 0 },
  ...more,
});
/** The codes of labels by the places where the labels stand; undefined where a place has none. */
async function codesAt(pictures: readonly PagePicture[], design: LabelDesign, count: number, startAt = 1) {
  const read = await Promise.all(pictures.map(codesIn));
  expect(read.flat()).toHaveLength(count);
  return Array.from({ length: count }, (_, index) => {
    const { sheet, x, y } = placeOf(design, index, startAt);
    const isWithin = (at: number, from: number, length: number): boolean =>
      at > from * PIXELS && at < (from + length) * PIXELS;
    return read[sheet]?.find((code) => isWithin(code.x, x, design.width) && isWithin(code.y, y, design.height));
  });
}
const FORMAT = { code128: 'Code128', qr: 'QRCode', datamatrix: 'DataMatrix' } as const;

const designs = presetKeys.flatMap((key) =>
  symbologies.map((symbology) => {
    const design = presetDesign(key, 'item');
    return [
      key,
      symbology,
      { ...design, code: { symbology, side: symbology === 'code128' ? 'bottom' : 'left' } },
    ] as const;
  }),
);

test.each(sampled(designs, 9).map(([key, symbology, design]) => ({ key, symbology, design })))(
  'codes and texts of $key, $symbology',
  async ({ key, symbology, design }) => {
    const pdf = await pdfOf(laid(design, usual));
    const pictures = await picturesOf(pdf, DPI);
    look(`${key}-${symbology}`, pictures);
    const read = await codesAt(pictures, design, usual.length);
    expect(read.map((one) => one?.text)).toEqual(usual.map(({ code }) => code));
    // Where bars have no room or no word for it, DataMatrix stands.
    const drawings = draw(design, usual);
    expect(read.map((one) => one?.format)).toEqual(
      drawings.map(({ code }) => FORMAT[code?.matrix.symbology ?? symbology]),
    );
    const text = (await textOf(pdf)).pages.join(' ');
    for (const { lines } of drawings) for (const line of lines) expect(text).toContain(line.text);
    expect(text).toContain('Стул венский');
  },
);

describe('a sheet', () => {
  test('that is half used begins with its first free label, and each label has its copies', async () => {
    const design = presetDesign('sheet24', 'item');
    const contents = usual.slice(0, 3);
    const pictures = await picturesOf(await pdfOf(laid(design, contents, { startAt: 20, copies: 2 })), DPI);
    look('half-used', pictures);
    expect(pictures.map(({ width, height }) => [width, height])).toEqual([
      [2480, 3508],
      [2480, 3508],
    ]);
    const read = await codesAt(pictures, design, 6, 20);
    const long = '1'.repeat(50);
    expect(read.map((one) => one?.text)).toEqual(['OFF-00417', 'OFF-00417', 'МХ-001234', 'МХ-001234', long, long]);
  });

  test('of sixty-five blank tags has sixty-five different codes as bars', async () => {
    const design = presetDesign('sheet65', 'blank');
    const codes = Array.from({ length: labelsPerSheet(design) }, (_, index) =>
      makeTag(
        'D',
        Uint8Array.from({ length: 8 }, (_byte, at) => (index * 37 + at * 101) % 256),
      ),
    );
    const contents = codes.map((code) => ({ code, texts: { number: code, theater: 'Драматический театр' } }));
    const pictures = await picturesOf(await pdfOf(laid(design, contents)), DPI);
    look('blank', pictures);
    const read = (await Promise.all(pictures.map(codesIn))).flat();
    expect(new Set(read.map(({ format }) => format))).toEqual(new Set(['Code128']));
    expect(new Set(read.map(({ text }) => text))).toEqual(new Set(codes));
  });

  test('is moved as the printer needs it', async () => {
    const design = presetDesign('sheet24', 'item');
    const [at, moved] = await Promise.all(
      [
        { x: 0, y: 0 },
        { x: 2, y: -1.5 },
      ].map(async (shift) => {
        const [picture] = await picturesOf(await pdfOf(laid(design, usual.slice(0, 1), { shift, startAt: 5 })), DPI);
        return picture === undefined ? undefined : (await codesIn(picture))[0];
      }),
    );
    expect((moved?.x ?? 0) - (at?.x ?? 0)).toBeCloseTo(2 * PIXELS, -1);
    expect((moved?.y ?? 0) - (at?.y ?? 0)).toBeCloseTo(-1.5 * PIXELS, -1);
  });
});

test.each<LabelKind>(['item', 'location', 'blank'])('labels of every preset for %s can be made', async (kind) => {
  for (const key of presetKeys) {
    const content = kind === 'blank' ? { code: 'T000000000000', texts: { number: 'T000000000000' } } : usual[1];
    const pictures = await picturesOf(
      await pdfOf(laid(presetDesign(key, kind), content === undefined ? [] : [content])),
      200,
    );
    look(`preset-${key}-${kind}`, pictures);
    expect(pictures).toHaveLength(1);
    const [picture] = pictures;
    expect(picture === undefined ? 0 : (await codesIn(picture)).length).toBe(1);
  }
});
