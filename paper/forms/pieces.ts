/**
 * What the data of several forms have in common. Everything that is printed is a text already, in the sheet's language.
 */
import { z } from 'zod';

/** Cells of a row, in the order of the form's columns. */
export const row = z.array(z.string());
/** Whole numbers of a row, for totals that templates take by page. */
export const sums = z.array(z.int().min(0));
/** A document's head; dates as forms have them, empty where nobody knows. */
export const documentHead = z.strictObject({
  place: z.string(),
  ground: z.string(),
  okpo: z.string(),
  begun: z.string(),
  ended: z.string(),
  number: z.string(),
  date: z.string(),
  kind: z.string(),
});
/** Parsed. */
export type DocumentHead = z.infer<typeof documentHead>;

/** What every sheet has beside its own data (`frame.typ`). */
export const frameData = z.strictObject({
  language: z.enum(['ru', 'en']),
  theater: z.string(),
  title: z.string(),
  printedAt: z.string(),
  printedBy: z.string(),
  asOf: z.string().nullable(),
  /** Null on a draft. */
  code: z.string().nullable(),
});
/** Parsed. */
export type FrameData = z.infer<typeof frameData>;
