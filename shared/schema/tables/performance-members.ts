import { audit, bool, opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Who works on a production, as what, and who stands in for them. */
export const performanceMembers = table(
  'performance_members',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    employee_id: ref('employees', 'CASCADE', 'cascade'),
    /** «Треплев», «помощник режиссёра», «осветитель». */
    function: varchar(100),
    is_substitute: bool(false),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    ...softDelete,
    ...audit,
  },
  {
    words: {
      table: ['Состав спектакля', 'Company of a production'],
      fields: { is_substitute: ['Замена', 'Substitute'] },
    },
    group: 'shows',
    page: 'records',
    part: true,
    title: 'function',
    hint: null,
    states: null,
    rules: [],
    unique: [['performance_id', 'employee_id', 'function']],
    write: 'performances.edit',
    since: 2,
  },
);
