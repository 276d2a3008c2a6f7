/** Making a thing with its quantity, receiving, moving, writing off, and the status of a thing. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { itemStatus, mayFollow } from '../rules/state-machines.ts';
import type { TableName } from '../schema/catalog.ts';
import { rowId, values } from './arguments.ts';
import { defineMutation, type Intent } from './mutation.ts';
import { deletionOf, rowCreate } from './row-mutations.ts';
import { movementId, rebuildStock, stockId, wayBackId, writeMovement } from './stock.ts';

const quantity = z.int().min(1).max(1_000_000);
const comment = z.string().max(2000).optional();

const KEY = '1';

/** What a movement of a thing asks for: the thing, the places, and how many lie there. */
const stockRows = (itemId: string, locationIds: readonly string[]): readonly (readonly [TableName, string])[] => [
  ['inventory_items', itemId],
  ...locationIds.flatMap((locationId) => [
    ['inventory_locations', locationId] as const,
    ['inventory_stock', stockId(itemId, locationId)] as const,
  ]),
];

/** A new thing and how many of it stand where, as one: half of it is never there. */
export const inventoryCreate = defineMutation({
  name: 'inventory.create',
  words: ['Новый предмет', 'New item'],
  args: z.strictObject({
    id: z.uuid(),
    values,
    stock: z.strictObject({ locationId: z.uuid(), quantity, comment }).optional(),
  }),
  permission: () => 'inventory.edit',
  reads: ({ id, values: given, stock }) => [
    ...(rowCreate.reads?.({ table: 'inventory_items', id, values: given }) ?? []),
    ...(stock === undefined ? [] : stockRows(id, [stock.locationId])),
  ],
  run: async (tx, args) => {
    await rowCreate.run(tx, { table: 'inventory_items', id: args.id, values: args.values });
    if (args.stock === undefined) return;
    if (!can(tx.author.permissions, 'inventory.move')) {
      throw new Refusal('permission.denied', { permission: 'inventory.move', name: 'inventory.create' });
    }
    const item = await tx.require('inventory_items', args.id);
    await tx.require('inventory_locations', args.stock.locationId);
    await writeMovement(tx, {
      key: KEY,
      type: 'receipt',
      item,
      from: null,
      to: args.stock.locationId,
      quantity: args.stock.quantity,
      comment: args.stock.comment,
    });
  },
  inverse: ({ id }, { newId }) => deletionOf('inventory_items', id, newId()),
});

/** Pieces arrive at a place. One movement, from nowhere. */
export const inventoryReceive = defineMutation({
  name: 'inventory.receive',
  words: ['Приём', 'Receipt'],
  args: z.strictObject({ itemId: rowId, locationId: rowId, quantity, comment }),
  permission: () => 'inventory.move',
  reads: ({ itemId, locationId }) => stockRows(itemId, [locationId]),
  run: async (tx, args) => {
    const item = await tx.require('inventory_items', args.itemId);
    await tx.require('inventory_locations', args.locationId);
    await writeMovement(tx, {
      key: KEY,
      type: 'receipt',
      item,
      from: null,
      to: args.locationId,
      quantity: args.quantity,
      comment: args.comment,
    });
  },
  inverse: (_args, { mutationId }) => wayBackOf(mutationId),
});

/**
 * Pieces go from one place to another. Refused where there are not so many; what a laptop without a network could not
 * know is decided again on the hub.
 */
export const inventoryMove = defineMutation({
  name: 'inventory.move',
  words: ['Перемещение', 'Move'],
  args: z.strictObject({ itemId: rowId, fromLocationId: rowId, toLocationId: rowId, quantity, comment }),
  permission: () => 'inventory.move',
  reads: ({ itemId, fromLocationId, toLocationId }) => stockRows(itemId, [fromLocationId, toLocationId]),
  run: async (tx, args) => {
    if (args.fromLocationId === args.toLocationId) throw new Refusal('stock.sameLocation');
    const item = await tx.require('inventory_items', args.itemId);
    await tx.require('inventory_locations', args.toLocationId);
    await writeMovement(tx, {
      key: KEY,
      type: 'transfer',
      item,
      from: args.fromLocationId,
      to: args.toLocationId,
      quantity: args.quantity,
      comment: args.comment,
    });
  },
  // The ledger keeps both ways. Where the things were used since, the way back is refused as any move would be.
  inverse: ({ itemId, fromLocationId, toLocationId, quantity: moved }) => ({
    name: 'inventory.move',
    args: { itemId, fromLocationId: toLocationId, toLocationId: fromLocationId, quantity: moved },
  }),
});

/** Pieces are gone for good. Needs the right to edit, because it changes what the theatre owns. */
export const inventoryWriteOff = defineMutation({
  name: 'inventory.writeOff',
  words: ['Списание', 'Write-off'],
  args: z.strictObject({ itemId: rowId, locationId: rowId, quantity, comment }),
  permission: () => 'inventory.edit',
  reads: ({ itemId, locationId }) => stockRows(itemId, [locationId]),
  run: async (tx, args) => {
    const item = await tx.require('inventory_items', args.itemId);
    await writeMovement(tx, {
      key: KEY,
      type: 'write_off',
      item,
      from: args.locationId,
      to: null,
      quantity: args.quantity,
      comment: args.comment,
    });
  },
  inverse: (_args, { mutationId }) => wayBackOf(mutationId),
});

/**
 * Takes a receipt or a write-off back by a movement of its own, the other way. The ledger keeps both. It is refused
 * where what was received is not there any more, and where somebody has taken it back already.
 */
export const inventoryTakeBack = defineMutation({
  name: 'inventory.takeBack',
  words: ['Возврат движения', 'Movement taken back'],
  args: z.strictObject({ movementId: rowId }),
  permission: () => 'inventory.move',
  run: async (tx, args) => {
    const movement = await tx.require('inventory_history', args.movementId);
    const isReceipt = movement.movement_type === 'receipt' && movement.from_location_id === null;
    const isWriteOff = movement.movement_type === 'write_off' && movement.to_location_id === null;
    if (!isReceipt && !isWriteOff) throw new Refusal('movement.noWayBack', { type: movement.movement_type });
    // What was done with a right is undone with it.
    if (isWriteOff && !can(tx.author.permissions, 'inventory.edit'))
      throw new Refusal('permission.denied', { permission: 'inventory.edit', name: 'inventory.takeBack' });
    const item = await tx.require('inventory_items', movement.item_id);
    const before = await tx.find('inventory_history', wayBackId(movement.id));
    if (before !== undefined) throw new Refusal('movement.takenBack', { item: item.name, by: before.created_by_name });
    await writeMovement(tx, {
      key: KEY,
      takesBack: movement.id,
      type: movement.movement_type,
      item,
      from: movement.to_location_id,
      to: movement.from_location_id,
      quantity: movement.quantity,
      comment: movement.comment ?? undefined,
    });
  },
});

const wayBackOf = (mutationId: string): Intent => ({
  name: inventoryTakeBack.name,
  args: { movementId: movementId(mutationId, KEY) },
});

/** A step of the thing’s states. `seen` is the status that the person saw: where somebody was faster, theirs stands. */
export const inventoryChangeStatus = defineMutation({
  name: 'inventory.changeStatus',
  words: ['Смена состояния', 'Status change'],
  args: z.strictObject({ itemId: rowId, status: z.string(), seen: z.string() }),
  permission: () => 'inventory.move',
  reads: ({ itemId }) => [['inventory_items', itemId]],
  run: async (tx, args) => {
    const item = await tx.require('inventory_items', args.itemId);
    if (item.status === args.status) return;
    if (item.status !== args.seen)
      throw new Refusal('conflict.changed', {
        table: 'inventory_items',
        id: item.id,
        column: 'status',
        found: item.status,
        wanted: args.status,
      });
    if (!mayFollow(itemStatus, item.status, args.status))
      throw new Refusal('status.transition', { title: item.name, from: item.status, to: args.status });
    await tx.update('inventory_items', item.id, { status: args.status });
  },
  inverse: ({ itemId, status, seen }) =>
    mayFollow(itemStatus, status, seen)
      ? { name: 'inventory.changeStatus', args: { itemId, status: seen, seen: status } }
      : undefined,
});

/** `inventory.rebuildStock {itemId}`: a repair from the health page; the ledger decides. */
export const inventoryRebuildStock = defineMutation({
  name: 'inventory.rebuildStock',
  words: ['Пересчёт остатков', 'Stock rebuilt'],
  args: z.strictObject({ itemId: rowId }),
  permission: () => 'count.post',
  run: async (tx, args) => rebuildStock(tx, await tx.require('inventory_items', args.itemId)),
});
