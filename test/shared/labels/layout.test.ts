/** Labels, wherever they are drawn: on their sheet, beside each other, and what they say inside of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCode } from '../../../paper/labels/encode-code.ts';
import { faceOf, widthsOf } from '../../../scripts/label-widths.ts';
import { QUIET_MODULES } from '../../../shared/labels/code-matrix.ts';
import {
  fieldsOf,
  type LabelDesign,
  labelDesignSchema,
  labelKinds,
  labelsPerSheet,
  symbologies,
} from '../../../shared/labels/label-design.ts';
import { drawLabel, type LabelDrawing, PAPER_DOT_MM } from '../../../shared/labels/label-drawing.ts';
import { placeOf, sheetSize, sheetsFor, startOn } from '../../../shared/labels/label-places.ts';
import { boldWidths, letters, regularWidths } from '../../../shared/labels/letter-widths.ts';
import { presetDesign, presetKeys } from '../../../shared/labels/presets.ts';
import { fitText, POINT_MM, textWidth } from '../../../shared/labels/text-fit.ts';
import { isThorough } from '../../support/effort.ts';

const EPS = 0.011;
const means = { encode: encodeCode, dot: PAPER_DOT_MM };

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - EPS && b.x < a.x + a.width - EPS && a.y < b.y + b.height - EPS && b.y < a.y + a.height - EPS;
const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - EPS &&
  inner.y >= outer.y - EPS &&
  inner.x + inner.width <= outer.x + outer.width + EPS &&
  inner.y + inner.height <= outer.y + outer.height + EPS;

/** The room that a line takes, with accents and tails. */
const lineBox = ({ x, y, width, points }: LabelDrawing['lines'][number]): Box => ({
  x,
  y: y - 0.9 * points * POINT_MM,
  width,
  height: 1.16 * points * POINT_MM,
});
/** A code with the light around it; above and below a linear one none is needed. */
function quietBox({ matrix, module, x, y, width, height }: NonNullable<LabelDrawing['code']>): Box {
  const quiet = QUIET_MODULES[matrix.symbology] * module;
  const down = matrix.rows === 1 ? 0 : quiet;
  return { x: x - quiet, y: y - down, width: width + 2 * quiet, height: height + 2 * down };
}

const mm = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true }).map((value) => Math.round(value * 10) / 10);
const design = fc
  .record({
    columns: fc.integer({ min: 1, max: 8 }),
    rows: fc.integer({ min: 1, max: 14 }),
    left: mm(0, 20),
    top: mm(0, 20),
    gapX: mm(0, 6),
    gapY: mm(0, 6),
    width: mm(12, 120),
    height: mm(10, 90),
    padding: mm(0, 4),
    kind: fc.constantFrom(...labelKinds),
    isRoll: fc.boolean(),
    symbology: fc.constantFrom(...symbologies, null),
    side: fc.constantFrom('left', 'right', 'top', 'bottom'),
    align: fc.constantFrom('left', 'center'),
    points: mm(5, 40),
    count: fc.integer({ min: 0, max: 6 }),
    most: fc.integer({ min: 1, max: 4 }),
  })
  .map((drawn) => ({
    kind: drawn.kind,
    design: {
      media: drawn.isRoll
        ? { kind: 'roll' }
        : {
            kind: 'sheet',
            width: 210,
            height: 297,
            ...pick(drawn, ['columns', 'rows', 'left', 'top', 'gapX', 'gapY']),
          },
      ...pick(drawn, ['width', 'height', 'padding', 'align']),
      hasBorder: false,
      code: drawn.symbology === null ? null : { symbology: drawn.symbology, side: drawn.side },
      lines: fieldsOf[drawn.kind].slice(0, drawn.count).map((field) => ({
        field,
        text: '',
        points: drawn.points,
        isBold: drawn.points > 20,
        lines: drawn.most,
      })),
    },
  }))
  .filter((each) => labelDesignSchema.safeParse(each.design).success)
  .map((each) => ({ ...each, design: labelDesignSchema.parse(each.design) }));
function pick<T, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    'Прожектор театральный светодиодный профильный «Эллипс» 19–36°, с ирисовой диафрагмой',
    'Ж'.repeat(255),
    'Стул венский',
    '',
    '   ',
    'a\nb\tc',
    '漢字と😀',
  ),
);
const code = fc.oneof(
  fc.constantFrom('OFF-0001', 'МХ-001234', 'T123456789012', '9'.repeat(50), 'Ж'.repeat(50), 'x'.repeat(100), ''),
  fc.string({ minLength: 1, maxLength: 50 }),
);
const RUNS = isThorough ? 6000 : 300;

describe('sheets', () => {
  test('hold as many labels as there are, from the one that is free, none beyond the sheet, none on another', () => {
    fc.assert(
      fc.property(
        design,
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: -3, max: 200 }),
        (drawn, count, startAt) => {
          const label: LabelDesign = drawn.design;
          const size = sheetSize(label);
          const places = Array.from({ length: count }, (_, index) => placeOf(label, index, startAt));
          const bySheet = Map.groupBy(places, ({ sheet }) => sheet);
          expect(bySheet.size).toBe(sheetsFor(label, count, startAt));
          const perSheet = labelsPerSheet(label);
          for (const [sheet, all] of bySheet) {
            expect(all.length).toBeLessThanOrEqual(sheet === 0 ? perSheet - startOn(label, startAt) + 1 : perSheet);
            const boxes = all.map(({ x, y }) => ({ x, y, width: label.width, height: label.height }));
            for (const [index, box] of boxes.entries()) {
              expect(isInside(box, { x: 0, y: 0, ...size })).toBe(true);
              for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
            }
          }
        },
      ),
      { numRuns: RUNS / 3 },
    );
  });

  test.each(presetKeys)('preset %s: full sheets before another begins, and row by row', (key) => {
    const label = presetDesign(key, 'item');
    expect(labelDesignSchema.safeParse(label).success).toBe(true);
    const perSheet = labelsPerSheet(label);
    expect(sheetsFor(label, perSheet, 1)).toBe(1);
    expect(sheetsFor(label, perSheet + 1, 1)).toBe(2);
    if (perSheet === 1) return;
    expect(sheetsFor(label, perSheet, 2)).toBe(2);
    const [first, second] = [placeOf(label, 0, 7), placeOf(label, 1, 7)];
    expect(second.y > first.y || second.x > first.x).toBe(true);
    expect(placeOf(label, 0, 7, { x: 1.5, y: -0.5 })).toEqual({ sheet: 0, x: first.x + 1.5, y: first.y - 0.5 });
  });
});

describe('a label', () => {
  const check = (label: LabelDesign, drawing: LabelDrawing): void => {
    const whole = { x: 0, y: 0, width: label.width, height: label.height };
    const inner = {
      x: label.padding,
      y: label.padding,
      width: label.width - 2 * label.padding,
      height: label.height - 2 * label.padding,
    };
    for (const [index, line] of drawing.lines.entries()) {
      expect(isInside(lineBox(line), inner)).toBe(true);
      expect(textWidth(line.text, line.points, line.isBold)).toBeCloseTo(line.width, 6);
      for (const other of drawing.lines.slice(index + 1)) expect(overlap(lineBox(line), lineBox(other))).toBe(false);
      if (drawing.code !== undefined) expect(overlap(lineBox(line), quietBox(drawing.code))).toBe(false);
    }
    if (drawing.code === undefined) return;
    expect(isInside(quietBox(drawing.code), whole)).toBe(true);
    expect(isInside(drawing.code, inner)).toBe(true);
    expect(drawing.code.module).toBeGreaterThanOrEqual(0.25);
    expect(drawing.code.module / PAPER_DOT_MM).toBeCloseTo(Math.round(drawing.code.module / PAPER_DOT_MM), 6);
  };

  test('keeps all that it says inside, and no text touches the code or another', () => {
    const seen = { drawn: 0, replaced: 0, leftOut: 0, cut: 0 };
    fc.assert(
      fc.property(design, fc.array(words, { minLength: 8, maxLength: 8 }), code, (drawn, said, held) => {
        const texts = Object.fromEntries(fieldsOf[drawn.kind].map((field, index) => [field, said[index] ?? '']));
        const drawing = drawLabel(drawn.design, { code: held, texts }, means);
        check(drawn.design, drawing);
        if (drawing.code !== undefined) seen.drawn += 1;
        if (drawing.notices.includes('codeReplaced')) seen.replaced += 1;
        if (drawing.notices.includes('codeLeftOut')) seen.leftOut += 1;
        if (drawing.notices.includes('textCut')) seen.cut += 1;
      }),
      { numRuns: RUNS },
    );
    expect(Object.values(seen).every((count) => count > 0)).toBe(true);
  });

  test.each(presetKeys)(
    'preset %s has room for the code of the longest number, of whatever kind it was to be',
    (key) => {
      for (const kind of labelKinds)
        for (const held of ['OFF-0001', '9'.repeat(50), 'Щ'.repeat(50)])
          for (const symbology of symbologies) {
            const label = presetDesign(key, kind);
            const changed: LabelDesign = { ...label, code: { symbology, side: label.code?.side ?? 'left' } };
            const drawing = drawLabel(changed, { code: held, texts: { name: 'Стул', number: held } }, means);
            check(changed, drawing);
            expect(drawing.code, `${key} ${kind} ${symbology} ${held}`).toBeDefined();
            expect(drawing.lines.length).toBeGreaterThan(0);
          }
    },
  );

  test('of a blank tag carries its code as bars on the smallest sheet', () => {
    const drawing = drawLabel(presetDesign('sheet65', 'blank'), { code: 'T123456789012', texts: {} }, means);
    expect(drawing.code?.matrix.symbology).toBe('code128');
    expect(drawing.notices).toEqual([]);
  });
});

describe('text', () => {
  const room = { width: 40, height: 20 };
  const one = (text: string, lines = 1, points = 12) => fitText([{ text, points, isBold: false, lines }], room, 'left');

  test('that has room is as large as it was meant', () => {
    expect(one('Стул').lines).toMatchObject([{ text: 'Стул', points: 12 }]);
  });
  test('that is a little too long shrinks', () => {
    const [line] = one('Стул венский чёрный №12').lines;
    expect(line?.text).toBe('Стул венский чёрный №12');
    expect(line?.points).toBeLessThan(12);
    expect(line?.points).toBeGreaterThan(8.9);
  });
  test('that is longer is broken where it may be, between words', () => {
    const fitted = one('Стул венский чёрный с гнутой спинкой', 2);
    expect(fitted.lines.map(({ text }) => text).join(' ')).toBe('Стул венский чёрный с гнутой спинкой');
    expect(fitted).toMatchObject({ isCut: false });
    expect(fitted.lines).toHaveLength(2);
  });
  test('that is too long for that is cut with an ellipsis, and it is said', () => {
    const fitted = one('Стул венский чёрный с гнутой спинкой и подлокотниками из зала заседаний', 2);
    expect(fitted.lines).toHaveLength(2);
    expect(fitted.lines[1]?.text).toMatch(/…$/);
    expect(fitted.isCut).toBe(true);
  });
  test('lines that have no room go, the last ones first', () => {
    const wanted = Array.from({ length: 8 }, (_, index) => ({
      text: `строка ${index}`,
      points: 20,
      isBold: false,
      lines: 1,
    }));
    const fitted = fitText(wanted, { width: 40, height: 10 }, 'left');
    expect(fitted.isCut).toBe(true);
    expect(fitted.lines[0]?.text).toBe('строка 0');
    expect(fitted.lines.length).toBeLessThan(8);
  });
});

test('widths of letters are those of the fonts that are shipped', () => {
  for (const [isBold, widths] of [
    [false, regularWidths],
    [true, boldWidths],
  ] as const)
    expect(widths).toEqual([...letters].map((letter) => widthsOf(faceOf(isBold)).get(letter)));
});
