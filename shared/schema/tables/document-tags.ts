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
    unique: [['document_id', 'tag_id']],
    write: 'documents.edit',
  },
);
