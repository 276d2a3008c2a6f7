/**
 * Rows of one table that point at each other, in an order in which each step is sound by itself: the guards look at
 * every row, not at what the statement will have come to.
 */
import { slicesOf } from '../rules/deletion-plan.ts';
import { referencesTo } from '../rules/references.ts';
import type { TableName } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';

/**
 * The ids in waves. `pointing` first: what points goes before what it points at, as when rows are deleted; `pointedAt`
 * first: the other way round, as when they come back. Rows of a circle stand in one wave. Where the table has no
 * references within itself, all of them are one wave, and nothing is read.
 */
export async function wavesOf(
  tx: MutationTx,
  table: TableName,
  ids: readonly string[],
  first: 'pointing' | 'pointedAt',
): Promise<readonly (readonly string[])[]> {
  const columns = referencesTo(table).flatMap((reference) =>
    reference.child === table && reference.soft !== 'keep' ? [reference.column] : [],
  );
  if (columns.length === 0 || ids.length < 2) return [ids];
  const going = new Set(ids);
  const targets = new Map<string, readonly string[]>();
  for (const slice of slicesOf(ids))
    for (const row of await tx.rows.findMany(table, slice))
      targets.set(
        row.id,
        columns.map((column) => row[column]).filter((to): to is string => typeof to === 'string' && going.has(to)),
      );
  const depths = depthsOf(targets);
  const waves = Map.groupBy(ids, (id) => depths.get(id) ?? 0);
  const ordered = [...waves].toSorted(([a], [b]) => a - b).map(([, wave]) => wave);
  return first === 'pointedAt' ? ordered : ordered.toReversed();
}

/** How many rows stand between a row and one that points at none of the others. */
function depthsOf(targets: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  for (const start of targets.keys()) {
    // Down the references without recursion: chains may be long.
    const way = [start];
    const onWay = new Set(way);
    for (let id = way.at(-1); id !== undefined; id = way.at(-1)) {
      const next = (targets.get(id) ?? []).find((to) => !depths.has(to) && !onWay.has(to));
      if (next !== undefined) {
        way.push(next);
        onWay.add(next);
        continue;
      }
      depths.set(id, Math.max(-1, ...(targets.get(id) ?? []).map((to) => depths.get(to) ?? -1)) + 1);
      way.pop();
      onWay.delete(id);
    }
  }
  return depths;
}
