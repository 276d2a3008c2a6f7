/** Settling a double booking. Names and arguments are what waits in outboxes: they only grow. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import {
  type Booking,
  type BookingTable,
  type DoubleBooking,
  doubleBookings,
  holderOf,
  sidedAs,
} from '../rules/bookings.ts';
import { LAST_DAY } from '../rules/event-time.ts';
import { packingLineId } from '../rules/packing.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT } from '../rules/publication.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { loadBookings } from './booking-plan.ts';
import { holdersOfConflicts, idOfDouble } from './booking-rows.ts';
import { requireSubstitute } from './booking-substitute.ts';
import { takenBy } from './booking-taken.ts';
import { deleteRows } from './deletion.ts';
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
 * somebody was faster, `booking.over` where its days are, `booking.taken` where there would still be too few.
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
    requireSomeRight(tx);
    const dispute = await disputeOf(tx, args.conflictId);
    const { conflict, double } = dispute;
    requireRights(tx, args.way === 'split' ? [double.first.table, double.second.table] : [double[args.side].table]);
    if (args.way === 'substitute' && args.itemId === conflict.item_id)
      throw new Refusal('mutation.invalid', { path: 'itemId' });
    const cuts =
      args.way === 'split'
        ? [...cutTo(dispute, 'first', args.first), ...cutTo(dispute, 'second', args.second)]
        : cutTo(dispute, args.side, args.side === 'first' ? double.firstRest : double.secondRest);
    requireRights(
      tx,
      cuts.map(({ booking }) => booking.table),
    );
    const other = args.way === 'substitute' ? await tx.require('inventory_items', args.itemId) : undefined;
    await tx.update('booking_conflicts', conflict.id, {
      status: 'resolved',
      resolution: args.way,
      resolved_by_id: tx.author.userId,
      resolved_by_name: tx.author.name,
      resolved_at: tx.time,
    });
    if (other !== undefined) await substitute(tx, other, cuts);
    await cut(tx, cuts);
    if (other !== undefined)
      await requireSubstitute(
        tx,
        other.id,
        cuts.map(({ booking }) => booking),
      );
    await recheckBookings(tx, [conflict.item_id, ...(other === undefined ? [] : [other.id])]);
    await requireEnough(tx, conflict.id);
  },
  inverse: (_args, { mutationId: of }) => ({ name: 'booking.unsettle', args: { of } }),
});

/** Two holders who booked one thing, and where they do not go together; sides are those of the row. */
interface Dispute {
  readonly conflict: Row<'booking_conflicts'>;
  readonly double: DoubleBooking;
  /** All bookings of the thing still to come, by their holder. */
  readonly bookings: ReadonlyMap<string, readonly Booking[]>;
}

async function disputeOf(tx: MutationTx, conflictId: string): Promise<Dispute> {
  const conflict = await tx.require('booking_conflicts', conflictId);
  if (conflict.status !== 'open') throw new Refusal('booking.settled', { by: conflict.resolved_by_name ?? '' });
  const item = await tx.require('inventory_items', conflict.item_id);
  const days = { from: await tx.today(), to: LAST_DAY };
  const bookings = await loadBookings(tx.db, tx.theaterId, [item.id], days);
  const found = doubleBookings(item.quantity, bookings, days).find((double) => idOfDouble(double) === conflictId);
  // Its days are over, and nobody has settled it.
  if (found === undefined) throw new Refusal('booking.over');
  const holders = await holdersOfConflicts(tx.db, [conflict]);
  const double = sidedAs(found, holders.get(conflict.first_id), holders.get(conflict.second_id));
  return { conflict, double, bookings: Map.groupBy(bookings, holderOf) };
}

/** A booking that becomes smaller, or goes. */
interface Cut {
  readonly booking: Booking;
  readonly to: number;
}

/** What one side loses so that it holds `most` at most on the days of the dispute; what it packs, the largest first. */
function cutTo({ double, bookings }: Dispute, which: 'first' | 'second', most: number): Cut[] {
  const theirs = (bookings.get(holderOf(double[which])) ?? []).toSorted(
    (a, b) => b.quantity - a.quantity || (a.id < b.id ? -1 : 1),
  );
  const concerned = theirs.filter((one) => double.parts.some(({ from, to }) => one.from <= to && one.to >= from));
  let over = -most;
  for (const { table, quantity } of concerned) if (table === 'packing_lines') over += quantity;
  return concerned.flatMap((booking): Cut[] => {
    if (booking.table === 'event_inventory') return booking.quantity > most ? [{ booking, to: most }] : [];
    const less = Math.min(Math.max(0, over), booking.quantity);
    over -= less;
    return less > 0 ? [{ booking, to: booking.quantity - less }] : [];
  });
}

/** Whoever may change neither events nor tours settles nothing, and hears nothing of who booked what. */
function requireSomeRight(tx: MutationTx): void {
  const held = tx.author.permissions;
  if (!can(held, 'tours.edit') && !can(held, 'packing.run')) requireRight(tx, PLAN_RIGHT);
}

/** Events are changed by who plans, tours by who plans those or packs. */
export function requireRights(tx: MutationTx, tables: readonly BookingTable[]): void {
  for (const table of tables)
    if (table === 'event_inventory') requireRight(tx, PLAN_RIGHT);
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

/** Refuses where the two still do not go together, whichever of their bookings it is by now. */
async function requireEnough(tx: MutationTx, conflictId: string): Promise<void> {
  const after = await tx.require('booking_conflicts', conflictId);
  if (after.status !== 'open') return;
  const by = { table: after.first_table, id: after.first_id };
  const { code, details } = await takenBy(tx.db, tx.author.permissions, after, by);
  throw new Refusal(code, details);
}
