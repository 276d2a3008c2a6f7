/** What is free over days, against counting day by day; and who booked twice. */
import { describe, expect, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import type { Thing } from '../../../shared/rules/availability.ts';
import {
  availabilityOver,
  type Booking,
  type DoubleBooking,
  doubleBookings,
  holderOf,
} from '../../../shared/rules/bookings.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { isThorough, RUNS } from '../../support/effort.ts';

const FIRST = '2026-11-16';
const day = (place: number): string => dayAfter(FIRST, place);
const thing = (quantity: number, status: Thing['status'] = 'in_stock', isUnsafe = false): Thing => ({
  quantity,
  status,
  isUnsafe,
});

let made = 0;
const booking = (more: Partial<Booking>): Booking => {
  made += 1;
  return {
    table: 'event_inventory',
    id: `b${String(made).padStart(5, '0')}`,
    itemId: 'i',
    quantity: 1,
    from: FIRST,
    to: FIRST,
    tourId: null,
    eventId: `e${made}`,
    performanceId: null,
    title: 'Чайка',
    writerId: null,
    writtenAt: `2026-01-01T00:00:${String(made % 60).padStart(2, '0')}.000Z`,
    ...more,
  };
};
const packed = (from: number, to: number, quantity: number, tourId = 't1'): Booking =>
  booking({ table: 'packing_lines', from: day(from), to: day(to), quantity, tourId, eventId: null });
const taken = (on: number, quantity: number, more: Partial<Booking> = {}): Booking =>
  booking({ from: day(on), to: day(on), quantity, ...more });

/** A generator that can be replayed: mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below;
  };
}

const DAYS = 21;

/** A few tours, productions and events that want a thing, on few days, so that they meet. */
function history(seed: number): { have: number; bookings: Booking[] } {
  const random = randomOf(seed);
  const below = (count: number): number => Math.floor(random(count));
  const tours = Array.from({ length: 3 }, (_, index) => {
    const from = below(DAYS);
    return { id: `t${index}`, from, to: Math.min(DAYS + 2, from + below(9)) };
  });
  const bookings = Array.from({ length: 1 + below(14) }, (): Booking => {
    const tour = must(tours[below(tours.length)]);
    if (below(3) === 0) return packed(tour.from, tour.to, 1 + below(5), tour.id);
    const isOnTour = below(3) === 0;
    const on = isOnTour ? tour.from + below(tour.to - tour.from + 1) : below(DAYS + 4) - 2;
    return taken(on, 1 + below(5), {
      tourId: isOnTour ? tour.id : null,
      performanceId: below(3) === 0 ? null : `p${below(3)}`,
    });
  });
  return { have: below(12), bookings };
}

/** What one holder has on one day, counted as a person would. */
function heldOn(bookings: readonly Booking[], holder: string, date: string): number {
  const theirs = bookings.filter((one) => holderOf(one) === holder && one.from <= date && date <= one.to);
  const lines = theirs.filter((one) => one.table === 'packing_lines').reduce((sum, one) => sum + one.quantity, 0);
  return Math.max(lines, ...theirs.filter((one) => one.table === 'event_inventory').map((one) => one.quantity), 0);
}

const HISTORIES = isThorough ? 10_000 * RUNS : 400;
/** A whole release of them on a laptop that does other work besides. */
const LONG_MS = 1_200_000;

test(
  `what is free is what counting day by day says, in ${HISTORIES} histories`,
  () => {
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const { have, bookings } = history(seed);
      const random = randomOf(-seed);
      const start = Math.floor(random(DAYS));
      const days = { from: day(start), to: day(start + Math.floor(random(DAYS - start))) };
      const asker = seed % 2 === 0 ? undefined : must(bookings[0]);
      const asking = asker === undefined ? undefined : { holder: holderOf(asker), quantity: Math.floor(random(9)) };
      const found = availabilityOver(thing(have), bookings, days, asking);
      const holders = [...new Set(bookings.map(holderOf))].filter((holder) => holder !== asking?.holder);
      const [free, said]: [number[], (number | undefined)[]] = [[], []];
      for (let date = days.from; date <= days.to; date = dayAfter(date, 1)) {
        const held = holders.reduce((sum, holder) => sum + heldOn(bookings, holder, date), 0);
        free.push(have - held);
        said.push(found.stretches.find((one) => one.from <= date && date <= one.to)?.free);
      }
      expect(said, `seed ${seed}`).toEqual(free);
      const least = Math.min(...free);
      expect(found.worst.free, `seed ${seed}`).toBe(least);
      expect(found.free).toBe(Math.max(0, least));
      expect(found.short).toBe(
        asking === undefined ? Math.max(0, -least) : Math.max(0, asking.quantity - Math.max(0, least)),
      );
      expect(found.have - found.out - found.reserved).toBe(least);
      expect(found.stretches[0]?.from).toBe(days.from);
      expect(found.stretches.at(-1)?.to).toBe(days.to);
      for (const [index, { from }] of found.stretches.entries())
        if (index > 0) expect(from).toBe(dayAfter(must(found.stretches[index - 1]).to, 1));
    }
  },
  LONG_MS,
);

test(
  `double bookings are where counting says that there are too few, and those who give way are enough, in ${HISTORIES} histories`,
  () => {
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const { have, bookings } = history(seed);
      const days = { from: day(-3), to: day(DAYS + 5) };
      const found = doubleBookings(have, bookings, days);
      const unsaid: string[] = [];
      for (let date = days.from; date <= days.to; date = dayAfter(date, 1)) {
        const held = [...new Set(bookings.map(holderOf))].map((holder) => heldOn(bookings, holder, date));
        const holding = held.filter((quantity) => quantity > 0);
        const isDouble = holding.length > 1 && holding.reduce((sum, quantity) => sum + quantity, 0) > have;
        if (isDouble && !found.some(({ parts }) => parts.some((one) => one.from <= date && date <= one.to)))
          unsaid.push(date);
      }
      expect(unsaid, `seed ${seed}`).toEqual([]);
      const isSound = ({ first, second, short, from, to }: DoubleBooking): boolean =>
        holderOf(first) !== holderOf(second) && short > 0 && from <= to;
      expect(found.filter((one) => !isSound(one))).toEqual([]);
      // The same in whichever order they are read.
      expect(doubleBookings(have, bookings.toReversed(), days)).toEqual(found);
    }
  },
  LONG_MS,
);

describe('a tour', () => {
  test('is one holder: its cases add up, and its events share what it packs', () => {
    const bookings = [
      packed(0, 4, 5),
      packed(0, 4, 3),
      taken(2, 6, { tourId: 't1', performanceId: 'p1' }),
      taken(3, 9, { tourId: 't1', performanceId: 'p2' }),
    ];
    const found = availabilityOver(thing(12), bookings, { from: day(0), to: day(4) });
    expect(found.stretches.map(({ from, free }) => [from, free])).toEqual([
      [day(0), 4],
      [day(2), 4],
      [day(3), 3],
      [day(4), 4],
    ]);
    expect(found).toMatchObject({ have: 12, reserved: 9, free: 3, short: 0 });
  });

  test('that has the thing with it holds it; one that nobody packed is out, nobody knows until when', () => {
    const away = thing(4, 'on_tour');
    expect(availabilityOver(away, [packed(0, 4, 4)], { from: day(0), to: day(9) })).toMatchObject({ out: 0, free: 0 });
    expect(availabilityOver(away, [packed(0, 4, 4)], { from: day(5), to: day(9) })).toMatchObject({ out: 0, free: 4 });
    expect(availabilityOver(away, [], { from: day(0), to: day(9) })).toMatchObject({
      out: 4,
      free: 0,
      hindrances: [{ kind: 'on_tour', quantity: 4 }],
    });
  });
});

test('events of one production share their things on a day, those of two do not', () => {
  const days = { from: day(0), to: day(0) };
  const same = [taken(0, 2, { performanceId: 'p' }), taken(0, 3, { performanceId: 'p' })];
  expect(availabilityOver(thing(4), same, days).free).toBe(1);
  expect(availabilityOver(thing(4), [taken(0, 2), taken(0, 2)], days).free).toBe(0);
});

test('who asks is told what is missing, and who has the others; what they hold themselves is theirs', () => {
  const bookings = [taken(1, 2, { performanceId: 'p', title: 'Чайка' }), packed(0, 2, 3)];
  const asking = { holder: 'production p', quantity: 3 };
  expect(availabilityOver(thing(5), bookings, { from: day(0), to: day(2) }, asking)).toMatchObject({
    free: 2,
    short: 1,
    hindrances: [{ kind: 'held', quantity: 3, holding: { holder: 'tour t1' } }],
  });
  expect(
    availabilityOver(thing(2), [], { from: day(0), to: day(0) }, { holder: null, quantity: 3 }).hindrances,
  ).toEqual([{ kind: 'too_few', quantity: 1 }]);
});

test('what nobody can use is free for nobody', () => {
  const days = { from: day(0), to: day(0) };
  for (const [broken, kind] of [
    [thing(3, 'in_repair'), 'in_repair'],
    [thing(3, 'decommissioned'), 'decommissioned'],
    [thing(3, 'in_stock', true), 'unsafe'],
  ] as const)
    expect(availabilityOver(broken, [], days)).toMatchObject({ out: 3, free: 0, hindrances: [{ kind, quantity: 3 }] });
});

describe('a double booking', () => {
  test('names who was there and who came, the days and how many are missing', () => {
    const tour = packed(4, 15, 8);
    const [evening, next] = [taken(11, 8, { performanceId: 'm' }), taken(12, 8, { performanceId: 'm' })];
    const found = doubleBookings(12, [evening, tour, next], { from: day(0), to: day(20) });
    expect(found.map(({ first, second, from, to, short }) => [first.id, second.id, from, to, short])).toEqual([
      [tour.id, evening.id, day(11), day(12), 4],
    ]);
    expect(found[0]?.parts.map(({ second, from, to }) => [second.id, from, to])).toEqual([
      [evening.id, day(11), day(11)],
      [next.id, day(12), day(12)],
    ]);
    expect(found[0]).toMatchObject({ firstRest: 4, secondRest: 4 });
  });

  test('is none where one alone books more than there is', () => {
    expect(doubleBookings(2, [taken(0, 5)], { from: day(0), to: day(1) })).toEqual([]);
  });
});
