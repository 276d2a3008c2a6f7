/** What of a distribution over trucks stays as it is, because somebody else was there before: its author hears so. */
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tell } from './notices.ts';

/** Things that are named; the rest is a number. */
const MOST_NAMED = 3;

/**
 * Tells the author which things of the tour were left where others have put them. One notice for all. `isOrder`: it was
 * about the order in which they are loaded.
 */
export async function tellStays(
  tx: MutationTx,
  tour: Row<'tours'>,
  lines: readonly Row<'packing_lines'>[],
  isOrder = false,
): Promise<void> {
  if (lines.length === 0) return;
  const ids = [...new Set(lines.map((line) => line.inventory_item_id))].toSorted();
  const rows = await tx.rows.findMany('inventory_items', ids.slice(0, MOST_NAMED));
  const names = new Map(rows.map((row) => [row.id, String(row['name'])]));
  await tell(tx, {
    userIds: [tx.author.userId],
    alsoAuthor: true,
    type: 'transport.stays',
    title: tour.name,
    entity: { table: 'tours', id: tour.id },
    data: {
      tourId: tour.id,
      tour: tour.name,
      items: ids.flatMap((id) => names.get(id) ?? []),
      more: Math.max(0, ids.length - MOST_NAMED),
      ...(isOrder ? { isOrder } : {}),
    },
  });
}
