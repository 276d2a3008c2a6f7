/** Things that are away with a tour are not deleted: nobody could say of them that they came home. */
import { Refusal } from '../base/refusal.ts';
import type { MutationTx } from './mutation-tx.ts';
import { sumsOf } from './packing-lines.ts';

/**
 * Refuses `packing.piecesAway`: pieces of the thing, or of what lies in it where it is a case, are in a truck or at a
 * venue. What was not found keeps nobody from deleting the thing that is lost.
 */
export async function checkNotAway(tx: MutationTx, id: string): Promise<void> {
  const lines = await tx.db
    .selectFrom('packing_lines')
    .select(['id', 'tour_id'])
    .where((where) => where.or([where('inventory_item_id', '=', id), where('case_item_id', '=', id)]))
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const sums = await sumsOf(
    tx,
    lines.map((line) => line.id),
  );
  const away = lines.flatMap((line) => {
    const there = sums.get(line.id);
    const count = there === undefined ? 0 : there.loaded + there.on_site;
    return count > 0 ? [{ tourId: line.tour_id, count }] : [];
  });
  const [first] = away;
  if (first === undefined) return;
  const count = away.reduce((sum, each) => sum + each.count, 0);
  const [item, tour] = [await tx.require('inventory_items', id), await tx.require('tours', first.tourId)];
  throw new Refusal('packing.piecesAway', { title: item.name, tour: tour.name, count });
}
