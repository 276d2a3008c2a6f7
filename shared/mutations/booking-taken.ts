/** What is said where too few of a thing are left because somebody else has booked them. */
import type { Kysely } from 'kysely';
import type { RefusalData } from '../base/refusal.ts';
import type { BookingTable } from '../rules/bookings.ts';
import { can } from '../rules/permissions.ts';
import { PLAN_RIGHT } from '../rules/publication.ts';
import type { Database, Row } from '../schema/catalog.ts';

type Db = Kysely<Database>;

/**
 * The refusal for who holds these permissions. `by` is the booking that stands in the way: a tour is named, an event
 * only to whoever plans (decision 52): to all others it is one of the events (`booking.takenByEvent`).
 */
export async function takenBy(
  db: Db,
  permissions: readonly string[],
  conflict: Pick<Row<'booking_conflicts'>, 'item_id' | 'from_date' | 'to_date' | 'short_by'>,
  by: { readonly table: BookingTable; readonly id: string },
): Promise<RefusalData> {
  const item = await db
    .selectFrom('inventory_items')
    .select('name')
    .where('id', '=', conflict.item_id)
    .executeTakeFirst();
  const details = {
    item: item?.name ?? '',
    from: conflict.from_date,
    to: conflict.to_date,
    short: conflict.short_by,
  };
  if (by.table === 'event_inventory' && !can(permissions, PLAN_RIGHT)) return { code: 'booking.takenByEvent', details };
  return { code: 'booking.taken', details: { ...details, holder: await titleOf(db, by.table, by.id) } };
}

async function titleOf(db: Db, table: BookingTable, id: string): Promise<string> {
  const found =
    table === 'packing_lines'
      ? await db
          .selectFrom('packing_lines as b')
          .innerJoin('tours as t', 't.id', 'b.tour_id')
          .select('t.name as title')
          .where('b.id', '=', id)
          .executeTakeFirst()
      : await db
          .selectFrom('event_inventory as b')
          .innerJoin('schedule_events as e', 'e.id', 'b.event_id')
          .select('e.title')
          .where('b.id', '=', id)
          .executeTakeFirst();
  return found?.title ?? '';
}
