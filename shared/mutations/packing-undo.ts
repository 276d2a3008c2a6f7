/** Packing that is taken back: every entry has one of its own with a minus, and the plan becomes what it was. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { PackingSums } from '../rules/packing.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { itemsByTour, type PlanChanges, packingEntryId, sumsOf, takenBackId } from './packing-lines.ts';
import { named } from './packing-moves.ts';
import { followPacking } from './transport-state.ts';

/** Entries of one mutation that are looked for at once. */
const STRETCH = 100;

/**
 * `packing.undo {of, isAct?}`: takes back what the mutation `of` recorded, by entries with a minus, and what the plan
 * became by it; `of` may be a single entry as well, and with `isAct` all that was recorded with that one: a case with
 * its contents, whoever recorded it and however long ago. Refuses `packing.alreadyUndone`, and `packing.moreThanThere`
 * where its pieces have gone on since.
 */
export const packingUndo = defineMutation({
  name: 'packing.undo',
  words: ['Отметка упаковки отменена', 'Packing entry taken back'],
  args: z.strictObject({ of: rowId, isAct: z.boolean().optional() }),
  permission: () => 'packing.run',
  run: async (tx, { of, isAct }) => {
    const entries = isAct === true ? await entriesOfAct(tx, of) : await entriesNamed(tx, of);
    if (entries.length === 0) throw new Refusal('row.missing', { table: 'packing_entries', id: of });
    const lineIds = [...new Set(entries.map((entry) => entry.packing_line_id))];
    for (const entry of entries.toReversed()) await takeBack(tx, entry);
    for (const [lineId, sums] of await sumsOf(tx, lineIds)) await checkNotNegative(tx, lineId, sums);
    const transportIds = entries.flatMap(({ transport_id: id }) => named(id));
    const isLoading = entries.every((entry) => entry.action === 'load' || entry.action === 'pack');
    const action = isLoading && entries.some((entry) => entry.quantity > 0) ? 'putBack' : 'undo';
    for (const [tourId, itemIds] of await itemsByTour(tx, lineIds)) {
      await followPacking(tx, { tourId, itemIds, action, transportIds });
      await recheckBookings(tx, itemIds);
    }
  },
});

/** The entries of a mutation; or the one with this id, where whoever takes it back knows it alone. */
async function entriesNamed(tx: MutationTx, of: string): Promise<readonly Row<'packing_entries'>[]> {
  const entries = await entriesOf(tx, of);
  if (entries.length > 0) return entries;
  const entry = await tx.find('packing_entries', of);
  return entry === undefined ? [] : [entry];
}

/**
 * The entries that were recorded with this one and stand: on one laptop, at one moment, on one tour. All of them where
 * none stands, so that it is said.
 */
async function entriesOfAct(tx: MutationTx, of: string): Promise<readonly Row<'packing_entries'>[]> {
  const entry = await tx.find('packing_entries', of);
  if (entry === undefined) return [];
  const line = await tx.require('packing_lines', entry.packing_line_id);
  const found = await tx.db
    .selectFrom('packing_entries')
    .select('id')
    .where('packing_line_id', 'in', (lines) =>
      lines.selectFrom('packing_lines').select('id').where('tour_id', '=', line.tour_id),
    )
    .where('at', '=', entry.at)
    .where('device_id', '=', entry.device_id)
    .where('undoes_id', 'is', null)
    .orderBy('id')
    .execute();
  const ids = found.map(({ id }) => id);
  const undone = new Set((await tx.rows.findMany('packing_entries', ids.map(takenBackId))).map((row) => row.id));
  const standing = ids.filter((id) => !undone.has(takenBackId(id)));
  return (await tx.rows.findMany(
    'packing_entries',
    standing.length === 0 ? ids : standing,
  )) as unknown as readonly Row<'packing_entries'>[];
}

/** The entries that a mutation wrote, in their order. */
async function entriesOf(tx: MutationTx, mutationId: string): Promise<readonly Row<'packing_entries'>[]> {
  const found: Row<'packing_entries'>[] = [];
  for (let start = 0; ; start += STRETCH) {
    const ids = Array.from({ length: STRETCH }, (_, index) => packingEntryId(mutationId, start + index));
    const rows = (await tx.rows.findMany('packing_entries', ids)) as unknown as Row<'packing_entries'>[];
    const byId = new Map(rows.filter((row) => row.theater_id === tx.theaterId).map((row) => [row.id, row]));
    found.push(...ids.flatMap((id) => byId.get(id) ?? []));
    if (byId.size < STRETCH) return found;
  }
}

async function takeBack(tx: MutationTx, entry: Row<'packing_entries'>): Promise<void> {
  const id = takenBackId(entry.id);
  if (entry.undoes_id !== null || (await tx.find('packing_entries', id)) !== undefined)
    throw new Refusal('packing.alreadyUndone');
  const planChanges = await planTakenBack(tx, entry.plan_changes);
  await tx.insert('packing_entries', {
    id,
    packing_line_id: entry.packing_line_id,
    action: entry.action,
    quantity: -entry.quantity,
    from_state: entry.from_state,
    transport_id: entry.transport_id,
    venue_id: entry.venue_id,
    plan_changes: planChanges,
    undoes_id: entry.id,
    device_id: tx.mutation.deviceId,
  });
}

/** Turns the changes of a plan round, as far as the plan still has them. Answers what changed. */
async function planTakenBack(tx: MutationTx, planned: JsonValue): Promise<PlanChanges> {
  const changes: Record<string, number> = {};
  const items = new Set<string>();
  const known = z.record(z.string(), z.int()).safeParse(planned);
  for (const [lineId, by] of Object.entries(known.data ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const line = await tx.find('packing_lines', lineId);
    if (line === undefined || line.deleted_at !== null) continue;
    const quantity = Math.max(0, line.quantity - by);
    await tx.update('packing_lines', lineId, { quantity });
    changes[lineId] = quantity - line.quantity;
    items.add(line.inventory_item_id);
  }
  await recheckBookings(tx, [...items]);
  return changes;
}

async function checkNotNegative(tx: MutationTx, lineId: string, sums: PackingSums): Promise<void> {
  if (Object.values(sums).every((count) => count >= 0)) return;
  const line = await tx.require('packing_lines', lineId);
  const item = await tx.require('inventory_items', line.inventory_item_id);
  throw new Refusal('packing.moreThanThere', { item: item.name, there: 0, wanted: 1 });
}
