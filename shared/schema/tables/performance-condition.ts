import { audit, int, oneOf, opt, ref, softDelete, stamped, table, tenant, text, timestamp } from '../define.ts';

/** How worn a production is, by season and department. */
export const performanceCondition = table(
  'performance_condition',
  {
    ...tenant,
    performance_id: ref('performances', 'CASCADE', 'cascade'),
    season: int(),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    condition: oneOf(['good', 'fair', 'poor'], 'good'),
    notes: opt(text()),
    assessed_by_id: stamped('user', 'write', opt(ref('users', 'SET NULL', 'keep'))),
    assessed_at: stamped('time', 'write', timestamp()),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Состояние спектакля', 'Production condition'] },
    group: 'shows',
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['performance_id', 'season', 'department_id']],
    write: 'performances.edit',
  },
);
