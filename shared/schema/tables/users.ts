import {
  bool,
  hubOnly,
  initially,
  json,
  managed,
  opt,
  ref,
  since,
  softDelete,
  table,
  tenant,
  timestamp,
  varchar,
} from '../define.ts';

/** People who sign in. The password hash never leaves the hub. */
export const users = table(
  'users',
  {
    ...tenant,
    email: varchar(255),
    hashed_password: hubOnly(managed(initially(varchar(255), ''))),
    first_name: varchar(100),
    last_name: varchar(100),
    patronymic: opt(varchar(100)),
    phone: opt(varchar(20)),
    is_active: bool(true),
    is_verified: bool(false),
    is_superuser: managed(bool(false)),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    avatar_url: opt(varchar(500)),
    notification_settings: json(),
    last_login_at: managed(opt(timestamp())),
    ...softDelete,
    /** Since when the account is switched off, by the hub's clock. */
    deactivated_at: since(2, managed(opt(timestamp()))),
    must_change_password: hubOnly(managed(bool(false))),
    /** argon2id of the code that gets its owner back in; empty where there is none. */
    recovery_hash: hubOnly(managed(initially(varchar(255), ''))),
  },
  {
    words: {
      table: ['Пользователи', 'Users'],
      fields: {
        hashed_password: ['Отпечаток пароля', 'Password hash'],
        must_change_password: ['Сменить пароль', 'Must change the password'],
        recovery_hash: ['Отпечаток кода восстановления', 'Recovery code hash'],
      },
    },
    group: 'people',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: ['people'],
    label: (row) => `trim(${row}.last_name || ' ' || ${row}.first_name)`,
    unique: [['email']],
    write: 'people.manage',
    title: 'last_name',
  },
);
