/**
 * Packing a tour: what is planned, and what happens to pieces. Planning changes quantities by so many, and what
 * happens is written into a ledger, so that what five packers without a network did adds up in any order.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { everPacked } from '../rules/packing.ts';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { defineMutation } from './mutation.ts';
import { checkNoCircle, contentsOf, EntryWriter, lineFor, linesOfItem, sumsOf, sumsOfLine } from './packing-lines.ts';
import { tellMeeting } from './packing-meeting.ts';
import { casesWithPieces, moveOn, named, planFor, sourcesOf } from './packing-moves.ts';
import { changePlan } from './packing-plan.ts';
import { followPacking, truckOf } from './transport-state.ts';

/** Changes of a plan in one mutation: the first list of a large tour is one. */
const MOST_CHANGES = 5000;
const MOST_PIECES = 100_000;

const pieces = z.int().min(1).max(MOST_PIECES);
const where = { transportId: rowId.nullable().optional(), venueId: rowId.nullable().optional() };

const change = z.strictObject({
  itemId: rowId,
  caseId: rowId.nullable(),
  by: z
    .int()
    .min(-MOST_PIECES)
    .max(MOST_PIECES)
    .refine((value) => value !== 0),
  isExtra: z.boolean().optional(),
});

/**
 * `packing.plan {tourId, changes: [{itemId, caseId, by, isExtra?}]}`: so many more or fewer of a thing go in this case.
 * Never fewer than none. From one case to another: one change with a minus, one with a plus.
 */
export const packingPlan = defineMutation({
  name: 'packing.plan',
  words: ['Упаковочный список', 'Packing list'],
  args: z.strictObject({ tourId: rowId, changes: z.array(change).min(1).max(MOST_CHANGES).readonly() }),
  permission: () => 'packing.run',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, changes }) => {
    await tx.require('tours', tourId);
    await changePlan(tx, tourId, changes);
    await recheckBookings(
      tx,
      changes.map(({ itemId }) => itemId),
    );
  },
  inverse: ({ tourId, changes }) => ({
    name: 'packing.plan',
    args: {
      tourId,
      changes: changes.toReversed().map(({ itemId, caseId, by }) => ({ itemId, caseId, by: -by })),
    },
  }),
});

/**
 * `packing.note {lineId, note, seen}`: what packers have to know of a line. Refuses `conflict.changed` where somebody
 * has written another one than was seen.
 */
export const packingNote = defineMutation({
  name: 'packing.note',
  words: ['Заметка к упаковке', 'Packing note'],
  args: z.strictObject({
    lineId: rowId,
    note: z.string().trim().min(1).max(2000).nullable(),
    /** What the person saw there. */
    seen: z.string().max(2000).nullable(),
  }),
  permission: () => 'packing.run',
  reads: ({ lineId }) => [['packing_lines', lineId]],
  run: async (tx, { lineId, note, seen }) => {
    const line = await tx.require('packing_lines', lineId);
    if (line.note !== seen && line.note !== note)
      throw new Refusal('conflict.changed', {
        table: 'packing_lines',
        id: lineId,
        column: 'note',
        found: line.note,
        wanted: note,
      });
    await tx.update('packing_lines', lineId, { note });
  },
  inverse: ({ lineId, note, seen }) => ({ name: 'packing.note', args: { lineId, note: seen, seen: note } }),
});

const ACTIONS = ['pack', 'load', 'unload', 'return', 'miss', 'damage'] as const;

/**
 * `packing.record {tourId, itemId, caseId, action, quantity, transportId?, venueId?, note?, isExtra?}`: pieces of a
 * thing were packed into the case (`null`: into none), loaded, unloaded, came back, were not found or are damaged.
 * What was not planned here is taken from where it was planned; with `isExtra` the plan grows. What is loaded without
 * having been packed is packed by it. Refuses `packing.caseInItself`, `packing.moreThanOut` (came back what never
 * left), `packing.moreThanThere`.
 */
export const packingRecord = defineMutation({
  name: 'packing.record',
  words: ['Упаковка', 'Packing'],
  args: z.strictObject({
    tourId: rowId,
    itemId: rowId,
    caseId: rowId.nullable(),
    action: z.enum(ACTIONS),
    quantity: pieces,
    ...where,
    note: z.string().max(2000).nullable().optional(),
    isExtra: z.boolean().optional(),
  }),
  permission: () => 'packing.run',
  reads: ({ tourId, itemId, caseId }) => [
    ['tours', tourId],
    ['inventory_items', itemId],
    ...(caseId === null ? [] : [['inventory_items', caseId] as const]),
  ],
  run: async (tx, { tourId, itemId, caseId, action, quantity, isExtra, ...facts }) => {
    await tx.require('tours', tourId);
    const item = await tx.require('inventory_items', itemId);
    if (caseId !== null) {
      await tx.require('inventory_items', caseId);
      if (action === 'pack') await checkNoCircle(tx, tourId, itemId, caseId);
    }
    for (const id of named(facts.transportId)) await truckOf(tx, tourId, id);
    const line = await lineFor(tx, tourId, itemId, caseId);
    const entries = new EntryWriter(tx, facts);
    if (action === 'pack') {
      const planChanges = await planFor(tx, line, quantity, isExtra === true);
      await entries.write(line.id, 'pack', quantity, null, planChanges);
      if (isExtra === true) await recheckBookings(tx, [itemId]);
      return tellMeeting(tx, item, line, quantity);
    }
    const sums = await sumsOfLine(tx, line.id);
    await moveOn(entries, { line, item, sums, action, quantity, isAway: facts.venueId != null });
    const { venueId } = facts;
    await followPacking(tx, { tourId, itemIds: [itemId], action, transportIds: named(facts.transportId), venueId });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});

/**
 * `packing.recordCase {tourId, caseId, action, transportId?, venueId?}`: the case is loaded, unloaded or came back, and
 * all that lies in it with it, as far as it is known where this runs. What another packer put into it meanwhile is
 * taken along by the next scan of the case.
 */
export const packingRecordCase = defineMutation({
  name: 'packing.recordCase',
  words: ['Кофр с содержимым', 'Case with its contents'],
  args: z.strictObject({ tourId: rowId, caseId: rowId, action: z.enum(['load', 'unload', 'return']), ...where }),
  permission: () => 'packing.run',
  reads: ({ tourId, caseId }) => [
    ['tours', tourId],
    ['inventory_items', caseId],
  ],
  run: async (tx, { tourId, caseId, action, ...facts }) => {
    await tx.require('tours', tourId);
    const item = await tx.require('inventory_items', caseId);
    for (const id of named(facts.transportId)) await truckOf(tx, tourId, id);
    const inside = await contentsOf(tx, tourId, caseId);
    const own = await linesOfItem(tx, tourId, caseId);
    const first = own[0] ?? (await lineFor(tx, tourId, caseId, null));
    const lines = new Map([first, ...inside].map((line) => [line.id, line]));
    const sums = await sumsOf(tx, [...lines.keys()]);
    const holding = casesWithPieces(inside, sums);
    const entries = new EntryWriter(tx, facts);
    const isAway = facts.venueId != null;
    for (const line of lines.values()) {
      const there = sums.get(line.id);
      if (there === undefined) continue;
      const sources = sourcesOf(action, isAway).filter((state) => state !== 'missing');
      const free = sources.reduce((sum, state) => sum + Math.max(0, there[state]), 0);
      // Nobody packs a case itself: it is there when it is loaded, and so is one in it that something lies in.
      const isCase = line.id === first.id || holding.has(line.inventory_item_id);
      const isBare = isCase && everPacked(there) === 0 && action === 'load';
      const quantity = isBare ? 1 : free;
      if (quantity > 0) await moveOn(entries, { line, item, sums: there, action, quantity, isAway });
    }
    if (entries.written === 0) throw new Refusal('packing.moreThanThere', { item: item.name, there: 0, wanted: 1 });
    const itemIds = [caseId, ...inside.map((line) => line.inventory_item_id)];
    const { venueId } = facts;
    await followPacking(tx, { tourId, itemIds, action, transportIds: named(facts.transportId), venueId });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});
