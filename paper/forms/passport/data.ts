/** The passport of a production, all of it or one section. */
import { z } from 'zod';

/** A part of a line. */
export type PrintedPart =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly parts: readonly PrintedPart[] }
  /** `picture`: its name among the pictures; null where there is none here. */
  | { readonly kind: 'image'; readonly alt: string; readonly picture: string | null };
const part: z.ZodType<PrintedPart> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.enum(['text', 'code']), text: z.string() }),
    z.strictObject({ kind: z.literal('break') }),
    z.strictObject({ kind: z.enum(['strong', 'emphasis', 'strike']), parts: z.array(part) }),
    z.strictObject({ kind: z.literal('image'), alt: z.string(), picture: z.string().nullable() }),
  ]),
);

/** What stands one below the other. */
export type PrintedBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly parts: readonly PrintedPart[] }
  | { readonly kind: 'paragraph'; readonly parts: readonly PrintedPart[] }
  | {
      readonly kind: 'list';
      readonly start: number | null;
      /** `isDone` is null where there is no box. */
      readonly items: readonly { readonly isDone: boolean | null; readonly blocks: readonly PrintedBlock[] }[];
    }
  | {
      readonly kind: 'table';
      readonly aligns: readonly ('left' | 'center' | 'right')[];
      readonly rows: readonly (readonly (readonly PrintedPart[])[])[];
    }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly PrintedBlock[] }
  | { readonly kind: 'rule' };
const block: z.ZodType<PrintedBlock> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.literal('heading'), level: z.int(), parts: z.array(part) }),
    z.strictObject({ kind: z.literal('paragraph'), parts: z.array(part) }),
    z.strictObject({
      kind: z.literal('list'),
      start: z.int().nullable(),
      items: z.array(z.strictObject({ isDone: z.boolean().nullable(), blocks: z.array(block) })),
    }),
    z.strictObject({
      kind: z.literal('table'),
      aligns: z.array(z.enum(['left', 'center', 'right'])),
      rows: z.array(z.array(z.array(part))),
    }),
    z.strictObject({ kind: z.literal('plain'), text: z.string() }),
    z.strictObject({ kind: z.literal('quote'), blocks: z.array(block) }),
    z.strictObject({ kind: z.literal('rule') }),
  ]),
);

export const passportData = z.strictObject({
  production: z.string(),
  /** Empty: the base. */
  variant: z.string(),
  groups: z.array(
    z.strictObject({
      department: z.string(),
      sections: z.array(
        z.strictObject({
          title: z.string(),
          /** Who answers for it; empty where nobody does. */
          responsible: z.string(),
          /** When somebody last said that it holds, and who; empty where nobody has. */
          checked: z.string(),
          /** Whether it stands there in this variant alone. */
          isOwn: z.boolean(),
          blocks: z.array(block),
        }),
      ),
    }),
  ),
});
/** Parsed. */
export type PassportData = z.infer<typeof passportData>;
