/** What a document's page and the column beside the list share. */
import { Button } from '@mantine/core';
import { IconFilePlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { documentFiles } from '../../../shared/features/documents/queries.ts';
import type { FileView } from '../../../shared/ipc/file-contract.ts';
import type { RecordDetail } from '../../../shared/ipc/views.ts';
import { useCan } from '../../app/contexts.ts';
import { useQuery } from '../../data/use-query.ts';
import { DropZone, useFileChooser } from '../../files/drop-zone.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import type { ObjectTab } from '../../object/object-tabs.tsx';
import { RecordFields } from '../records/record-fields.tsx';
import { NewVersion } from './new-version.tsx';
import { VersionCount, VersionList } from './version-list.tsx';

/** What people fill in; what follows from the file is told by it. */
const FIELDS = ['name', 'category_id', 'performance_id', 'status', 'description', 'is_public'] as const;

/** Its current content: undefined until it is known, null where there is none. */
export function useDocumentFile(id: string): FileView | null | undefined {
  const { data } = useQuery(documentFiles, { ids: [id] });
  return data === undefined ? undefined : (data[id] ?? null);
}

export function useDocumentTabs(id: string, detail: RecordDetail | null | undefined): readonly ObjectTab[] {
  const { t } = useWords();
  const common = useCommonTabs('documents', id);
  if (detail === undefined || detail === null) return [];
  return [
    { key: 'versions', word: t('documents.versions'), body: <VersionList id={id} />, count: <VersionCount id={id} /> },
    {
      key: 'details',
      word: t('records.tabs.details'),
      body: <RecordFields table="documents" detail={detail} withKept={false} only={FIELDS} />,
    },
    ...common.filter(({ key }) => key !== 'contents'),
  ];
}

type AddProps = Readonly<{
  id: string;
  current: string | undefined;
  isOff: boolean;
  children: (button: ReactNode) => ReactNode;
}>;

/** A place onto which a new version is dropped; its button stands where `children` puts it. */
export function VersionDrop({ id, current, isOff, children }: AddProps): ReactNode {
  const { t } = useWords();
  const mayEdit = useCan('documents.edit') && !isOff;
  const [file, setFile] = useState<File>();
  const take = (files: readonly File[]): void => setFile(files[0]);
  const { open, field } = useFileChooser(take, { isOne: true });
  const button = mayEdit && (
    <Button leftSection={<IconFilePlus size={16} />} onClick={open}>
      {t('documents.newVersion')}
    </Button>
  );
  return (
    <DropZone className="document-drop" label={t('documents.dropVersion')} isOff={!mayEdit} takesPaste onFiles={take}>
      {children(button)}
      {field}
      {file !== undefined && <NewVersion id={id} file={file} current={current} onClose={() => setFile(undefined)} />}
    </DropZone>
  );
}
