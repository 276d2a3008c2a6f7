/** Rows of double bookings: opened, changed while they are open, closed. */
import { deriveId } from '../base/ids.ts';
import { type Booking, type DoubleBooking, type DoubleDays, holderOf, sidedAs } from '../rules/bookings.ts';
import { slicesOf } from '../rules/deletion-plan.ts';
import type { Row } from '../schema/catalog.ts';
import { type News, tellOfBookings } from './booking-news.ts';
import { holdersOf } from './booking-plan.ts';
import type { MutationTx } from './mutation-tx.ts';

/** The row of two holders of a thing (`holderOf`) that do not go together, whichever came first. */
export const conflictIdOf = (itemId: string, one: string, other: string): string =>
  deriveId('booking conflict', itemId, ...[one, other].toSorted());

/** The row of a double booking. */
export const idOfDouble = ({ first, second }: Pick<DoubleBooking, 'first' | 'second'>): string =>
  conflictIdOf(first.itemId, holderOf(first), holderOf(second));

/** A double booking of a thing, and its row. */
export interface Found {
  readonly id: string;
  readonly item: Row<'inventory_items'>;
  readonly double: DoubleBooking;
}

/** Opens these conflicts, or opens them anew, or writes what of them has changed; tells what is news. */
export async function keep(tx: MutationTx, wanted: readonly Found[], today: string): Promise<void> {
  const rows: Row<'booking_conflicts'>[] = [];
  for (const slice of slicesOf(wanted.map(({ id }) => id)))
    rows.push(...((await tx.rows.findMany('booking_conflicts', slice)) as unknown as Row<'booking_conflicts'>[]));
  const known = new Map(rows.map((row) => [row.id, row]));
  const holders = await holdersOfConflicts(tx.db, rows);
  const made: (ReturnType<typeof opened> & { readonly id: string; readonly item_id: string })[] = [];
  const changed: { readonly id: string; readonly values: Partial<ReturnType<typeof opened>> }[] = [];
  const news: News[] = [];
  for (const found of wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const { id, item } = found;
    const row = known.get(id);
    if (row === undefined) {
      made.push({ ...opened(tx, found.double), id, item_id: item.id });
      news.push({ ...found, parts: found.double.parts });
      continue;
    }
    const double = sidedAs(found.double, holders.get(row.first_id), holders.get(row.second_id));
    // What two booked on days that are over says nothing of those to come.
    const isOpen = row.status === 'open' && row.to_date >= today;
    changed.push({ id, values: isOpen ? extentOf(double) : opened(tx, double) });
    const parts = isOpen ? double.parts.filter((part) => isNews(tx, row, part)) : double.parts;
    if (parts.length > 0) news.push({ id, item, double, parts });
  }
  await tx.insertMany('booking_conflicts', made);
  await tx.updateMany('booking_conflicts', changed);
  await tellOfBookings(tx, news);
}

/** Whose the bookings are that these conflicts name, by the bookings. */
export const holdersOfConflicts = (
  db: MutationTx['db'],
  rows: readonly Pick<Row<'booking_conflicts'>, 'first_table' | 'first_id' | 'second_table' | 'second_id'>[],
): Promise<ReadonlyMap<string, string>> =>
  holdersOf(
    db,
    rows.flatMap((row) => [
      { table: row.first_table, id: row.first_id },
      { table: row.second_table, id: row.second_id },
    ]),
  );

const extentOf = ({ from, to, short, first, second }: DoubleBooking) => ({
  from_date: from,
  to_date: to,
  short_by: short,
  first_table: first.table,
  first_id: first.id,
  second_table: second.table,
  second_id: second.id,
});

const opened = (tx: MutationTx, double: DoubleBooking) => ({
  ...extentOf(double),
  status: 'open' as const,
  found_at: tx.time,
  resolution: null,
  resolved_by_id: null,
  resolved_by_name: null,
  resolved_at: null,
});

/** To two holders who were told already, days beyond those that they know are news, and evenings just booked. */
function isNews(tx: MutationTx, row: Row<'booking_conflicts'>, { from, to, first, second }: DoubleDays): boolean {
  const isFresh = ({ table, id, writtenAt }: Booking): boolean =>
    table === 'event_inventory' &&
    id !== row.first_id &&
    id !== row.second_id &&
    Date.parse(writtenAt) === Date.parse(tx.time);
  return from < row.from_date || to > row.to_date || isFresh(first) || isFresh(second);
}

/** There is enough again, whoever saw to it. */
export const close = (tx: MutationTx, ids: readonly string[]): Promise<void> =>
  tx.updateMany(
    'booking_conflicts',
    ids.map((id) => ({
      id,
      values: {
        status: 'resolved',
        resolution: 'enough',
        resolved_by_id: tx.author.userId,
        resolved_by_name: tx.author.name,
        resolved_at: tx.time,
      },
    })),
  );
