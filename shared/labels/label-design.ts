/**
 * What a label looks like and what it is printed on: the content of a row of `label_templates`. All lengths are
 * millimetres, all sizes of type points.
 */
import { z } from 'zod';

/** What labels are for: a thing, a place, or a tag that belongs to nothing yet. */
export const labelKinds = ['item', 'location', 'blank'] as const;
export type LabelKind = (typeof labelKinds)[number];

/** Kinds of codes that can be printed. */
export const symbologies = ['code128', 'qr', 'datamatrix'] as const;
export type Symbology = (typeof symbologies)[number];

/** What a line of a label says. `number` is what the code holds, in letters; `text` stands there as it was typed. */
export const labelFields = [
  'name',
  'number',
  'category',
  'location',
  'serial',
  'model',
  'path',
  'theater',
  'text',
] as const;
export type LabelField = (typeof labelFields)[number];

/** Fields that labels of a kind can show, in the order in which they are offered. */
export const fieldsOf: Readonly<Record<LabelKind, readonly LabelField[]>> = {
  item: ['name', 'number', 'category', 'location', 'serial', 'model', 'theater', 'text'],
  location: ['name', 'number', 'path', 'theater', 'text'],
  blank: ['number', 'theater', 'text'],
};

/** Below this nobody reads it at arm's length. */
export const LEAST_POINTS = 5;
/** Hundredths of a millimetre are below what paper can be cut to. */
const TOLERANCE_MM = 0.011;

const mm = (least: number, most: number): z.ZodNumber => z.number().min(least).max(most);

const sheet = z.strictObject({
  kind: z.literal('sheet'),
  width: mm(50, 450),
  height: mm(50, 650),
  columns: z.int().min(1).max(30),
  rows: z.int().min(1).max(60),
  /** From the edge of the sheet to the first label. */
  left: mm(0, 200),
  top: mm(0, 200),
  /** Between one label and the next. */
  gapX: mm(0, 100),
  gapY: mm(0, 100),
});
const roll = z.strictObject({ kind: z.literal('roll') });

const line = z.strictObject({
  field: z.enum(labelFields),
  /** What the field `text` says; empty for the others. */
  text: z.string().max(200),
  points: z.number().min(LEAST_POINTS).max(72),
  isBold: z.boolean(),
  /** So many lines it may take at most. */
  lines: z.int().min(1).max(6),
});

const code = z.strictObject({
  symbology: z.enum(symbologies),
  /** Where it stands; the text takes the rest. */
  side: z.enum(['left', 'right', 'top', 'bottom']),
});

/** What is printed on. */
export const mediaSchema = z.discriminatedUnion('kind', [sheet, roll]);

/** A whole design. Labels lie on the sheet they are printed on, and leave room inside their padding. */
export const labelDesignSchema = z
  .strictObject({
    media: mediaSchema,
    width: mm(10, 300),
    height: mm(8, 300),
    /** Kept free along each edge of a label. */
    padding: mm(0, 20),
    /** A hairline around each label, to cut along. */
    hasBorder: z.boolean(),
    align: z.enum(['left', 'center']),
    code: code.nullable(),
    lines: z.array(line).max(8).readonly(),
  })
  .superRefine((design, context) => {
    const { media, width, height, padding } = design;
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (2 * padding > Math.min(width, height) - 5) refuse('padding', 'room');
    if (media.kind !== 'sheet') return;
    const right = media.left + media.columns * width + (media.columns - 1) * media.gapX;
    const bottom = media.top + media.rows * height + (media.rows - 1) * media.gapY;
    if (right > media.width + TOLERANCE_MM) refuse('columns', 'sheet');
    if (bottom > media.height + TOLERANCE_MM) refuse('rows', 'sheet');
  });

export type LabelDesign = Readonly<z.infer<typeof labelDesignSchema>>;
export type LabelMedia = LabelDesign['media'];
export type SheetMedia = Extract<LabelMedia, { kind: 'sheet' }>;
export type LabelLine = LabelDesign['lines'][number];

/** The design that a template's content means; undefined where it is none, or a newer version's. */
export function readDesign(content: unknown): LabelDesign | undefined {
  const read = labelDesignSchema.safeParse(content);
  return read.success ? read.data : undefined;
}

/** How many labels a sheet takes; a roll takes one at a time. */
export const labelsPerSheet = ({ media }: LabelDesign): number =>
  media.kind === 'sheet' ? media.columns * media.rows : 1;
