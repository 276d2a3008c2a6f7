/** Cases: making one, putting things in and taking them out, looking them through, and what should be in them. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { kitLineId } from '../rules/kits.ts';
import type { Row } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { casePlaceId, followCases, makeCase, requireCasePlace, unmakeCase } from './case-place.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { requireRight } from './row-door.ts';
import { type ItemMovement, writeMovements } from './stock.ts';

/** Things that one mutation puts, takes or names. */
const MOST = 1000;
const pieces = z.int().min(1).max(1_000_000);

/** The thing becomes a case. Of several nobody knows which one is meant. */
export const caseMake = defineMutation({
  name: 'case.make',
  words: ['Сделано кофром', 'Made a case'],
  args: z.strictObject({ itemId: rowId }),
  permission: () => 'inventory.edit',
  reads: ({ itemId }) => [
    ['inventory_items', itemId],
    ['inventory_locations', casePlaceId(itemId)],
  ],
  run: async (tx, args) => {
    const item = await tx.require('inventory_items', args.itemId);
    if (item.quantity > 1) throw new Refusal('case.notSingle', { item: item.name, count: item.quantity });
    await makeCase(tx, item);
  },
  inverse: ({ itemId }) => ({ name: 'case.unmake', args: { itemId } }),
});

/** An ordinary thing again. Refused with something in it; its list stays for when it is a case again. */
export const caseUnmake = defineMutation({
  name: 'case.unmake',
  words: ['Больше не кофр', 'No case any more'],
  args: z.strictObject({ itemId: rowId }),
  permission: () => 'inventory.edit',
  run: async (tx, args) => unmakeCase(tx, await tx.require('inventory_items', args.itemId)),
  inverse: ({ itemId }) => ({ name: 'case.make', args: { itemId } }),
});

/** The case and its place; refuses where it is none. */
async function openCase(tx: MutationTx, itemId: string): Promise<{ item: Row<'inventory_items'>; placeId: string }> {
  const item = await tx.require('inventory_items', itemId);
  return { item, placeId: (await requireCasePlace(tx, item)).id };
}

const wayOf = (index: number, way: Pick<ItemMovement, 'itemId' | 'from' | 'to' | 'quantity'>): ItemMovement => {
  if (way.from === way.to) throw new Refusal('stock.sameLocation');
  return { key: String(index), type: 'transfer', ...way };
};

/** Things go into the case from where the ledger has them, as one. Refused where there are not so many there. */
export const casePack = defineMutation({
  name: 'case.pack',
  words: ['Положено в кофр', 'Put into a case'],
  args: z.strictObject({
    itemId: rowId,
    things: z
      .array(z.strictObject({ itemId: rowId, fromLocationId: rowId, quantity: pieces }))
      .min(1)
      .max(MOST),
  }),
  permission: () => 'inventory.move',
  run: async (tx, args) => {
    const { placeId } = await openCase(tx, args.itemId);
    await writeMovements(
      tx,
      args.things.map(({ itemId, fromLocationId: from, quantity }, index) =>
        wayOf(index, { itemId, from, to: placeId, quantity }),
      ),
    );
  },
  inverse: ({ itemId, things }) => ({
    name: 'case.unpack',
    args: {
      itemId,
      things: things.map(({ itemId: thing, fromLocationId, quantity }) => ({
        itemId: thing,
        toLocationId: fromLocationId,
        quantity,
      })),
    },
  }),
});

/** Things come out of the case, as one; emptying it is taking out everything that was seen in it. */
export const caseUnpack = defineMutation({
  name: 'case.unpack',
  words: ['Вынуто из кофра', 'Taken out of a case'],
  args: z.strictObject({
    itemId: rowId,
    things: z
      .array(z.strictObject({ itemId: rowId, toLocationId: rowId, quantity: pieces }))
      .min(1)
      .max(MOST),
  }),
  permission: () => 'inventory.move',
  run: async (tx, args) => {
    const { placeId } = await openCase(tx, args.itemId);
    for (const id of new Set(args.things.map(({ toLocationId }) => toLocationId)))
      await tx.require('inventory_locations', id);
    await writeMovements(
      tx,
      args.things.map(({ itemId, toLocationId: to, quantity }, index) =>
        wayOf(index, { itemId, from: placeId, to, quantity }),
      ),
    );
  },
  inverse: ({ itemId, things }) => ({
    name: 'case.pack',
    args: {
      itemId,
      things: things.map(({ itemId: thing, toLocationId, quantity }) => ({
        itemId: thing,
        fromLocationId: toLocationId,
        quantity,
      })),
    },
  }),
});

/**
 * `case.check {itemId, changes}`: the case was looked through piece by piece, by whom and when. `changes` is what was
 * not as the ledger has it: fewer of a thing are missing, more were found. Who may not post counts writes down that
 * everything was there, and nothing else.
 */
export const caseCheck = defineMutation({
  name: 'case.check',
  words: ['Проверка кофра', 'Case checked'],
  args: z.strictObject({
    itemId: rowId,
    changes: z
      .array(z.strictObject({ itemId: rowId, by: z.int().min(-1_000_000).max(1_000_000) }))
      .max(MOST)
      .optional(),
    /** Takes a check back: then nobody looked the case through. */
    isTakenBack: z.boolean().optional(),
  }),
  permission: () => 'inventory.move',
  run: async (tx, args) => {
    const { item, placeId } = await openCase(tx, args.itemId);
    const changes = args.changes ?? [];
    if (changes.length > 0) requireRight(tx, 'count.post');
    await writeMovements(
      tx,
      changes
        .filter(({ by }) => by !== 0)
        .map(({ itemId, by }, index) => ({
          key: String(index),
          type: 'count_adjustment',
          itemId,
          quantity: Math.abs(by),
          comment: item.name,
          from: by < 0 ? placeId : null,
          to: by > 0 ? placeId : null,
        })),
    );
    await tx.update('inventory_locations', placeId, {
      checked_at: args.isTakenBack === true ? null : tx.time,
      checked_by_name: args.isTakenBack === true ? null : tx.author.name,
    });
  },
  inverse: ({ itemId, changes, isTakenBack }) =>
    isTakenBack === true
      ? undefined
      : {
          name: 'case.check',
          args: {
            itemId,
            changes: (changes ?? []).map(({ itemId: id, by }) => ({ itemId: id, by: -by })),
            isTakenBack: true,
          },
        },
});

const kitArgs = z.strictObject({
  caseItemId: rowId,
  lines: z
    .array(z.strictObject({ itemId: rowId, quantity: pieces }))
    .min(1)
    .max(MOST),
});

/**
 * So many more of these things belong into the case. What two people add without a network adds up. A list that names
 * the case itself, or a case that is to lie in it, is refused: `kit.inItself`.
 */
export const kitAdd = defineMutation({
  name: 'kit.add',
  words: ['В состав кофра', 'Added to a case list'],
  args: kitArgs,
  permission: () => 'inventory.edit',
  run: async (tx, args) => {
    const outer = await tx.require('inventory_items', args.caseItemId);
    for (const { itemId, quantity } of args.lines) {
      const item = await tx.require('inventory_items', itemId);
      if (await belongsInto(tx, itemId, outer.id))
        throw new Refusal('kit.inItself', { item: item.name, inside: outer.name });
      const id = kitLineId(outer.id, itemId);
      const line = await tx.find('kit_lines', id);
      if (line === undefined) await tx.insert('kit_lines', { id, case_item_id: outer.id, item_id: itemId, quantity });
      else if (line.deleted_at === null) await tx.update('kit_lines', id, { quantity: line.quantity + quantity });
      else {
        await tx.rows.updateRow('kit_lines', id, { deleted_at: null, deletion_id: null });
        await tx.update('kit_lines', id, { quantity });
      }
    }
  },
  inverse: (args) => ({ name: 'kit.take', args }),
});

/** Whether `inner` is that thing, or belongs, by lists of cases, somewhere into `outer`. */
async function belongsInto(tx: MutationTx, outer: string, inner: string): Promise<boolean> {
  const seen = new Set([outer]);
  for (let level = [outer]; level.length > 0; ) {
    if (seen.has(inner)) return true;
    const lines = await tx.db
      .selectFrom('kit_lines')
      .select('item_id')
      .distinct()
      .where('case_item_id', 'in', level)
      .where('deleted_at', 'is', null)
      .orderBy('item_id')
      .execute();
    level = lines.flatMap(({ item_id: id }) => (seen.has(id) ? [] : [id]));
    for (const id of level) seen.add(id);
  }
  return seen.has(inner);
}

/** So many fewer belong into the case; what is none any more leaves the list. Of what is not on it nothing happens. */
export const kitTake = defineMutation({
  name: 'kit.take',
  words: ['Из состава кофра', 'Taken off a case list'],
  args: kitArgs,
  permission: () => 'inventory.edit',
  run: async (tx, args) => {
    for (const { itemId, quantity } of args.lines) {
      const line = await tx.find('kit_lines', kitLineId(args.caseItemId, itemId));
      if (line === undefined || line.deleted_at !== null) continue;
      if (line.quantity > quantity) await tx.update('kit_lines', line.id, { quantity: line.quantity - quantity });
      else
        await deleteRows(tx, {
          roots: [{ table: 'kit_lines', id: line.id }],
          deletionId: tx.derive('deletion', line.id),
          reason: undefined,
          shown: undefined,
        });
    }
  },
  inverse: (args) => ({ name: 'kit.add', args }),
});

/** `case.settle {itemId}`: a repair from the health page; the place of the case hangs where the ledger has the case. */
export const caseSettle = defineMutation({
  name: 'case.settle',
  words: ['Место кофра исправлено', 'Place of a case repaired'],
  args: z.strictObject({ itemId: rowId }),
  permission: () => 'inventory.move',
  run: async (tx, args) => {
    await openCase(tx, args.itemId);
    await followCases(tx, [args.itemId]);
  },
});
