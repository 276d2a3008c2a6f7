/**
 * Double bookings that mutations bring about. Nobody is refused: both bookings are kept, on both sides, and stand in
 * `booking_conflicts` until somebody settled it or there is enough again.
 */
import { deriveId } from '../base/ids.ts';
import { type Booking, type DoubleBooking, doubleBookings } from '../rules/bookings.ts';
import { slicesOf } from '../rules/deletion-plan.ts';
import { LAST_DAY } from '../rules/event-time.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import { itemsOfEvents, itemsOfTours, loadBookings } from './booking-plan.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

/** The row of two bookings that do not go together, whichever came first. */
export const conflictIdOf = (oneId: string, otherId: string): string =>
  deriveId('booking conflict', ...[oneId, otherId].toSorted());

/**
 * Looks at the bookings still to come of these things, as they stand now within the mutation: opens a conflict where
 * too few are left and tells whose bookings they are, changes one of which days or numbers are others by now, closes
 * one (`enough`) where there is enough again. To be called after whatever books, frees, moves to other days, or changes
 * how many there are; of things that nobody booked it costs a question. Conflicts of days that are over are left alone.
 */
export async function recheckBookings(tx: MutationTx, itemIds: readonly string[]): Promise<void> {
  const ids = [...new Set(itemIds)].toSorted();
  if (ids.length === 0) return;
  const today = await tx.today();
  const days = { from: today, to: LAST_DAY };
  const bookings = Map.groupBy(await loadBookings(tx.db, tx.theaterId, ids, days), ({ itemId }) => itemId);
  const open = Map.groupBy(await openConflicts(tx, ids), (row) => row.item_id);
  const touched = ids.filter((id) => bookings.has(id) || open.has(id));
  for (const slice of slicesOf(touched))
    for (const row of await tx.rows.findMany('inventory_items', slice)) {
      const item = row as unknown as Row<'inventory_items'>;
      const isThere = item.theater_id === tx.theaterId && item.deleted_at === null;
      const found = isThere ? doubleBookings(item.quantity, bookings.get(item.id) ?? [], days) : [];
      const wanted = new Map(found.map((double) => [conflictIdOf(double.first.id, double.second.id), double]));
      for (const [id, double] of [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))) await keep(tx, item, id, double);
      for (const conflict of open.get(item.id) ?? [])
        if (!wanted.has(conflict.id) && conflict.to_date >= today) await close(tx, conflict.id);
    }
}

/** The same of all things that these events take. */
export const recheckEvents = async (tx: MutationTx, eventIds: readonly string[]): Promise<void> =>
  recheckBookings(tx, await itemsOfEvents(tx.db, eventIds));

/** The same of all things that these tours pack, and that their events take. */
export async function recheckTours(tx: MutationTx, tourIds: readonly string[]): Promise<void> {
  if (tourIds.length === 0) return;
  const events = await tx.db
    .selectFrom('schedule_events')
    .select('id')
    .where('tour_id', 'in', [...tourIds])
    .where('deleted_at', 'is', null)
    .execute();
  const ofEvents = await itemsOfEvents(
    tx.db,
    events.map(({ id }) => id),
  );
  await recheckBookings(tx, [...(await itemsOfTours(tx.db, tourIds)), ...ofEvents]);
}

/**
 * The same after rows were deleted or came back together: bookings go and come with their events and tours. `events`
 * left their tour by it, or are in it again.
 */
export async function recheckDeleted(
  tx: MutationTx,
  rows: readonly { readonly table: TableName; readonly ids: readonly string[] }[],
  events: readonly string[],
): Promise<void> {
  const items = await itemsOfEvents(tx.db, events);
  for (const { table, ids } of rows) {
    if (table !== 'event_inventory' && table !== 'packing_lines') continue;
    for (const slice of slicesOf(ids))
      for (const row of await tx.rows.findMany(table, slice)) items.push(String(row['inventory_item_id']));
  }
  await recheckBookings(tx, items);
}

/** Columns that say what is booked, when and for whom. */
const BOOKING: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  event_inventory: ['event_id', 'inventory_item_id', 'quantity'],
  schedule_events: ['event_date', 'status', 'tour_id', 'performance_id'],
  tours: ['starts_on', 'ends_on', 'status'],
};

/** The same after an event, a tour or a booking of an event was written; without `columns` it is new. */
export async function recheckWritten(
  tx: MutationTx,
  table: TableName,
  id: string,
  columns: readonly string[] | undefined,
): Promise<void> {
  if (columns !== undefined && !columns.some((column) => BOOKING[table]?.includes(column) === true)) return;
  if (table === 'event_inventory') await recheckBookings(tx, await itemsOfBooking(tx, id));
  // What is new has booked nothing yet.
  else if (columns === undefined) return;
  else if (table === 'tours') await recheckTours(tx, [id]);
  else await recheckEvents(tx, [id]);
}

/** The thing that is booked, and what was booked before and collided. */
async function itemsOfBooking(tx: MutationTx, id: string): Promise<string[]> {
  const { inventory_item_id: item } = await tx.require('event_inventory', id);
  const before = await tx.db
    .selectFrom('booking_conflicts')
    .select('item_id')
    .where((where) => where.or([where('first_id', '=', id), where('second_id', '=', id)]))
    .where('status', '=', 'open')
    .execute();
  return [item, ...before.map((row) => row.item_id)];
}

async function openConflicts(tx: MutationTx, itemIds: readonly string[]) {
  const found: Pick<Row<'booking_conflicts'>, 'id' | 'item_id' | 'to_date'>[] = [];
  for (const slice of slicesOf(itemIds))
    found.push(
      ...(await tx.db
        .selectFrom('booking_conflicts')
        .select(['id', 'item_id', 'to_date'])
        .where('item_id', 'in', [...slice])
        .where('status', '=', 'open')
        .orderBy('id')
        .execute()),
    );
  return found;
}

/** Opens the conflict, or opens it anew, or writes what of it has changed. */
async function keep(tx: MutationTx, item: Row<'inventory_items'>, id: string, double: DoubleBooking): Promise<void> {
  const known = await tx.find('booking_conflicts', id);
  const extent = { from_date: double.from, to_date: double.to, short_by: double.short };
  if (known?.status === 'open') {
    await tx.update('booking_conflicts', id, extent);
    return;
  }
  const opened = { ...extent, status: 'open', found_at: tx.time } as const;
  if (known === undefined)
    await tx.insert('booking_conflicts', {
      ...opened,
      id,
      item_id: item.id,
      first_table: double.first.table,
      first_id: double.first.id,
      second_table: double.second.table,
      second_id: double.second.id,
    });
  else
    await tx.update('booking_conflicts', id, {
      ...opened,
      resolution: null,
      resolved_by_id: null,
      resolved_by_name: null,
      resolved_at: null,
    });
  await tellBoth(tx, item, id, double);
}

/** There is enough again, whoever saw to it. */
const close = (tx: MutationTx, id: string): Promise<boolean> =>
  tx.update('booking_conflicts', id, {
    status: 'resolved',
    resolution: 'enough',
    resolved_by_id: tx.author.userId,
    resolved_by_name: tx.author.name,
    resolved_at: tx.time,
  });

async function tellBoth(tx: MutationTx, item: Row<'inventory_items'>, id: string, double: DoubleBooking) {
  const writers = [double.first, double.second].flatMap(({ writerId }: Booking) =>
    writerId === null ? [] : [writerId],
  );
  await tell(tx, {
    userIds: writers,
    alsoAuthor: true,
    type: 'booking.collided',
    title: item.name,
    entity: { table: 'booking_conflicts', id },
    data: {
      conflictId: id,
      itemId: item.id,
      item: item.name,
      from: double.from,
      to: double.to,
      short: double.short,
      first: double.first.title,
      second: double.second.title,
    },
  });
}
