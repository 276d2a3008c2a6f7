import {
  audit,
  date,
  managed,
  numeric,
  oneOf,
  opt,
  policy,
  ref,
  softDelete,
  table,
  tenant,
  text,
  timestamp,
  varchar,
  within,
} from '../define.ts';

/** Hours worked. They survive their task and their phase. */
export const timeEntries = table(
  'time_entries',
  {
    ...tenant,
    employee_id: ref('employees', 'RESTRICT', 'keep'),
    project_id: ref('projects', 'RESTRICT', 'keep'),
    task_id: opt(ref('tasks', 'SET NULL', 'clear')),
    phase_id: opt(ref('project_phases', 'SET NULL', 'clear')),
    date: date(),
    hours: within(0.01, 24, numeric(5, 2)),
    description: opt(text()),
    status: managed(policy(oneOf(['draft', 'submitted', 'approved', 'rejected'], 'draft'), 'refuse')),
    approved_by_id: managed(opt(ref('employees', 'SET NULL', 'keep'))),
    approved_by_name: managed(opt(varchar(255))),
    approved_at: managed(opt(timestamp())),
    ...softDelete,
    ...audit,
  },
  {
    write: 'hours.own',
    checks: { hours: 'CAST(hours AS numeric) > 0 AND CAST(hours AS numeric) <= 24' },
    indexes: [{ columns: ['employee_id', 'date'] }],
  },
);
