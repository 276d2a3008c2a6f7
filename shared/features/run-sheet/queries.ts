/** What screens ask about run sheets. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { SheetLine, SheetMark, SheetScene } from '../../rules/run-sheet-view.ts';

/** A variant of a production. */
export interface SheetVariant {
  readonly id: string;
  readonly name: string;
}

/** The run sheet of an evening: all that a show screen needs, for `runSheetNow`. */
export interface EventRunSheet {
  readonly performanceId: string;
  readonly performance: string;
  /** The event's; null: the base. */
  readonly variant: SheetVariant | null;
  /** In their order. */
  readonly scenes: readonly SheetScene[];
  /** Those of the variant, in the order of scenes and ranks; what is not done in it is left out. */
  readonly lines: readonly SheetLine[];
  readonly marks: readonly SheetMark[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
}

/** Null where the event is not there or names no production. */
export const runSheetForEvent = declareQuery<EventRunSheet | null>()(
  'runSheet.forEvent',
  z.strictObject({ eventId: z.uuid() }),
);
