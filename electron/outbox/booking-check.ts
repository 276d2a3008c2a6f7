/**
 * What a theatre does not want booked twice is refused on the laptop of who books, before it is sent, as far as this
 * laptop knows. What is queued already, or comes together on the hub, is kept: both bookings stand and are settled.
 */
import type { Kysely } from 'kysely';
import type { RefusalData } from '../../shared/base/refusal.ts';
import { loadBookingPolicy } from '../../shared/mutations/booking-policy.ts';
import { takenBy } from '../../shared/mutations/booking-taken.ts';
import type { Author } from '../../shared/mutations/mutation.ts';
import { type BookingPolicy, isBlocked } from '../../shared/rules/booking-policy.ts';
import { slicesOf } from '../../shared/rules/deletion-plan.ts';
import type { Database } from '../../shared/schema/catalog.ts';
import type { Effect } from '../replica/sqlite-row-store.ts';

/**
 * The refusal, where a mutation that has just run made a double booking, or made one worse, or took more than there
 * are, and the theatre forbids that. Reads the rows as the mutation has left them: it is asked in its transaction,
 * which the caller undoes. Of several the earliest day is told. A conflict that was there already and got no worse is
 * nobody's new fault.
 */
export async function refusedBooking(
  db: Kysely<Database>,
  author: Pick<Author, 'theaterId' | 'permissions'>,
  effects: readonly Effect[],
): Promise<RefusalData | undefined> {
  const before = new Map<string, Effect['before']>();
  for (const { table, id, before: old } of effects)
    if (table === 'booking_conflicts' && !before.has(id)) before.set(id, old);
  const booked = effects.filter(({ table }) => table === 'event_inventory' || table === 'packing_lines');
  if (before.size === 0 && booked.length === 0) return undefined;
  const policy = await loadBookingPolicy(db, author.theaterId);
  if (policy === 'warn') return undefined;
  return (await refusedDouble(db, { ...author, policy }, before, effects)) ?? (await refusedAlone(db, policy, booked));
}

async function refusedDouble(
  db: Kysely<Database>,
  { policy, permissions }: Pick<Author, 'permissions'> & Readonly<{ policy: BookingPolicy }>,
  before: ReadonlyMap<string, Effect['before']>,
  effects: readonly Effect[],
): Promise<RefusalData | undefined> {
  if (before.size === 0) return undefined;
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
  return takenBy(db, permissions, worse, by);
}

/** A booking with its thing; `holder` is the tour or the event. */
interface Taken {
  readonly id: string;
  readonly item: string;
  readonly holder: string;
  readonly quantity: number;
}

/** Live bookings with these ids; of tours all lines of the things that they pack. */
async function bookingsNow(db: Kysely<Database>, table: 'event_inventory' | 'packing_lines', ids: readonly string[]) {
  const found: Taken[] = [];
  for (const slice of slicesOf(ids)) {
    if (table === 'event_inventory')
      found.push(
        ...(await db
          .selectFrom('event_inventory')
          .select(['id', 'inventory_item_id as item', 'event_id as holder', 'quantity'])
          .where('id', 'in', [...slice])
          .where('deleted_at', 'is', null)
          .execute()),
      );
    else
      found.push(
        ...(await db
          .selectFrom('packing_lines as changed')
          .innerJoin('packing_lines as b', (join) =>
            join
              .onRef('b.tour_id', '=', 'changed.tour_id')
              .onRef('b.inventory_item_id', '=', 'changed.inventory_item_id'),
          )
          .select(['b.id', 'b.inventory_item_id as item', 'b.tour_id as holder', 'b.quantity'])
          .distinct()
          .where('changed.id', 'in', [...slice])
          .where('changed.deleted_at', 'is', null)
          .where('b.deleted_at', 'is', null)
          .execute()),
      );
  }
  return found;
}

/** Where one holder now wants more than there are, and did not before: of what was written off there are none. */
async function refusedAlone(
  db: Kysely<Database>,
  policy: BookingPolicy,
  effects: readonly Effect[],
): Promise<RefusalData | undefined> {
  const more = new Map<string, Effect['before']>();
  for (const { id, before } of effects) if (!more.has(id)) more.set(id, before);
  for (const table of ['event_inventory', 'packing_lines'] as const) {
    const ids = effects.filter((effect) => effect.table === table).map(({ id }) => id);
    const taken = await bookingsNow(db, table, [...new Set(ids)]);
    const grown = taken.filter((one) => {
      const before = more.get(one.id);
      if (before === undefined) return false;
      const isNew = before === null || before['deleted_at'] !== null || before['inventory_item_id'] !== one.item;
      return one.quantity > (isNew ? 0 : Number(before['quantity'] ?? 0));
    });
    const sums = new Map<string, number>();
    for (const { holder, item, quantity } of taken)
      sums.set(`${holder} ${item}`, (sums.get(`${holder} ${item}`) ?? 0) + quantity);
    const items = [...new Set(grown.map(({ item }) => item))].toSorted();
    for (const slice of slicesOf(items))
      for (const thing of await db
        .selectFrom('inventory_items')
        .select(['id', 'name', 'quantity', 'serial_number', 'status'])
        .where('id', 'in', [...slice])
        .orderBy('id')
        .execute()) {
        const have = thing.status === 'decommissioned' ? 0 : thing.quantity;
        const most = Math.max(
          ...grown.flatMap(({ holder, item }) => (item === thing.id ? [sums.get(`${holder} ${item}`) ?? 0] : [])),
        );
        if (most > have && isBlocked(policy, thing))
          return { code: 'booking.tooFew', details: { item: thing.name, have, count: most } };
      }
  }
  return undefined;
}
