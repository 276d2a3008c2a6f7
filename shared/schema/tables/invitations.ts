import { initially, int, oneOf, opt, table, timestamp, uuid, varchar } from '../define.ts';

/**
 * A way in for one person: the first one, or a new password that an administrator asked for. The code consists of a
 * selector, which finds the row, and a secret, of which only an argon2id hash is kept. On the hub alone; everything
 * goes by the hub's clock.
 */
export const invitations = table(
  'invitations',
  {
    theater_id: uuid(),
    user_id: uuid(),
    kind: oneOf(['invitation', 'reset']),
    selector: varchar(10),
    secret_hash: varchar(255),
    tries: initially(int(), 0),
    created_by_id: opt(uuid()),
    created_by_name: varchar(255),
    created_at: timestamp(),
    expires_at: timestamp(),
    used_at: opt(timestamp()),
    withdrawn_at: opt(timestamp()),
  },
  {
    words: { table: ['Приглашения', 'Invitations'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'hub',
    silent: true,
    indexes: [{ columns: ['selector'] }, { columns: ['user_id'] }],
  },
);
