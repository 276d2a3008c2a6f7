import { bool, initially, int, opt, ref, softDelete, stamped, table, tenant, timestamp, varchar } from '../define.ts';

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
    created_at: stamped('time', 'create', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Подзадачи', 'Subtasks'] },
    group: 'work',
    page: 'records',
    part: true,
    hint: null,
    states: null,
    rules: [],
    write: 'tasks.edit',
    title: 'title',
  },
);
