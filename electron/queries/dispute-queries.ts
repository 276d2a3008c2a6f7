/** Double bookings, with what anybody needs to settle them. */
import * as declared from '../../shared/features/availability/queries.ts';
import { holdersOfConflicts, idOfDouble } from '../../shared/mutations/booking-rows.ts';
import {
  availabilityOver,
  type Booking,
  type DoubleBooking,
  doubleBookings,
  type Holding,
  holderOf,
  sidedAs,
} from '../../shared/rules/bookings.ts';
import { dayAfter, daysBetween, LAST_DAY } from '../../shared/rules/event-time.ts';
import { likenessOf } from '../../shared/rules/likeness.ts';
import { can } from '../../shared/rules/permissions.ts';
import type { Row } from '../../shared/schema/catalog.ts';
import {
  BOOKING_TABLES,
  bookingsFor,
  likenedThings,
  peopleNames,
  type StoredThing,
  thingsById,
  thingsOfCategory,
} from './availability-queries.ts';
import { type Asker, implement, type QueryContext } from './define-query.ts';

/** Days before and after that are shown besides. */
const AROUND = 4;
/** A longer dispute shows how it begins: three weeks are what fits beside each other. */
const MOST_SHOWN_DAYS = 21;
const MOST_SUBSTITUTES = 4;
/** The earliest: those of next year can wait until these are settled. */
const MOST_DISPUTES = 100;
const WEEK_MS = 7 * 24 * 3_600_000;

/** Bookings of events change with the schedule; those of tours with the tour, or by whoever runs its packing. */
const mayChange = (asker: Asker | undefined, side: Booking): boolean => {
  const held = asker?.permissions ?? [];
  if (side.table === 'event_inventory') return can(held, 'schedule.edit');
  return can(held, 'tours.edit') || can(held, 'packing.run');
};

/** Whoever booked, and whoever may change either plan. */
const concerns = (asker: Asker | undefined, { first, second }: DoubleBooking): boolean =>
  [first, second].some((side) => side.writerId === asker?.userId || mayChange(asker, side));

/** The largest holding of one holder on these days. */
function mostHeld(bookings: readonly Booking[], holder: string, from: string, to: string): number {
  const held = availabilityOver({ quantity: 0, status: 'in_stock', isUnsafe: false }, bookings, { from, to });
  const of = (holdings: readonly Holding[]): number =>
    holdings.find((holding) => holding.holder === holder)?.quantity ?? 0;
  return Math.max(0, ...held.stretches.map(({ holdings }) => of(holdings)));
}

/**
 * One of the two as a card shows it. Its days are those of all bookings of the same holder that touch the dispute, so
 * that a tour stands there with its whole length; what it holds is that of the day on which it holds most.
 */
function sideOf(
  { author }: QueryContext,
  double: DoubleBooking,
  which: 'first' | 'second',
  bookings: readonly Booking[],
  names: ReadonlyMap<string, string>,
): declared.DisputeSide {
  const booking = double[which];
  const holder = holderOf(booking);
  const days = bookings.filter((one) => holderOf(one) === holder && one.from <= double.to && one.to >= double.from);
  return {
    title: booking.title,
    isTour: booking.tourId !== null,
    tourId: booking.tourId,
    eventId: booking.eventId,
    quantity: mostHeld(bookings, holder, double.from, double.to),
    rest: which === 'first' ? double.firstRest : double.secondRest,
    from: days.reduce((least, { from }) => (from < least ? from : least), booking.from),
    to: days.reduce((most, { to }) => (to > most ? to : most), booking.to),
    who: names.get(booking.writerId ?? '') ?? '',
    at: booking.writtenAt,
    isMine: booking.writerId !== null && booking.writerId === author?.userId,
    mayChange: mayChange(author, booking),
  };
}

/**
/**
 * Things of the same kind of which enough are free, the most alike first. «Enough» is what the second one lacks on the
 * worst day, on all days of the dispute. A thing without a category has no kind, and none. Of those that are as alike
 * the one with more left comes first, then by name.
 */
async function substitutesFor(
  context: QueryContext,
  item: StoredThing,
  { from, to, short }: DoubleBooking,
): Promise<declared.Substitute[]> {
  if (item.categoryId === null) return [];
  const others = thingsOfCategory(context.replica, item.categoryId).filter(({ id }) => id !== item.id);
  const ids = others.map(({ id }) => id);
  const bookings = await bookingsFor(context, { from, to }, ids);
  const known = likenedThings(context.replica, [item.id, ...ids]);
  const wanted = known.get(item.id);
  return others
    .flatMap((other) => {
      const { free } = availabilityOver(other, bookings.get(other.id) ?? [], { from, to });
      const likened = known.get(other.id);
      if (free < short || wanted === undefined || likened === undefined) return [];
      const { distance, differences } = likenessOf(wanted, likened);
      const { id, name, number } = other;
      return [{ distance, substitute: { id, name, number, free, differences } }];
    })
    .toSorted(
      (a, b) =>
        a.distance - b.distance ||
        b.substitute.free - a.substitute.free ||
        a.substitute.name.localeCompare(b.substitute.name, 'ru'),
    )
    .slice(0, MOST_SUBSTITUTES)
    .map(({ substitute }) => substitute);
}

type OpenRow = Pick<
  Row<'booking_conflicts'>,
  'id' | 'item_id' | 'found_at' | 'first_table' | 'first_id' | 'second_table' | 'second_id'
>;

/**
 * Open double bookings of one thing that the rule still finds, and that concern the reader. A row that the bookings no
 * longer bear out is not shown. What is free counts all pieces as usable, as the rule of double bookings does.
 */
async function disputesOf(
  context: QueryContext,
  item: StoredThing,
  bookings: readonly Booking[],
  rows: readonly OpenRow[],
): Promise<declared.Dispute[]> {
  const { replica, today, author } = context;
  const found = doubleBookings(item.quantity, bookings, { from: today, to: LAST_DAY });
  const holders = await holdersOfConflicts(replica.db, rows);
  const disputes: declared.Dispute[] = [];
  for (const double of found) {
    const row = rows.find(({ id }) => id === idOfDouble(double));
    if (row === undefined || !concerns(author, double)) continue;
    // Whoever was first when it was found stands first.
    const sided = sidedAs(double, holders.get(row.first_id), holders.get(row.second_id));
    const names = peopleNames(
      replica,
      [double.first, double.second].flatMap(({ writerId }) => writerId ?? []),
    );
    const [first, second] = [
      sideOf(context, sided, 'first', bookings, names),
      sideOf(context, sided, 'second', bookings, names),
    ];
    const shown = { from: dayAfter(double.from, -AROUND), to: dayAfter(double.to, AROUND) };
    const free = availabilityOver({ ...item, status: 'in_stock', isUnsafe: false }, bookings, shown).stretches.flatMap(
      (stretch) =>
        Array.from({ length: daysBetween(stretch.from, stretch.to) + 1 }, (_, place) => ({
          day: dayAfter(stretch.from, place),
          free: stretch.free,
        })),
    );
    disputes.push({
      conflictId: row.id,
      itemId: item.id,
      item: item.name,
      have: item.quantity,
      from: double.from,
      to: double.to,
      short: double.short,
      foundAt: row.found_at,
      first,
      second,
      forBoth: Math.max(0, first.quantity + second.rest),
      days: free.slice(0, MOST_SHOWN_DAYS),
      substitutes: await substitutesFor(context, item, double),
    });
  }
  return disputes;
}

/** The earliest day first. What was settled within the last week comes along, the newest first, 20 at most. */
export const disputes = implement(declared.disputes, {
  tables: [...BOOKING_TABLES],
  run: async (context, { conflict }): Promise<declared.Disputes> => {
    const { replica, today, now } = context;
    const rows = replica
      .prepared<[string, string | null, string | null, number], OpenRow>(
        `SELECT id, item_id, found_at, first_table, first_id, second_table, second_id FROM booking_conflicts
          WHERE status = 'open' AND to_date >= ? AND (? IS NULL OR id = ?) ORDER BY from_date, id LIMIT ?`,
      )
      .all(today, conflict ?? null, conflict ?? null, MOST_DISPUTES);
    const ids = [...new Set(rows.map((row) => row.item_id))];
    const bookings = await bookingsFor(context, { from: today, to: LAST_DAY }, ids);
    const open: declared.Dispute[] = [];
    for (const item of thingsById(replica, ids))
      open.push(
        ...(await disputesOf(
          context,
          item,
          bookings.get(item.id) ?? [],
          rows.filter((row) => row.item_id === item.id),
        )),
      );
    if (conflict !== undefined) return { open, settled: [] };
    const settled = replica
      .prepared<[string], declared.SettledDispute>(
        `SELECT c.id AS conflictId, c.item_id AS itemId, i.name AS item, c.from_date AS "from", c.to_date AS "to",
            c.resolution, coalesce(c.resolved_by_name, '') AS by, c.resolved_at AS at
          FROM booking_conflicts c JOIN inventory_items i ON i.id = c.item_id
          WHERE c.status = 'resolved' AND c.resolved_at >= ? ORDER BY c.resolved_at DESC, c.id LIMIT 20`,
      )
      .all(new Date(now.getTime() - WEEK_MS).toISOString());
    return { open: open.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)), settled };
  },
});
