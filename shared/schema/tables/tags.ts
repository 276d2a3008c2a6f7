import { opt, softDelete, table, tenant, varchar } from '../define.ts';

/** Free labels. */
export const tags = table(
  'tags',
  {
    ...tenant,
    name: varchar(50),
    color: opt(varchar(7)),
    ...softDelete,
  },
  {
    words: { table: ['Метки', 'Tags'] },
    group: 'places',
    page: 'records',
    part: true,
    hint: null,
    states: null,
    rules: [],
    unique: [['name']],
    write: 'documents.edit',
    title: 'name',
  },
);
