/** What planners book and settle, drawn for the random runs: few things and events, so that bookings meet. */
import { BOOKING_POLICY, bookingPolicies, bookingPolicyOf } from '../../shared/rules/booking-policy.ts';
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

/** Mutations of bookings that are drawn here, the frequent ones more often. `row.create` books. */
export const BOOKING_NAMES = [...Array<string>(3).fill('booking.settle'), 'booking.unsettle', 'booking.setPolicy'];

/** As `labelOf` calls them. */
export const BOOKING_LABELS = [
  ...['give_way', 'split', 'substitute'].map((way) => `booking.settle ${way}`),
  'booking.unsettle',
  'booking.setPolicy',
];

const ids = (look: Look, table: string, where: string): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 4`).map((row) => String(row['id']));

/** What was done before on this laptop, by its author, and can be taken back. */
export interface Past {
  /** Ids of settlements that passed. */
  readonly settled: readonly string[];
}

/** Nothing is known of what was done. */
export const NO_PAST: Past = { settled: [] };

/** What a tally calls an act: each way of settling by itself. */
export function labelOf({ name, args }: Act): string {
  const way = name === 'booking.settle' ? (args as Readonly<{ way: string }>).way : '';
  return way === '' ? name : `${name} ${way}`;
}

/** One more booking of one of the first things, so that there is something to settle. */
function book(random: Random, look: Look): Act {
  const items = ids(look, 'inventory_items', 'deleted_at IS NULL');
  const events = look(
    `SELECT id FROM schedule_events WHERE deleted_at IS NULL AND status IN ('planned', 'confirmed')
      ORDER BY event_date DESC, id LIMIT 4`,
  ).map((row) => String(row['id']));
  const values = {
    event_id: random.pick(events) ?? random.id(),
    inventory_item_id: random.pick(items.slice(0, 2)) ?? random.id(),
    quantity: 1 + random.below(20),
  };
  return { name: 'row.create', args: { table: 'event_inventory', id: random.id(), values } };
}

/** Settles one of the first double bookings, in a way that mostly is enough; books where there is none. */
function settle(random: Random, look: Look): Act {
  const conflictId = random.pick(ids(look, 'booking_conflicts', random.next() < 0.9 ? "status = 'open'" : '1 = 1'));
  if (conflictId === undefined) return book(random, look);
  const name = 'booking.settle';
  const side = random.pick(['first', 'second'] as const) ?? 'first';
  const how = random.next();
  if (how < 0.3) return { name, args: { conflictId, way: 'give_way', side } };
  if (how < 0.65) {
    const [item] = look(
      `SELECT i.quantity FROM booking_conflicts c JOIN inventory_items i ON i.id = c.item_id WHERE c.id = '${conflictId}'`,
    );
    const have = Number(item?.['quantity'] ?? 0);
    const first = random.below(have + 1);
    const second = random.next() < 0.8 ? have - first : random.below(12);
    return { name, args: { conflictId, way: 'split', first, second } };
  }
  // Mostly one of which there are many: of others too few are free.
  const many = look('SELECT id FROM inventory_items WHERE deleted_at IS NULL ORDER BY quantity DESC, id LIMIT 3');
  const others = random.next() < 0.7 ? many.map((row) => String(row['id'])) : ids(look, 'inventory_items', '1 = 1');
  const itemId = random.pick(others) ?? random.id();
  return { name, args: { conflictId, way: 'substitute', side, itemId } };
}

/**
 * Undefined where the mutation is not one of a booking. What was settled in the `past` is taken back; where nothing was,
 * something is settled.
 */
export function bookingAct(random: Random, look: Look, name: string, { settled }: Past = NO_PAST): Act | undefined {
  if (!name.startsWith('booking.')) return undefined;
  switch (name) {
    case 'booking.setPolicy': {
      const value = look(`SELECT value FROM settings WHERE key = '${BOOKING_POLICY}'`)[0]?.['value'];
      const now = bookingPolicyOf(typeof value === 'string' ? JSON.parse(value) : value);
      const seen = random.next() < 0.8 ? now : (random.pick(bookingPolicies) ?? now);
      return { name, args: { policy: random.pick(bookingPolicies) ?? 'warn', seen } };
    }
    case 'booking.unsettle': {
      const of = random.next() < 0.1 ? random.id() : random.pick(settled.slice(-3));
      return of === undefined ? settle(random, look) : { name, args: { of } };
    }
    default:
      return settle(random, look);
  }
}
