/** What the interface asks and hears about labels: how they look, and having them made. */
import { z } from 'zod';
import { labelDesignSchema, labelKinds } from '../labels/label-design.ts';
import type { LabelNotice } from '../labels/label-drawing.ts';
import { MOST_SHIFT_MM } from '../labels/label-places.ts';
import { presetKeys } from '../labels/presets.ts';
import { isTag, MOST_TAGS } from '../rules/tag-code.ts';
import type { MadeFile } from './made-contract.ts';

/** Labels of so many things are made at once. */
export const MOST_LABELS = 2000;
const MOST_COPIES = 99;

const ids = z.array(z.uuid()).min(1).max(MOST_LABELS).readonly();
/** A template of the theatre, one that comes with the program, or one that is being edited. */
const label = z.union([
  z.strictObject({ templateId: z.uuid() }),
  z.strictObject({ preset: z.enum(presetKeys) }),
  z.strictObject({ design: labelDesignSchema }),
]);
/** For what. `sample` is nothing: a label that shows what one looks like, with long texts. */
const targets = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), ids }),
  z.strictObject({ kind: z.literal('location'), ids }),
  /** So many tags that belong to nothing, each with a code of its own; `codes` prints those of before once more. */
  z.strictObject({
    kind: z.literal('blank'),
    count: z.int().min(1).max(MOST_TAGS),
    codes: z.array(z.string().refine(isTag)).max(MOST_TAGS).readonly().optional(),
  }),
  z.strictObject({ kind: z.literal('sample'), of: z.enum(labelKinds) }),
]);
const shift = z.number().min(-MOST_SHIFT_MM).max(MOST_SHIFT_MM);

const asked = {
  label,
  targets,
  /** The first free label of the first sheet, from 1; of rolls it means nothing. */
  startAt: z.int().min(1).max(2000),
  copies: z.int().min(1).max(MOST_COPIES),
  /** What this machine's printer is set right by, millimetres to the right and down. */
  shift: z.strictObject({ x: shift, y: shift }),
  language: z.enum(['ru', 'en']),
};

/** By method: what it takes. */
export const labelRequests = {
  /** Answers `LabelPreview`: one sheet as it will be, from 0. Blank tags have made-up codes. */
  'labels.preview': z.strictObject({ ...asked, sheet: z.int().min(0).max(100_000) }),
  /** Answers `MadeLabels`; null where `job` was stopped. `dpi` is the printer's, for ZPL alone. */
  'labels.make': z.strictObject({
    ...asked,
    format: z.enum(['pdf', 'zpl']),
    dpi: z.union([z.literal(203), z.literal(300)]),
    /** Named by the window, to ask meanwhile how far it is and to stop it. */
    job: z.uuid().optional(),
  }),
  /** Answers `LabelStanding`; null where the job is over, or has not begun. */
  'labels.standing': z.strictObject({ job: z.uuid() }),
  'labels.stop': z.strictObject({ job: z.uuid() }),
} as const;

export type LabelsAsked = z.infer<(typeof labelRequests)['labels.preview']>;
export type LabelTargets = LabelsAsked['targets'];
export type LabelSource = LabelsAsked['label'];

/** A line of text; `y` is its baseline. Millimetres from the upper left corner of the label. */
export interface DrawnLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly points: number;
  readonly isBold: boolean;
}
/** A code; its path is in modules, `columns` × `rows` of them. */
export interface DrawnCode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly path: string;
}
/** A label in its place on the sheet. */
export interface DrawnLabel {
  readonly x: number;
  readonly y: number;
  readonly lines: readonly DrawnLine[];
  readonly code: DrawnCode | null;
}

/** How many labels something has to be said of. */
export type Noticed = Readonly<Record<LabelNotice, number>>;

/** One sheet, and what all of them come to. Millimetres. */
export interface LabelPreview {
  readonly sheet: { readonly width: number; readonly height: number };
  readonly label: { readonly width: number; readonly height: number; readonly hasBorder: boolean };
  /** Where labels of the sheet stand, free ones too, row by row. */
  readonly slots: readonly { readonly x: number; readonly y: number }[];
  readonly labels: readonly DrawnLabel[];
  readonly sheets: number;
  /** Of all sheets. */
  readonly count: number;
  /** Asked for, and not there any more. */
  readonly missing: number;
  /** Of the labels of this sheet. */
  readonly notices: Noticed;
}

/** How far it is with labels that are being made. */
export interface LabelStanding {
  readonly drawn: number;
  readonly all: number;
}

/** What was made. */
export interface MadeLabels {
  readonly file: MadeFile;
  readonly sheets: number;
  readonly count: number;
  readonly missing: number;
  readonly notices: Noticed;
  /** Of blank tags: to print them once more. */
  readonly codes: readonly string[];
}
