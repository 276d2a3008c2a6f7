import { oneOf, opt, ref, table, tenant, text, timestamp, varchar } from '../define.ts';

/** The trail of decisions about hours. */
export const approvalWorkflows = table(
  'approval_workflows',
  {
    ...tenant,
    time_entry_id: ref('time_entries', 'CASCADE', 'cascade'),
    approver_id: opt(ref('employees', 'SET NULL', 'keep')),
    approver_name: varchar(255),
    decision: oneOf(['submitted', 'approved', 'rejected', 'withdrawn']),
    comment: opt(text()),
    decided_at: timestamp(),
  },
  {
    words: { table: ['Согласования', 'Approvals'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    ledger: true,
  },
);
