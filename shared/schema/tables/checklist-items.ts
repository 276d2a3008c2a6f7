import { bool, initially, int, opt, ref, since, softDelete, table, tenant, text, varchar } from '../define.ts';

/** One line of a checklist. */
export const checklistItems = table(
  'checklist_items',
  {
    ...tenant,
    checklist_id: ref('performance_checklists', 'CASCADE', 'cascade'),
    title: varchar(255),
    note: opt(text()),
    sort_order: initially(int(), 0),
    is_critical: bool(false),
    responsible_id: since(2, opt(ref('employees', 'SET NULL', 'clear'))),
    inventory_item_id: since(2, opt(ref('inventory_items', 'SET NULL', 'clear'))),
    ...softDelete,
  },
  {
    words: { table: ['Пункты чек-листа', 'Checklist items'] },
    group: 'shows',
    page: 'records',
    part: true,
    hint: null,
    states: null,
    rules: [],
    write: 'performances.edit',
    title: 'title',
  },
);
