/** What the interface asks and hears about the packing of a tour. */
import { z } from 'zod';
import type { RefusalData } from '../base/refusal.ts';
import type { PackingAction } from '../rules/packing.ts';
import type { NeedDifference } from '../rules/packing-needs.ts';
import type { Row } from '../schema/catalog.ts';

/** More of one thing goes into no case at once. */
export const MOST_PIECES = 100_000;

/** `id` is made where the person is and becomes the mutation's: sent again after a lost link it packs nothing twice. */
export const packingEntryRequest = z.strictObject({
  id: z.uuid(),
  tourId: z.uuid(),
  /** What was scanned or typed; or, for a key on a line, the thing. */
  what: z.union([z.strictObject({ code: z.string().min(1).max(100) }), z.strictObject({ itemId: z.uuid() })]),
  /** The case that is open; null: things go without one. */
  caseId: z.uuid().nullable(),
  quantity: z.int().min(1).max(MOST_PIECES),
  /** A case that is scanned goes into the open one, instead of being opened. */
  packsCases: z.boolean(),
  /** It was asked and answered: it goes although the list has it not, or has enough of it. */
  isExtra: z.boolean(),
  /** When the scanner was heard, in ms since 1970; null for what was typed, which is never an echo. */
  heardAt: z.int().nullable(),
});
/** One scan, typed code or keystroke on a line. */
export type PackingEntryRequest = z.infer<typeof packingEntryRequest>;

/**
 * What an entry turned out to be. `packed`: planned here; `moved`: planned elsewhere, and now here; `opened`: a case,
 * which is open now; `extra`: taken beyond the list. Nothing is recorded for the others: `ask`: not on the list;
 * `full`: all of it is packed already; `repeated`: the echo of the scan before; `unknown`, `foreign` (a tag of another
 * theatre), `place`: no thing of ours; `decommissioned`: it goes nowhere any more.
 */
export type PackingVerdictKind =
  | 'packed'
  | 'moved'
  | 'extra'
  | 'opened'
  | 'ask'
  | 'full'
  | 'repeated'
  | 'unknown'
  | 'foreign'
  | 'place'
  | 'decommissioned';

/** What an entry meant. */
export interface PackingVerdict {
  readonly kind: PackingVerdictKind;
  /** Of the thing or the place; else the code. */
  readonly name: string;
  readonly number: string | null;
  readonly itemId: string | null;
  readonly caseId: string | null;
  /** The case it went into, or that was opened. */
  readonly caseName: string | null;
  readonly quantity: number;
  /** In this case; for `full` on the whole tour. */
  readonly planned: number;
  readonly packed: number;
  /** Where it was planned (`moved`), or lies (`full`). */
  readonly elsewhere: string | null;
  /** Who packed the last one and when, for `full`. */
  readonly last: { readonly by: string; readonly at: string } | null;
}

/** `entryId` is what `packing.undo` takes, where something was recorded, durably. */
export type PackingEntryAnswer =
  | { readonly ok: true; readonly verdict: PackingVerdict; readonly entryId: string | null }
  | { readonly ok: false; readonly error: RefusalData };

/** A case of the tour. */
export interface PackingCaseView {
  /** Of the thing. */
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** The case that it lies in. */
  readonly insideId: string | null;
  /** Pieces in it, however deep, without cases. */
  readonly planned: number;
  readonly packed: number;
  readonly weightKg: number;
  readonly unweighed: number;
}

/** The packing of a tour without its lines: small, whatever its size. */
export interface PackingHead {
  readonly tour: Pick<Row<'tours'>, 'id' | 'name' | 'status' | 'starts_on' | 'ends_on'>;
  /** By their numbers. */
  readonly cases: readonly PackingCaseView[];
  /** What goes without a case. */
  readonly loose: PackingHead['totals'];
  readonly totals: {
    readonly planned: number;
    readonly packed: number;
    readonly weightKg: number;
    readonly unweighed: number;
  };
  /** Things of which more is packed than planned. */
  readonly over: number;
}

/** A thing in a case, or in none. */
export interface PackingLineView {
  readonly id: string;
  readonly itemId: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly caseId: string | null;
  readonly planned: number;
  readonly packed: number;
  /** Kilograms of one; null where nobody knows. */
  readonly weight: number | null;
  readonly isCase: boolean;
  readonly isExtra: boolean;
  readonly isDecommissioned: boolean;
  readonly note: string | null;
  /** Where most of it stands. */
  readonly place: string | null;
  /** So many more are packed on the tour than planned, over all cases; and who packed it. */
  readonly over: number;
  readonly packers: readonly string[];
}

/** A stretch of the lines, and how many there are. */
export interface PackingLines {
  readonly total: number;
  readonly rows: readonly PackingLineView[];
}

/** What was recorded last; what was taken back stays, and says so. */
export interface PackingEntryView {
  readonly id: string;
  readonly lineId: string;
  readonly action: PackingAction;
  readonly itemId: string;
  readonly name: string;
  readonly number: string;
  readonly caseName: string | null;
  readonly quantity: number;
  readonly by: string;
  readonly byId: string | null;
  readonly at: string;
  readonly isUndone: boolean;
  readonly isPending: boolean;
}

/** A thing of which productions need another number than is planned. */
export type DifferenceView = NeedDifference & Readonly<{ name: string; number: string }>;

/** By what the list differs from what has to go. */
export interface PackingNeeds {
  /** How many events of the tour have a production on the stage. */
  readonly events: number;
  readonly differences: readonly DifferenceView[];
}
