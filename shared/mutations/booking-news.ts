/** Telling people of double bookings: whose they are hears of it, of many at once in one notice more. */
import type { Booking, DoubleBooking, DoubleDays } from '../rules/bookings.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

/** A slip in a date brings a season of them about: so many are told one by one, the last stands for all others. */
const MOST_SINGLY = 5;
/** Others that one notice stands for by name; what is beyond is counted. */
const MOST_OTHERS = 500;

/** A double booking, and those of its days that nobody was told of. */
export interface News {
  /** Of the conflict. */
  readonly id: string;
  readonly item: Row<'inventory_items'>;
  readonly double: DoubleBooking;
  readonly parts: readonly DoubleDays[];
}

/** Tells whoever wrote one of the bookings, the author too: each of what is theirs, the nearest day first. */
export async function tellOfBookings(tx: MutationTx, news: readonly News[]): Promise<void> {
  const byPerson = new Map<string, News[]>();
  for (const each of news.toSorted((a, b) => a.double.from.localeCompare(b.double.from) || (a.id < b.id ? -1 : 1))) {
    const writers = each.parts.flatMap(({ first, second }) => [first.writerId ?? [], second.writerId ?? []].flat());
    for (const writer of new Set(writers)) byPerson.set(writer, [...(byPerson.get(writer) ?? []), each]);
  }
  for (const [userId, theirs] of [...byPerson].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const singly = theirs.length > MOST_SINGLY ? theirs.slice(0, MOST_SINGLY) : theirs;
    for (const [place, each] of singly.entries())
      await tellOne(tx, userId, each, place === MOST_SINGLY - 1 ? theirs.slice(MOST_SINGLY) : []);
  }
}

/**
 * A notice names an event by its id alone: what it is called is for whoever may read it, when they read (decision 52).
 */
const named = ({ table, title, eventId }: Booking): { readonly title: string; readonly eventId: string | null } =>
  table === 'event_inventory' ? { title: '', eventId } : { title, eventId: null };

async function tellOne(tx: MutationTx, userId: string, { id, item, double }: News, others: readonly News[]) {
  const [first, second] = [named(double.first), named(double.second)];
  await tell(tx, {
    userIds: [userId],
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
      first: first.title,
      second: second.title,
      firstEventId: first.eventId,
      secondEventId: second.eventId,
      ...(others.length === 0
        ? {}
        : { more: others.length, others: others.slice(0, MOST_OTHERS).map((other) => other.id) }),
    },
  });
}
