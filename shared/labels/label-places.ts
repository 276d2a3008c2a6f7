/** Which label stands where on which sheet. Millimetres from the upper left corner of the sheet. */
import { type LabelDesign, labelsPerSheet } from './label-design.ts';

/** So far a printer may be off; more is another sheet. */
export const MOST_SHIFT_MM = 10;

/** How much this machine's printer has to be set right by, to the right and down. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** The place of one label. */
export interface LabelPlace {
  /** From 0. */
  readonly sheet: number;
  readonly x: number;
  readonly y: number;
}

/** Width and height of what is printed on. */
export const sheetSize = ({ media, width, height }: LabelDesign): Readonly<{ width: number; height: number }> =>
  media.kind === 'sheet' ? { width: media.width, height: media.height } : { width, height };

/** The first free label of the first sheet, counted from 1, whatever was asked for. */
export const startOn = (design: LabelDesign, startAt: number): number =>
  Math.min(Math.max(1, Math.trunc(startAt)), labelsPerSheet(design));

/** How many sheets so many labels take. */
export const sheetsFor = (design: LabelDesign, count: number, startAt: number): number =>
  count === 0 ? 0 : Math.ceil((startOn(design, startAt) - 1 + count) / labelsPerSheet(design));

/** The place of the label of that number, from 0, where the first one stands at `startAt`; row by row. */
export function placeOf(
  design: LabelDesign,
  index: number,
  startAt: number,
  shift: Shift = { x: 0, y: 0 },
): LabelPlace {
  const slot = startOn(design, startAt) - 1 + index;
  const perSheet = labelsPerSheet(design);
  const place = slotPlace(design, slot % perSheet);
  return { sheet: Math.floor(slot / perSheet), x: place.x + shift.x, y: place.y + shift.y };
}

/** Where the label of that number on a sheet stands, from 0. */
export function slotPlace({ media, width, height }: LabelDesign, slot: number): Readonly<{ x: number; y: number }> {
  if (media.kind === 'roll') return { x: 0, y: 0 };
  return {
    x: media.left + (slot % media.columns) * (width + media.gapX),
    y: media.top + Math.floor(slot / media.columns) * (height + media.gapY),
  };
}
