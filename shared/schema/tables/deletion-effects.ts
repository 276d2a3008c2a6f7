import { oneOf, opt, ref, table, tenant, uuid, varchar } from '../define.ts';

/** What a deletion did to one row: what a restore undoes. */
export const deletionEffects = table(
  'deletion_effects',
  {
    ...tenant,
    deletion_id: ref('deletions', 'CASCADE', 'keep'),
    entity_type: varchar(50),
    entity_id: uuid(),
    kind: oneOf(['delete', 'clear']),
    column_name: opt(varchar(50)),
    previous_value: opt(uuid()),
  },
  {
    words: { table: ['Последствия удалений', 'Deletion effects'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    ledger: true,
    silent: true,
    indexes: [{ columns: ['entity_type', 'entity_id'] }],
  },
);
