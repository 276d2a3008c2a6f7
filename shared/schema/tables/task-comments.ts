import { managed, opt, ref, softDelete, table, tenant, text, timestamp, varchar } from '../define.ts';

/** What people say about a task; the name outlives the person. */
export const taskComments = table(
  'task_comments',
  {
    ...tenant,
    task_id: ref('tasks', 'CASCADE', 'cascade'),
    content: text(),
    author_id: managed(opt(ref('users', 'SET NULL', 'keep'))),
    author_name: managed(varchar(255)),
    created_at: managed(timestamp()),
    updated_at: managed(timestamp()),
    ...softDelete,
  },
  {
    write: 'tasks.edit',
  },
);
