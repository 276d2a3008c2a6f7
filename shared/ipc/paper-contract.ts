/** What the interface asks about paper: sheets of forms, and whether a printed one still holds. */
import { z } from 'zod';
import type { SheetChanges } from '../rules/sheet-lines.ts';
import { sheetSource } from './export-contract.ts';
import type { MadeFile } from './made-contract.ts';

/** What a form can be made of. */
export const subjects = ['count', 'place', 'moves', 'evening', 'list'] as const;
export type SheetSubject = (typeof subjects)[number];

/** Of each subject its forms, the usual one first. Keys are kept in rows of what was printed: they never change. */
export const formsOf = {
  count: ['count-sheet', 'inv-3', '0504087', 'inv-19', 'count-act'],
  place: ['place-list', 'inv-3', '0504087'],
  moves: ['0504102', 'torg-13', '0504104'],
  evening: ['show-report'],
  list: ['list'],
} as const satisfies Readonly<Record<SheetSubject, readonly string[]>>;
/** A form by its key. */
export type FormKey = (typeof formsOf)[SheetSubject][number];
/** Every form once. */
export const formKeys = [...new Set(Object.values(formsOf).flat())] as [FormKey, ...FormKey[]];

/** Lines of one sheet of movements at most. */
export const MOST_MOVEMENTS = 1000;

/** What a sheet is about. `placeId` of a count: a part of it; null: all of it. */
export const sheetAbout = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), countId: z.uuid(), placeId: z.uuid().nullable() }),
  z.strictObject({ kind: z.literal('place'), locationId: z.uuid() }),
  z.strictObject({ kind: z.literal('moves'), movementIds: z.array(z.uuid()).min(1).max(MOST_MOVEMENTS).readonly() }),
  z.strictObject({ kind: z.literal('evening'), eventId: z.uuid() }),
  z.strictObject({ kind: z.literal('list'), source: sheetSource }),
]);
export type SheetAbout = z.infer<typeof sheetAbout>;

/** A sheet that is asked for. A draft is not remembered, and has no code. */
export const sheetRequest = z.strictObject({
  form: z.enum(formKeys),
  about: sheetAbout,
  language: z.enum(['ru', 'en']),
  isDraft: z.boolean(),
});
export type SheetRequest = z.infer<typeof sheetRequest>;

/** A sheet that waits to be fetched. */
export interface MadePaper extends MadeFile {
  readonly pages: number;
  /** Null on a draft. */
  readonly code: string | null;
  /** The theatre's own template ended the app when it was last tried: our own form was made, until it is changed. */
  readonly isWithoutTemplate: boolean;
}

/** By method: what it takes. */
export const paperRequests = {
  /** Answers `MadePaper`, a PDF. Fails with `paper.template`, `paper.late`, `paper.failed`, `paper.nothing`. */
  'paper.make': sheetRequest,
  /** Answers `SheetStanding`; null where this laptop does not know the code. */
  'paper.check': z.strictObject({ code: z.string().min(1).max(100) }),
} as const;

/** A printed sheet, and what has become of what it says. */
export interface SheetStanding {
  readonly code: string;
  readonly form: string;
  readonly title: string;
  /** ISO-8601 UTC. */
  readonly printedAt: string;
  readonly printedBy: string;
  readonly asOf: string | null;
  readonly subject: { readonly table: string; readonly id: string } | null;
  readonly lines: number;
  /** Null where it cannot be said line by line: there were too many, or what it was about is gone. */
  readonly changes: SheetChanges | null;
  /** What it was about is not there any more. */
  readonly isGone: boolean;
}

/** A line of a printed count sheet, by its number there: what is written by pen is entered with it. */
export interface PenLine {
  readonly number: number;
  readonly itemId: string;
  readonly locationId: string;
  readonly name: string;
  readonly inventoryNumber: string;
  readonly unit: string;
  readonly location: string;
}
