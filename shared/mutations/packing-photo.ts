/** A photo of what a packer found damaged: at the fault that they reported, else at the thing. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { rowId } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { fileFacts, useFile } from './file-use.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { tourOfFact } from './tour-returns.ts';

const HANGS_ON = ['faults', 'inventory_items'] as const;

/** Whether a list of the tour names the thing, as what goes or as a case. */
async function goesAlong(tx: MutationTx, tourId: string, itemId: string): Promise<boolean> {
  const line = await tx.db
    .selectFrom('packing_lines')
    .select('id')
    .where('tour_id', '=', tourId)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('inventory_item_id', '=', itemId), eb('case_item_id', '=', itemId)]))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return line !== undefined;
}

/**
 * `packing.photo {id, tourId, itemId, faultId?, file}`: a picture of a thing that goes along, at its fault where one is
 * named. Who packs may hang nothing else, and nowhere else: refuses `mutation.invalid` for what is no picture, a thing
 * that is on no list of the tour, and a fault of another thing.
 */
export const packingPhoto = defineMutation({
  name: 'packing.photo',
  words: ['Фото повреждения', 'Photo of damage'],
  args: z.strictObject({
    id: z.uuid(),
    tourId: rowId,
    itemId: rowId,
    faultId: rowId.optional(),
    file: fileFacts,
  }),
  permission: () => 'packing.run',
  reads: ({ tourId, itemId }) => [
    ['tours', tourId],
    ['inventory_items', itemId],
  ],
  run: async (tx, { id, tourId, itemId, faultId, file }) => {
    await tourOfFact(tx, tourId);
    await tx.require('inventory_items', itemId);
    if (!file.mime.startsWith('image/')) throw new Refusal('mutation.invalid', { path: 'file', problem: 'format' });
    if (!(await goesAlong(tx, tourId, itemId)))
      throw new Refusal('mutation.invalid', { path: 'itemId', table: 'packing_lines' });
    if (faultId !== undefined && (await tx.require('faults', faultId)).inventory_item_id !== itemId)
      throw new Refusal('mutation.invalid', { path: 'faultId', table: 'faults' });
    const last = await tx.db
      .selectFrom('attachments')
      .select('sort_order')
      .where('entity_id', '=', faultId ?? itemId)
      .orderBy('sort_order', 'desc')
      .limit(1)
      .executeTakeFirst();
    await tx.insert('attachments', {
      id,
      file_id: await useFile(tx, file),
      entity_table: faultId === undefined ? 'inventory_items' : 'faults',
      entity_id: faultId ?? itemId,
      sort_order: (last?.sort_order ?? 0) + 1,
    });
  },
  inverse: ({ id }, { newId }) => ({ name: 'packing.takeBackPhoto', args: { id, deletionId: newId() } }),
});

/** `packing.takeBackPhoto {id, deletionId}`: whoever took a wrong photo takes it back. */
export const packingTakeBackPhoto = defineMutation({
  name: 'packing.takeBackPhoto',
  words: ['Фото повреждения убрано', 'Photo of damage taken back'],
  args: z.strictObject({ id: rowId, deletionId: rowId }),
  permission: () => 'packing.run',
  run: async (tx, { id, deletionId }) => {
    const photo = await tx.require('attachments', id);
    if (!HANGS_ON.some((table) => table === photo.entity_table))
      throw new Refusal('mutation.invalid', { path: 'id', table: 'attachments' });
    if (photo.added_by_id !== tx.author.userId) {
      const by = photo.added_by_id === null ? undefined : await tx.find('users', photo.added_by_id);
      throw new Refusal('row.notYours', { author: by === undefined ? '' : `${by.first_name} ${by.last_name}` });
    }
    await deleteRows(tx, { roots: [{ table: 'attachments', id }], deletionId, reason: undefined, shown: undefined });
  },
});
