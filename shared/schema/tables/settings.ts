import { json, opt, ref, stamped, table, tenant, timestamp, varchar } from '../define.ts';

/** Settings of a theatre by key. */
export const settings = table(
  'settings',
  {
    ...tenant,
    key: varchar(100),
    value: json(),
    updated_by_id: stamped('employee', 'write', opt(ref('employees', 'SET NULL', 'keep'))),
    updated_at: stamped('time', 'write', timestamp()),
  },
  {
    unique: [['key']],
    write: 'settings.manage',
    title: 'key',
  },
);
