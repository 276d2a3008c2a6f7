/** What screens ask about the passport of a production. */
import { z } from 'zod';
import type { FileView } from '../../ipc/file-contract.ts';
import { declareQuery } from '../../ipc/query.ts';

/** A person as a section names them. */
export interface SectionPerson {
  readonly id: string;
  readonly name: string;
}

/** A section as its passport shows it. */
export interface PassportSection {
  readonly id: string;
  readonly title: string;
  /** Markdown, as it was written; empty where nothing was. */
  readonly content: string;
  readonly department_id: string | null;
  readonly variant_id: string | null;
  readonly replaces_id: string | null;
  readonly created_at: string;
  readonly responsible: SectionPerson | null;
  /** Who stands in for the responsible, as the company of the production says. */
  readonly substitutes: readonly string[];
  readonly checkedAt: string | null;
  readonly checkedBy: string | null;
  /** When its text was last changed, by whom; null where the journal does not say. */
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  /** Whether the reader may write its text. */
  readonly mayWrite: boolean;
  /** Whether the reader may also say where it stands, who answers for it, that it holds. */
  readonly mayEdit: boolean;
  /** Not sent yet. */
  readonly isPending: boolean;
}

export interface PassportDepartment {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  /** Whether the reader may add sections to it. */
  readonly mayAdd: boolean;
}

/** A passport: sections of all variants, by department and in their order. */
export interface Passport {
  readonly title: string;
  readonly sections: readonly PassportSection[];
  readonly variants: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly PassportDepartment[];
  /** Whether the reader may add sections of no department. */
  readonly mayAddGeneral: boolean;
}
/** Null where there is no such production. */
export const passportOf = declareQuery<Passport | null>()('passport.of', z.strictObject({ performanceId: z.uuid() }));

/** A document of a section. */
export interface SectionDocument {
  /** Of the line that joins the two. */
  readonly id: string;
  readonly documentId: string;
  readonly name: string;
  readonly version: number;
  /** Null where only a path of the former program is known. */
  readonly file: FileView | null;
}
/** Documents of sections, in their order; those of the first section first. */
export const sectionDocuments = declareQuery<readonly SectionDocument[]>()(
  'passport.documents',
  z.strictObject({ sectionIds: z.array(z.uuid()).max(10) }),
);

/** What a text names by `item:`, `document:`, `attachment:`: its name, and its content where it has one. */
export interface ReferredThing {
  readonly name: string;
  readonly file: FileView | null;
}
/** By `kind:id`; what is gone is missing. */
export const referredThings = declareQuery<Readonly<Record<string, ReferredThing>>>()(
  'passport.referred',
  z.strictObject({
    references: z.array(z.strictObject({ kind: z.enum(['item', 'document', 'attachment']), id: z.uuid() })).max(500),
  }),
);

/** One change of a section's text. */
export interface SectionChange {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  /** The name of the mutation. */
  readonly action: string;
  /** Lines; null where there are too many to count. */
  readonly lines: { readonly added: number; readonly removed: number } | null;
}
/** Changes of a section's text, the newest first; `most` of them at most. */
export const sectionHistory = declareQuery<readonly SectionChange[]>()(
  'passport.history',
  z.strictObject({ id: z.uuid(), most: z.int().min(1).max(200) }),
);

/** The text before a change, and after it. */
export interface ChangedText {
  readonly before: string;
  readonly after: string;
}
/** Null where the journal has no such change. */
export const sectionChange = declareQuery<ChangedText | null>()('passport.change', z.strictObject({ id: z.uuid() }));
