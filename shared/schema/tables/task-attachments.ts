import { bigint, opt, ref, since, softDelete, stamped, table, tenant, timestamp, varchar } from '../define.ts';

/** Files of a task. */
export const taskAttachments = table(
  'task_attachments',
  {
    ...tenant,
    task_id: ref('tasks', 'CASCADE', 'cascade'),
    /** The content; NULL where only a path of the former backend is known. */
    file_id: since(2, opt(ref('files', 'RESTRICT', 'keep'))),
    file_path: varchar(500),
    file_name: varchar(255),
    file_size: opt(bigint()),
    mime_type: opt(varchar(100)),
    uploaded_by_id: stamped('user', 'create', opt(ref('users', 'SET NULL', 'keep'))),
    created_at: stamped('time', 'create', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Вложения задач', 'Task attachments'] },
    group: 'work',
    page: 'records',
    part: true,
    hint: null,
    states: null,
    rules: [],
    write: 'tasks.edit',
    title: 'file_name',
  },
);
