import { ref, softDelete, table, tenant } from '../define.ts';

/** Which document bears which tag. */
export const documentTags = table(
  'document_tags',
  {
    ...tenant,
    document_id: ref('documents', 'CASCADE', 'cascade'),
    tag_id: ref('tags', 'CASCADE', 'cascade'),
    ...softDelete,
  },
  {
    words: { table: ['Метки документов', 'Document tags'] },
    group: 'papers',
    page: 'records',
    part: true,
    title: null,
    hint: null,
    states: null,
    rules: [],
    unique: [['document_id', 'tag_id']],
    write: 'documents.edit',
  },
);
