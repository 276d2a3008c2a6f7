import { audit, bool, initially, int, opt, ref, softDelete, table, tenant, text, varchar } from '../define.ts';

/** The tree of kinds of documents. */
export const documentCategories = table(
  'document_categories',
  {
    ...tenant,
    name: varchar(100),
    code: varchar(50),
    description: opt(text()),
    parent_id: opt(ref('document_categories', 'SET NULL', 'clear')),
    department_id: opt(ref('departments', 'SET NULL', 'clear')),
    color: opt(varchar(7)),
    icon: opt(varchar(50)),
    is_active: bool(true),
    sort_order: initially(int(), 0),
    ...softDelete,
    ...audit,
  },
  {
    words: { table: ['Категории документов', 'Document categories'] },
    group: 'places',
    page: 'records',
    part: false,
    hint: null,
    states: null,
    rules: [],
    unique: [['code']],
    write: 'documents.edit',
    title: 'name',
  },
);
