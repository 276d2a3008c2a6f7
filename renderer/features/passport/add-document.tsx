/** Puts a document of the theatre into a section. */
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { recordOptions } from '../../../shared/features/records/queries.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';

/** `order`: how many there are already. */
type Props = Readonly<{ sectionId: string; order: number; onClose: () => void }>;

export function AddDocument({ sectionId, order, onClose }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const documents = useQuery(recordOptions, { table: 'documents' }).data ?? [];
  const add = async (documentId: string | null): Promise<void> => {
    if (documentId === null) return;
    const values = { section_id: sectionId, document_id: documentId, sort_order: order + 1 };
    if (await mutate(rowCreate, { table: 'passport_documents', id: newId(), values })) onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('passport.addDocument')} size="sm">
      <Select
        data-autofocus
        searchable
        limit={100}
        label={t('passport.document')}
        nothingFoundMessage={t('passport.noSuchDocument')}
        data={documents.map(({ id, label }) => ({ value: id, label }))}
        value={null}
        onChange={(id) => void add(id)}
      />
    </Dialog>
  );
}
