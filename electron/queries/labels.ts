/** The words by which people know a row of any table, as SQL over the replica. */
import { joinedBy } from '../../shared/mutations/row-names.ts';
import { type TableName, tableOf } from '../../shared/schema/catalog.ts';

const MAX_DEPTH = 2;

/** A text expression for the row `row` of the table: its title, or those of the two rows that it joins. */
export function labelSql(name: TableName, row: string, depth = 0): string {
  const table = tableOf(name);
  const own = table.label?.(row) ?? (table.title === undefined ? undefined : `${row}.${table.title}`);
  if (own !== undefined) return own;
  const parents = joinedBy(name).slice(0, 2);
  if (parents.length === 0 || depth >= MAX_DEPTH) return `${row}.id`;
  const parts = parents.map(
    ({ column, parent }) =>
      `(SELECT ${labelSql(parent, `l${depth}`, depth + 1)} FROM ${parent} l${depth}
        WHERE l${depth}.id = ${row}.${column})`,
  );
  const lead = table.labelLead === undefined ? [] : [table.labelLead(row)];
  return `concat_ws(' · ', ${[...lead, ...parts].join(', ')})`;
}
