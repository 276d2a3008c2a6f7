import { taskStatus } from '../../rules/state-machines.ts';
import {
  audit,
  date,
  longText,
  oneOf,
  opt,
  policy,
  ref,
  softDelete,
  table,
  tenant,
  timestamp,
  varchar,
  withValueNames,
} from '../define.ts';

/** Tasks, of a project, a production or a department. */
export const tasks = table(
  'tasks',
  {
    ...tenant,
    title: varchar(255),
    description: opt(longText()),
    project_id: opt(ref('projects', 'CASCADE', 'cascade')),
    performance_id: opt(ref('performances', 'SET NULL', 'clear')),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    assignee_id: opt(ref('users', 'SET NULL', 'clear')),
    deadline: opt(timestamp()),
    event_date: opt(date()),
    status: withValueNames(
      { completed: ['завершена', 'completed'], rejected: ['отклонена', 'rejected'] },
      policy(oneOf(['created', 'assigned', 'in_progress', 'review', 'completed', 'rejected'], 'created'), 'refuse'),
    ),
    priority: oneOf(['low', 'medium', 'high', 'critical'], 'medium'),
    completed_at: opt(timestamp()),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Задачи', 'Tasks'] },
    group: 'work',
    page: 'records',
    part: false,
    hint: null,
    states: taskStatus,
    rules: [],
    write: 'tasks.edit',
    title: 'title',
    search: ['title', 'description'],
    searchWeight: 1,
    indexes: [{ columns: ['status'] }, { columns: ['deadline'] }],
  },
);
