/**
 * Ids of what an evening writes down. They follow from what the row is about, so that two laptops that begin the same
 * evening without a network make the same rows and meet in them.
 */

import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import type { Row } from '../schema/catalog.ts';

/** A part of an evening whose time is taken. */
export type ShowPart = Row<'show_timings'>['part'];

/** How far an evening has come. */
export type ShowPhase = Row<'show_runs'>['phase'];

/** The mark of a line of a checklist. */
export const checklistMarkId = (itemId: string, eventId: string): string => deriveId('checklist-mark', itemId, eventId);

/** The mark of a line of a run sheet. */
export const lineMarkId = (lineId: string, eventId: string): string => deriveId('run-sheet-mark', lineId, eventId);

/** The course of an evening. */
export const runId = (eventId: string): string => deriveId('show-run', eventId);

/** The time of a part. */
export const timingId = (eventId: string, part: ShowPart, number: number): string =>
  deriveId('show-timing', eventId, part, String(number));

/** The report of an evening. */
export const reportId = (eventId: string): string => deriveId('show-report', eventId);

/**
 * The id that a row of an evening has, where it follows from what the row is about: nobody takes it for another row.
 * Undefined where ids of the table follow from nothing.
 */
export function eveningIdOf(table: string, values: Readonly<Record<string, unknown>>): string | undefined {
  const event = String(values['event_id']);
  switch (table) {
    case 'checklist_marks':
      return checklistMarkId(String(values['checklist_item_id']), event);
    case 'run_sheet_marks':
      return lineMarkId(String(values['line_id']), event);
    case 'show_reports':
      return reportId(event);
    default:
      return undefined;
  }
}

/** A signature below a report. `at`: ISO time. */
const signature = z.object({ id: z.string(), name: z.string(), at: z.string() });
export type Signature = z.infer<typeof signature>;

/** Signatures that were given without knowing of the first (`show_reports.also_signed`); of another version none. */
export function alsoSigned(stored: unknown): readonly Signature[] {
  const read = z.array(signature).safeParse(stored);
  return read.success ? read.data : [];
}

/** Phases of checklists that an evening has to have behind it before it begins. */
export const BEFORE_PHASES = [
  'load_in',
  'pre_show',
] as const satisfies readonly Row<'performance_checklists'>['phase'][];

const WITH_EVENING: ReadonlySet<string> = new Set([
  'performance',
  'premiere',
  'run_through',
  'dress_rehearsal',
  'tour',
]);

/** Whether events of a type have an evening: a rehearsal has none, unless somebody began one. */
export const hasEvening = (type: string): boolean => WITH_EVENING.has(type);
/** The types of those that have. */
export const eveningTypes = (): readonly string[] => [...WITH_EVENING];
