/**
 * A truck that one person sent off while another, without a network, still put things into it or took them out: both
 * are believed, and both are told.
 */
import type { Row } from '../schema/catalog.ts';
import { changeOf } from './evening-journal.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

type Truck = Row<'transports'>;

/** What was done at the truck that the other did not know of. */
export type MetAct = 'load' | 'putBack';

interface Meeting {
  readonly act: MetAct;
  readonly truck: Truck;
  /** The thing that is named; there may be more. */
  readonly itemId: string;
  readonly departed: { readonly userId: string | null; readonly name: string };
  readonly loaded: { readonly userId: string | null; readonly name: string };
}

async function tellBoth(tx: MutationTx, { act, truck, itemId, departed, loaded }: Meeting): Promise<void> {
  const tour = await tx.require('tours', truck.tour_id);
  const item = await tx.find('inventory_items', itemId);
  await tell(tx, {
    userIds: [departed.userId, loaded.userId].flatMap((id) => id ?? []),
    alsoAuthor: true,
    type: 'transport.met',
    title: truck.name,
    entity: { table: 'tours', id: tour.id },
    about: truck.id,
    data: {
      tourId: tour.id,
      tour: tour.name,
      truck: truck.name,
      item: item?.name ?? '',
      act,
      departedBy: departed.name,
      loadedBy: loaded.name,
    },
  });
}

/** Who sent the truck off, as the journal says, and when it was heard of; undefined where it does not know. */
async function departureOf(
  tx: MutationTx,
  { id }: Truck,
): Promise<{ readonly userId: string | null; readonly recordedAt: string } | undefined> {
  const lines = await tx.db
    .selectFrom('activity_log')
    .select(['user_id', 'changes', 'recorded_at'])
    .where('entity_type', '=', 'transports')
    .where('entity_id', '=', id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  const line = lines.find((each) => changeOf(each, 'status')?.[1] === 'departed');
  return line === undefined ? undefined : { userId: line.user_id, recordedAt: line.recorded_at };
}

const nameOf = async (tx: MutationTx, userId: string): Promise<string> => {
  const user = await tx.find('users', userId);
  return user === undefined ? '' : [user.first_name, user.last_name].filter(Boolean).join(' ');
};

/** After pieces went into, or out of, a truck that somebody else has sent off: once for each who did so. */
export async function tellAfterDeparture(tx: MutationTx, truck: Truck, act: MetAct, itemId: string): Promise<void> {
  const departure = await departureOf(tx, truck);
  const { userId } = tx.author;
  if (departure?.userId == null || departure.userId === userId) return;
  const told = await tx.db
    .selectFrom('notifications')
    .select('id')
    .where('user_id', '=', userId)
    .where('type', '=', 'transport.met')
    .where('title', '=', truck.name)
    .where('entity_id', '=', truck.tour_id)
    .where('created_at', '>=', departure.recordedAt)
    .limit(1)
    .execute();
  if (told.length > 0) return;
  await tellBoth(tx, {
    act,
    truck,
    itemId,
    departed: { userId: departure.userId, name: await nameOf(tx, departure.userId) },
    loaded: { userId, name: tx.author.name },
  });
}

/** With a departure of whoever saw another number of pieces in the truck than there is by what others did. */
export async function tellAtDeparture(tx: MutationTx, truck: Truck, seen: number, held: number): Promise<void> {
  if (held === seen) return;
  const entry = await tx.db
    .selectFrom('packing_entries as e')
    .innerJoin('packing_lines as l', 'l.id', 'e.packing_line_id')
    .select(['e.by_id', 'e.by_name', 'l.inventory_item_id'])
    .where('e.transport_id', '=', truck.id)
    .where('e.action', '=', 'load')
    .where('e.device_id', '<>', tx.mutation.deviceId)
    .where('e.quantity', held > seen ? '>' : '<', 0)
    .orderBy('e.at', 'desc')
    .orderBy('e.id')
    .limit(1)
    .executeTakeFirst();
  if (entry === undefined || entry.by_id === tx.author.userId) return;
  await tellBoth(tx, {
    act: held > seen ? 'load' : 'putBack',
    truck,
    itemId: entry.inventory_item_id,
    departed: { userId: tx.author.userId, name: tx.author.name },
    loaded: { userId: entry.by_id, name: entry.by_name },
  });
}
