/** Scenes of a production: where they stand among each other. What they say is edited as every row's columns are. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';
import { ranksWithout } from './run-sheet-places.ts';
import { scenesOf } from './show-rules.ts';

/** `scene.insert {id, performanceId, afterId, values}`: a new scene after another; null: before all. */
export const sceneInsert = defineMutation({
  name: 'scene.insert',
  words: ['Новая сцена', 'New scene'],
  args: z.strictObject({
    id: rowId,
    performanceId: rowId,
    afterId: rowId.nullable(),
    values: z.strictObject({
      number: z.string().max(20),
      title: z.string().max(255).nullable().optional(),
      act: z.int().min(0).optional(),
      place: z.string().max(255).nullable().optional(),
      duration_minutes: z.int().min(0).nullable().optional(),
      note: z.string().nullable().optional(),
    }),
  }),
  permission: () => 'performances.edit',
  run: async (tx, { id, performanceId, afterId, values }) => {
    const { id: performance_id } = await tx.require('performances', performanceId);
    const [rank = ''] = ranksWithout(await scenesOf(tx, performance_id), new Set(), afterId, 1);
    await tx.insert('scenes', { ...values, id, performance_id, rank });
  },
  inverse: ({ id }, { newId }) => ({ name: 'row.delete', args: { table: 'scenes', id, deletionId: newId() } }),
});

/** `scene.move {id, afterId, fromAfterId}`: a scene with its lines; `fromAfterId`: after which the person saw it. */
export const sceneMove = defineMutation({
  name: 'scene.move',
  words: ['Перестановка сцены', 'Scene moved'],
  args: z.strictObject({ id: rowId, afterId: rowId.nullable(), fromAfterId: rowId.nullable() }),
  permission: () => 'performances.edit',
  run: async (tx, { id, afterId }) => {
    const scene = await tx.require('scenes', id);
    if (afterId === id) throw new Refusal('mutation.invalid', { problem: 'afterItself', table: 'scenes' });
    const [rank = ''] = ranksWithout(await scenesOf(tx, scene.performance_id), new Set([id]), afterId, 1);
    await tx.update('scenes', id, { rank });
  },
  inverse: ({ id, afterId, fromAfterId }) => ({
    name: 'scene.move',
    args: { id, afterId: fromAfterId, fromAfterId: afterId },
  }),
});
