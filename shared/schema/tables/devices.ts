import { initially, hubOnly, managed, opt, ref, table, tenant, timestamp, varchar } from '../define.ts';

/** Laptops that hold a replica. */
export const devices = table(
  'devices',
  {
    ...tenant,
    name: varchar(255),
    token_hash: hubOnly(managed(initially(varchar(255), ''))),
    registered_by_id: opt(ref('users', 'SET NULL', 'keep')),
    registered_at: timestamp(),
    last_seen_at: hubOnly(opt(timestamp())),
    revoked_at: opt(timestamp()),
  },
  {
    silent: true,
    title: 'name',
  },
);
