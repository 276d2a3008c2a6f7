/** What a theatre makes of a booking of which there are too few, before it is sent. */
import type { Row } from '../schema/catalog.ts';

/**
 * `warn`: it is booked all the same; `block_serialised`: not of things that there are once; `block_all`: of nothing.
 */
export const bookingPolicies = ['warn', 'block_serialised', 'block_all'] as const;
/** What a theatre makes of them. */
export type BookingPolicy = (typeof bookingPolicies)[number];

/** The key of the setting. */
export const BOOKING_POLICY = 'bookings.policy';

/** What the setting says; what is missing or rubbish is what holds anyway. */
export function bookingPolicyOf(value: unknown): BookingPolicy {
  const said = typeof value === 'object' && value !== null && 'policy' in value ? value.policy : undefined;
  return bookingPolicies.find((policy) => policy === said) ?? 'warn';
}

/** Whether the theatre wants such a thing never to be booked twice. */
export const isBlocked = (
  policy: BookingPolicy,
  item: Pick<Row<'inventory_items'>, 'quantity' | 'serial_number'>,
): boolean =>
  policy === 'block_all' ||
  (policy === 'block_serialised' && (item.quantity === 1 || (item.serial_number ?? '').trim() !== ''));
