/** The report of an evening. */
import { z } from 'zod';
import { row } from '../pieces.ts';

export const showReportData = z.strictObject({
  title: z.string(),
  /** Day, place, variant. */
  about: z.string(),
  /** Pairs of what is told and what it is. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  /** Part, planned, began, ended, lasted. */
  times: z.array(row.length(5)),
  summary: z.string(),
  /** Time, where, what, how bad, by whom. */
  incidents: z.array(row.length(5)),
  replacements: z.array(z.string()),
  /** By department. */
  notes: z.array(z.strictObject({ department: z.string(), lines: z.array(z.string()) })),
  people: z.array(z.strictObject({ department: z.string(), lines: z.array(z.string()) })),
  addenda: z.array(z.string()),
  /** Empty while it is a draft. */
  signedBy: z.string(),
  signedAt: z.string(),
  /** Who signed as well, and when. */
  alsoSigned: z.array(z.string()).default([]),
});
/** Parsed. */
export type ShowReportData = z.infer<typeof showReportData>;
