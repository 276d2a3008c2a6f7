/** Whether another thing can serve instead: it is of use, and enough of it is free for whoever takes it. */
import { Refusal } from '../base/refusal.ts';
import { availabilityOver, type Booking, holderOf } from '../rules/bookings.ts';
import { LAST_DAY } from '../rules/event-time.ts';
import type { Row } from '../schema/catalog.ts';
import { loadBookings } from './booking-plan.ts';
import type { MutationTx } from './mutation-tx.ts';

/**
 * After the holders of `losing` have taken some of the other thing: refuses (`booking.substituteTaken`) where on any of
 * their days more are theirs than others leave, or where it is in repair, unsafe, or no more in use.
 */
export async function requireSubstitute(
  tx: MutationTx,
  itemId: string,
  losing: readonly Pick<Booking, 'tourId' | 'performanceId' | 'eventId' | 'from' | 'to'>[],
): Promise<void> {
  const item = await tx.require('inventory_items', itemId);
  const thing = { quantity: item.quantity, status: item.status, isUnsafe: await isUnsafe(tx, item) };
  const today = await tx.today();
  const bookings = await loadBookings(tx.db, tx.theaterId, [item.id], { from: today, to: LAST_DAY });
  for (const one of losing) {
    const [holder, days] = [holderOf(one), { from: one.from < today ? today : one.from, to: one.to }];
    const theirs = availabilityOver(thing, bookings, days).stretches.map(
      ({ holdings }) => holdings.find((holding) => holding.holder === holder)?.quantity ?? 0,
    );
    const needed = Math.max(0, ...theirs);
    const { free, short } = availabilityOver(thing, bookings, days, { holder, quantity: needed });
    if (short > 0) throw new Refusal('booking.substituteTaken', { item: item.name, free, needed });
  }
}

/** Somebody reported it, and nobody has mended it. */
async function isUnsafe(tx: MutationTx, { id }: Row<'inventory_items'>): Promise<boolean> {
  const fault = await tx.db
    .selectFrom('faults')
    .select('id')
    .where('inventory_item_id', '=', id)
    .where('deleted_at', 'is', null)
    .where('severity', '=', 'unsafe')
    .where('status', 'in', ['open', 'in_repair'])
    .limit(1)
    .executeTakeFirst();
  return fault !== undefined;
}
