import { oneOf, opt, ref, softDelete, stamped, table, tenant, text, timestamp, uuid, varchar } from '../define.ts';

/** Comments on a project, production, thing, event or time entry. */
export const comments = table(
  'comments',
  {
    ...tenant,
    entity_type: oneOf(['projects', 'performances', 'inventory_items', 'schedule_events', 'time_entries']),
    entity_id: uuid(),
    author_id: stamped('employee', 'create', opt(ref('employees', 'SET NULL', 'keep'))),
    author_name: stamped('name', 'create', varchar(255)),
    content: text(),
    created_at: stamped('time', 'create', timestamp()),
    updated_at: stamped('time', 'write', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Комментарии', 'Comments'] },
    group: 'work',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: ['comment', 'subject'],
    label: (row) => `substr(${row}.content, 1, 80)`,
    pointsAt: { column: 'entity_id', typeColumn: 'entity_type' },
    write: 'comments.write',
    indexes: [{ columns: ['entity_type', 'entity_id'] }],
  },
);
