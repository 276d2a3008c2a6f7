/**
 * What a theatre does not want booked twice is refused on the laptop of who books, before it is sent, as far as this
 * laptop knows. What is queued already, or comes together on the hub, is kept: both bookings stand and are settled.
 */
import type { Kysely } from 'kysely';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { loadBookingPolicy } from '../../shared/mutations/booking-policy.ts';
import { takenBy } from '../../shared/mutations/booking-taken.ts';
import type { Author } from '../../shared/mutations/mutation.ts';
import { isBlocked } from '../../shared/rules/booking-policy.ts';
import type { Database } from '../../shared/schema/catalog.ts';
import type { Effect } from '../replica/sqlite-row-store.ts';

/**
 * The refusal, where a mutation that has just run made a double booking, or made one worse, that the theatre forbids.
 * Reads the rows as the mutation has left them: it is asked in its transaction, which the caller undoes. Of several the
 * earliest day is told. A conflict that was there already and got no worse is nobody's new fault.
 */
export async function refusedBooking(
  db: Kysely<Database>,
  author: Pick<Author, 'theaterId' | 'permissions'>,
  effects: readonly Effect[],
): Promise<RefusalData | undefined> {
  const before = new Map<string, Effect['before']>();
  for (const { table, id, before: old } of effects)
    if (table === 'booking_conflicts' && !before.has(id)) before.set(id, old);
  if (before.size === 0) return undefined;
  const policy = await loadBookingPolicy(db, author.theaterId);
  if (policy === 'warn') return undefined;
  const conflicts = await db
    .selectFrom('booking_conflicts as c')
    .innerJoin('inventory_items as i', 'i.id', 'c.item_id')
    .select([
      'c.id',
      'c.item_id',
      'c.from_date',
      'c.to_date',
      'c.short_by',
      'c.first_table',
      'c.first_id',
      'c.second_table',
      'c.second_id',
      'i.quantity',
      'i.serial_number',
    ])
    .where('c.id', 'in', [...before.keys()])
    .where('c.status', '=', 'open')
    .orderBy('c.from_date')
    .orderBy('c.id')
    .execute();
  const worse = conflicts.find((conflict) => {
    const old = before.get(conflict.id);
    const isWorse =
      old === null || old?.['status'] === 'resolved' || Number(old?.['short_by'] ?? Infinity) < conflict.short_by;
    return isWorse && isBlocked(policy, conflict);
  });
  if (worse === undefined) return undefined;
  // Who is asked to look elsewhere hears of the booking that this mutation did not write.
  const isFirstOurs = effects.some(({ id }) => id === worse.first_id);
  const by = isFirstOurs
    ? { table: worse.second_table, id: worse.second_id }
    : { table: worse.first_table, id: worse.first_id };
  return takenBy(db, author.permissions, worse, by);
}
