import { bool, initially, json, opt, softDelete, stamped, table, text, timestamp, varchar } from '../define.ts';

/** A theatre: the tenant. Its row reaches only its own devices. */
export const theaters = table(
  'theaters',
  {
    name: varchar(255),
    code: varchar(50),
    address: opt(text()),
    city: opt(varchar(100)),
    timezone: initially(varchar(64), 'Europe/Moscow'),
    is_active: bool(true),
    settings: json(),
    created_at: stamped('time', 'create', timestamp()),
    updated_at: stamped('time', 'write', timestamp()),
    ...softDelete,
  },
  {
    words: { table: ['Театр', 'Theatre'] },
    group: 'house',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: ['timezone'],
    scope: 'self',
    unique: [['code']],
    write: 'settings.manage',
    title: 'name',
  },
);
