/** The words by which people know a row, for refusals: its title, or the rows that it joins. */
import { isTableName, type TableName, tableOf } from '../schema/catalog.ts';
import type { Table } from '../schema/define.ts';
import type { AnyRow, RowStore } from './row-store.ts';

/** «Чайка · Стул» says enough; a third row would make the sentence longer, not clearer. */
const MOST_PARENTS = 2;
const MAX_DEPTH = 2;

/** What a row without a title is known by, in this order: the rows that it joins. */
export const joinedBy = (name: TableName): readonly { readonly column: string; readonly parent: TableName }[] =>
  Object.entries(tableOf(name).columns).flatMap(([column, { references, managed }]) =>
    references === undefined || managed === true || !isTableName(references.table) || references.table === 'theaters'
      ? []
      : [{ column, parent: references.table }],
  );

type Rows = Pick<RowStore, 'findMany'>;

/** The table's title of a row; its id where it has none. */
export function titleOf(table: Table, row: AnyRow): string {
  const words = table.title === undefined ? undefined : row[table.title];
  return typeof words === 'string' ? words : row.id;
}

/**
 * As `titleOf`; a row without a title goes by those of the rows that it joins, as lists show it (`labels.ts`). Its id
 * is left to rows that join nothing: sentences then say its table instead.
 */
export async function nameOf(rows: Rows, name: TableName, row: AnyRow, depth = 0): Promise<string> {
  const table = tableOf(name);
  if (table.title !== undefined || depth >= MAX_DEPTH) return titleOf(table, row);
  const joined: string[] = [];
  for (const { column, parent: parents } of joinedBy(name)) {
    const id = row[column];
    if (typeof id !== 'string') continue;
    const [parent] = await rows.findMany(parents, [id]);
    if (parent !== undefined) joined.push(await nameOf(rows, parents, parent, depth + 1));
    if (joined.length === MOST_PARENTS) break;
  }
  return joined.length === 0 ? row.id : joined.join(' · ');
}
