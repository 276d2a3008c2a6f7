/** Blank tags: a code that was printed before it belonged to anything becomes a thing's. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { tagSchema } from '../rules/tag-code.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';

/**
 * `tag.claim {itemId, code, seen}`: the tag is on this thing now. `seen` is the code that the thing had as the person
 * knew it, null for none: where it has got another since, and where the tag is on another thing, theirs stands.
 */
export const tagClaim = defineMutation({
  name: 'tag.claim',
  words: ['Бирка на предмете', 'Tag on an item'],
  args: z.strictObject({ itemId: rowId, code: tagSchema, seen: z.string().max(100).nullable() }),
  permission: () => 'inventory.edit',
  reads: ({ itemId }) => [['inventory_items', itemId]],
  run: async (tx, { itemId, code, seen }) => {
    const item = await tx.require('inventory_items', itemId);
    if (item.barcode === code) return;
    const holder = await tx.rows.findByKey('inventory_items', tx.theaterId, { barcode: code });
    if (holder !== undefined)
      throw new Refusal('tag.taken', {
        code,
        item: item.name,
        holderId: holder.id,
        holder: String(holder['name']),
        table: 'inventory_items',
      });
    if (item.barcode !== seen)
      throw new Refusal('tag.another', {
        code,
        item: item.name,
        found: item.barcode,
        id: item.id,
        table: 'inventory_items',
      });
    await tx.update('inventory_items', itemId, { barcode: code });
  },
  // What the thing had before comes back, as an edit by somebody who saw the tag on it.
  inverse: ({ itemId, code, seen }) => ({
    name: 'row.update',
    args: { table: 'inventory_items', id: itemId, changes: { barcode: seen }, seen: { barcode: code } },
  }),
});
