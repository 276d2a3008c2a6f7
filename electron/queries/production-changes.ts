/** What changed lately of a production and of all that belongs to it, from the log. */
import type { ProductionChange } from '../../shared/features/productions/queries.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import type { Reading } from '../replica/reading.ts';
import { labelSql } from './labels.ts';

const MOST_CHANGES = 12;

/** Tables whose rows belong to a production, and how they are found from it. */
const PARTS: readonly (readonly [table: TableName, where: string])[] = [
  ['performances', 'r.id = @id'],
  ['passport_sections', 'r.performance_id = @id'],
  ['performance_inventory', 'r.performance_id = @id'],
  ['performance_checklists', 'r.performance_id = @id'],
  ['performance_members', 'r.performance_id = @id'],
  ['performance_variants', 'r.performance_id = @id'],
  ['scenes', 'r.performance_id = @id'],
  ['run_sheet_lines', 'r.scene_id IN (SELECT s.id FROM scenes s WHERE s.performance_id = @id)'],
  ['checklist_items', 'r.checklist_id IN (SELECT k.id FROM performance_checklists k WHERE k.performance_id = @id)'],
];

type Logged = Omit<ProductionChange, 'columns'> & { readonly changes: string | null };

/** The newest first. Each table is asked by its rows: the log is long, a production is not. */
export function changesOfProduction(replica: Reading, id: string): readonly ProductionChange[] {
  const found = PARTS.flatMap(([table, where]) =>
    replica
      .prepared<[{ id: string }], Logged>(
        `SELECT l.id, '${table}' AS "table", r.id AS rowId, ${labelSql(table, 'r')} AS label, l.action,
            l.actor_name AS by, l.occurred_at AS at, l.changes
          FROM ${table} r JOIN activity_log l ON l.entity_type = '${table}' AND l.entity_id = r.id
          WHERE ${where} ORDER BY l.occurred_at DESC, l.id DESC LIMIT ${MOST_CHANGES}`,
      )
      .all({ id }),
  );
  return found
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
    .slice(0, MOST_CHANGES)
    .map(({ changes, ...change }) => ({
      ...change,
      columns: change.action === 'update' ? columnsOf(changes) : [],
    }));
}

function columnsOf(changes: string | null): readonly string[] {
  const read: unknown = JSON.parse(changes ?? '{}');
  return typeof read === 'object' && read !== null ? Object.keys(read) : [];
}
