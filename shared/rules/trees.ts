/** Tables that are trees: rows that hang in rows of the same table. */

import { type TableName, tableOf } from '../schema/catalog.ts';
import { foreignKeys } from './references.ts';

/** A tree of the catalog: the column that names what a row hangs in. */
export interface Tree {
  readonly table: TableName;
  readonly column: string;
}

/**
 * Every tree: places, kinds of things and documents, things in cases. A ledger that points back is none, because
 * nothing in it is moved.
 */
export const trees: readonly Tree[] = foreignKeys
  .filter(({ child, parent }) => child === parent && !tableOf(child).ledger)
  .map(({ child, column }) => ({ table: child, column }));

/** The column by which rows of a table hang in each other; undefined where they do not. */
export const treeOf = (table: TableName): string | undefined => trees.find((tree) => tree.table === table)?.column;

/**
 * SQL, valid in both databases, for «row `c` hangs in a circle, or below one»: no way up from it ends. From `FROM` on.
 */
export function cycleSql({ table, column }: Tree): string {
  const roots = `SELECT r.id FROM ${table} r WHERE r.${column} IS NULL`;
  const below = `SELECT n.id FROM ${table} n JOIN hung ON n.${column} = hung.id`;
  return (
    `FROM ${table} c WHERE c.${column} IS NOT NULL AND c.id NOT IN ` +
    `(WITH RECURSIVE hung(id) AS (${roots} UNION ALL ${below}) SELECT hung.id FROM hung)`
  );
}
