/**
 * How many of a thing are free over days, and who holds the others. Bookings are what events take and what tours pack,
 * each on all of its days. Whoever holds several bookings on a day needs the thing once: a tour and its events share
 * what the tour packs, events of one production on one day share its things.
 */
import type { Thing } from './availability.ts';
import { dayAfter } from './event-time.ts';

/** Where a booking is kept. */
export type BookingTable = 'event_inventory' | 'packing_lines';

/** So many of a thing are taken on all days from `from` to `to`, both included. */
export interface Booking {
  readonly table: BookingTable;
  readonly id: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
  /** The tour that packs it, or to which the event belongs. */
  readonly tourId: string | null;
  readonly eventId: string | null;
  readonly performanceId: string | null;
  /** Of the tour or the event. */
  readonly title: string;
  /** Whose it is: the account that wrote it last, and when. */
  readonly writerId: string | null;
  readonly writtenAt: string;
}

/** Days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Who holds pieces on some days, and what for. */
export interface Holding {
  readonly holder: string;
  /** Pieces that are held, not the sum of the bookings. */
  readonly quantity: number;
  /** What they are held by, the one that says most first. */
  readonly bookings: readonly [Booking, ...Booking[]];
}

/** Days on which the same holders hold the same. `free` is below zero where more is booked than can be used. */
export interface FreeStretch extends Days {
  readonly free: number;
  readonly reserved: number;
  readonly holdings: readonly Holding[];
}

/** Why pieces cannot be had: they are of no use, held, or the house has not as many at all. */
export type BookingHindrance =
  | { readonly kind: 'in_repair' | 'decommissioned' | 'on_tour' | 'unsafe'; readonly quantity: number }
  | { readonly kind: 'held'; readonly quantity: number; readonly holding: Holding }
  | { readonly kind: 'too_few'; readonly quantity: number };

/**
 * What is free over days. `reserved`, `free`, `short` and `hindrances` are those of the worst day, the first of such:
 * `have - out - reserved` is what is free there, or missing.
 */
export interface FreeOver {
  readonly have: number;
  /** Of no use to anybody. */
  readonly out: number;
  readonly reserved: number;
  readonly free: number;
  /** Missing for who asks; without a question, what is booked beyond what there is. */
  readonly short: number;
  readonly worst: FreeStretch;
  readonly stretches: readonly FreeStretch[];
  readonly hindrances: readonly BookingHindrance[];
}

/** Somebody wants so many; what they hold already is theirs (`holderOf`). */
export interface AskingFor {
  readonly holder: string | null;
  readonly quantity: number;
}

/** By what bookings are one holder's. */
export function holderOf({
  tourId,
  performanceId,
  eventId,
}: Pick<Booking, 'tourId' | 'performanceId' | 'eventId'>): string {
  if (tourId !== null) return `tour ${tourId}`;
  return performanceId === null ? `event ${eventId ?? ''}` : `production ${performanceId}`;
}

const byWeight = (a: Booking, b: Booking): number =>
  b.quantity - a.quantity || (a.table === b.table ? (a.id < b.id ? -1 : 1) : a.table === 'packing_lines' ? -1 : 1);

/** What each holder holds on a day on which all of these are booked; who holds most first. */
function holdingsOf(bookings: readonly Booking[]): Holding[] {
  return [...Map.groupBy(bookings, holderOf)]
    .flatMap(([holder, theirs]): Holding[] => {
      const [first, ...rest] = theirs.toSorted(byWeight);
      if (first === undefined) return [];
      let packed = 0;
      let taken = 0;
      for (const { table, quantity } of theirs)
        if (table === 'packing_lines') packed += quantity;
        else taken = Math.max(taken, quantity);
      return [{ holder, quantity: Math.max(packed, taken), bookings: [first, ...rest] }];
    })
    .toSorted((a, b) => b.quantity - a.quantity || (a.holder < b.holder ? -1 : 1));
}

/** Stretches of days on which the same is booked, without gaps from the first day to the last. */
function stretchesOf(
  bookings: readonly Booking[],
  { from, to }: Days,
): (Days & { readonly active: readonly Booking[] })[] {
  const inside = bookings
    .filter((one) => one.quantity > 0 && one.from <= to && one.to >= from)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const starts = new Set([from]);
  for (const one of inside) {
    if (one.from > from) starts.add(one.from);
    if (one.to < to) starts.add(dayAfter(one.to, 1));
  }
  const days = [...starts].toSorted();
  let active: Booking[] = [];
  let next = 0;
  return days.map((day, index) => {
    active = active.filter((one) => one.to >= day);
    for (let one = inside[next]; one !== undefined && one.from <= day; one = inside[next]) {
      active.push(one);
      next += 1;
    }
    const following = days[index + 1];
    return { from: day, to: following === undefined ? to : dayAfter(following, -1), active: [...active] };
  });
}

/**
 * Why no piece can be used. A thing that stands on a tour is held by that tour where one packs it; where none does,
 * nobody knows when it returns, and it is out.
 */
function outOfUse(
  thing: Thing,
  bookings: readonly Booking[],
): 'in_repair' | 'decommissioned' | 'unsafe' | 'on_tour' | undefined {
  if (thing.status === 'in_repair' || thing.status === 'decommissioned') return thing.status;
  if (thing.isUnsafe) return 'unsafe';
  if (thing.status !== 'on_tour') return undefined;
  return bookings.some(({ table }) => table === 'packing_lines') ? undefined : 'on_tour';
}

/**
 * What is free of a thing over days. `bookings` are those of the thing on these days, and of a thing on tour those from
 * today on; what `asking` holds itself takes nothing from them.
 */
export function availabilityOver(thing: Thing, bookings: readonly Booking[], days: Days, asking?: AskingFor): FreeOver {
  const have = thing.quantity;
  const reason = outOfUse(thing, bookings);
  const out = reason === undefined ? 0 : have;
  const others = asking === undefined ? bookings : bookings.filter((one) => holderOf(one) !== asking.holder);
  const stretches = stretchesOf(others, days).map(({ from, to, active }): FreeStretch => {
    const holdings = holdingsOf(active);
    const reserved = holdings.reduce((sum, { quantity }) => sum + quantity, 0);
    return { from, to, reserved, free: have - out - reserved, holdings };
  });
  const [first, ...rest] = stretches;
  if (first === undefined) throw new RangeError(`no days from ${days.from} to ${days.to}`);
  const worst = rest.reduce((least, one) => (one.free < least.free ? one : least), first);
  const free = Math.max(0, worst.free);
  const hindrances: BookingHindrance[] = worst.holdings.map((holding) => ({
    kind: 'held',
    quantity: holding.quantity,
    holding,
  }));
  if (reason !== undefined && out > 0) hindrances.unshift({ kind: reason, quantity: out });
  if (asking !== undefined && asking.quantity > have)
    hindrances.unshift({ kind: 'too_few', quantity: asking.quantity - have });
  return {
    have,
    out,
    reserved: worst.reserved,
    free,
    short: asking === undefined ? Math.max(0, -worst.free) : Math.max(0, asking.quantity - free),
    worst,
    stretches,
    hindrances,
  };
}

/** Two bookings of a thing of which there are too few for both, on each of these days. */
export interface DoubleDays extends Days {
  /** The one whose holder was there before the other. */
  readonly first: Booking;
  readonly second: Booking;
}

/**
 * Two holders of a thing of which there are too few for both. The days go from the first to the last such; the bookings
 * are those of the first one.
 */
export interface DoubleBooking extends DoubleDays {
  /** Pieces that are missing for the second one on the worst day. */
  readonly short: number;
  /** So many each of the two holders can hold on all of these days while the other keeps what it has. */
  readonly firstRest: number;
  readonly secondRest: number;
  /** The days on which they meet, the earliest first; between them both have what they booked. */
  readonly parts: readonly DoubleDays[];
}

/** The same seen from the other side. */
export const turned = (double: DoubleBooking): DoubleBooking => ({
  ...double,
  first: double.second,
  second: double.first,
  firstRest: double.secondRest,
  secondRest: double.firstRest,
  parts: double.parts.map((part) => ({ ...part, first: part.second, second: part.first })),
});

/**
 * The same with the sides in the order in which a person saw them: by the holders of the bookings that were named then,
 * as far as they are known. Where neither is one of the two any more, it stays as it was found.
 */
export function sidedAs(double: DoubleBooking, first: string | undefined, second: string | undefined): DoubleBooking {
  const [one, other] = [holderOf(double.first), holderOf(double.second)];
  if (first === one || second === other) return double;
  return first === other || second === one ? turned(double) : double;
}

const writtenFirst = (a: Booking, b: Booking): number =>
  a.writtenAt === b.writtenAt ? (a.id < b.id ? -1 : 1) : a.writtenAt < b.writtenAt ? -1 : 1;

/** What is known of two holders, and the later days on which they meet as well; sides stay those of the first day. */
function joined(known: DoubleBooking | undefined, found: DoubleBooking): DoubleBooking {
  if (known === undefined) return found;
  const more = sidedAs(found, holderOf(known.first), holderOf(known.second));
  return {
    ...known,
    to: more.to,
    short: Math.max(known.short, more.short),
    firstRest: Math.min(known.firstRest, more.firstRest),
    secondRest: Math.min(known.secondRest, more.secondRest),
    parts: [...known.parts, ...more.parts],
  };
}

/**
 * Double bookings of a thing, one for each two holders: whoever booked when nothing was left, with the one that holds
 * most of those who booked before. What one holder books beyond what there is collides with nobody. `have` are all
 * pieces, usable or not: a thing in repair is mended or not, and no planner gives way for it.
 */
export function doubleBookings(have: number, bookings: readonly Booking[], days: Days): DoubleBooking[] {
  const found = new Map<string, DoubleBooking>();
  for (const { from, to, active } of stretchesOf(bookings, days)) {
    const inTurn = holdingsOf(active)
      .map((holding) => ({ holding, since: holding.bookings.toSorted(writtenFirst)[0] ?? holding.bookings[0] }))
      .toSorted((a, b) => writtenFirst(a.since, b.since));
    let left = have;
    let largest: Holding | undefined;
    for (const { holding } of inTurn) {
      const short = holding.quantity - left;
      if (short > 0 && largest !== undefined) {
        const part = { from, to, first: largest.bookings[0], second: holding.bookings[0] };
        const key = [largest.holder, holding.holder].toSorted().join();
        const double = {
          ...part,
          short,
          firstRest: Math.max(0, largest.quantity - short),
          secondRest: Math.max(0, holding.quantity - short),
          parts: [part],
        };
        found.set(key, joined(found.get(key), double));
      }
      left = Math.max(0, left - holding.quantity);
      if (largest === undefined || holding.quantity > largest.quantity) largest = holding;
    }
  }
  return [...found.values()];
}
