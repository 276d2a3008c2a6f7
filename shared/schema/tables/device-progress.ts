import { hubOnly, initially, int, opt, since, table, tenant, uuid } from '../define.ts';

/**
 * The last mutation of a device that the hub has applied or refused, by number, epoch and id. The row's `id` is the
 * device's. `barrier` is bumped to find out when a load is complete. Numbers up to `unnamed_up_to` are from before ids
 * were kept.
 */
export const deviceProgress = table(
  'device_progress',
  {
    ...tenant,
    last_sequence: int(),
    barrier: int(),
    epoch: since(2, initially(int(), 1)),
    last_mutation_id: since(2, opt(uuid())),
    unnamed_up_to: hubOnly(initially(int(), 0)),
  },
  {
    words: { table: ['Ход синхронизации', 'Sync progress'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'device',
    silent: true,
  },
);
