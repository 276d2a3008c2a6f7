import { audit, numeric, opt, ref, softDelete, table, tenant, varchar, visibleWith } from '../define.ts';

/** People who work here, with or without an account; hours and approvals point at them. */
export const employees = table(
  'employees',
  {
    ...tenant,
    user_id: opt(ref('users', 'CASCADE', 'clear')),
    direction_id: opt(ref('directions', 'SET NULL', 'clear')),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    full_name: varchar(255),
    email: opt(varchar(255)),
    position: opt(varchar(100)),
    hourly_rate: visibleWith('people.rates', opt(numeric(10, 2))),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Сотрудники', 'Employees'] },
    group: 'people',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: ['people'],
    unique: [['user_id']],
    write: 'people.manage',
    title: 'full_name',
  },
);
