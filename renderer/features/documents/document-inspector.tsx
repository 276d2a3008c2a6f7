/** A document beside its list: what it looks like, its versions, its fields. */
import { ActionIcon, Group, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import type { FileView } from '../../../shared/ipc/file-contract.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { useQuery } from '../../data/use-query.ts';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { ObjectTabs } from '../../object/object-tabs.tsx';
import { OpenAsPage } from '../../object/open-as-page.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { FileActs } from '../../viewer/content-view.tsx';
import { ViewerDialog } from '../../viewer/viewer-dialog.tsx';
import { deletionOf } from '../records/record-fields.tsx';
import { DeleteMenu, useMayDelete } from '../records/record-inspector.tsx';
import { useDocumentFile, useDocumentTabs, VersionDrop } from './document-parts.tsx';

type Props = Readonly<{ id: string; address: TabAddress; onClose: () => void }>;

function Preview({ file }: Readonly<{ file: FileView }>): ReactNode {
  const { t, language } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="document-preview"
        aria-label={t('documents.lookAtCurrent')}
        onClick={() => setOpen(true)}
      >
        <Thumb file={file} sign={44} fit="whole" />
      </button>
      <div className="document-line small dim">
        <WhereSign where={file.where} />
        <span className="cut grow">{file.name}</span>
        <span className="num">{bytesSaid(file.size, language)}</span>
        <FileActs file={file} size={30} />
      </div>
      {isOpen && (
        <ViewerDialog
          files={[{ key: file.sha256, file, note: '' }]}
          open={file.sha256}
          onOpen={() => undefined}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

export function DocumentInspector({ id, address, onClose }: Props): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(recordDetail, { table: 'documents', id });
  const file = useDocumentFile(id);
  const tabs = useDocumentTabs(id, data);
  const mayDelete = useMayDelete('documents');
  useEscape(onClose);
  const isDeleted = data !== undefined && data !== null && deletionOf(data) !== undefined;
  return (
    <aside className="inspector" aria-label={t('documents.inspector')} data-testid="inspector">
      <VersionDrop id={id} current={file?.sha256} isOff={isDeleted}>
        {(button) => (
          <>
            <Group justify="space-between" wrap="nowrap" align="flex-start" p="md" pb="xs">
              <Title order={2} size="h4" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                {data?.label ?? (data === null ? t('records.missing') : '…')}
              </Title>
              <Group gap={4} wrap="nowrap">
                <OpenAsPage table="documents" id={id} />
                {mayDelete && !isDeleted && <DeleteMenu table="documents" id={id} />}
                <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('common.close')} onClick={onClose}>
                  <IconX size={20} />
                </ActionIcon>
              </Group>
            </Group>
            {failure !== undefined && <FailureState failure={failure} />}
            <div className="document-head">
              {file !== undefined && file !== null && <Preview file={file} />}
              {file === null && <p className="dim small">{t('documents.onlyPath')}</p>}
              {button}
            </div>
            <ObjectTabs address={address} tabs={tabs} />
          </>
        )}
      </VersionDrop>
    </aside>
  );
}
