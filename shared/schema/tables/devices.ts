import { hubOnly, initially, managed, opt, ref, table, tenant, timestamp, uuid, varchar } from '../define.ts';

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
    revoked_by_id: hubOnly(opt(uuid())),
    revoked_by_name: hubOnly(opt(varchar(255))),
    revocation_mode: hubOnly(opt(varchar(10))),
    handed_over_at: hubOnly(opt(timestamp())),
    wiped_at: hubOnly(opt(timestamp())),
    /** The hub's share of the laptop's key (`hub/auth/key-share.ts`). */
    key_share: hubOnly(managed(opt(varchar(64)))),
  },
  {
    words: {
      table: ['Компьютеры', 'Laptops'],
      fields: {
        key_share: ['Доля ключа', 'Share of its key'],
        revoked_by_id: ['Кем отозван', 'Revoked by'],
        revoked_by_name: ['Кем отозван', 'Revoked by'],
        revocation_mode: ['Как отозван', 'How it was revoked'],
        handed_over_at: ['Работа передана', 'Work handed over'],
        wiped_at: ['Стёрт', 'Erased'],
      },
    },
    group: null,
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    silent: true,
    title: 'name',
  },
);
