/** What the interface asks and hears about counts. */
import { z } from 'zod';
import type { RefusalData } from '../base/refusal.ts';
import type { CountSum } from '../rules/count-sums.ts';
import type { Row } from '../schema/catalog.ts';

/** `id` is made where the person is: sent again after a lost link, the entry is the same one and counts once. */
export const countEntryRequest = z.strictObject({
  id: z.uuid(),
  countId: z.uuid(),
  /** What was scanned or typed; or, for a key on a line, the thing at a place. */
  what: z.union([
    z.strictObject({ code: z.string().min(1).max(100) }),
    z.strictObject({ itemId: z.uuid(), locationId: z.uuid() }),
  ]),
  /** The place that is being counted; null: wherever the thing is expected. */
  placeId: z.uuid().nullable(),
  quantity: z.int().min(-1_000_000).max(1_000_000),
  mode: z.enum(['share', 'second']).nullable(),
});
/** One scan or one typed number. Its id is made by the window, so that asking again counts nothing twice. */
export type CountEntryRequest = z.infer<typeof countEntryRequest>;

/**
 * What a scan turned out to be. `more`: beyond what is expected; `place`: the code of a place, where counting goes on;
 * `outside`: of a place that is not being counted.
 */
export type VerdictKind = 'found' | 'more' | 'unexpected' | 'unknown' | 'place' | 'outside';

/** What an entry meant. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly name: string;
  readonly inventoryNumber: string | null;
  /** Where it was expected, for `unexpected`; the place, for `place` and `outside`. */
  readonly place: string | null;
  readonly itemId: string | null;
  readonly locationId: string;
  readonly quantity: number;
  readonly expected: number;
  readonly counted: number;
  /** Others have counted this here, and nobody has said how that stands to it. */
  readonly others: readonly string[];
}

/** `entryId` where something was recorded, durably. */
export type CountEntryAnswer =
  | { readonly ok: true; readonly verdict: Verdict; readonly entryId: string | null }
  | { readonly ok: false; readonly error: RefusalData };

/** A line of a count: a thing at a place. */
export interface CountLineView extends CountSum {
  readonly name: string;
  readonly inventoryNumber: string;
  readonly unit: string;
  readonly location: string;
  /** What has been found so far, added up as the counters see it while they work. */
  readonly found: number;
}

/** A place of a count and how far it is. */
export interface CountPlaceView {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  /** Lines that are expected here, and those of them that are complete. */
  readonly expected: number;
  readonly complete: number;
}

/** The count without its lines: small, whatever its size. */
export interface CountHead {
  readonly count: Row<'inventory_counts'>;
  readonly location: string;
  readonly places: readonly CountPlaceView[];
  readonly progress: {
    readonly expected: number;
    readonly complete: number;
    readonly counted: number;
    readonly different: number;
  };
  readonly entries: number;
  /** Who else has counted, place by place. */
  readonly counters: readonly {
    readonly userId: string | null;
    readonly name: string;
    readonly locationId: string;
    readonly lines: number;
    readonly lastAt: string;
  }[];
}

/** A stretch of the lines. `totals` are those of all kinds, whichever is shown. */
export interface CountLines {
  readonly total: number;
  readonly rows: readonly CountLineView[];
  readonly totals: { readonly remaining: number; readonly counted: number; readonly different: number };
}

/** One entry as it was made; one that was undone stays, and says so. `name` is null for an unknown code. */
export interface CountEntryView {
  readonly id: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly location: string;
  readonly quantity: number;
  readonly countedBy: string;
  /** The user's id; null where the user is gone. */
  readonly countedById: string | null;
  readonly countedAt: string;
  readonly isUndone: boolean;
  readonly isPending: boolean;
}

/** A code that belongs to nothing, with all that was counted under it. */
export interface UnknownCodeView {
  readonly code: string;
  readonly times: number;
  readonly quantity: number;
  readonly location: string;
  readonly lastAt: string;
}

/** The newest entries, and every unknown code. */
export interface CountEntries {
  readonly entries: readonly CountEntryView[];
  readonly unknown: readonly UnknownCodeView[];
}

/** Lists are cut; each `…Total` is the whole number. */
export interface CountReview {
  readonly total: number;
  readonly open: readonly CountLineView[];
  readonly decided: readonly CountLineView[];
  readonly openTotal: number;
  readonly decidedTotal: number;
  readonly matched: number;
  readonly uncounted: {
    readonly total: number;
    readonly undecided: number;
    readonly absent: number;
    readonly rows: readonly CountLineView[];
  };
  readonly unknown: readonly UnknownCodeView[];
  readonly people: readonly { readonly name: string; readonly entries: number }[];
  readonly shared: number;
  readonly second: number;
  /** Movements in the ledger: of the posting, and since the count began. */
  readonly posted: number;
  readonly since: number;
}

/** A thing whose code resembles what was read. */
export interface SimilarCode {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}
