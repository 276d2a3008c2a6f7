import { opt, ref, softDelete, stamped, table, tenant, text, timestamp, varchar } from '../define.ts';

/** What people say about a task; the name outlives the person. */
export const taskComments = table(
  'task_comments',
  {
    ...tenant,
    task_id: ref('tasks', 'CASCADE', 'cascade'),
    content: text(),
    author_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    author_name: stamped('name', 'create', varchar(255)),
    created_at: stamped('time', 'create', timestamp()),
    updated_at: stamped('time', 'write', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Комментарии к задачам', 'Task comments'] },
    group: 'work',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: ['comment'],
    label: (row) => `substr(${row}.content, 1, 80)`,
    write: 'tasks.edit',
  },
);
