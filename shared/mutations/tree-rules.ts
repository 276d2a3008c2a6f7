/** Trees stay trees: nothing hangs below itself, however two people move things about. */
import { Refusal } from '../base/refusal.ts';
import { treeOf } from '../rules/trees.ts';
import { type TableName, tableOf } from '../schema/catalog.ts';
import type { MutationTx } from './mutation-tx.ts';
import { titleOf } from './row-names.ts';
import type { AnyRow } from './row-store.ts';

/** Refuses where the row hangs below itself, with the names of the row and of what it was hung into. */
export async function checkTree(tx: MutationTx, name: TableName, id: string): Promise<void> {
  const column = treeOf(name);
  if (column === undefined) return;
  const row: AnyRow | undefined = await tx.find(name, id);
  if (row === undefined || typeof row[column] !== 'string') return;
  if (!(await wayUp(tx, { name, column, from: row[column] })).includes(id)) return;
  const parent: AnyRow | undefined = await tx.find(name, row[column]);
  throw new Refusal('tree.cycle', {
    table: name,
    id,
    column,
    title: titleOf(tableOf(name), row),
    parentId: row[column],
    parent: parent === undefined ? '' : titleOf(tableOf(name), parent),
  });
}

/** Where a way up begins. */
export interface WayUp {
  readonly name: TableName;
  readonly column: string;
  readonly from: string;
}

/** The rows on the way up from a row, itself first, each once. */
export async function wayUp(tx: Pick<MutationTx, 'find'>, { name, column, from }: WayUp): Promise<readonly string[]> {
  const passed = new Set<string>();
  for (let at: unknown = from; typeof at === 'string' && !passed.has(at); ) {
    passed.add(at);
    const row: AnyRow | undefined = await tx.find(name, at);
    at = row?.[column];
  }
  return [...passed];
}
