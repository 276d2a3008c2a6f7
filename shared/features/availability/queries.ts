/** What screens ask about what is free over time, and about double bookings. Days are `YYYY-MM-DD`. */
import { z } from 'zod';
import { declareQuery } from '../../ipc/query.ts';
import type { BookingPolicy } from '../../rules/booking-policy.ts';
import type { Difference } from '../../rules/likeness.ts';

const day = z.iso.date();
const id = z.uuid();

/** More things than anybody reads on one screen. */
export const MOST_THINGS = 400;
/** Half a year. */
export const MOST_DAYS = 190;

/** Who holds pieces, as a bar says it. */
export interface BarHolder {
  /** The same for all that one holder holds. */
  readonly holder: string;
  readonly title: string;
  readonly isTour: boolean;
  /** Where it leads: the tour, or the event of its first day. */
  readonly tourId: string | null;
  readonly eventId: string | null;
  readonly performanceId: string | null;
  /** Whose it is; empty where nobody knows. */
  readonly who: string;
  readonly isMine: boolean;
}

/** Who holds so many of a thing on days in a row. */
export interface HeldBar extends BarHolder {
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
  /** The first of its days, counted from the first that is shown, and how many days they are. */
  readonly start: number;
  readonly length: number;
  /** There are no longer as many as it took, whoever else holds some: written off, lost, or out of use for good. */
  readonly isInvalid: boolean;
}

/** Who said that a thing is of no use: what is wrong with it, and since which day. Texts may be empty. */
export interface OutNote {
  readonly what: string;
  readonly who: string;
  readonly since: string;
}

/** A thing over days. `have - out` less what is held on a day is what is free on it, below zero where too few are. */
export interface TimelineThing {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly category: string | null;
  readonly departmentCode: string | null;
  readonly have: number;
  readonly out: number;
  readonly outReason: 'in_repair' | 'decommissioned' | 'on_tour' | 'unsafe' | null;
  /** Null where it is of use, or nobody said anything. */
  readonly outNote: OutNote | null;
  /** One number per day. */
  readonly free: readonly number[];
  readonly bars: readonly HeldBar[];
  /** The open double booking of these days, where there is one. */
  readonly conflictId: string | null;
}

export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly things: readonly TimelineThing[];
  /** There are more than are shown. */
  readonly isCut: boolean;
  readonly categories: readonly Readonly<{ id: string; name: string }>[];
}

/** A bar as it travels: the number of its holder, `start`, `length` and `quantity`. */
export type SentBar = readonly [holder: number, start: number, length: number, quantity: number];

/** A thing as it travels; `lasting` are the pieces that there are for good: who took more has a booking that fails. */
export interface SentThing extends Omit<TimelineThing, 'bars'> {
  readonly lasting: number;
  readonly bars: readonly SentBar[];
}

/** The answer as it travels; `openTimeline` makes of it what screens show. */
export interface SentTimeline extends Omit<Timeline, 'things'> {
  readonly holders: readonly BarHolder[];
  readonly things: readonly SentThing[];
}

/**
 * What is free of things over days, and who holds the others: things that somebody booked on these days, or that `find`
 * names, or the one that is named. `tour` and `production`: things that these hold.
 */
export const timeline = declareQuery<SentTimeline>()(
  'availability.timeline',
  z.strictObject({
    from: day,
    to: day,
    item: id.optional(),
    category: id.optional(),
    tour: id.optional(),
    production: id.optional(),
    find: z.string().max(100).optional(),
  }),
);

/** One of two who booked the same. */
export interface DisputeSide {
  readonly title: string;
  readonly isTour: boolean;
  readonly tourId: string | null;
  readonly eventId: string | null;
  readonly quantity: number;
  /** What it can hold while the other keeps what it has. */
  readonly rest: number;
  readonly from: string;
  readonly to: string;
  readonly who: string;
  /** When it was booked, ISO. */
  readonly at: string;
  readonly isMine: boolean;
  /** Whether the reader may change it. */
  readonly mayChange: boolean;
}

/** Something that would serve instead. */
export interface Substitute {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  /** On the worst of the days. */
  readonly free: number;
  /** By what it is another than what it replaces, what weighs most first; places as people call them. */
  readonly differences: readonly Difference[];
}

/** Two holders, one thing, too few of it. */
export interface Dispute {
  readonly conflictId: string;
  readonly itemId: string;
  readonly item: string;
  readonly have: number;
  readonly from: string;
  readonly to: string;
  readonly short: number;
  readonly foundAt: string;
  readonly first: DisputeSide;
  readonly second: DisputeSide;
  /** What others keep free for the two on the worst day. */
  readonly forBoth: number;
  /** Free per day, some days around. */
  readonly days: readonly Readonly<{ day: string; free: number }>[];
  readonly substitutes: readonly Substitute[];
}

/** One that was settled lately. */
export interface SettledDispute {
  readonly conflictId: string;
  readonly itemId: string;
  readonly item: string;
  readonly from: string;
  readonly to: string;
  readonly resolution: 'give_way' | 'split' | 'substitute' | 'enough';
  readonly by: string;
  readonly at: string;
}

export interface Disputes {
  readonly open: readonly Dispute[];
  readonly settled: readonly SettledDispute[];
}

/**
 * Double bookings still to come that concern the reader, the nearest first, and those settled in the last week;
 * `conflict`: this one alone, and none of those.
 */
export const disputes = declareQuery<Disputes>()('availability.disputes', z.strictObject({ conflict: id.optional() }));

/** A thing that a tour holds and of which there are too few. */
export interface TourShortage {
  readonly itemId: string;
  readonly name: string;
  /** Missing on the worst day still to come, and which that is. */
  readonly short: number;
  readonly from: string;
}

/** What a tour is short of on its days still to come, the nearest first. */
export const tourShortages = declareQuery<readonly TourShortage[]>()(
  'availability.tourShortages',
  z.strictObject({ tour: id }),
);

/** What the theatre makes of double bookings. */
export const bookingPolicy = declareQuery<BookingPolicy>()('availability.policy', z.strictObject({}));
