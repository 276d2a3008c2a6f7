/** Packers who meet: two packed the last of one thing without a network, and both are told. */
import { everPacked } from '../rules/packing.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';
import { linesOfItem, type PackingLine, sumsOf } from './packing-lines.ts';
import type { Planned } from './packing-moves.ts';

type Totals = Pick<Planned, 'lineIds' | 'planned' | 'packed'>;

/** What is planned and packed of a thing over all its lines. */
export async function totalsOf(tx: MutationTx, line: PackingLine): Promise<Totals> {
  const lines = await linesOfItem(tx, line.tour_id, line.inventory_item_id);
  const lineIds = lines.map(({ id }) => id);
  const sums = await sumsOf(tx, lineIds);
  return {
    lineIds,
    planned: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    packed: [...sums.values()].reduce((sum, each) => sum + everPacked(each), 0),
  };
}

/** Packers who are told: those who packed last. */
const TOLD = 5;

/**
 * Two who could not hear of each other packed the last of one thing: where both are known, all who packed it hear of
 * it. On the laptop of one of them nothing has met yet: they were asked before they packed more. `planned`: what the
 * thing's lines came to with these pieces.
 */
export async function tellMeeting(
  tx: MutationTx,
  item: Row<'inventory_items'>,
  line: PackingLine,
  quantity: number,
  { lineIds, planned, packed }: Totals,
): Promise<void> {
  // Once: by the entry with which there were too many.
  if (packed <= planned || packed - quantity > planned) return;
  const others = await tx.db
    .selectFrom('packing_entries')
    .select(['by_id', 'by_name'])
    .where('packing_line_id', 'in', [...lineIds])
    .where('action', '=', 'pack')
    .where('quantity', '>', 0)
    .where('device_id', '<>', tx.mutation.deviceId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(TOLD)
    .execute();
  const [last] = others;
  if (last === undefined) return;
  const tour = await tx.require('tours', line.tour_id);
  const data = { tourId: tour.id, tour: tour.name, item: item.name, packed, planned };
  const about = line.inventory_item_id;
  const entity = { table: 'tours', id: tour.id } as const;
  const common = { type: 'packing.met', title: item.name, entity, about } as const;
  await tell(tx, {
    ...common,
    userIds: others.flatMap((other) => other.by_id ?? []),
    data: { ...data, byName: tx.author.name },
  });
  await tell(tx, {
    ...common,
    userIds: [tx.author.userId],
    alsoAuthor: true,
    data: { ...data, byName: last.by_name },
  });
}
