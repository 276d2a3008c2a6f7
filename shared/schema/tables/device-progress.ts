import { int, table, tenant } from '../define.ts';

/** The last mutation of a device that the hub has applied or refused. Its `id` is the device's. `barrier` is bumped to find out when a load is complete. */
export const deviceProgress = table(
  'device_progress',
  {
    ...tenant,
    last_sequence: int(),
    barrier: int(),
  },
  {
    scope: 'device',
    silent: true,
  },
);
