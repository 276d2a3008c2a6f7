import { initially, int, ref, softDelete, table, tenant } from '../define.ts';

/** Documents that belong to a section of a passport. */
export const passportDocuments = table(
  'passport_documents',
  {
    ...tenant,
    section_id: ref('passport_sections', 'CASCADE', 'cascade'),
    document_id: ref('documents', 'CASCADE', 'cascade'),
    sort_order: initially(int(), 0),
    ...softDelete,
  },
  {
    words: { table: ['Документы паспорта', 'Passport documents'] },
    group: 'papers',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['section_id', 'document_id']],
    write: 'performances.edit',
  },
);
