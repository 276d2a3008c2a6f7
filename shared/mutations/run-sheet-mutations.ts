/**
 * Writing a run sheet («проводка»): lines are inserted, moved, edited and deleted, several at once in one act that one
 * act takes back. What variants have of their own is in `run-sheet-variants.ts`, scenes in `scene-mutations.ts`.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import { can } from '../rules/permissions.ts';
import { RUN_SHEET_ACTIONS } from '../schema/tables/run-sheet-lines.ts';
import { rowId, values } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow } from './row-door.ts';
import { checkRowRules } from './row-rules.ts';
import { anchorOf, placeLines, ranksWithout } from './run-sheet-places.ts';
import { isTheirDepartment, linesOf } from './show-rules.ts';

/** Lines that one act takes: more than a whole run sheet has. */
export const MOST_LINES = 500;

/** What a new line says. */
export const newLine = z.strictObject({
  id: rowId,
  what: z.string().max(255),
  action: z.enum(RUN_SHEET_ACTIONS).optional(),
  department_id: rowId.nullable().optional(),
  performance_inventory_id: rowId.nullable().optional(),
  quantity: z.int().min(1).nullable().optional(),
  from_place: z.string().max(100).nullable().optional(),
  to_place: z.string().max(100).nullable().optional(),
  who_id: rowId.nullable().optional(),
  who: z.string().max(100).nullable().optional(),
  cue: z.string().max(100).nullable().optional(),
  note: z.string().nullable().optional(),
});
/** A line before it is there. */
export type NewLine = z.infer<typeof newLine>;

/** Lines by their ids, each once. */
export const lineIds = z.array(rowId).min(1).max(MOST_LINES);

/** Refuses departments that are not the author's, as the rule of the table does row by row. */
async function requireDepartments(tx: MutationTx, departments: readonly (string | null)[]): Promise<void> {
  if (can(tx.author.permissions, 'performances.edit')) return;
  for (const id of new Set(departments)) {
    if (id !== null && (await isTheirDepartment(tx, id))) continue;
    const department = id === null ? undefined : await tx.find('departments', id);
    throw new Refusal('row.otherDepartment', { table: 'run_sheet_lines', department: department?.name ?? '' });
  }
}

/** Refuses a variant that is another production's. */
export async function requireVariantOf(tx: MutationTx, variantId: string, performanceId: string): Promise<void> {
  const variant = await tx.require('performance_variants', variantId);
  if (variant.performance_id !== performanceId)
    throw new Refusal('mutation.invalid', { problem: 'otherProduction', table: 'performance_variants' });
}

/**
 * `runSheet.insertLines {sceneId, afterId, variantId?, lines}`: new lines of a scene, in their order after a line of it
 * (null: before all); where that is gone to another scene, at the end. With `variantId` they are that variant's alone.
 */
export const runSheetInsertLines = defineMutation({
  name: 'runSheet.insertLines',
  words: ['Новые строки проводки', 'New run sheet lines'],
  args: z.strictObject({
    sceneId: rowId,
    afterId: rowId.nullable(),
    variantId: rowId.nullable().optional(),
    lines: z.array(newLine).min(1).max(MOST_LINES),
  }),
  permission: () => 'passport.department',
  reads: ({ sceneId, variantId, lines }) => [
    ['scenes', sceneId],
    ...(variantId == null ? [] : ([['performance_variants', variantId]] as const)),
    ...lines.map(({ id }) => ['run_sheet_lines', id] as const),
  ],
  run: async (tx, { sceneId, afterId, variantId, lines }) => {
    const scene = await tx.require('scenes', sceneId);
    if (variantId != null) await requireVariantOf(tx, variantId, scene.performance_id);
    await requireDepartments(
      tx,
      lines.map((line) => line.department_id ?? null),
    );
    const ranks = ranksWithout(await linesOf(tx, scene.id), new Set(), await anchorOf(tx, afterId), lines.length);
    await tx.insertMany(
      'run_sheet_lines',
      lines.map((line, index) => ({
        ...line,
        scene_id: scene.id,
        variant_id: variantId ?? null,
        rank: ranks[index] ?? '',
      })),
    );
  },
  inverse: ({ lines }, { newId }) => ({
    name: 'runSheet.removeLines',
    args: { ids: lines.map(({ id }) => id), deletionId: newId() },
  }),
});

const place = { sceneId: rowId, afterId: rowId.nullable() };

/**
 * `runSheet.move {ids, sceneId, afterId, from}`: lines go to a place and keep their order; `from` says, for each, where
 * the person saw it, so that it can be taken back.
 */
export const runSheetMove = defineMutation({
  name: 'runSheet.move',
  words: ['Перестановка строк проводки', 'Run sheet lines moved'],
  args: z.strictObject({ ids: lineIds, ...place, from: z.array(z.strictObject(place)).max(MOST_LINES) }),
  permission: () => 'passport.department',
  reads: ({ ids, sceneId }) => [['scenes', sceneId], ...ids.map((id) => ['run_sheet_lines', id] as const)],
  run: async (tx, { ids, sceneId, afterId }) => {
    const each = [...new Set(ids)];
    for (const id of each) await checkRowRules(tx, 'run_sheet_lines', id, 'update');
    await placeLines(tx, each, { sceneId, afterId });
  },
  inverse: ({ ids, from }) => {
    const lines = ids.flatMap((id, index) => {
      const was = from[index];
      return was === undefined ? [] : [{ id, ...was }];
    });
    return lines.length < ids.length ? undefined : { name: 'runSheet.moveBack', args: { lines } };
  },
});

/**
 * `runSheet.moveBack {lines: [{id, sceneId, afterId}]}`: lines return to places of their own, one after the other, so
 * that each may stand after the one before it.
 */
export const runSheetMoveBack = defineMutation({
  name: 'runSheet.moveBack',
  words: ['Возврат строк проводки на место', 'Run sheet lines back in place'],
  args: z.strictObject({
    lines: z
      .array(z.strictObject({ id: rowId, ...place }))
      .min(1)
      .max(MOST_LINES),
  }),
  permission: () => 'passport.department',
  reads: ({ lines }) => lines.map(({ id }) => ['run_sheet_lines', id] as const),
  run: async (tx, { lines }) => {
    for (const { id } of lines) await checkRowRules(tx, 'run_sheet_lines', id, 'update');
    for (const { id, sceneId, afterId } of lines) await placeLines(tx, [id], { sceneId, afterId });
  },
});

/** Cells of one line: what they are to say, and what the person saw in them. */
export const editedCells = z.strictObject({ id: rowId, changes: values, seen: values });

/**
 * `runSheet.edit {lines: [{id, changes, seen}]}`: cells of several lines, each as `row.update` would change it: where
 * somebody else was faster the column's policy decides.
 */
export const runSheetEdit = defineMutation({
  name: 'runSheet.edit',
  words: ['Правка проводки', 'Run sheet edited'],
  args: z.strictObject({ lines: z.array(editedCells).min(1).max(MOST_LINES) }),
  permission: () => 'passport.department',
  reads: ({ lines }) => lines.map(({ id }) => ['run_sheet_lines', id] as const),
  run: async (tx, { lines }) => {
    for (const { id, changes, seen } of lines) {
      const edits = Object.entries(changes).map(([column, wanted]) => [column, { wanted, seen: seen[column] ?? null }]);
      await editRow(tx, 'run_sheet_lines', id, Object.fromEntries(edits));
    }
  },
  inverse: ({ lines }) => ({
    name: 'runSheet.edit',
    args: {
      lines: lines.map(({ id, changes, seen }) => ({
        id,
        changes: Object.fromEntries(Object.keys(changes).map((column) => [column, seen[column] ?? null])),
        seen: changes,
      })),
    },
  }),
});

/** `runSheet.removeLines {ids, deletionId}`: lines go together and come back together, each where it stood. */
export const runSheetRemoveLines = defineMutation({
  name: 'runSheet.removeLines',
  words: ['Удаление строк проводки', 'Run sheet lines deleted'],
  args: z.strictObject({ ids: lineIds, deletionId: rowId }),
  permission: () => 'passport.department',
  reads: ({ ids }) => ids.map((id) => ['run_sheet_lines', id] as const),
  run: async (tx, { ids, deletionId }) => {
    const each = [...new Set(ids)];
    for (const id of each) await checkRowRules(tx, 'run_sheet_lines', id, 'delete');
    await deleteLines(tx, each, deletionId);
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

/** Lines go in one deletion. */
export async function deleteLines(tx: MutationTx, ids: readonly string[], deletionId: string): Promise<void> {
  const [first, ...others] = ids.map((id) => ({ table: 'run_sheet_lines' as const, id }));
  if (first === undefined) return;
  for (const { id } of others) await tx.require('run_sheet_lines', id);
  await deleteRows(tx, { roots: [first, ...others], deletionId, reason: undefined, shown: undefined });
}
