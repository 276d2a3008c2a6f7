/** What was put into a truck that has not left is taken out again: it lies where it lay before, packed, at home. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { placesOf } from '../rules/packing-places.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { contentsOf, EntryWriter, lineFor, linesOfItem, type PackingLine } from './packing-lines.ts';
import { tourOfFact } from './tour-returns.ts';
import { followPacking } from './transport-state.ts';

/** Lines in one question. */
const AT_ONCE = 500;

/** Pieces of these lines in the truck, by line; none that is 0. */
async function piecesIn(
  tx: MutationTx,
  transportId: string,
  lines: readonly PackingLine[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (let start = 0; start < lines.length; start += AT_ONCE) {
    const ids = lines.slice(start, start + AT_ONCE).map(({ id }) => id);
    const entries = await tx.db
      .selectFrom('packing_entries')
      .select(['packing_line_id', 'action', 'from_state', 'transport_id', 'venue_id', 'quantity'])
      .where('packing_line_id', 'in', ids)
      .execute();
    for (const [lineId, own] of Map.groupBy(entries, (entry) => entry.packing_line_id)) {
      const pieces = placesOf(own).loaded.get(transportId) ?? 0;
      if (pieces > 0) found.set(lineId, pieces);
    }
  }
  return found;
}

/**
 * `transport.putBack {tourId, transportId, itemId, caseId, quantity?}`: so many pieces of the line are out of the truck
 * again; without `quantity` all of it that is in this truck, and of a case what lies in it as well. It is an entry of
 * the ledger with a minus, and is taken back like any other. Refuses `packing.moreThanThere`. A truck that has left
 * meanwhile, as another laptop says, is no reason to refuse: who took a thing out has it in their hands.
 */
export const transportPutBack = defineMutation({
  name: 'transport.putBack',
  words: ['Выгрузка обратно', 'Taking out of a truck again'],
  args: z.strictObject({
    tourId: rowId,
    transportId: rowId,
    itemId: rowId,
    caseId: rowId.nullable(),
    quantity: z.int().min(1).max(100_000).optional(),
  }),
  permission: () => 'packing.run',
  reads: ({ tourId, itemId }) => [
    ['tours', tourId],
    ['inventory_items', itemId],
  ],
  run: async (tx, { tourId, transportId, itemId, caseId, quantity }) => {
    await tourOfFact(tx, tourId);
    const item = await tx.require('inventory_items', itemId);
    // One in the trash keeps what is in it, and gives it back.
    const truck = await tx.find('transports', transportId);
    if (truck?.tour_id !== tourId || truck.theater_id !== tx.theaterId)
      throw new Refusal('row.missing', { table: 'transports', id: transportId });
    const lines =
      quantity === undefined
        ? [...(await linesOfItem(tx, tourId, itemId)), ...(await contentsOf(tx, tourId, itemId))]
        : [await lineFor(tx, tourId, itemId, caseId)];
    const found = await piecesIn(tx, transportId, lines);
    const there = [...found.values()].reduce((sum, pieces) => sum + pieces, 0);
    if (there < (quantity ?? 1))
      throw new Refusal('packing.moreThanThere', { item: item.name, there, wanted: quantity ?? 1 });
    const entries = new EntryWriter(tx, { transportId });
    for (const [lineId, pieces] of found) await entries.write(lineId, 'load', -(quantity ?? pieces), 'packed');
    const itemIds = lines.flatMap((line) => (found.has(line.id) ? line.inventory_item_id : []));
    await followPacking(tx, { tourId, itemIds, action: 'putBack', transportIds: [transportId] });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});
