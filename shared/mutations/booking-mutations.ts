/** Settling a double booking, and taking that back. Names and arguments are what waits in outboxes: they only grow. */
import { z } from 'zod';
import { deriveId } from '../base/ids.ts';
import { Refusal } from '../base/refusal.ts';
import { type Booking, type BookingTable, type DoubleBooking, doubleBookings, holderOf } from '../rules/bookings.ts';
import { LAST_DAY } from '../rules/event-time.ts';
import { packingLineId } from '../rules/packing.ts';
import { can } from '../rules/permissions.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { conflictIdOf, recheckBookings } from './booking-conflicts.ts';
import { loadBookings } from './booking-plan.ts';
import { deleteRows, restoreRows } from './deletion.ts';
import { changeOf, linesOf } from './evening-journal.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { requireRight } from './row-door.ts';

const side = z.enum(['first', 'second']);
const pieces = z.int().min(0).max(1_000_000);
const settling = { conflictId: rowId };

/**
 * `booking.settle {conflictId, way, …}`: who gives way (`side`) keeps what the other leaves, perhaps nothing; `split`:
 * both hold so many at most; `substitute`: as `give_way`, and takes as many of another thing (`itemId`) as it lost.
 * All double bookings of the thing between these two holders are settled by it. Refuses `booking.settled` where
 * somebody was faster, `booking.taken` where there would still be too few.
 */
export const bookingSettle = defineMutation({
  name: 'booking.settle',
  words: ['Двойная бронь разрешена', 'Double booking settled'],
  args: z.union([
    z.strictObject({ ...settling, way: z.literal('give_way'), side }),
    z.strictObject({ ...settling, way: z.literal('split'), first: pieces, second: pieces }),
    z.strictObject({ ...settling, way: z.literal('substitute'), side, itemId: rowId }),
  ]),
  // Whose right it takes depends on what gives way: an event or a tour.
  permission: () => undefined,
  reads: ({ conflictId }) => [['booking_conflicts', conflictId]],
  run: async (tx, args) => {
    const dispute = await disputeOf(tx, args.conflictId);
    const { conflict, doubles } = dispute;
    if (args.way === 'substitute' && args.itemId === conflict.item_id)
      throw new Refusal('mutation.invalid', { path: 'itemId' });
    const other = args.way === 'substitute' ? await tx.require('inventory_items', args.itemId) : undefined;
    for (const double of doubles)
      await tx.update('booking_conflicts', conflictIdOf(double.first.id, double.second.id), {
        status: 'resolved',
        resolution: args.way,
        resolved_by_id: tx.author.userId,
        resolved_by_name: tx.author.name,
        resolved_at: tx.time,
      });
    const least = (rest: 'firstRest' | 'secondRest'): number => Math.min(...doubles.map((double) => double[rest]));
    const cuts =
      args.way === 'split'
        ? [...cutTo(dispute, 'first', args.first), ...cutTo(dispute, 'second', args.second)]
        : cutTo(dispute, args.side, least(args.side === 'first' ? 'firstRest' : 'secondRest'));
    requireRights(
      tx,
      cuts.map(({ booking }) => booking.table),
    );
    if (other !== undefined) await substitute(tx, other, cuts);
    await cut(tx, cuts);
    await recheckBookings(tx, [conflict.item_id, ...(other === undefined ? [] : [other.id])]);
    await requireEnough(tx, dispute);
  },
  inverse: (_args, { mutationId: of }) => ({ name: 'booking.unsettle', args: { of } }),
});

/** Two holders who booked one thing, and where they do not go together. */
interface Dispute {
  readonly conflict: Row<'booking_conflicts'>;
  readonly doubles: readonly DoubleBooking[];
  /** All bookings of the thing still to come, by their holder. */
  readonly bookings: ReadonlyMap<string, readonly Booking[]>;
}

async function disputeOf(tx: MutationTx, conflictId: string): Promise<Dispute> {
  const conflict = await tx.require('booking_conflicts', conflictId);
  const settled = new Refusal('booking.settled', { by: conflict.resolved_by_name ?? '' });
  if (conflict.status !== 'open') throw settled;
  const item = await tx.require('inventory_items', conflict.item_id);
  const days = { from: await tx.today(), to: LAST_DAY };
  const bookings = await loadBookings(tx.db, tx.theaterId, [item.id], days);
  const found = doubleBookings(item.quantity, bookings, days);
  const asked = found.find(({ first, second }) => conflictIdOf(first.id, second.id) === conflictId);
  // Its days are over.
  if (asked === undefined) throw settled;
  const [one, other] = [holderOf(asked.first), holderOf(asked.second)];
  const between = found.flatMap((double): DoubleBooking[] => {
    if (holderOf(double.first) === one && holderOf(double.second) === other) return [double];
    // Whoever came first on one day may have come second on another; sides are those of the asked one.
    return holderOf(double.first) === other && holderOf(double.second) === one ? [turned(double)] : [];
  });
  // The row keeps who was first when it was found.
  const isTurned = asked.first.id !== conflict.first_id;
  return {
    conflict,
    doubles: isTurned ? between.map(turned) : between,
    bookings: Map.groupBy(bookings, holderOf),
  };
}

const turned = (double: DoubleBooking): DoubleBooking => ({
  ...double,
  first: double.second,
  second: double.first,
  firstRest: double.secondRest,
  secondRest: double.firstRest,
});

/** A booking that becomes smaller, or goes. */
interface Cut {
  readonly booking: Booking;
  readonly to: number;
}

/** What one side loses so that it holds `most` at most on the days of the dispute; what it packs, the largest first. */
function cutTo({ doubles, bookings }: Dispute, which: 'first' | 'second', most: number): Cut[] {
  const [double] = doubles;
  if (double === undefined) return [];
  const theirs = (bookings.get(holderOf(double[which])) ?? []).toSorted(
    (a, b) => b.quantity - a.quantity || (a.id < b.id ? -1 : 1),
  );
  const concerned = theirs.filter((one) => doubles.some(({ from, to }) => one.from <= to && one.to >= from));
  let over = -most;
  for (const { table, quantity } of concerned) if (table === 'packing_lines') over += quantity;
  return concerned.flatMap((booking): Cut[] => {
    if (booking.table === 'event_inventory') return booking.quantity > most ? [{ booking, to: most }] : [];
    const less = Math.min(Math.max(0, over), booking.quantity);
    over -= less;
    return less > 0 ? [{ booking, to: booking.quantity - less }] : [];
  });
}

/** Events are changed by who plans, tours by who plans those or packs. */
function requireRights(tx: MutationTx, tables: readonly BookingTable[]): void {
  for (const table of tables)
    if (table === 'event_inventory') requireRight(tx, 'schedule.edit');
    else if (!can(tx.author.permissions, 'packing.run')) requireRight(tx, 'tours.edit');
}

/** What is nothing any more leaves events; a line of a packing list stays, because pieces may lie in it. */
async function cut(tx: MutationTx, cuts: readonly Cut[]): Promise<void> {
  const gone = cuts.filter(({ booking, to }) => booking.table === 'event_inventory' && to === 0);
  for (const { booking, to } of cuts)
    if (to > 0 || booking.table === 'packing_lines') await tx.update(booking.table, booking.id, { quantity: to });
  const [first, ...rest] = gone.map(({ booking }) => ({ table: 'event_inventory', id: booking.id }) as const);
  if (first !== undefined)
    await deleteRows(tx, {
      roots: [first, ...rest],
      deletionId: tx.derive('deletion'),
      reason: undefined,
      shown: undefined,
    });
}

/** The holders take as many of the other thing as they lose, for the same events and tours. */
async function substitute(tx: MutationTx, other: Row<'inventory_items'>, cuts: readonly Cut[]): Promise<void> {
  const tours = new Map<string, number>();
  for (const { booking, to } of cuts) {
    const lost = booking.quantity - to;
    if (booking.table === 'packing_lines') {
      if (booking.tourId !== null) tours.set(booking.tourId, (tours.get(booking.tourId) ?? 0) + lost);
      continue;
    }
    const key = { event_id: booking.eventId, inventory_item_id: other.id };
    const there = await tx.rows.findByKey('event_inventory', tx.theaterId, key);
    if (there === undefined)
      await tx.insert('event_inventory', { ...key, id: tx.derive('substitute', booking.id), quantity: lost });
    else await tx.update('event_inventory', there.id, { quantity: Number(there['quantity']) + lost });
  }
  for (const [tourId, lost] of [...tours].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const id = packingLineId(tourId, other.id, null);
    if ((await tx.find('packing_lines', id)) === undefined)
      await tx.insert('packing_lines', { id, tour_id: tourId, inventory_item_id: other.id, quantity: lost });
    else {
      const line = await tx.require('packing_lines', id);
      await tx.update('packing_lines', id, { quantity: line.quantity + lost });
    }
  }
}

/** Refuses where the two still do not go together. */
async function requireEnough(tx: MutationTx, { doubles }: Dispute): Promise<void> {
  for (const { first, second } of doubles) {
    const after = await tx.require('booking_conflicts', conflictIdOf(first.id, second.id));
    if (after.status !== 'open') continue;
    const item = await tx.require('inventory_items', after.item_id);
    throw new Refusal('booking.taken', {
      item: item.name,
      from: after.from_date,
      to: after.to_date,
      short: after.short_by,
      holder: first.title,
    });
  }
}

/** More bookings of one thing between two holders nobody has settled by one gesture. */
const MOST_LINES = 500;

/**
 * `booking.unsettle {of}`: takes back what the author's settlement `of` changed, as far as it still stands as it left
 * it; the double booking stands open again.
 */
export const bookingUnsettle = defineMutation({
  name: 'booking.unsettle',
  words: ['Решение о двойной брони отменено', 'Settlement of a double booking taken back'],
  args: z.strictObject({ of: rowId }),
  permission: () => undefined,
  run: async (tx, { of }) => {
    const lines = (await linesOf(tx, of, MOST_LINES)).filter(
      ({ action, entity_type: table }) =>
        action.startsWith('booking.settle:') && (table === 'event_inventory' || table === 'packing_lines'),
    );
    if (lines.length === 0) throw new Refusal('row.missing', { table: 'booking_conflicts', id: of });
    const items = new Set<string>();
    const made: string[] = [];
    for (const line of lines) {
      const table = line.entity_type === 'packing_lines' ? 'packing_lines' : 'event_inventory';
      requireRights(tx, [table]);
      const row = await tx.find(table, line.entity_id);
      if (row === undefined) continue;
      items.add(row.inventory_item_id);
      const [before, after] = changeOf(line, 'quantity') ?? [null, null];
      if (row.deleted_at !== null || row.quantity !== after) continue;
      if (line.action.endsWith(':create') && table === 'event_inventory') made.push(row.id);
      else await tx.update(table, row.id, { quantity: Number(before ?? 0) });
    }
    const deletion = await tx.find('deletions', deriveId(of, 'deletion'));
    if (deletion !== undefined && deletion.restored_at === null) await restoreRows(tx, deletion);
    const [first, ...rest] = made.map((id) => ({ table: 'event_inventory', id }) as const);
    if (first !== undefined)
      await deleteRows(tx, {
        roots: [first, ...rest],
        deletionId: tx.derive('deletion'),
        reason: undefined,
        shown: undefined,
      });
    await recheckBookings(tx, [...items]);
  },
});
