/** What the interface asks about lists as files: `MadeFile` in return (`made-contract.ts`). */
import { z } from 'zod';
import { describedSheetSchema } from '../lists/list-sheet.ts';
import { listViewSchema } from '../lists/list-view.ts';
import { selectionSchema } from '../lists/selection.ts';

/** What a list is written as. */
export const exportFormats = ['xlsx', 'csv'] as const;
/** One of them. */
export type ExportFormat = (typeof exportFormats)[number];
/** What stands between the cells of a text file; the mark of decimals goes with it (`sheets/csv.ts`). */
export const separators = ['semicolon', 'comma', 'tab'] as const;
/** One of them. */
export type Separator = (typeof separators)[number];

const title = z.string().min(1).max(300);

/**
 * A list and how somebody looks at it: rows are read where they are, however many. `place` is the key of a place
 * (`list-place.ts`); `chosen` null means everything that the view shows; `name` is what the view is called.
 */
const viewedList = z.strictObject({
  kind: z.literal('list'),
  title,
  name: z.string().max(300).nullable(),
  place: z.string().min(1).max(80),
  view: listViewSchema,
  chosen: selectionSchema.nullable(),
});

/** The lines of a count as somebody sees them who counts, at one place or all; or its whole review. */
const countOnScreen = z.strictObject({
  kind: z.literal('count'),
  title,
  id: z.uuid(),
  part: z.enum(['lines', 'review']),
  filter: z.enum(['remaining', 'counted', 'different', 'all']),
  placeId: z.uuid().nullable(),
});

/** A list of the catalog as somebody looks at it, a count, or one that a window holds whole and describes itself. */
export const sheetSource = z.discriminatedUnion('kind', [
  viewedList,
  countOnScreen,
  z.strictObject({ kind: z.literal('described'), sheet: describedSheetSchema }),
]);
/** The same, parsed. */
export type SheetSource = z.infer<typeof sheetSource>;
/** A list of the catalog as somebody looks at it. */
export type ViewedList = z.infer<typeof viewedList>;
/** A count, whole. */
export type CountOnScreen = z.infer<typeof countOnScreen>;

const id = z.uuid();

/** By method: what it takes. `id` is made by the window: by it the work is looked at and stopped. */
export const exportRequests = {
  /**
   * Answers `MadeFile` once the file is there. Fails with `export.empty`, `export.tooLarge`, `export.stopped`,
   * `export.failed`.
   */
  'list.export': z.strictObject({
    id,
    source: sheetSource,
    format: z.enum(exportFormats),
    language: z.enum(['ru', 'en']),
    separator: z.enum(separators),
  }),
  /** Answers `ExportProgress`, or null where it is not under way (any more). */
  'list.exportProgress': z.strictObject({ id }),
  /** Ends it; `list.export` then fails with `export.stopped`. */
  'list.exportStop': z.strictObject({ id }),
} as const;

/** Rows that have been read, of how many. */
export interface ExportProgress {
  readonly done: number;
  /** 0 until it is known. */
  readonly total: number;
}
