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
    unique: [['name']],
    write: 'documents.edit',
    title: 'name',
  },
);
