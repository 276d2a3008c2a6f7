/**
 * Writing a run sheet («проводка»): lines are inserted, moved, edited and deleted, several at once in one act that one
 * act takes back. What variants have of their own is in `run-sheet-variants.ts`, scenes in `scene-mutations.ts`.
 */
import { z } from 'zod';
import { Refusal } from '../base/refusal.ts';
import type { RowKey } from '../rules/deletion-plan.ts';
import { can } from '../rules/permissions.ts';
import { ranksAfter } from '../rules/rank.ts';
import { RUN_SHEET_ACTIONS } from '../schema/tables/run-sheet-lines.ts';
import { rowId, values } from './arguments.ts';
import { deleteRows } from './deletion.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow, requireRight } from './row-door.ts';
import { checkRowRules } from './row-rules.ts';
import { anchorOf, type LinePlace, placeLines, ranksWithout } from './run-sheet-places.ts';
import { isTheirDepartment, linesOf, scenesOf } from './show-rules.ts';

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

/** New lines of a scene, whose variant is known to be its production's. */
async function insertLines(
  tx: MutationTx,
  { sceneId, afterId, variantId, lines }: LinePlace & { variantId: string | null; lines: readonly NewLine[] },
): Promise<void> {
  await requireDepartments(
    tx,
    lines.map((line) => line.department_id ?? null),
  );
  const ranks = ranksWithout(await linesOf(tx, sceneId), new Set(), await anchorOf(tx, afterId), lines.length);
  await tx.insertMany(
    'run_sheet_lines',
    lines.map((line, index) => ({ ...line, scene_id: sceneId, variant_id: variantId, rank: ranks[index] ?? '' })),
  );
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
    await insertLines(tx, { sceneId, afterId, variantId: variantId ?? null, lines });
  },
  inverse: ({ lines }, { newId }) => ({
    name: 'runSheet.removeLines',
    args: { ids: lines.map(({ id }) => id), deletionId: newId() },
  }),
});

const pastedPart = z.strictObject({
  sceneId: rowId,
  /** The scene is new, and comes after those that are there. */
  newScene: z.strictObject({ number: z.string().max(20), act: z.int().min(0) }).optional(),
  afterId: rowId.nullable(),
  lines: z.array(newLine).max(MOST_LINES),
});

/** Scenes that one table brings. */
const MOST_SCENES = 100;

/**
 * `runSheet.paste {performanceId, variantId, parts}`: a table of lines of several scenes, which may bring scenes of its
 * own; taken back by one act.
 */
export const runSheetPaste = defineMutation({
  name: 'runSheet.paste',
  words: ['Вставка проводки из таблицы', 'Run sheet pasted from a table'],
  args: z.strictObject({
    performanceId: rowId,
    variantId: rowId.nullable(),
    parts: z.array(pastedPart).min(1).max(MOST_SCENES),
  }),
  permission: () => 'passport.department',
  reads: ({ parts }) => parts.map(({ sceneId }) => ['scenes', sceneId] as const),
  run: async (tx, { performanceId, variantId, parts }) => {
    const { id: performance_id } = await tx.require('performances', performanceId);
    if (variantId !== null) await requireVariantOf(tx, variantId, performance_id);
    for (const { sceneId, newScene, afterId, lines } of parts) {
      if (newScene !== undefined) {
        requireRight(tx, 'performances.edit');
        const rank = ranksAfter(await scenesOf(tx, performance_id), '', 1)[0] ?? '';
        await tx.insert('scenes', { id: sceneId, performance_id, ...newScene, rank });
      }
      const scene = await tx.require('scenes', sceneId);
      if (scene.performance_id !== performance_id)
        throw new Refusal('mutation.invalid', { problem: 'otherProduction', table: 'scenes' });
      if (lines.length > 0) await insertLines(tx, { sceneId, afterId, variantId, lines });
    }
  },
  inverse: ({ parts }, { newId }) => ({
    name: 'runSheet.removeLines',
    args: {
      ids: parts.flatMap(({ lines }) => lines.map(({ id }) => id)),
      sceneIds: parts.flatMap(({ sceneId, newScene }) => (newScene === undefined ? [] : [sceneId])),
      deletionId: newId(),
    },
  }),
});

const place = { sceneId: rowId, afterId: rowId.nullable() };

/**
 * `runSheet.move {ids, sceneId, afterId, from}`: lines go to a place and keep their order; `from` says, for each, where
 * the person saw it, so that it can be taken back. Lines that were deleted meanwhile are left out.
 */
export const runSheetMove = defineMutation({
  name: 'runSheet.move',
  words: ['Перестановка строк проводки', 'Run sheet lines moved'],
  args: z.strictObject({ ids: lineIds, ...place, from: z.array(z.strictObject(place)).max(MOST_LINES) }),
  permission: () => 'passport.department',
  reads: ({ ids, sceneId }) => [['scenes', sceneId], ...ids.map((id) => ['run_sheet_lines', id] as const)],
  run: async (tx, { ids, sceneId, afterId }) => {
    const each = [...new Set(ids)].map((id) => ({ id }));
    const there = (await stillThere(tx, 'run_sheet_lines', each)).map(({ id }) => id);
    for (const id of there) await checkRowRules(tx, 'run_sheet_lines', id, 'update');
    await placeLines(tx, there, { sceneId, afterId });
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
 * that each may stand after the one before it. Lines that were deleted meanwhile are left out, and so are those whose
 * scene was.
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
    const there = await stillThere(tx, 'run_sheet_lines', lines);
    const scenes = there.map(({ sceneId }) => ({ id: sceneId }));
    const open = new Set((await stillThere(tx, 'scenes', scenes)).map(({ id }) => id));
    const returning = there.filter(({ sceneId }) => open.has(sceneId));
    for (const { id } of returning) await checkRowRules(tx, 'run_sheet_lines', id, 'update');
    for (const { id, sceneId, afterId } of returning) await placeLines(tx, [id], { sceneId, afterId });
  },
});

/** Those that are still there; refuses where none is, with what became of the first. */
async function stillThere<R extends { readonly id: string }>(
  tx: MutationTx,
  table: 'run_sheet_lines' | 'scenes',
  rows: readonly R[],
  isNoneAllowed = false,
): Promise<readonly R[]> {
  const there = await tx.rows.alive(tx.theaterId, table, [...new Set(rows.map(({ id }) => id))]);
  const [first] = rows;
  if (there.size === 0 && first !== undefined && !isNoneAllowed) await tx.require(table, first.id);
  return rows.filter(({ id }) => there.has(id));
}

/** Cells of one line: what they are to say, and what the person saw in them. */
export const editedCells = z.strictObject({ id: rowId, changes: values, seen: values });

/**
 * `runSheet.edit {lines: [{id, changes, seen}]}`: cells of several lines, each as `row.update` would change it: where
 * somebody else was faster the column's policy decides. Lines that were deleted meanwhile are left out.
 */
export const runSheetEdit = defineMutation({
  name: 'runSheet.edit',
  words: ['Правка проводки', 'Run sheet edited'],
  args: z.strictObject({ lines: z.array(editedCells).min(1).max(MOST_LINES) }),
  permission: () => 'passport.department',
  reads: ({ lines }) => lines.map(({ id }) => ['run_sheet_lines', id] as const),
  run: async (tx, { lines }) => {
    for (const { id, changes, seen } of await stillThere(tx, 'run_sheet_lines', lines)) {
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

/**
 * `runSheet.removeLines {ids, sceneIds?, deletionId}`: lines, and scenes with theirs, go together and come back
 * together, each where it stood. Those that are gone already are left out.
 */
export const runSheetRemoveLines = defineMutation({
  name: 'runSheet.removeLines',
  words: ['Удаление строк проводки', 'Run sheet lines deleted'],
  args: z.strictObject({
    ids: z.array(rowId).max(MOST_SCENES * MOST_LINES),
    sceneIds: z.array(rowId).max(MOST_SCENES).optional(),
    deletionId: rowId,
  }),
  permission: () => 'passport.department',
  reads: ({ ids }) => ids.map((id) => ['run_sheet_lines', id] as const),
  run: async (tx, { ids, sceneIds = [], deletionId }) => {
    if (sceneIds.length > 0) requireRight(tx, 'performances.edit');
    const keys = <T extends 'scenes' | 'run_sheet_lines'>(table: T, of: readonly string[]) =>
      [...new Set(of)].map((id) => ({ table, id }));
    const scenes = await stillThere(tx, 'scenes', keys('scenes', sceneIds), ids.length > 0);
    const lines = await stillThere(tx, 'run_sheet_lines', keys('run_sheet_lines', ids), scenes.length > 0);
    for (const { id } of lines) await checkRowRules(tx, 'run_sheet_lines', id, 'delete');
    await deleteTogether(tx, [...scenes, ...lines], deletionId);
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});

/** Lines go in one deletion. */
export const deleteLines = (tx: MutationTx, ids: readonly string[], deletionId: string): Promise<void> =>
  deleteTogether(
    tx,
    ids.map((id) => ({ table: 'run_sheet_lines', id })),
    deletionId,
  );

async function deleteTogether(tx: MutationTx, rows: readonly RowKey[], deletionId: string): Promise<void> {
  const [first, ...others] = rows;
  if (first === undefined) return;
  for (const { table, id } of others) await tx.require(table, id);
  await deleteRows(tx, { roots: [first, ...others], deletionId, reason: undefined, shown: undefined });
}
