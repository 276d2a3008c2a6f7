import { audit, bool, initially, int, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** The tree of kinds of things. */
export const inventoryCategories = table(
  'inventory_categories',
  {
    ...tenant,
    name: varchar(100),
    code: varchar(50),
    description: opt(text()),
    parent_id: opt(ref('inventory_categories', 'SET NULL', 'clear')),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    color: opt(varchar(7)),
    icon: opt(varchar(50)),
    is_active: bool(true),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Категории', 'Categories'] },
    group: 'places',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    unique: [['code']],
    write: 'inventory.edit',
    title: 'name',
  },
);
