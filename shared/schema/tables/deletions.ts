import { int, opt, ref, table, tenant, text, timestamp, uuid, varchar } from '../define.ts';

/** One deletion: its root, who, when, why and how much went with it. */
export const deletions = table(
  'deletions',
  {
    ...tenant,
    root_table: varchar(50),
    root_id: uuid(),
    root_title: opt(varchar(255)),
    reason: opt(text()),
    row_count: int(),
    deleted_by_id: opt(ref('users', 'SET NULL', 'keep')),
    deleted_by_name: varchar(255),
    deleted_at: timestamp(),
    duration_ms: int(),
    restored_at: opt(timestamp()),
    restored_by_id: opt(ref('users', 'SET NULL', 'keep')),
  },
  {
    words: { table: ['Удаления', 'Deletions'] },
    group: null,
    page: 'records',
    part: false,
    title: 'root_title',
    hint: null,
    states: null,
    rules: [],
    ledger: true,
    later: ['restored_at', 'restored_by_id'],
    silent: true,
    indexes: [{ columns: ['root_table', 'root_id'] }],
  },
);
