/**
 * What a variant of a production has in place of lines of the base. People name the line of the base and never the row
 * that stands for it: two laptops that change one line of the tour without knowing of each other write the same row.
 */
import { z } from 'zod';
import { standingIn } from '../rules/variants.ts';
import type { Row } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import { rowId, values } from './arguments.ts';
import { defineMutation, type Intent } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { editRow, requireColumns, writable } from './row-door.ts';
import { checkRowRules, checkWrittenRow } from './row-rules.ts';
import { deleteLines, lineIds, MOST_LINES, requireVariantOf } from './run-sheet-mutations.ts';
import { ranksWithout } from './run-sheet-places.ts';
import { linesOf } from './show-rules.ts';

type Line = Row<'run_sheet_lines'>;

/** What a person saw standing in the variant in a line's place. */
const stood = z.enum(['base', 'replaced', 'left_out']);

/** A line of the base, for somebody who may write it, with what stands in the variant in its place. */
async function standing(tx: MutationTx, lineId: string, variantId: string): Promise<readonly [Line, Line | undefined]> {
  const base = await tx.require('run_sheet_lines', lineId);
  const scene = await tx.require('scenes', base.scene_id);
  await requireVariantOf(tx, variantId, scene.performance_id);
  await checkRowRules(tx, 'run_sheet_lines', lineId, 'update');
  const own = await tx.db
    .selectFrom('run_sheet_lines')
    .select(['id', 'variant_id', 'replaces_id', 'created_at'])
    .where('replaces_id', '=', lineId)
    .where('variant_id', '=', variantId)
    .where('deleted_at', 'is', null)
    .execute();
  const { id, variant_id, replaces_id, created_at } = base;
  const [found] = standingIn([{ id, variant_id, replaces_id, created_at }, ...own], variantId);
  return [base, found?.row.id === lineId ? undefined : await tx.require('run_sheet_lines', found?.row.id ?? lineId)];
}

/** Columns of a line that its replacement begins with. */
const COPIED = [
  'department_id',
  'action',
  'performance_inventory_id',
  'what',
  'quantity',
  'from_place',
  'to_place',
  'who_id',
  'who',
  'cue',
  'note',
] as const;

async function insertInPlace(
  tx: MutationTx,
  base: Line,
  variantId: string,
  changes: Readonly<Record<string, JsonValue>>,
): Promise<void> {
  const [rank = ''] = ranksWithout(await linesOf(tx, base.scene_id), new Set(), base.id, 1);
  const id = tx.derive('in place of', base.id);
  await tx.insert('run_sheet_lines', {
    ...Object.fromEntries(COPIED.map((column) => [column, base[column]])),
    ...changes,
    id,
    scene_id: base.scene_id,
    variant_id: variantId,
    replaces_id: base.id,
    rank,
  });
  await checkWrittenRow(tx, 'run_sheet_lines', id);
}

const replaced = z.strictObject({ lineId: rowId, changes: values, seen: values, stood });

/**
 * `runSheet.replaceInVariant {variantId, lines: [{lineId, changes, seen, stood}]}`: in the variant a line says
 * something else; the base stays as it is. Where the variant has a row of its own already, that one is edited.
 */
export const runSheetReplaceInVariant = defineMutation({
  name: 'runSheet.replaceInVariant',
  words: ['Замена строки в редакции', 'Line replaced in a variant'],
  args: z.strictObject({ variantId: rowId, lines: z.array(replaced).min(1).max(MOST_LINES) }),
  permission: () => 'passport.department',
  reads: ({ variantId, lines }) => [
    ['performance_variants', variantId],
    ...lines.map(({ lineId }) => ['run_sheet_lines', lineId] as const),
  ],
  run: async (tx, { variantId, lines }) => {
    for (const { lineId, changes, seen } of lines) {
      const { table } = writable(tx, 'run_sheet_lines');
      requireColumns(tx, table, Object.keys(changes));
      const [base, own] = await standing(tx, lineId, variantId);
      if (own === undefined) await insertInPlace(tx, base, variantId, changes);
      else {
        const edits = Object.entries(changes).map(([column, wanted]) => [
          column,
          { wanted, seen: seen[column] ?? null },
        ]);
        await editRow(tx, 'run_sheet_lines', own.id, Object.fromEntries(edits));
      }
    }
  },
  inverse: ({ variantId, lines }, { newId }) => {
    if (lines.every((line) => line.stood === 'base'))
      return putBack(
        variantId,
        lines.map(({ lineId }) => lineId),
        newId,
      );
    const swapped = lines.map(({ lineId, changes, seen, stood: was }) => ({
      lineId,
      changes: Object.fromEntries(Object.keys(changes).map((column) => [column, seen[column] ?? null])),
      seen: changes,
      stood: was === 'base' ? 'replaced' : was,
    }));
    return { name: 'runSheet.replaceInVariant', args: { variantId, lines: swapped } };
  },
});

const putBack = (variantId: string, ids: readonly string[], newId: () => string): Intent => ({
  name: 'runSheet.putBack',
  args: { variantId, lineIds: ids, deletionId: newId() },
});

/** `runSheet.leaveOut {variantId, lines: [{lineId, stood}]}`: in the variant nothing is done in their place. */
export const runSheetLeaveOut = defineMutation({
  name: 'runSheet.leaveOut',
  words: ['Строка не делается в редакции', 'Line left out of a variant'],
  args: z.strictObject({
    variantId: rowId,
    lines: z
      .array(z.strictObject({ lineId: rowId, stood }))
      .min(1)
      .max(MOST_LINES),
  }),
  permission: () => 'passport.department',
  reads: ({ variantId, lines }) => [
    ['performance_variants', variantId],
    ...lines.map(({ lineId }) => ['run_sheet_lines', lineId] as const),
  ],
  run: async (tx, { variantId, lines }) => {
    for (const { lineId } of lines) {
      const [base, own] = await standing(tx, lineId, variantId);
      if (own === undefined) await insertInPlace(tx, base, variantId, { is_left_out: true });
      else await tx.update('run_sheet_lines', own.id, { is_left_out: true });
    }
  },
  inverse: ({ variantId, lines }, { newId }) => {
    if (lines.every((line) => line.stood === 'base'))
      return putBack(
        variantId,
        lines.map(({ lineId }) => lineId),
        newId,
      );
    const kept = lines.map((line) => ({
      ...line,
      changes: { is_left_out: line.stood === 'left_out' },
      seen: { is_left_out: true },
    }));
    return { name: 'runSheet.replaceInVariant', args: { variantId, lines: kept } };
  },
});

/**
 * `runSheet.putBack {variantId, lineIds, deletionId}`: what the variant has in place of these lines goes; the base
 * stands.
 */
export const runSheetPutBack = defineMutation({
  name: 'runSheet.putBack',
  words: ['Строка снова как в основной редакции', 'Line as in the base again'],
  args: z.strictObject({ variantId: rowId, lineIds, deletionId: rowId }),
  permission: () => 'passport.department',
  reads: ({ variantId, lineIds: ids }) => [
    ['performance_variants', variantId],
    ...ids.map((id) => ['run_sheet_lines', id] as const),
  ],
  run: async (tx, { variantId, lineIds: ids, deletionId }) => {
    const rows = await tx.db
      .selectFrom('run_sheet_lines')
      .select('id')
      .where('variant_id', '=', variantId)
      .where('replaces_id', 'in', [...ids])
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .execute();
    for (const { id } of rows) await checkRowRules(tx, 'run_sheet_lines', id, 'delete');
    await deleteLines(
      tx,
      rows.map(({ id }) => id),
      deletionId,
    );
  },
  inverse: ({ deletionId }) => ({ name: 'deletion.restore', args: { deletionId } }),
});
