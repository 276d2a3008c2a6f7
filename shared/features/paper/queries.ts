/** What is read for paper. */
import { z } from 'zod';
import { formKeys, type PenLine, type SheetAbout, sheetRequest } from '../../ipc/paper-contract.ts';
import { declareQuery } from '../../ipc/query.ts';
import type { SheetLine } from '../../rules/sheet-lines.ts';
import type { JsonValue } from '../../schema/define.ts';

/** What a form says, without its frame, and what is remembered of it. */
export interface GatheredSheet {
  readonly title: string;
  readonly subject: { readonly table: string; readonly id: string } | null;
  /** What the template of the form reads beside the frame. */
  readonly data: Readonly<Record<string, JsonValue>>;
  /** Its lines, as they are compared with those of another day. */
  readonly lines: readonly SheetLine[];
  /** Pictures by their names in the template: the hashes of their contents. */
  readonly pictures: readonly { readonly name: string; readonly sha256: string }[];
  /** Things whose labels stand beside it, by id: drawn by the theatre's own label, as `data.labels` of the template. */
  readonly labels?: readonly string[];
}

/** Where a sheet comes from. */
export interface SheetOffice {
  readonly theater: string;
  /** IANA. */
  readonly zone: string;
  /** The theatre's own template of the form; null where it takes ours. */
  readonly template: string | null;
}

/** The theatre whose paper it is, and how it wants this form. */
export const paperOffice = declareQuery<SheetOffice>()('paper.office', z.strictObject({ form: z.enum(formKeys) }));

/** What a form says of its subject; null where that is not there. Lists are read by whoever exports them. */
export const paperSheet = declareQuery<GatheredSheet | null>()(
  'paper.sheet',
  sheetRequest.omit({ isDraft: true, isOurs: true }),
);

/** A printed sheet as it is remembered. */
export interface RememberedSheet {
  readonly code: string;
  readonly form: string;
  readonly title: string;
  readonly about: SheetAbout | null;
  readonly language: 'ru' | 'en';
  readonly printedAt: string;
  readonly printedBy: string;
  readonly asOf: string | null;
  readonly subject: { readonly table: string; readonly id: string } | null;
  readonly lines: number;
  readonly digests: string;
}

/** By its code, as it is stored; null where it is not known here. */
export const rememberedSheet = declareQuery<RememberedSheet | null>()(
  'paper.remembered',
  z.strictObject({ code: z.string().max(20) }),
);

/** What a count sheet that was filled in by pen stands for. */
export interface PenSheet {
  readonly countId: string;
  readonly lines: readonly PenLine[];
}

/** Lines of a printed count sheet by their numbers on paper, as far as they are there; null where it is none. */
export const penLines = declareQuery<PenSheet | null>()('paper.penLines', z.strictObject({ code: z.string().max(20) }));

/** A template of the theatre's own. */
export interface FormTemplate {
  readonly id: string;
  readonly name: string;
  /** The form that it stands for; a later version may know more of them. */
  readonly kind: string;
  readonly content: string;
  readonly isDefault: boolean;
}

/** The theatre's own templates of forms: by form, the one that is printed first. */
export const formTemplates = declareQuery<readonly FormTemplate[]>()('paper.templates', z.strictObject({}));

/** Something real that a form can be made of. */
export interface TrialSubject {
  readonly label: string;
  readonly about: SheetAbout;
}

/** What a form can be tried with, the newest first: a few counts, places or movements. */
export const trialSubjects = declareQuery<readonly TrialSubject[]>()(
  'paper.trialSubjects',
  z.strictObject({ form: z.enum(formKeys) }),
);

/** What we have thought up for a form, with names that are short and very long. */
export const sampleSheet = declareQuery<GatheredSheet>()(
  'paper.sample',
  z.strictObject({ form: z.enum(formKeys), language: z.enum(['ru', 'en']) }),
);
