import { bool, json, opt, ref, since, table, tenant, text, timestamp, uuid, varchar } from '../define.ts';

/** Messages to one person. */
export const notifications = table(
  'notifications',
  {
    ...tenant,
    user_id: ref('users', 'CASCADE', 'cascade'),
    type: varchar(100),
    title: varchar(255),
    message: opt(text()),
    entity_type: opt(varchar(50)),
    entity_id: opt(uuid()),
    /** What the sentence of its type is made of, in whichever language it is read (`shared/rules/notices.ts`). */
    data: since(2, json()),
    is_read: bool(false),
    read_at: opt(timestamp()),
    created_at: timestamp(),
  },
  {
    words: { table: ['Уведомления', 'Notifications'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    silent: true,
    indexes: [{ columns: ['user_id', 'created_at'], where: 'NOT is_read' }],
  },
);
