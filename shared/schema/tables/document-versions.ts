import { bigint, int, opt, ref, since, table, tenant, text, timestamp, varchar } from '../define.ts';

/** Every version a document ever had. */
export const documentVersions = table(
  'document_versions',
  {
    ...tenant,
    document_id: ref('documents', 'CASCADE', 'cascade'),
    version: int(),
    /** The content; NULL where only a path of the former backend is known. */
    file_id: since(2, opt(ref('files', 'RESTRICT', 'keep'))),
    file_path: varchar(500),
    file_name: varchar(255),
    file_size: bigint(),
    comment: opt(text()),
    created_by_id: opt(ref('users', 'SET NULL', 'keep')),
    created_at: timestamp(),
  },
  {
    words: { table: ['Версии документов', 'Document versions'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    label: (row) => `${row}.file_name || ' v' || ${row}.version`,
    unique: [['document_id', 'version']],
    ledger: true,
  },
);
