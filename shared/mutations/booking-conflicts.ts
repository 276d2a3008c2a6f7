/**
 * Double bookings that mutations bring about. Nobody is refused: both bookings are kept, on both sides, and stand in
 * `booking_conflicts` until somebody settled it or there is enough again.
 */
import { doubleBookings } from '../rules/bookings.ts';
import { slicesOf } from '../rules/deletion-plan.ts';
import { LAST_DAY } from '../rules/event-time.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import { itemsOfEvents, itemsOfTours, loadBookings } from './booking-plan.ts';
import { close, type Found, idOfDouble, keep } from './booking-rows.ts';
import type { MutationTx } from './mutation-tx.ts';

/**
 * Looks at the bookings still to come of these things, as they stand now within the mutation: opens a conflict where
 * too few are left and tells whose bookings they are, changes one of which days, numbers or bookings are others by now,
 * closes one (`enough`) where there is enough again. To be called after whatever books, frees, moves to other days, or
 * changes how many there are; of things that nobody booked it costs a question. Conflicts of days that are over are
 * left alone.
 */
export async function recheckBookings(tx: MutationTx, itemIds: readonly string[]): Promise<void> {
  const ids = [...new Set(itemIds)].toSorted();
  if (ids.length === 0) return;
  const today = await tx.today();
  const days = { from: today, to: LAST_DAY };
  const bookings = Map.groupBy(await loadBookings(tx.db, tx.theaterId, ids, days), ({ itemId }) => itemId);
  const open = Map.groupBy(await openConflicts(tx, ids), (row) => row.item_id);
  const touched = ids.filter((id) => bookings.has(id) || open.has(id));
  const wanted: Found[] = [];
  const over: string[] = [];
  for (const slice of slicesOf(touched))
    for (const row of await tx.rows.findMany('inventory_items', slice)) {
      const item = row as unknown as Row<'inventory_items'>;
      const isThere = item.theater_id === tx.theaterId && item.deleted_at === null;
      const found = isThere ? doubleBookings(item.quantity, bookings.get(item.id) ?? [], days) : [];
      const here = new Map(found.map((double) => [idOfDouble(double), { id: idOfDouble(double), item, double }]));
      wanted.push(...here.values());
      for (const conflict of open.get(item.id) ?? [])
        if (!here.has(conflict.id) && conflict.to_date >= today) over.push(conflict.id);
    }
  await keep(tx, wanted, today);
  await close(tx, over);
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
  if (table === 'event_inventory') await recheckBookings(tx, await itemsOfBooking(tx, id, columns));
  // What is new has booked nothing yet.
  else if (columns === undefined) return;
  else if (table === 'tours') await recheckTours(tx, [id]);
  else await recheckEvents(tx, [id]);
}

/**
 * The thing that is booked; where it was another one before, also those that lack pieces, because that may be one of
 * them: on the day of its event, or on all days where that is another by now as well.
 */
async function itemsOfBooking(tx: MutationTx, id: string, columns: readonly string[] | undefined): Promise<string[]> {
  const { inventory_item_id: item, event_id: eventId } = await tx.require('event_inventory', id);
  if (columns?.includes('inventory_item_id') !== true) return [item];
  const date = columns.includes('event_id') ? undefined : (await tx.find('schedule_events', eventId))?.event_date;
  const before = await tx.db
    .selectFrom('booking_conflicts')
    .select('item_id')
    .distinct()
    .where('theater_id', '=', tx.theaterId)
    .where('status', '=', 'open')
    .where('to_date', '>=', date ?? (await tx.today()))
    .$if(date !== undefined, (query) => query.where('from_date', '<=', String(date)))
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
