import { audit, bigint, bool, initially, int, json, longText, oneOf, opt, ref, softDelete, table, tenant, varchar } from '../define.ts';

/** Documents; the current version's file is repeated here. */
export const documents = table(
  'documents',
  {
    ...tenant,
    name: varchar(255),
    description: opt(longText()),
    category_id: opt(ref('document_categories', 'SET NULL', 'clear')),
    file_path: varchar(500),
    file_name: varchar(255),
    file_size: bigint(),
    mime_type: varchar(100),
    file_type: oneOf(['pdf', 'image', 'video', 'audio', 'text', 'spreadsheet', 'drawing', 'archive', 'other'], 'other'),
    current_version: initially(int(), 1),
    status: oneOf(['draft', 'active', 'archived'], 'active'),
    performance_id: opt(ref('performances', 'SET NULL', 'clear')),
    extra_data: json(),
    is_public: bool(false),
    is_active: bool(true),
    ...softDelete,
    ...audit,
  },
  {
    write: 'documents.edit',
    title: 'name',
    search: ['name', 'description', 'file_name'],
    indexes: [{ columns: ['status'] }, { columns: ['name'] }],
  },
);
