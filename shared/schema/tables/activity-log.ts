import { json, opt, ref, since, table, tenant, timestamp, uuid, varchar } from '../define.ts';

/** Who changed what when, written by the mutation mechanism and by nothing else. */
export const activityLog = table(
  'activity_log',
  {
    ...tenant,
    employee_id: opt(ref('employees', 'SET NULL', 'keep')),
    user_id: opt(ref('users', 'SET NULL', 'keep')),
    actor_name: varchar(255),
    action: varchar(100),
    entity_type: varchar(50),
    entity_id: uuid(),
    changes: json(),
    occurred_at: timestamp(),
    recorded_at: timestamp(),
    /** The right that its reader needs: the line tells of a column that not everybody may see. */
    read_permission: since(2, opt(varchar(50))),
  },
  {
    words: { table: ['Журнал', 'Activity'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    ledger: true,
    silent: true,
    indexes: [{ columns: ['entity_type', 'entity_id', 'occurred_at'] }, { columns: ['occurred_at'] }],
  },
);
