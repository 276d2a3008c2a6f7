/** Writing checklists: lists copied from each other and from the house's, points put in, moved and taken out. */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { Row, TableName } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import type { AnyRow } from './row-store.ts';

/** Points that one gesture puts in or takes out: more than any list has. */
export const MOST_POINTS = 200;

/**
 * `checklist.copy {id, fromId, performanceId, variantId}`: a list with all its points, for a production, or as a
 * template of the house where `performanceId` is null. It stands last in its phase.
 */
export const checklistCopy = defineMutation({
  name: 'checklist.copy',
  words: ['Копия чек-листа', 'Checklist copied'],
  args: z.strictObject({
    id: z.uuid(),
    fromId: rowId,
    performanceId: rowId.nullable(),
    variantId: rowId.nullable(),
  }),
  permission: () => 'performances.edit',
  reads: ({ fromId, performanceId }) => [
    ['performance_checklists', fromId],
    ...(performanceId === null ? [] : [['performances', performanceId] as const]),
  ],
  run: async (tx, { id, fromId, performanceId, variantId }) => {
    const from = await tx.require('performance_checklists', fromId);
    if (performanceId !== null) await tx.require('performances', performanceId);
    await checkVariant(tx, performanceId, variantId);
    await tx.insert('performance_checklists', {
      id,
      performance_id: performanceId,
      department_id: await alive(tx, 'departments', from.department_id),
      variant_id: variantId,
      name: from.name,
      phase: from.phase,
      sort_order: await endOfPhase(tx, performanceId, from.phase),
    });
    await copyPoints(tx, fromId, id);
  },
  inverse: ({ id, fromId }, { mutationId, newId }) => ({
    name: 'copy.discard',
    args: { table: 'performance_checklists', id, fromId, copyId: mutationId, deletionId: newId() },
  }),
});

/** A variant of another production, or of none, is no place for a list of this one. */
async function checkVariant(tx: MutationTx, performanceId: string | null, variantId: string | null): Promise<void> {
  if (variantId === null) return;
  const variant = await tx.require('performance_variants', variantId);
  if (variant.performance_id !== performanceId)
    throw new Refusal('mutation.invalid', { path: 'variantId', table: 'performance_variants' });
}

/** What may be referred to anew; null where it was deleted meanwhile. */
export async function alive(
  tx: MutationTx,
  table: 'departments' | 'employees' | 'inventory_items' | 'users' | 'venues',
  id: string | null,
): Promise<string | null> {
  if (id === null) return null;
  const row = await tx.find(table, id);
  return row !== undefined && row.deleted_at === null ? id : null;
}

async function endOfPhase(tx: MutationTx, performanceId: string | null, phase: string): Promise<number> {
  const lists = await tx.db
    .selectFrom('performance_checklists')
    .select('sort_order')
    .where('performance_id', performanceId === null ? 'is' : '=', performanceId)
    .where('phase', '=', phase as Row<'performance_checklists'>['phase'])
    .execute();
  return Math.max(-1, ...lists.map(({ sort_order: order }) => order)) + 1;
}

/** Live points of a list, in their order. */
export async function pointsOf(tx: MutationTx, checklistId: string): Promise<readonly Row<'checklist_items'>[]> {
  const rows = await tx.db
    .selectFrom('checklist_items')
    .select('id')
    .where('checklist_id', '=', checklistId)
    .where('deleted_at', 'is', null)
    .execute();
  const points = await liveRows(
    tx,
    'checklist_items',
    rows.map(({ id }) => id),
  );
  return points.toSorted((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1));
}

/** Rows by their ids, the oldest first; those that are deleted are left out. */
export async function liveRows<N extends TableName>(
  tx: MutationTx,
  table: N,
  ids: readonly string[],
): Promise<readonly Row<N>[]> {
  const found: readonly AnyRow[] = await tx.rows.findMany(table, ids);
  return found
    .filter((row) => (row['deleted_at'] ?? null) === null)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)) as unknown as readonly Row<N>[];
}

/** Copies the points of one list into another that has none. */
export async function copyPoints(tx: MutationTx, fromId: string, toId: string): Promise<void> {
  const points: (Partial<Row<'checklist_items'>> & { readonly id: string })[] = [];
  for (const [index, point] of (await pointsOf(tx, fromId)).entries())
    points.push({
      id: tx.derive('checklist_items', point.id),
      checklist_id: toId,
      title: point.title,
      note: point.note,
      sort_order: index * GAP,
      is_critical: point.is_critical,
      responsible_id: await alive(tx, 'employees', point.responsible_id),
      inventory_item_id: await alive(tx, 'inventory_items', point.inventory_item_id),
    });
  await tx.insertMany('checklist_items', points);
}

/** Between points that stand one after the other: so many more find a place there, and nobody else's changes. */
const GAP = 65_536;
/** Places are 32-bit numbers; those at the edge are given anew. */
const FARTHEST = 2 ** 30;

/**
 * Places for `count` points behind the first `at` of these. The others keep theirs; only where there is no room left
 * between two, as in lists that were numbered one by one, all are given anew, once.
 */
async function placesAt(
  tx: MutationTx,
  points: readonly Row<'checklist_items'>[],
  at: number,
  count: number,
): Promise<readonly number[]> {
  const [before, after] = [points[at - 1]?.sort_order, points[at]?.sort_order];
  const first = before ?? (after ?? GAP) - GAP * (count + 1);
  const step = before === undefined || after === undefined ? GAP : Math.floor((after - before) / (count + 1));
  const places = Array.from({ length: count }, (_, index) => first + step * (index + 1));
  if (step > 0 && places.every((place) => Math.abs(place) < FARTHEST)) return places;
  return numberAnew(tx, points, at, count);
}

/**
 * Gives all points of the list new places, with `count` left free behind the first `at` of these, and answers those.
 * Deleted ones get theirs as well: they come back to where they stood.
 */
async function numberAnew(
  tx: MutationTx,
  points: readonly Row<'checklist_items'>[],
  at: number,
  count: number,
): Promise<readonly number[]> {
  const list = points[0]?.checklist_id ?? '';
  const gone = await tx.db
    .selectFrom('checklist_items')
    .select(['id', 'sort_order'])
    .where('checklist_id', '=', list)
    .where('deleted_at', 'is not', null)
    .execute();
  const all = [...points, ...gone].toSorted((a, b) => a.sort_order - b.sort_order || (a.id < b.id ? -1 : 1));
  const before = points[at - 1]?.id;
  const cut = before === undefined ? 0 : all.findIndex(({ id }) => id === before) + 1;
  const places = new Map(all.map(({ id }, index) => [id, (index < cut ? index : index + count) * GAP]));
  const placed = (id: string): number => places.get(id) ?? 0;
  await tx.updateMany(
    'checklist_items',
    points.map(({ id }) => ({ id, values: { sort_order: placed(id) } })),
  );
  const moved = gone.map(({ id, sort_order }) => ({ id, before: { sort_order }, changes: { sort_order: placed(id) } }));
  // The verbs write no deleted row.
  if (moved.length > 0) await tx.rows.updateEach('checklist_items', moved);
  return Array.from({ length: count }, (_, index) => (cut + index) * GAP);
}

/** After `afterId`; first where it is null, last where it is none of them any more. */
function placeAfter(points: readonly { readonly id: string }[], afterId: string | null): number {
  if (afterId === null) return 0;
  const at = points.findIndex(({ id }) => id === afterId);
  return at < 0 ? points.length : at + 1;
}

/**
 * `checklist.insertItems {checklistId, afterId, items}`: new points in their order behind `afterId`, first where it is
 * null.
 */
export const checklistInsertItems = defineMutation({
  name: 'checklist.insertItems',
  words: ['Новые пункты чек-листа', 'Checklist points added'],
  args: z.strictObject({
    checklistId: rowId,
    afterId: rowId.nullable(),
    items: z
      .array(z.strictObject({ id: z.uuid(), title: z.string().trim().min(1).max(255), isCritical: z.boolean() }))
      .min(1)
      .max(MOST_POINTS),
  }),
  permission: () => 'performances.edit',
  reads: ({ checklistId }) => [['performance_checklists', checklistId]],
  run: async (tx, { checklistId, afterId, items }) => {
    await tx.require('performance_checklists', checklistId);
    const before = await pointsOf(tx, checklistId);
    const places = await placesAt(tx, before, placeAfter(before, afterId), items.length);
    await tx.insertMany(
      'checklist_items',
      items.map(({ id, title, isCritical }, index) => ({
        id,
        checklist_id: checklistId,
        title,
        is_critical: isCritical,
        sort_order: places[index] ?? 0,
      })),
    );
  },
  inverse: ({ items }, { newId }) => ({
    name: 'checklist.removeItems',
    args: { ids: items.map(({ id }) => id), deletionId: newId() },
  }),
});

/**
 * `checklist.moveItem {id, afterId, seenAfterId}`: the point stands behind `afterId`, first where it is null.
 * `seenAfterId` is what it stood behind as the person saw it, for taking it back.
 */
export const checklistMoveItem = defineMutation({
  name: 'checklist.moveItem',
  words: ['Порядок пунктов чек-листа', 'Checklist reordered'],
  args: z.strictObject({ id: rowId, afterId: rowId.nullable(), seenAfterId: rowId.nullable() }),
  permission: () => 'performances.edit',
  reads: ({ id }) => [['checklist_items', id]],
  run: async (tx, { id, afterId }) => {
    const moved = await tx.require('checklist_items', id);
    if (afterId === id) return;
    const others = (await pointsOf(tx, moved.checklist_id)).filter((point) => point.id !== id);
    const [place = 0] = await placesAt(tx, others, placeAfter(others, afterId), 1);
    await tx.update('checklist_items', id, { sort_order: place });
  },
  inverse: ({ id, afterId, seenAfterId }) => ({
    name: 'checklist.moveItem',
    args: { id, afterId: seenAfterId, seenAfterId: afterId },
  }),
});

/**
 * `checklist.removeItems {ids, deletionId}`: points of one list go together, and come back together. Those that are
 * gone already are left out.
 */
export const checklistRemoveItems = defineMutation({
  name: 'checklist.removeItems',
  words: ['Удаление пунктов чек-листа', 'Checklist points deleted'],
  args: z.strictObject({ ids: z.array(rowId).min(1).max(MOST_POINTS), deletionId: z.uuid() }),
  permission: () => 'performances.edit',
  reads: ({ ids }) => ids.map((id) => ['checklist_items', id] as const),
  run: async (tx, { ids, deletionId }) => {
    const live = await liveRows(tx, 'checklist_items', [...new Set(ids)]);
    const [first, ...more] = live.map(({ id }) => id);
    if (first === undefined) return;
    const { checklist_id: list } = await tx.require('checklist_items', first);
    for (const id of more)
      if ((await tx.require('checklist_items', id)).checklist_id !== list)
        throw new Refusal('mutation.invalid', { path: 'ids', table: 'checklist_items' });
    const root = (id: string): { readonly table: 'checklist_items'; readonly id: string } => ({
      table: 'checklist_items',
      id,
    });
    await deleteRows(tx, {
      roots: [root(first), ...more.map(root)],
      deletionId,
      reason: undefined,
      shown: undefined,
    });
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});
