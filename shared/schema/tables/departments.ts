import { opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** Цеха театра: who is responsible for light, sound, machinery, costume, makeup, video. */
export const departments = table(
  'departments',
  {
    ...tenant,
    name: varchar(100),
    code: varchar(50),
    description: opt(text()),
    head_id: opt(ref('users', 'SET NULL', 'clear')),
    ...softDelete,
  },
  {
    words: { table: ['Цеха', 'Departments'] },
    group: 'people',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    unique: [['code']],
    write: 'people.manage',
    title: 'name',
  },
);
