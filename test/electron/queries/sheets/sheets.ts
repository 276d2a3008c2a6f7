/** Sheets for tests: small ones by hand, and any at all. */
import fc from 'fast-check';
import type {
  ListSheet,
  SheetColumn,
  SheetKind,
  SheetOrigin,
  SheetValue,
} from '../../../../shared/lists/list-sheet.ts';

export const ORIGIN: SheetOrigin = {
  theater: 'Театр на Лиговском',
  by: 'Анна Сухова',
  at: '2026-11-29T21:30:00.000Z',
  syncedAt: '2026-11-29T20:15:00.000Z',
  zone: 'Asia/Yekaterinburg',
  language: 'ru',
};

export const column = (key: string, kind: SheetKind, scale = 0): SheetColumn => ({
  key,
  label: key,
  kind,
  scale,
  width: 140,
});

/** A sheet of rows alone, unless more is said. */
export const sheetOf = (
  columns: readonly SheetColumn[],
  rows: readonly (readonly SheetValue[])[],
  more: Partial<ListSheet> = {},
): ListSheet => ({
  title: 'Инвентарь',
  subtitle: [],
  columns,
  rows,
  groupedBy: null,
  groups: [],
  totals: {},
  origin: ORIGIN,
  ...more,
});

const awkward = [
  "=cmd|' /C calc'!A0",
  '+7 (495) 123-45-67',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '"=1+1',
  'a;=1+1',
  'a,=1+1',
  'a\t-1+1',
  'a"=1',
  "'=1",
  "''=1",
  '-5',
  '+79161234567',
  '000123',
  '4600000000017',
  '1e5',
  '2026-11-29',
  '_x0041_',
  '_x0041_x0042_',
  'toString',
  '__proto__',
  'כיסא מלכותי',
  'Стул «венский»\nс подлокотником',
  '👩‍🎤 костюм',
  '＝1+1',
  '<b>&amp;</b>',
  '  с краёв  ',
  '',
];
/** Texts that people, and those who mean harm, may put into a cell. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...awkward),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '"', "'", ';', ',', '\t', '\n', '\r', ' ', '|', 'a', '1'),
    maxLength: 12,
  }),
);
