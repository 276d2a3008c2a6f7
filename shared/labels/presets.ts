/**
 * Labels that come with the program: the sheets and rolls that shops sell. A theatre begins a template of its own with
 * one of them.
 */
import { fieldsOf, type LabelDesign, type LabelKind, type LabelLine, type LabelMedia } from './label-design.ts';

/** Keys of presets; requests name them, and words say what they are (`labels.preset.<key>`). */
export const presetKeys = [
  'sheet24',
  'sheet14',
  'sheet65',
  'sheet40',
  'sheet12',
  'sheet1',
  'roll62x29',
  'roll89x36',
  'roll58x40',
] as const;
export type PresetKey = (typeof presetKeys)[number];

interface Preset {
  readonly media: LabelMedia;
  readonly width: number;
  readonly height: number;
  readonly padding: number;
  /** Points of the first line; the others are smaller. */
  readonly points: number;
  /** Lines of text beside the code. */
  readonly room: number;
}

const a4 = (columns: number, rows: number, [left, top]: readonly [number, number], gaps = [0, 0]): LabelMedia => ({
  kind: 'sheet',
  width: 210,
  height: 297,
  columns,
  rows,
  left,
  top,
  gapX: gaps[0] ?? 0,
  gapY: gaps[1] ?? 0,
});
const roll: LabelMedia = { kind: 'roll' };

const presets: Readonly<Record<PresetKey, Preset>> = {
  // The sizes of the makers' sheets (Avery Zweckform 3474, L7163, L7651, L4732, L4743 and their likes).
  sheet24: { media: a4(3, 8, [0, 0.5]), width: 70, height: 37, padding: 3, points: 11, room: 4 },
  sheet14: { media: a4(2, 7, [4.65, 15.15], [2.5, 0]), width: 99.1, height: 38.1, padding: 3, points: 12, room: 4 },
  sheet65: { media: a4(5, 13, [4.75, 10.6], [2.5, 0]), width: 38.1, height: 21.2, padding: 1.5, points: 7, room: 3 },
  sheet40: { media: a4(4, 10, [0, 0]), width: 52.5, height: 29.7, padding: 2.5, points: 9, room: 3 },
  sheet12: { media: a4(2, 6, [4.65, 21.5], [2.5, 0]), width: 99.1, height: 42.3, padding: 3, points: 13, room: 5 },
  // A sign for a place: one to a sheet.
  sheet1: { media: a4(1, 1, [10, 10]), width: 190, height: 277, padding: 10, points: 48, room: 5 },
  roll62x29: { media: roll, width: 62, height: 29, padding: 2, points: 10, room: 4 },
  roll89x36: { media: roll, width: 89, height: 36, padding: 3, points: 12, room: 4 },
  roll58x40: { media: roll, width: 58, height: 40, padding: 2, points: 11, room: 4 },
};

/** Which line is how large, beside the first. */
const SMALLER = 0.78;
const round = (points: number): number => Math.max(5, Math.round(points * 2) / 2);

const SHOWN: Readonly<Record<LabelKind, readonly LabelLine['field'][]>> = {
  item: ['name', 'number', 'location', 'category', 'theater'],
  location: ['name', 'number', 'path', 'theater'],
  blank: ['number', 'theater'],
};

/** The label of that kind on those sheets or rolls. */
export function presetDesign(key: PresetKey, kind: LabelKind): LabelDesign {
  const { media, width, height, padding, points, room } = presets[key];
  const lines = SHOWN[kind].slice(0, room).map((field, index) => ({
    field,
    text: '',
    points: round(index === 0 ? points : points * SMALLER),
    isBold: index === 0,
    lines: index > 0 ? 1 : room > 3 ? 3 : 2,
  }));
  const isUpright = height > width;
  return {
    media,
    width,
    height,
    padding,
    hasBorder: false,
    align: isUpright ? 'center' : 'left',
    code: { symbology: kind === 'blank' ? 'code128' : 'qr', side: isUpright || kind === 'blank' ? 'bottom' : 'left' },
    lines,
  };
}

/** What stands for a text that nobody has typed yet. */
export const newLine = (kind: LabelKind, taken: readonly LabelLine['field'][]): LabelLine => ({
  field: fieldsOf[kind].find((field) => !taken.includes(field)) ?? 'text',
  text: '',
  points: 8,
  isBold: false,
  lines: 1,
});
