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
    words: { table: ['Настройки', 'Settings'] },
    group: 'house',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    unique: [['key']],
    write: 'settings.manage',
    title: 'key',
  },
);
