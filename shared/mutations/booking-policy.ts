/** What a theatre makes of double bookings: read by laptops before they send one, and set. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { BOOKING_POLICY, type BookingPolicy, bookingPolicies, bookingPolicyOf } from '../rules/booking-policy.ts';
import type { Database } from '../schema/catalog.ts';
import { defineMutation } from './mutation.ts';

/** What the theatre's setting says. */
export async function loadBookingPolicy(db: Kysely<Database>, theaterId: string): Promise<BookingPolicy> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('theater_id', '=', theaterId)
    .where('key', '=', BOOKING_POLICY)
    .executeTakeFirst();
  const value: unknown = row?.value;
  return bookingPolicyOf(typeof value === 'string' ? JSON.parse(value) : value);
}

const policy = z.enum(bookingPolicies);

/**
 * `booking.setPolicy {policy, seen}`: what becomes of a booking of which there are too few. Refused where somebody else
 * has changed it meanwhile.
 */
export const bookingSetPolicy = defineMutation({
  name: 'booking.setPolicy',
  words: ['Правило броней изменено', 'Rule of bookings changed'],
  args: z.strictObject({ policy, seen: policy }),
  permission: () => 'settings.manage',
  run: async (tx, { policy: wanted, seen }) => {
    const found = await loadBookingPolicy(tx.db, tx.theaterId);
    if (found !== seen && found !== wanted) throw new Refusal('booking.policyChanged');
    const row = await tx.rows.findByKey('settings', tx.theaterId, { key: BOOKING_POLICY });
    const value = { policy: wanted };
    if (row !== undefined) await tx.update('settings', row.id, { value });
    else await tx.insert('settings', { id: tx.derive('policy'), key: BOOKING_POLICY, value });
  },
  inverse: ({ policy: wanted, seen }) => ({ name: 'booking.setPolicy', args: { policy: seen, seen: wanted } }),
});
