/** Repairs that health offers. */
import { z } from 'zod';
import { treeOf } from '../rules/trees.ts';
import { findTable, type TableName } from '../schema/catalog.ts';
import { rowId } from './arguments.ts';
import { defineMutation } from './mutation.ts';
import type { MutationTx } from './mutation-tx.ts';
import { NO_PLAIN_EDITS, writable } from './row-door.ts';
import type { AnyRow } from './row-store.ts';
import { wayUp } from './tree-rules.ts';

/**
 * `integrity.repairTree {table, id}`: a row that hangs in a circle, or below one, can be reached again. Of the rows of
 * the circle the one that was changed longest ago is hung at the root, with all below it; the others stay as people
 * moved them last. Nothing happens where there is no circle.
 */
export const integrityRepairTree = defineMutation({
  name: 'integrity.repairTree',
  words: ['Строение дерева исправлено', 'Tree repaired'],
  args: z.strictObject({ table: z.string(), id: rowId }),
  permission: (args) => findTable(args.table)?.write ?? NO_PLAIN_EDITS,
  run: async (tx, args) => {
    const { name } = writable(tx, args.table);
    await tx.require(name, args.id);
    const column = treeOf(name);
    const circle = column === undefined ? [] : await circleAbove(tx, name, column, args.id);
    const [oldest] = circle.toSorted((a, b) => (`${changedAt(a)} ${a.id}` < `${changedAt(b)} ${b.id}` ? -1 : 1));
    if (oldest !== undefined && column !== undefined) await tx.update(name, oldest.id, { [column]: null });
  },
});

const changedAt = (row: AnyRow): string => String(row['updated_at']);

/** The live rows of the circle in which the way up from a row ends; none where it ends at a root. */
async function circleAbove(tx: MutationTx, name: TableName, column: string, id: string): Promise<readonly AnyRow[]> {
  const way = await wayUp(tx, { name, column, from: id });
  const rows = await tx.rows.findMany(name, way);
  const parent = rows.find((row) => row.id === way.at(-1))?.[column];
  const start = typeof parent === 'string' ? way.indexOf(parent) : -1;
  const members = new Set(start < 0 ? [] : way.slice(start));
  return rows.filter((row) => members.has(row.id) && row['deleted_at'] === null);
}
