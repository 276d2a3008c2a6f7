import { bool, opt, ref, table, timestamp, uuid, varchar } from '../define.ts';

/** Rotating refresh tokens; only their hashes, only on the hub. */
export const refreshTokens = table(
  'refresh_tokens',
  {
    user_id: ref('users', 'CASCADE', 'keep'),
    device_id: uuid(),
    family_id: uuid(),
    token_hash: varchar(255),
    expires_at: timestamp(),
    device_info: opt(varchar(255)),
    ip_address: opt(varchar(45)),
    is_revoked: bool(false),
    revoked_at: opt(timestamp()),
    created_at: timestamp(),
    /**
     * The whole family was ended (signed out, stolen, signed out everywhere): unlike an exchanged token, never again.
     */
    ended_at: opt(timestamp()),
  },
  {
    words: { table: ['Сеансы', 'Sessions'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    scope: 'hub',
    silent: true,
    indexes: [{ columns: ['token_hash'] }, { columns: ['family_id'] }],
  },
);
