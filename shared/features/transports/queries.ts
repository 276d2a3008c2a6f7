/** What screens ask about the trucks of a tour, what is in them and what is not. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { PackingSums } from '../../rules/packing.ts';
import type { Row } from '../../schema/catalog.ts';

/** A truck; one in the trash is told of while pieces are in it. */
export interface TruckView {
  readonly id: string;
  readonly name: string;
  readonly vehicle: string | null;
  readonly plate: string | null;
  readonly driver: string | null;
  readonly phone: string | null;
  readonly payloadKg: number | null;
  /** Of the body, inside, in centimetres. */
  readonly lengthCm: number | null;
  readonly widthCm: number | null;
  readonly heightCm: number | null;
  readonly departsAt: string | null;
  readonly arrivesAt: string | null;
  readonly status: Row<'transports'>['status'];
  /** How many times it has left: what is said of it names the leg that was seen. */
  readonly leg: number;
  /** Where it stands, or goes while it is departed; null: home. */
  readonly venueId: string | null;
  readonly venue: string | null;
  readonly isDeleted: boolean;
  readonly isPending: boolean;
}

/** So many pieces at a place, and who last brought some there. */
export interface PiecesAt {
  /** A truck or a venue; null: nobody said which. */
  readonly at: string | null;
  readonly pieces: number;
  readonly since: string | null;
  readonly by: string | null;
}

/** A line of the packing list with where its pieces are. */
export interface BoardLine {
  readonly id: string;
  readonly itemId: string;
  /** The case that it lies in; null: in none. */
  readonly caseId: string | null;
  readonly name: string;
  readonly number: string;
  readonly status: Row<'inventory_items'>['status'];
  /** Of one piece; null where nobody said. */
  readonly kg: number | null;
  readonly m3: number | null;
  readonly planned: number;
  readonly transportId: string | null;
  readonly loadOrder: number | null;
  readonly sums: PackingSums;
  readonly loaded: readonly PiecesAt[];
  readonly onSite: readonly PiecesAt[];
  readonly missingAway: number;
  /** Stops, from 1, whose events need the thing. */
  readonly stops: readonly number[];
}

/** A place of the tour, in the order of its first event. */
export interface TourStop {
  readonly venueId: string;
  readonly venue: string;
  readonly city: string | null;
  /** Days of its first and last event, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** All its events are over. */
  readonly isOver: boolean;
}

/** A piece that was said to be missing or damaged. */
export interface Remark {
  readonly entryId: string;
  readonly lineId: string;
  readonly action: 'miss' | 'damage';
  readonly quantity: number;
  readonly note: string | null;
  readonly venue: string | null;
  readonly by: string;
  readonly at: string;
}

/** A thing of which the shelves held fewer than left. */
export interface StockGap {
  readonly itemId: string;
  readonly name: string;
  readonly away: number;
  readonly moved: number;
}

/** Everything that the trucks of a tour, its road and its way back are drawn from. */
export interface TransportBoard {
  readonly tour: {
    readonly id: string;
    readonly name: string;
    readonly status: Row<'tours'>['status'];
    readonly endsOn: string;
    /** The last day is over. */
    readonly isLate: boolean;
  };
  readonly trucks: readonly TruckView[];
  readonly lines: readonly BoardLine[];
  readonly stops: readonly TourStop[];
  /** Newest first. */
  readonly remarks: readonly Remark[];
  readonly gaps: readonly StockGap[];
}

/** Null where the tour is not known. */
export const transportBoard = declareQuery<TransportBoard | null>()(
  'transports.board',
  z.strictObject({ tourId: z.uuid() }),
);

/** What was recorded at once: a thing, or a case with what lies in it. */
export interface LoadAct {
  /** Any of its entries: what `packing.undo` takes with `isAct`. */
  readonly id: string;
  readonly entryIds: readonly string[];
  /** `putBack`: taken out of a truck again. */
  readonly kind: 'load' | 'unload' | 'return' | 'miss' | 'damage' | 'putBack';
  readonly name: string;
  /** The case that it lies in, where it was taken by itself. */
  readonly caseName: string | null;
  /** A case with its contents counts as one. */
  readonly pieces: number;
  readonly by: string;
  readonly byId: string | null;
  readonly at: string;
  readonly isUndone: boolean;
  readonly isPending: boolean;
}

/** The last acts at a truck, or (`transportId` null) of a tour's way back, on all laptops; the newest first. */
export const lastLoadActs = declareQuery<readonly LoadAct[]>()(
  'transports.lastActs',
  z.strictObject({ tourId: z.uuid(), transportId: z.uuid().nullable() }),
);
