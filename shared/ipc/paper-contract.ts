/** What the interface asks about paper: sheets of forms, and whether a printed one still holds. */
import { z } from 'zod';
import { SHEET_VIEWS } from '../rules/run-sheet-groups.ts';
import type { SheetChanges } from '../rules/sheet-lines.ts';
import { sheetSource } from './export-contract.ts';
import type { MadeFile } from './made-contract.ts';

/** What a form can be made of. */
export const subjects = [
  'count',
  'place',
  'moves',
  'evening',
  'list',
  'passport',
  'runSheet',
  'event',
  'day',
  'tour',
] as const;
export type SheetSubject = (typeof subjects)[number];

/** Of each subject its forms, the usual one first. Keys are kept in rows of what was printed: they never change. */
export const formsOf = {
  count: ['count-sheet', 'inv-3', '0504087', 'inv-19', 'count-act'],
  place: ['place-list', 'inv-3', '0504087'],
  moves: ['0504102', 'torg-13', '0504104'],
  evening: ['show-report'],
  list: ['list'],
  passport: ['passport'],
  runSheet: ['run-sheet', 'preset-list'],
  event: ['call-sheet'],
  day: ['day-schedule'],
  tour: ['tour-book', 'packing-list', 'waybill', 'carnet-list', 'return-protocol', 'day-sheet'],
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
  /** `variantId` null: the base; `sectionId` null: all sections. */
  z.strictObject({
    kind: z.literal('passport'),
    performanceId: z.uuid(),
    variantId: z.uuid().nullable(),
    sectionId: z.uuid().nullable(),
  }),
  z.strictObject({
    kind: z.literal('runSheet'),
    performanceId: z.uuid(),
    variantId: z.uuid().nullable(),
    view: z.enum(SHEET_VIEWS),
    departmentId: z.uuid().nullable(),
  }),
  z.strictObject({ kind: z.literal('event'), eventId: z.uuid() }),
  z.strictObject({ kind: z.literal('day'), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
  /**
   * Null is all of it: every case of a packing list, every transport of a waybill; of a day sheet today, or the tour's
   * first day where it is not under way.
   */
  z.strictObject({
    kind: z.literal('tour'),
    tourId: z.uuid(),
    caseId: z.uuid().nullable(),
    transportId: z.uuid().nullable(),
    date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable(),
  }),
]);
export type SheetAbout = z.infer<typeof sheetAbout>;

/** A sheet that is asked for. A draft is not remembered, and has no code. */
export const sheetRequest = z.strictObject({
  form: z.enum(formKeys),
  about: sheetAbout,
  language: z.enum(['ru', 'en']),
  isDraft: z.boolean(),
  /** By our form, whatever template of its own the theatre has. */
  isOurs: z.boolean().optional(),
});
export type SheetRequest = z.infer<typeof sheetRequest>;

/** A sheet that waits to be fetched. */
export interface MadePaper extends MadeFile {
  readonly pages: number;
  /** Null on a draft. */
  readonly code: string | null;
  /** The theatre's own template takes too long or holds too much: our own form was made, until it is changed. */
  readonly isWithoutTemplate: boolean;
}

/** Longer is no template of a form, in letters. */
export const MOST_TEMPLATE_LETTERS = 200_000;

/** What a template is tried with: something real, or, with null, what we have thought up for the form. */
export const trialOf = z.strictObject({
  form: z.enum(formKeys),
  about: sheetAbout.nullable(),
  language: z.enum(['ru', 'en']),
});
export type TrialOf = z.infer<typeof trialOf>;
/** A template as it is being typed. */
export const templateTrial = trialOf.extend({ content: z.string().max(MOST_TEMPLATE_LETTERS) });
export type TemplateTrial = z.infer<typeof templateTrial>;

/** What is wrong with a template, at which line of it. */
export interface TemplateProblem {
  readonly severity: 'error' | 'warning';
  /** As the compiler says it, in English. */
  readonly message: string;
  /** Counted from one; null where it belongs to no line of this template. */
  readonly line: number | null;
  readonly column: number | null;
}

/** What came of trying a template. */
export interface TriedTemplate {
  /** The sheet; null where there is none. */
  readonly made: (MadeFile & { readonly pages: number }) | null;
  /**
   * Why there is none. `template`: see `problems`; `late`, `died`: it took too long or held too much, and the process
   * that it ran in was ended; `busy`: the machine is still at work on such.
   */
  readonly reason: 'template' | 'late' | 'died' | 'busy' | null;
  readonly problems: readonly TemplateProblem[];
}

/** A value that a template can take, by the way to it. */
export interface TemplateField {
  /** As a template writes it: `data.document.place`, `data.rows.at(0).at(2)`. */
  readonly path: string;
  readonly kind: 'text' | 'number' | 'flag' | 'list' | 'nothing';
  /** What stands there; of a list, how many it has. */
  readonly example: string;
}

/** By method: what it takes. */
export const paperRequests = {
  /** Answers `MadePaper`, a PDF. Fails with `paper.template`, `paper.late`, `paper.failed`, `paper.nothing`. */
  'paper.make': sheetRequest,
  /** Answers the source of the form that comes with the program. */
  'paper.ours': z.strictObject({ form: z.enum(formKeys) }),
  /** Answers `TriedTemplate`. Fails with `paper.nothing` where what it is about is not there. */
  'paper.try': templateTrial,
  /** Answers `TemplateField[]`: what a template of the form is given. Fails as `paper.try`. */
  'paper.fields': trialOf,
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
