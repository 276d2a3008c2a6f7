/**
 * Places of lines and scenes in their orders: who inserts or moves gives ranks between those of the neighbours that are
 * there by then, and nobody else's row changes (decision 46).
 */
import { Refusal } from '../base/refusal.ts';
import { byRank, type Ranked, ranksAfter } from '../rules/rank.ts';
import type { Row } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { linesOf } from './show-rules.ts';

/** Where something is to stand: in a scene, after a line of it; null: before all of them. */
export interface LinePlace {
  readonly sceneId: string;
  readonly afterId: string | null;
}

/**
 * Ranks for `count` rows after `afterId`. What is moved itself is no neighbour: where it is asked to stand after
 * itself, it stands after what is before it.
 */
export function ranksWithout(
  rows: readonly Ranked[],
  moved: ReadonlySet<string>,
  afterId: string | null,
  count: number,
): readonly string[] {
  const rest = rows.filter(({ id }) => !moved.has(id));
  if (afterId === null || !moved.has(afterId)) return ranksAfter(rest, afterId, count);
  const ordered = rows.toSorted(byRank);
  const at = ordered.findIndex(({ id }) => id === afterId);
  // Itself of another order: it comes to the end of this one.
  if (at < 0) return ranksAfter(rest, afterId, count);
  const before = ordered.slice(0, at).findLast(({ id }) => !moved.has(id));
  return ranksAfter(rest, before?.id ?? null, count);
}

/**
 * The row of the base in whose place a row of a variant stands: that is where it is seen, and what is put after it
 * comes after that. The row itself where it stands for itself.
 */
export async function anchorOf(tx: MutationTx, afterId: string | null): Promise<string | null> {
  if (afterId === null) return null;
  const row = await tx.find('run_sheet_lines', afterId);
  if (row?.replaces_id == null) return afterId;
  const base = await tx.find('run_sheet_lines', row.replaces_id);
  return base === undefined || base.deleted_at !== null ? afterId : base.id;
}

/** Puts lines in a place, in the order in which they are given, with what variants have in place of them. */
export async function placeLines(tx: MutationTx, ids: readonly string[], place: LinePlace): Promise<void> {
  const scene = await tx.require('scenes', place.sceneId);
  const lines: Row<'run_sheet_lines'>[] = [];
  for (const id of ids) lines.push(await tx.require('run_sheet_lines', id));
  for (const line of lines) await requireProduction(tx, line.scene_id, scene.performance_id);
  const along = await replacementsOf(tx, ids);
  // Each line with those in its place right behind it, so that they stand there too should the base go.
  const order = lines.flatMap((line) => [line, ...along.filter(({ replaces_id }) => replaces_id === line.id)]);
  const moved = new Set(order.map(({ id }) => id));
  const after = await anchorOf(tx, place.afterId);
  const ranks = ranksWithout(await linesOf(tx, scene.id), moved, after, order.length);
  await tx.updateMany(
    'run_sheet_lines',
    order.map((line, index) => ({ id: line.id, values: { scene_id: scene.id, rank: ranks[index] ?? '' } })),
  );
}

/** Live lines of variants in place of these, by their ids. */
async function replacementsOf(tx: MutationTx, ids: readonly string[]): Promise<Row<'run_sheet_lines'>[]> {
  const found = await tx.db
    .selectFrom('run_sheet_lines')
    .select('id')
    .where('replaces_id', 'in', [...ids])
    .where('deleted_at', 'is', null)
    .where('id', 'not in', [...ids])
    .orderBy('id')
    .execute();
  const rows: Row<'run_sheet_lines'>[] = [];
  for (const { id } of found) rows.push(await tx.require('run_sheet_lines', id));
  return rows;
}

/** Refuses what would take a line to another production. */
async function requireProduction(tx: MutationTx, sceneId: string, performanceId: string): Promise<void> {
  const scene = await tx.find('scenes', sceneId);
  if (scene?.performance_id !== performanceId)
    throw new Refusal('mutation.invalid', { problem: 'otherProduction', table: 'run_sheet_lines' });
}
