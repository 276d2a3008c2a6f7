/** Documents: their categories, their list, and one of them beside it. Files are dropped anywhere, or on a category. */
import { Button, Select } from '@mantine/core';
import { IconFileUpload, IconFolders } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { documentFiles, documentFolders, MOST_DOCUMENTS } from '../../../shared/features/documents/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import type { FileView } from '../../../shared/ipc/file-contract.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { DropZone, useFileChooser } from '../../files/drop-zone.tsx';
import { FileSign } from '../../files/file-kind.tsx';
import { IntakeList } from '../../files/intake-list.tsx';
import { Thumb, WhereSign } from '../../files/thumb.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { openObject } from '../../lib/open-record.ts';
import { DataList } from '../../list/data-list.tsx';
import type { CardView, CellView, LeadView } from '../../list/list-lines.tsx';
import { type ListModel, useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { PinButton } from '../files/pin-button.tsx';
import { DocumentInspector } from './document-inspector.tsx';
import { FolderTree, type Shown } from './folder-tree.tsx';
import { DOCUMENT_TARGET, useTakeDocuments } from './use-take-documents.ts';
import './documents.css';

type Props = Readonly<{
  id: string | undefined;
  address: ViewAddress;
  tabs: TabAddress;
  /** Opens one beside the list, or closes it. */
  onOpen: (id: string | undefined) => void;
}>;

const CATEGORY = 'category_id';
const ALSO = ['file_name'];
const STATUS = tableOf('documents').columns['status'];

/** Which category the conditions of the list mean. */
function shownIn({ view }: ListModel): Shown {
  const [condition, ...more] = view.conditions.filter(({ column }) => column === CATEGORY);
  if (condition === undefined || more.length > 0) return undefined;
  if (condition.operator === 'empty') return null;
  return condition.operator === 'any' && condition.values.length === 1 ? condition.values[0] : undefined;
}

function show(model: ListModel, shown: Shown): void {
  const others = model.view.conditions.filter(({ column }) => column !== CATEGORY);
  const own =
    shown === undefined
      ? []
      : [
          shown === null
            ? { column: CATEGORY, operator: 'empty', values: [] }
            : { column: CATEGORY, operator: 'any', values: [shown] },
        ];
  model.change({ conditions: [...others, ...own] });
}

type FileOf = (id: string) => FileView | undefined;

/** Before a document's name: what kind of file it is, and where it is if it is not here. */
const leadWith =
  (fileOf: FileOf): LeadView =>
  (row) => {
    const file = fileOf(row.id);
    return (
      <span className="document-sign">
        <FileSign mime={file?.mime ?? ''} size={18} />
        {file !== undefined && <WhereSign where={file.where} />}
      </span>
    );
  };

function useCard(fileOf: FileOf): CardView {
  const { language } = useWords();
  return {
    picture: (row) => {
      const file = fileOf(row.id);
      return file === undefined ? <FileSign mime="" size={36} /> : <Thumb file={file} sign={36} />;
    },
    below: (row) => {
      const file = fileOf(row.id);
      return (
        <>
          <span className="cut grow">{String(row.values['file_name'] ?? '')}</span>
          {file !== undefined && <span className="num">{bytesSaid(file.size, language)}</span>}
          {file !== undefined && <WhereSign where={file.where} />}
        </>
      );
    },
  };
}

const cells: Readonly<Record<string, CellView>> = {
  status: (row, text) =>
    typeof row.values['status'] === 'string' ? <StatusBadge status={row.values['status']} column={STATUS} /> : text,
};

/** Where there is no room for the tree. */
function FolderChoice({ model, data }: Readonly<{ model: ListModel; data: Parameters<typeof FolderTree>[0]['data'] }>) {
  const { t } = useWords();
  const shown = shownIn(model);
  return (
    <Select
      className="folder-choice"
      w={200}
      aria-label={t('documents.folders')}
      searchable
      allowDeselect={false}
      data={[
        { value: '', label: t('documents.all') },
        ...data.folders.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'none', label: t('documents.without') },
      ]}
      value={shown === undefined ? '' : (shown ?? 'none')}
      onChange={(value) => show(model, value === '' || value === null ? undefined : value === 'none' ? null : value)}
    />
  );
}

const NO_FOLDERS = { folders: [], all: 0, without: 0 } as const;

export function Documents({ id, address, tabs, onOpen }: Props): ReactNode {
  const { t } = useWords();
  const model = useList('documents', address);
  const mayEdit = useCan('documents.edit');
  const take = useTakeDocuments();
  const folders = useQuery(documentFolders, {}).data ?? NO_FOLDERS;
  const [ids, setIds] = useState<readonly string[]>([]);
  const files = useQuery(documentFiles, { ids: ids.slice(-MOST_DOCUMENTS) }).data;
  const fileOf: FileOf = (row) => files?.[row];
  const card = useCard(fileOf);
  const lead = leadWith(fileOf);
  const shown = shownIn(model);
  const { open, field } = useFileChooser((chosen) => take(chosen, shown ?? null));
  const addButton = mayEdit && (
    <Button leftSection={<IconFileUpload size={16} />} onClick={open}>
      {t('documents.add')}
    </Button>
  );
  return (
    <div className="documents">
      <FolderTree
        data={folders}
        shown={shown}
        mayEdit={mayEdit}
        onShow={(wanted) => show(model, wanted)}
        onFiles={take}
      />
      <DropZone
        className="documents-list inventory-main"
        label={t('documents.drop')}
        isOff={!mayEdit}
        takesPaste={id === undefined}
        onFiles={(dropped) => take(dropped, shown ?? null)}
      >
        <div className="documents-intake">
          <IntakeList target={DOCUMENT_TARGET} />
        </div>
        <DataList
          model={model}
          title={t('documents.title')}
          label={t('documents.title')}
          testId="documents-grid"
          totalId="documents-total"
          counted={(count) => t('documents.count', { count })}
          placeholder={t('documents.search')}
          empty={{
            icon: <IconFolders size={40} stroke={1.2} />,
            title: t('documents.empty'),
            hint: t(mayEdit ? 'documents.emptyHint' : 'documents.emptyReadOnly'),
            filteredTitle: t('documents.nothing'),
            filtered: t(mayEdit ? 'documents.nothingHint' : 'inventory.emptyFiltered'),
          }}
          places={<FolderChoice model={model} data={folders} />}
          begin={
            <>
              {typeof shown === 'string' && <PinButton table="document_categories" id={shown} />}
              {addButton}
            </>
          }
          openId={id}
          cells={cells}
          lead={lead}
          card={card}
          also={ALSO}
          onRows={setIds}
          onOpen={onOpen}
          onPage={(opened) => openObject('documents', opened)}
        />
        {field}
      </DropZone>
      {id !== undefined && <DocumentInspector key={id} id={id} address={tabs} onClose={() => onOpen(undefined)} />}
    </div>
  );
}
