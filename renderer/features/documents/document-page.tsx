/** A document as a page: its current content, its versions, what it belongs to. */
import { Badge, Group, Skeleton } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import { bytesSaid } from '../../../shared/i18n/byte-words.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { RecordDetail } from '../../../shared/ipc/views.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { type Step, Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { listSearch } from '../../list/list-link.ts';
import { AsideSection, ObjectFrame } from '../../object/object-frame.tsx';
import { DeletedNotice, MissingObject } from '../../object/object-gone.tsx';
import type { TabAddress } from '../../object/tab-search.ts';
import { ContentView } from '../../viewer/content-view.tsx';
import { PinButton } from '../files/pin-button.tsx';
import { deletionOf } from '../records/record-fields.tsx';
import { DeleteMenu, useMayDelete } from '../records/record-inspector.tsx';
import { useDocumentFile, useDocumentTabs, VersionDrop } from './document-parts.tsx';
import './documents.css';

const TABLE = 'documents';
type Shown = Readonly<{ detail: RecordDetail }>;

/** The list, the list of its category, the document. */
function useWay({ values, parents }: RecordDetail): readonly Step[] {
  const { t } = useWords();
  const list = { label: t('documents.title'), link: { to: '/documents' } };
  const category = values['category_id'];
  const name = typeof category === 'string' ? parents[category] : undefined;
  if (typeof category !== 'string' || name === undefined) return [list];
  const search = listSearch(TABLE, [{ column: 'category_id', operator: 'any', values: [category] }]);
  return [list, { label: name, link: { to: '/documents', search } }];
}

function About({ detail }: Shown): ReactNode {
  const { t, language } = useWords();
  const { values, parents } = detail;
  const reference = (column: 'category_id' | 'performance_id', table: string): ReactNode => {
    const id = values[column];
    return typeof id === 'string' && parents[id] !== undefined ? (
      <div>
        <dt>{fieldName(column, language)}</dt>
        <dd>
          <LinkTo table={table} id={id} className="object-link">
            {parents[id]}
          </LinkTo>
        </dd>
      </div>
    ) : null;
  };
  const at = (verb: 'created' | 'updated'): ReactNode => {
    const moment = values[`${verb}_at`];
    if (typeof moment !== 'string') return null;
    const by = parents[String(values[`${verb}_by_id`])];
    return (
      <div>
        <dt>{t(`object.${verb}`)}</dt>
        <dd>{[formatMoment(moment, language), by].filter((part) => part !== undefined).join(', ')}</dd>
      </div>
    );
  };
  return (
    <AsideSection title={t('object.about')}>
      <dl className="object-short">
        {reference('category_id', 'document_categories')}
        {reference('performance_id', 'performances')}
        {at('created')}
        {at('updated')}
      </dl>
    </AsideSection>
  );
}

function Signs({ detail }: Shown): ReactNode {
  const { t } = useWords();
  const { status } = detail.values;
  return (
    <>
      {typeof status === 'string' && status !== 'active' && (
        <StatusBadge status={status} column={tableOf(TABLE).columns['status']} />
      )}
      {detail.isPending && (
        <Badge variant="default" tt="none" leftSection={<IconDeviceLaptop size={12} />}>
          {t('common.onlyHere')}
        </Badge>
      )}
    </>
  );
}

function Loaded({ detail, address }: Shown & Readonly<{ address: TabAddress }>): ReactNode {
  const { t, language } = useWords();
  const { id, values } = detail;
  const file = useDocumentFile(id);
  const tabs = useDocumentTabs(id, detail);
  const mayDelete = useMayDelete(TABLE);
  const deletionId = deletionOf(detail);
  const steps = useWay(detail);
  const note = [
    t('documents.version', { number: Number(values['current_version'] ?? 1) }),
    file === undefined || file === null ? '' : bytesSaid(file.size, language),
  ];
  return (
    <VersionDrop id={id} current={file?.sha256} isOff={deletionId !== undefined}>
      {(button) => (
        <ObjectFrame
          table={TABLE}
          steps={steps}
          title={detail.label}
          note={note.filter(Boolean).join(' · ')}
          badges={<Signs detail={detail} />}
          acts={
            deletionId === undefined ? (
              <Group gap={6}>
                {button}
                <PinButton table={TABLE} id={id} />
                {mayDelete && <DeleteMenu table={TABLE} id={id} />}
              </Group>
            ) : undefined
          }
          notice={deletionId !== undefined && <DeletedNotice table={TABLE} id={id} deletionId={deletionId} />}
          above={
            file === undefined ? (
              <Skeleton h={420} mb="md" />
            ) : (
              <div className="document-view">
                {file === null ? (
                  <p className="dim document-none">{t('documents.onlyPath')}</p>
                ) : (
                  <ContentView file={file} />
                )}
              </div>
            )
          }
          tabs={tabs}
          address={address}
          aside={<About detail={detail} />}
        />
      )}
    </VersionDrop>
  );
}

export function DocumentPage({ id, address }: Readonly<{ id: string; address: TabAddress }>): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(recordDetail, { table: TABLE, id });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === null) return <MissingObject table={TABLE} id={id} />;
  if (data !== undefined) return <Loaded detail={data} address={address} />;
  return (
    <>
      <Way title="…" steps={[{ label: t('documents.title'), link: { to: '/documents' } }]} />
      <Skeleton h={120} m="md" w="auto" />
    </>
  );
}
