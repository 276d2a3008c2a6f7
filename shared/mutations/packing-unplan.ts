/** A change of a packing list that is taken back: by what the history says that it did, and not by what was asked. */
import { z } from 'zod';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { changeOf, linesOf } from './evening-journal.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { ensureCase, linesInCases, type PackingLine } from './packing-lines.ts';

/** Lines of the log that are asked for at first: most changes of a plan are small. */
const FEW = 100;
/** Of one plan no more: each of its changes makes a line, and opens a case at most. */
const MOST = 10_000;

/** By how many pieces the author's mutation changed which lines; nothing where it found nothing to change. */
async function changedBy(tx: MutationTx, mutationId: string): Promise<ReadonlyMap<string, number>> {
  let lines = await linesOf(tx, mutationId, FEW);
  if (lines.length === FEW) lines = await linesOf(tx, mutationId, MOST);
  const changes = new Map<string, number>();
  for (const line of lines) {
    const change = line.entity_type === 'packing_lines' ? changeOf(line, 'quantity') : undefined;
    if (change === undefined || !line.action.startsWith('packing.plan:')) continue;
    const [before, after] = change;
    const by = Number(after ?? 0) - Number(before ?? 0);
    changes.set(line.entity_id, (changes.get(line.entity_id) ?? 0) + by);
  }
  return changes;
}

/**
 * `packing.unplan {of}`: takes back what the author's `packing.plan` with the id `of` did to the list. Of two people
 * who took the same line off, only who really did so puts it back; never fewer than none.
 */
export const packingUnplan = defineMutation({
  name: 'packing.unplan',
  words: ['Изменение списка отменено', 'Change of a packing list taken back'],
  args: z.strictObject({ of: rowId }),
  permission: () => 'packing.run',
  run: async (tx, { of }) => {
    const changed = await changedBy(tx, of);
    const ids = [...changed.keys()].toSorted();
    const rows = (await tx.rows.findMany('packing_lines', ids)) as unknown as readonly PackingLine[];
    const lines = rows.filter((line) => line.deleted_at === null && line.theater_id === tx.theaterId);
    for (const line of lines)
      await tx.update('packing_lines', line.id, {
        quantity: Math.max(0, line.quantity - (changed.get(line.id) ?? 0)),
      });
    const items = [...new Set(lines.map((line) => line.inventory_item_id))];
    // A case that it opened, and that somebody has put something into since, goes on going.
    for (const tourId of new Set(lines.map((line) => line.tour_id)))
      for (const { case_item_id: caseId, quantity } of await linesInCases(tx, tourId, items))
        if (caseId !== null && quantity > 0) await ensureCase(tx, tourId, caseId);
    await recheckBookings(tx, items);
  },
});
