/**
 * Changes of a packing list. A first list of a tour is thousands of lines: rows are read and made in slices, and
 * only what can be a case is looked at as one.
 */
import { inSlices, slicesOf } from '../rules/deletion-plan.ts';
import { packingLineId } from '../rules/packing.ts';
import type { PlanChange } from '../rules/packing-needs.ts';
import type { TableName } from '../schema/catalog.ts';
import { recheckBookings } from './booking-conflicts.ts';
import type { MutationTx } from './mutation-tx.ts';
import { checkNoCircle, ensureCase, lineFor } from './packing-lines.ts';

/** Rows that one statement inserts. */
const AT_ONCE = 500;

/** Which of these ids have a row of the table, in the trash or not. */
const known = async (tx: MutationTx, table: TableName, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await inSlices(ids, (slice) => tx.rows.findMany(table, slice))).map(({ id }) => id));

/** Which of these things something lies in on the tour. */
async function holders(tx: MutationTx, tourId: string, itemIds: readonly string[]): Promise<Set<string>> {
  const rows = await inSlices(itemIds, (slice) =>
    tx.db
      .selectFrom('packing_lines')
      .select('case_item_id')
      .distinct()
      .where('tour_id', '=', tourId)
      .where('case_item_id', 'in', [...slice])
      .where('deleted_at', 'is', null)
      .execute(),
  );
  return new Set(rows.flatMap(({ case_item_id: id }) => id ?? []));
}

/** New lines are made together; the others one after the other, as somebody may have written them meanwhile. */
export async function changePlan(tx: MutationTx, tourId: string, changes: readonly PlanChange[]): Promise<void> {
  const idOf = ({ itemId, caseId }: PlanChange): string => packingLineId(tourId, itemId, caseId);
  const things = [...new Set(changes.flatMap(({ itemId, caseId }) => (caseId === null ? [itemId] : [itemId, caseId])))];
  const items = await known(tx, 'inventory_items', things);
  for (const id of things) if (!items.has(id)) await tx.require('inventory_items', id);
  const cases = await holders(tx, tourId, things);
  const lines = await known(tx, 'packing_lines', changes.map(idOf));
  const ensured = new Set<string>();
  const fresh = new Map<string, { readonly change: PlanChange; quantity: number }>();
  for (const change of changes) {
    const { itemId, caseId, by, isExtra } = change;
    if (caseId !== null && by > 0) {
      if (itemId === caseId || cases.has(itemId)) {
        // What these changes put into it is looked at too.
        await makeLines(tx, tourId, fresh);
        for (const id of fresh.keys()) lines.add(id);
        fresh.clear();
        await checkNoCircle(tx, tourId, itemId, caseId);
      }
      cases.add(caseId);
      ensured.add(caseId);
    }
    const id = idOf(change);
    const made = fresh.get(id);
    if (made !== undefined) made.quantity = Math.max(0, made.quantity + by);
    else if (lines.has(id)) {
      const line = await lineFor(tx, tourId, itemId, caseId);
      await tx.update('packing_lines', line.id, {
        quantity: Math.max(0, line.quantity + by),
        // What productions need stays theirs when one more goes as an extra.
        ...(isExtra === undefined || (isExtra && line.quantity > 0) ? {} : { is_extra: isExtra }),
      });
    } else if (by > 0) fresh.set(id, { change, quantity: by });
  }
  await makeLines(tx, tourId, fresh);
  for (const caseId of ensured) await ensureCase(tx, tourId, caseId);
  await recheckBookings(tx, things);
}

async function makeLines(
  tx: MutationTx,
  tourId: string,
  fresh: ReadonlyMap<string, Readonly<{ change: PlanChange; quantity: number }>>,
): Promise<void> {
  const rows = [...fresh].map(([id, { change, quantity }]) => ({
    id,
    tour_id: tourId,
    inventory_item_id: change.itemId,
    case_item_id: change.caseId,
    quantity,
    is_extra: change.isExtra ?? false,
  }));
  for (const slice of slicesOf(rows, AT_ONCE)) await tx.insertMany('packing_lines', slice);
}
