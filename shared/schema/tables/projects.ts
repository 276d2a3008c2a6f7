import {
  audit,
  date,
  longText,
  oneOf,
  opt,
  ref,
  softDelete,
  table,
  tenant,
  varchar,
  withValueNames,
} from '../define.ts';

/** Projects, with phases, members, tasks and hours. */
export const projects = table(
  'projects',
  {
    ...tenant,
    name: varchar(255),
    code: opt(varchar(50)),
    description: opt(longText()),
    direction_id: opt(ref('directions', 'SET NULL', 'clear')),
    manager_id: opt(ref('employees', 'SET NULL', 'clear')),
    performance_id: opt(ref('performances', 'SET NULL', 'clear')),
    status: withValueNames(
      {
        planned: ['запланирован', 'planned'],
        active: ['идёт', 'active'],
        completed: ['завершён', 'completed'],
        cancelled: ['отменён', 'cancelled'],
      },
      oneOf(['planned', 'active', 'paused', 'completed', 'cancelled'], 'planned'),
    ),
    starts_on: opt(date()),
    ends_on: opt(date()),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Проекты', 'Projects'] },
    group: 'work',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    unique: [['code']],
    write: 'projects.edit',
    title: 'name',
    search: ['name', 'description'],
    searchWeight: 3,
  },
);
