/** What screens ask about run sheets. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { SheetLine, SheetMark, SheetScene, SheetThing } from '../../rules/run-sheet-view.ts';

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

/** Somebody who can do a line. */
export interface SheetPerson {
  readonly id: string;
  readonly name: string;
  /** As what they work on the production; null: somebody else of the house. */
  readonly function: string | null;
}

/** A department, with its code. */
export interface SheetDepartment {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  /** Who asks belongs to it. */
  readonly isOwn: boolean;
}

/** All of a production's run sheet, of all its variants. */
export interface RunSheet {
  readonly title: string;
  /** In their order. */
  readonly scenes: readonly SheetScene[];
  /** Those of all variants, in the order of ranks. */
  readonly lines: readonly SheetLine[];
  readonly variants: readonly SheetVariant[];
  readonly departments: readonly SheetDepartment[];
  /** The company first. */
  readonly people: readonly SheetPerson[];
  /** Who asks, as one of them; null: not employed here. */
  readonly ownId: string | null;
}

/** Null where the production is not there. */
export const runSheetOf = declareQuery<RunSheet | null>()('runSheet.of', z.strictObject({ performanceId: z.uuid() }));

/** A thing that a line may be about. */
export interface ThingFound extends SheetThing {
  /** What the production needs of it: the row that lines point at; null where it needs none of it. */
  readonly needId: string | null;
  /** As many as stand in the house. */
  readonly quantity: number;
  readonly unit: string;
}

/** What was found for a text: an answer to an earlier one is not taken for it. */
export interface ThingsFound {
  readonly text: string;
  readonly things: readonly ThingFound[];
}

/** Things by what is typed, those of the production first; asked while somebody types. */
export const runSheetThings = declareQuery<ThingsFound>()(
  'runSheet.things',
  z.strictObject({ performanceId: z.uuid(), text: z.string().max(255) }),
);

/** Null where the event is not there or names no production. */
export const runSheetForEvent = declareQuery<EventRunSheet | null>()(
  'runSheet.forEvent',
  z.strictObject({ eventId: z.uuid() }),
);
