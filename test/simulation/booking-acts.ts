/** What planners book and settle, drawn for the random runs: few things and events, so that bookings meet. */
import type { Look, Random } from './random-world.ts';

type Act = { readonly name: string; readonly args: unknown };

/** Mutations of bookings that are drawn here, the frequent ones more often. `row.create` books. */
export const BOOKING_NAMES = [...Array<string>(3).fill('booking.settle'), 'booking.unsettle', 'booking.setPolicy'];

const ids = (look: Look, table: string, where: string): string[] =>
  look(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 4`).map((row) => String(row['id']));

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

/** Undefined where the mutation is not one of a booking. */
export function bookingAct(random: Random, look: Look, name: string): Act | undefined {
  if (!name.startsWith('booking.')) return undefined;
  switch (name) {
    case 'booking.setPolicy': {
      const policies = ['warn', 'block_serialised', 'block_all'] as const;
      return {
        name,
        args: { policy: random.pick(policies) ?? 'warn', seen: random.pick(policies) ?? 'warn' },
      };
    }
    case 'booking.unsettle': {
      const lines = look(`SELECT id FROM deletions WHERE root_table = 'event_inventory' ORDER BY id LIMIT 3`);
      return { name, args: { of: String(random.pick(lines)?.['id'] ?? random.id()) } };
    }
    default: {
      const open = ids(look, 'booking_conflicts', random.next() < 0.9 ? "status = 'open'" : '1 = 1');
      const conflictId = random.pick(open);
      if (conflictId === undefined) return book(random, look);
      const side = random.pick(['first', 'second'] as const) ?? 'first';
      const how = random.next();
      if (how < 0.4) return { name, args: { conflictId, way: 'give_way', side } };
      if (how < 0.7)
        return { name, args: { conflictId, way: 'split', first: random.below(12), second: random.below(12) } };
      const itemId = random.pick(ids(look, 'inventory_items', 'deleted_at IS NULL')) ?? random.id();
      return { name, args: { conflictId, way: 'substitute', side, itemId } };
    }
  }
}
