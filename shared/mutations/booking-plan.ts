/**
 * Bookings of things, read from either database: mutations on both sides and the laptop's queries read them the same
 * way. What is called off, over or deleted books nothing.
 */
import type { Kysely } from 'kysely';
import { type Booking, type BookingTable, type Days, holderOf } from '../rules/bookings.ts';
import { slicesOf } from '../rules/deletion-plan.ts';
import type { Database } from '../schema/catalog.ts';

type Db = Kysely<Database>;

/** Holders in these states hold nothing. */
const OVER = ['completed', 'cancelled'] as const;

/**
 * Bookings of these things, or of all, that have a day among these, in no order. Rows are found by their things and
 * not by their theatre: asked for both, SQLite would go through everything of the theatre. Both kinds are one
 * question: on Postgres the way there and back costs more than either.
 */
export async function loadBookings(
  db: Db,
  theaterId: string,
  itemIds: readonly string[] | undefined,
  days: Days,
): Promise<Booking[]> {
  const found: Booking[] = [];
  for (const ids of itemIds === undefined ? [undefined] : slicesOf(itemIds))
    for (const row of await eventBookings(db, ids ?? { of: theaterId }, days)
      .unionAll(tourBookings(db, ids ?? { of: theaterId }, days))
      .execute())
      if (row.theaterId === theaterId)
        found.push({ ...row, table: row.eventId === null ? 'packing_lines' : 'event_inventory' });
  return found;
}

/** Things by their ids, or all of a theatre. */
type Whose = readonly string[] | { readonly of: string };
const isAll = (whose: Whose): whose is { readonly of: string } => !Array.isArray(whose);

/** Pieces that events of these days take. */
export const eventBookings = (db: Db, whose: Whose, { from, to }: Days) =>
  db
    .selectFrom('event_inventory as b')
    .innerJoin('schedule_events as e', 'e.id', 'b.event_id')
    .select((of) => [
      'b.id',
      'b.theater_id as theaterId',
      'b.inventory_item_id as itemId',
      'b.quantity',
      'e.event_date as from',
      'e.event_date as to',
      'e.tour_id as tourId',
      of.ref('e.id').$castTo<string | null>().as('eventId'),
      'e.performance_id as performanceId',
      'e.title',
      'b.changed_by_id as writerId',
      'b.changed_at as writtenAt',
    ])
    .where((is) => (isAll(whose) ? is('e.theater_id', '=', whose.of) : is('b.inventory_item_id', 'in', [...whose])))
    .where('b.deleted_at', 'is', null)
    .where('e.deleted_at', 'is', null)
    .where('e.status', 'not in', OVER)
    .where('e.event_date', '>=', from)
    .where('e.event_date', '<=', to);

/** Pieces that tours with a day among these pack. */
export const tourBookings = (db: Db, whose: Whose, { from, to }: Days) =>
  db
    .selectFrom('packing_lines as b')
    .innerJoin('tours as t', 't.id', 'b.tour_id')
    .select((of) => [
      'b.id',
      'b.theater_id as theaterId',
      'b.inventory_item_id as itemId',
      'b.quantity',
      't.starts_on as from',
      't.ends_on as to',
      of.ref('t.id').$castTo<string | null>().as('tourId'),
      of.cast<string | null>(of.val(null), 'uuid').as('eventId'),
      of.cast<string | null>(of.val(null), 'uuid').as('performanceId'),
      't.name as title',
      of.fn.coalesce('b.updated_by_id', 'b.created_by_id').as('writerId'),
      'b.created_at as writtenAt',
    ])
    .where((is) => (isAll(whose) ? is('t.theater_id', '=', whose.of) : is('b.inventory_item_id', 'in', [...whose])))
    .where('b.quantity', '>', 0)
    .where('b.deleted_at', 'is', null)
    .where('t.deleted_at', 'is', null)
    .where('t.status', 'not in', OVER)
    .where('t.starts_on', '<=', to)
    .where('t.ends_on', '>=', from);

/**
 * Whose these bookings are (`holderOf`), by their ids: also of those that hold nothing any more or lie in the trash,
 * because what names them is older than that.
 */
export async function holdersOf(
  db: Db,
  bookings: readonly { readonly table: BookingTable; readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const holders = new Map<string, string>();
  const idsOf = (wanted: BookingTable) =>
    slicesOf([...new Set(bookings.flatMap(({ table, id }) => (table === wanted ? id : [])))].toSorted());
  for (const ids of idsOf('packing_lines'))
    for (const { id, tourId } of await db
      .selectFrom('packing_lines')
      .select(['id', 'tour_id as tourId'])
      .where('id', 'in', [...ids])
      .execute())
      holders.set(id, holderOf({ tourId, performanceId: null, eventId: null }));
  for (const ids of idsOf('event_inventory'))
    for (const { id, ...of } of await db
      .selectFrom('event_inventory as b')
      .innerJoin('schedule_events as e', 'e.id', 'b.event_id')
      .select(['b.id', 'e.tour_id as tourId', 'e.performance_id as performanceId', 'e.id as eventId'])
      .where('b.id', 'in', [...ids])
      .execute())
      holders.set(id, holderOf(of));
  return holders;
}

/** Things of which events take pieces, each once, in the order of their ids. */
export async function itemsOfEvents(db: Db, eventIds: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const ids of slicesOf(eventIds)) {
    const rows = await db
      .selectFrom('event_inventory')
      .select('inventory_item_id')
      .distinct()
      .where('event_id', 'in', [...ids])
      .where('deleted_at', 'is', null)
      .execute();
    for (const row of rows) found.add(row.inventory_item_id);
  }
  return [...found].toSorted();
}

/** Things that tours pack, each once, in the order of their ids. */
export async function itemsOfTours(db: Db, tourIds: readonly string[]): Promise<string[]> {
  if (tourIds.length === 0) return [];
  const rows = await db
    .selectFrom('packing_lines')
    .select('inventory_item_id')
    .distinct()
    .where('tour_id', 'in', [...tourIds])
    .where('deleted_at', 'is', null)
    .execute();
  return rows.map((row) => row.inventory_item_id).toSorted();
}
