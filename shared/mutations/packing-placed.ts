/** What the ledger says of lines of a packing list, as far as it tells where their pieces are. */
import { inSlices } from '../rules/deletion-plan.ts';
import type { Placed } from '../rules/packing-places.ts';
import type { MutationTx } from './mutation-tx.ts';

/** Entries of these lines, summed by what tells where pieces are. A line of which nothing has happened is not there. */
export async function placedByLine(
  tx: MutationTx,
  lineIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Placed[]>> {
  const rows = await inSlices(lineIds, (some) =>
    tx.db
      .selectFrom('packing_entries')
      .select(['packing_line_id', 'action', 'from_state', 'transport_id', 'venue_id'])
      .select(({ fn }) => fn.sum<number | string>('quantity').as('quantity'))
      .where('packing_line_id', 'in', [...some])
      .groupBy(['packing_line_id', 'action', 'from_state', 'transport_id', 'venue_id'])
      .execute(),
  );
  // Postgres answers a sum of integers as text.
  const placed = rows.map((row) => ({ ...row, quantity: Number(row.quantity) }));
  return Map.groupBy(placed, (row) => row.packing_line_id);
}
