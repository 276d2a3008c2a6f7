import { audit, initially, int, oneOf, opt, ref, since, softDelete, table, tenant, varchar } from '../define.ts';

/** A checklist of a production, or a template of the house where `performance_id` is null. */
export const performanceChecklists = table(
  'performance_checklists',
  {
    ...tenant,
    performance_id: opt(ref('performances', 'CASCADE', 'cascade')),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    /** NULL: in all variants. */
    variant_id: since(2, opt(ref('performance_variants', 'CASCADE', 'cascade'))),
    name: varchar(255),
    phase: oneOf(['load_in', 'pre_show', 'during', 'post_show', 'load_out'], 'pre_show'),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Чек-листы', 'Checklists'] },
    group: 'shows',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    write: 'performances.edit',
    title: 'name',
  },
);
