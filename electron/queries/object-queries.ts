/** What points at an object, and what people said about it. */
import * as declared from '../../shared/features/object/queries.ts';
import { type Reference, referencesTo } from '../../shared/rules/references.ts';
import { isTableName, replicatedTables, tableOf } from '../../shared/schema/catalog.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';
import { labelSql } from './labels.ts';

const MOST_ROWS = 20;
const MAX_COMMENTS = 500;

/** Tables in which people read rows one by one. */
const isRead = ({ child }: Reference): boolean =>
  tableOf(child).write !== undefined && tableOf(child).owner === undefined && child !== 'comments';

function referencing(replica: Reading, reference: Reference, id: string): declared.Pointing | undefined {
  const { child, column, parent, typeColumn } = reference;
  const live = tableOf(child).softDelete ? ' AND r.deleted_at IS NULL' : '';
  const kind = typeColumn === undefined ? '' : ` AND r.${typeColumn} = '${parent}'`;
  const from = `FROM ${child} r WHERE r.${column} = ?${live}${kind}`;
  const count = replica.prepared<[string], { n: number }>(`SELECT count(*) AS n ${from}`).get(id)?.n ?? 0;
  if (count === 0) return undefined;
  const rows = replica
    .prepared<[string], { id: string; label: string | null }>(
      `SELECT r.id, ${labelSql(child, 'r')} AS label ${from} ORDER BY label LIMIT ${MOST_ROWS}`,
    )
    .all(id);
  return { table: child, column, count, rows: rows.map((row) => ({ id: row.id, label: row.label ?? '' })) };
}

/** Live rows that refer to the object, by table and column: how many, and the first of them by name. */
export const objectPointing = implement(declared.objectPointing, {
  tables: replicatedTables,
  run: async ({ replica }, { table, id }) =>
    isTableName(table)
      ? referencesTo(table)
          .filter(isRead)
          .flatMap((reference) => referencing(replica, reference, id) ?? [])
      : [],
});

/** The oldest first, as they are read. Limited, because nobody reads more on one page. */
export const objectComments = implement(declared.objectComments, {
  tables: ['comments'],
  run: async ({ replica }, { table, id }) =>
    replica
      .prepared<[string, string], declared.ObjectComment>(
        `SELECT id, author_name AS author, content, created_at AS at FROM comments
        WHERE entity_type = ? AND entity_id = ? AND deleted_at IS NULL ORDER BY created_at, id LIMIT ${MAX_COMMENTS}`,
      )
      .all(table, id),
});
