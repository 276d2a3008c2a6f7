import { json, oneOf, opt, ref, since, table, tenant, timestamp, uuid, varchar } from '../define.ts';

/** Two people wrote the same field: both values, who wrote them, and what became of it. */
export const conflicts = table(
  'conflicts',
  {
    ...tenant,
    entity_type: varchar(50),
    entity_id: uuid(),
    column_name: varchar(50),
    base_value: json(),
    kept_value: json(),
    other_value: json(),
    kept_by_name: varchar(255),
    other_by_id: opt(ref('users', 'SET NULL', 'keep')),
    other_by_name: varchar(255),
    kept_by_id: opt(ref('users', 'SET NULL', 'keep')),
    status: oneOf(['open', 'kept', 'swapped'], 'open'),
    detected_at: timestamp(),
    resolved_at: opt(timestamp()),
    resolved_by_id: opt(ref('users', 'SET NULL', 'keep')),
    resolved_by_name: opt(varchar(255)),
    /** The right that its reader needs: the column is one that not everybody may see. */
    read_permission: since(2, opt(varchar(50))),
  },
  {
    words: { table: ['Расхождения', 'Conflicts'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    silent: true,
    indexes: [{ columns: ['entity_type', 'entity_id'] }, { columns: ['status'] }],
  },
);
