import { bool, initially, int, managed, opt, ref, softDelete, table, tenant, timestamp, varchar } from '../define.ts';

/** Steps of a task. */
export const taskSubtasks = table(
  'task_subtasks',
  {
    ...tenant,
    task_id: ref('tasks', 'CASCADE', 'cascade'),
    title: varchar(255),
    is_completed: bool(false),
    completed_at: opt(timestamp()),
    sort_order: initially(int(), 0),
    created_at: managed(timestamp()),
    ...softDelete,
  },
  {
    write: 'tasks.edit',
    title: 'title',
  },
);
