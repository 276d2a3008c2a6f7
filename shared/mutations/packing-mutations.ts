/**
 * Packing a tour: what is planned, and what happens to pieces. Planning changes quantities by so many, and what
 * happens is written into a ledger, so that what five packers without a network did adds up in any order.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { packingLineId } from '../rules/packing.ts';
import { rowId } from './arguments.ts';
import { recheckBookings } from './booking-conflicts.ts';
import { defineMutation } from './mutation.ts';
import { moveCase } from './packing-case.ts';
import { checkNoCircle, EntryWriter, knownItem, lineFor, sumsOfLine } from './packing-lines.ts';
import { tellMeeting, totalsOf } from './packing-meeting.ts';
import { lineHolding, moveOn, named, planFor } from './packing-moves.ts';
import { changePlan } from './packing-plan.ts';
import { tourOfFact } from './tour-returns.ts';
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
 * Never fewer than none. From one case to another: one change with a minus, one with a plus. Of what was deleted
 * meanwhile no more goes, and into a case that was deleted nothing: the author hears of it.
 */
export const packingPlan = defineMutation({
  name: 'packing.plan',
  words: ['Упаковочный список', 'Packing list'],
  args: z.strictObject({ tourId: rowId, changes: z.array(change).min(1).max(MOST_CHANGES).readonly() }),
  permission: () => 'packing.run',
  reads: ({ tourId }) => [['tours', tourId]],
  run: async (tx, { tourId, changes }) => {
    await changePlan(tx, await tx.require('tours', tourId), changes);
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.unplan', args: { of: mutationId } }),
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
 * having been packed is packed by it. A thing, a case or a tour that was deleted meanwhile refuses nothing that
 * happened: the tour comes back (`tour-returns.ts`).
 * Refuses `packing.caseInItself`, `packing.moreThanOut` (came back what never left), `packing.moreThanThere`,
 * `packing.damagedAlready`.
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
    ['packing_lines', packingLineId(tourId, itemId, caseId)],
    ...(caseId === null ? [] : [['inventory_items', caseId] as const]),
  ],
  run: async (tx, { tourId, itemId, caseId, action, quantity, isExtra, ...facts }) => {
    await tourOfFact(tx, tourId);
    const item = await knownItem(tx, itemId);
    if (caseId !== null) await knownItem(tx, caseId);
    for (const id of named(facts.transportId)) await truckOf(tx, tourId, id);
    const entries = new EntryWriter(tx, facts);
    if (action === 'pack') {
      if (caseId !== null) await checkNoCircle(tx, tourId, itemId, caseId);
      const line = await lineFor(tx, tourId, itemId, caseId);
      const planned = await planFor(tx, line, quantity, isExtra === true);
      await entries.write(line.id, 'pack', quantity, null, planned.changes);
      if (isExtra === true) await recheckBookings(tx, [itemId]);
      return tellMeeting(tx, item, line, quantity, planned);
    }
    const line = await lineHolding(tx, { tourId, itemId, caseId }, quantity);
    const sums = await sumsOfLine(tx, line.id);
    const packed = await moveOn(entries, { line, item, sums, action, quantity, isAway: facts.venueId != null });
    // Two who could not know of each other have the last one in their hands.
    if (packed > 0) await tellMeeting(tx, item, line, packed, await totalsOf(tx, line));
    const { venueId } = facts;
    await followPacking(tx, { tourId, itemIds: [itemId], action, transportIds: named(facts.transportId), venueId });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});

/**
 * `packing.recordCase {tourId, caseId, action, transportId?, venueId?}`: the case is loaded, unloaded or came back, and
 * all that lies in it with it, as far as it is known where this runs. What another packer put into it meanwhile is
 * taken along by the next scan of the case; what was taken out of it and is elsewhere stays there. Who says second what
 * was said of it changes nothing.
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
    await tourOfFact(tx, tourId);
    const item = await knownItem(tx, caseId);
    for (const id of named(facts.transportId)) await truckOf(tx, tourId, id);
    const itemIds = await moveCase(tx, tourId, item, action, facts);
    if (itemIds.length === 0) return;
    const { venueId } = facts;
    await followPacking(tx, { tourId, itemIds, action, transportIds: named(facts.transportId), venueId });
  },
  inverse: (_args, { mutationId }) => ({ name: 'packing.undo', args: { of: mutationId } }),
});
