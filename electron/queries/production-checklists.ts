/** Checklists of productions, and templates of the house. */
import * as declared from '../../shared/features/productions/queries.ts';
import { implement } from './define-query.ts';

type StoredPoint = Omit<declared.ChecklistPoint, 'isCritical'> & Readonly<{ checklistId: string; isCritical: number }>;

const pointOf = (point: StoredPoint): declared.ChecklistPoint => ({
  id: point.id,
  title: point.title,
  note: point.note,
  isCritical: point.isCritical === 1,
  responsibleId: point.responsibleId,
  responsible: point.responsible,
  itemId: point.itemId,
  item: point.item,
});

/** In the order in which phases of an evening follow each other. */
const PHASE_ORDER = `CASE k.phase WHEN 'load_in' THEN 0 WHEN 'pre_show' THEN 1 WHEN 'during' THEN 2
  WHEN 'post_show' THEN 3 ELSE 4 END`;

export const checklistsOf = implement(declared.checklistsOf, {
  tables: ['performance_checklists', 'checklist_items', 'departments', 'employees', 'inventory_items'],
  run: async ({ replica }, { performanceId }): Promise<readonly declared.ChecklistView[]> => {
    const lists = replica
      .prepared<[string | null], Omit<declared.ChecklistView, 'points'>>(
        `SELECT k.id, k.name, k.phase, d.id AS departmentId, d.name AS department, d.code AS departmentCode,
            k.variant_id AS variantId
          FROM performance_checklists k LEFT JOIN departments d ON d.id = k.department_id
          WHERE k.performance_id IS ? AND k.deleted_at IS NULL ORDER BY ${PHASE_ORDER}, k.sort_order, k.id`,
      )
      .all(performanceId);
    const points = replica
      .prepared<[string], StoredPoint>(
        `SELECT p.checklist_id AS checklistId, p.id, p.title, p.note, p.is_critical AS isCritical,
            e.id AS responsibleId, e.full_name AS responsible, i.id AS itemId, i.name AS item
          FROM checklist_items p LEFT JOIN employees e ON e.id = p.responsible_id
          LEFT JOIN inventory_items i ON i.id = p.inventory_item_id
          WHERE p.checklist_id IN (SELECT value FROM json_each(?)) AND p.deleted_at IS NULL
          ORDER BY p.sort_order, p.id`,
      )
      .all(JSON.stringify(lists.map(({ id }) => id)));
    const byList = Map.groupBy(points, ({ checklistId }) => checklistId);
    return lists.map((list) => ({
      ...list,
      points: (byList.get(list.id) ?? []).map(pointOf),
    }));
  },
});
