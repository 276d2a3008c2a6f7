import { opt, softDelete, table, tenant, text, varchar } from '../define.ts';

/** Directions of work that employees and projects belong to (second seed). */
export const directions = table(
  'directions',
  {
    ...tenant,
    name: varchar(100),
    code: varchar(50),
    description: opt(text()),
    ...softDelete,
  },
  {
    words: { table: ['Направления', 'Directions'] },
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
