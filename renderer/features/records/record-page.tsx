/** A row of any table as a page: its fields, what belongs to it, what names it, what was said, what became of it. */
import { Badge, Skeleton } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { recordDetail } from '../../../shared/features/records/queries.ts';
import { fieldName } from '../../../shared/i18n/names.ts';
import type { RecordDetail } from '../../../shared/ipc/views.ts';
import { findList } from '../../../shared/lists/list-description.ts';
import { type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { LinkTo } from '../../components/link-to.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { textOfField } from '../../form/field-text.ts';
import { useValueText } from '../../form/value-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { hasPage } from '../../lib/open-record.ts';
import { useCommonTabs } from '../../object/common-tabs.tsx';
import { AsideSection, type Fact, ObjectFrame } from '../../object/object-frame.tsx';
import { DeletedNotice, MissingObject } from '../../object/object-gone.tsx';
import type { ObjectTab } from '../../object/object-tabs.tsx';
import { titleOf, wayTo } from '../../object/object-way.ts';
import type { TabAddress } from '../../object/tab-search.ts';
import { PinButton } from '../files/pin-button.tsx';
import { isPinnable } from '../files/use-pin.ts';
import { deletionOf, RecordFields } from './record-fields.tsx';
import { DeleteMenu, useMayDelete } from './record-inspector.tsx';
import { shownColumns } from './record-tables.ts';
import { RowSteps } from './row-steps.tsx';

type Shown = Readonly<{ table: TableName; detail: RecordDetail }>;

/** Said elsewhere on the page, or by the mechanism about itself. */
const NOT_RELATED = new Set(['theater_id', 'created_by_id', 'updated_by_id']);
const MOST_FACTS = 5;

/** What a column holds: a way to what it points at, else its text. */
function Value({ table, detail, name }: Shown & Readonly<{ name: string }>): ReactNode {
  const { language } = useWords();
  const text = useValueText();
  const zone = useTheaterZone();
  const column = tableOf(table).columns[name];
  const value = detail.values[name] ?? null;
  // A deadline is on the theatre's clock, as in its field.
  const isMoment = column?.type === 'timestamptz';
  const words = isMoment ? textOfField(column, value, { language, zone }) : text(column, value, detail.parents);
  const target = column?.references?.table;
  return target !== undefined && typeof value === 'string' && hasPage(target) ? (
    <LinkTo table={target} id={value} className="object-link">
      {words}
    </LinkTo>
  ) : (
    words
  );
}

const isThere = ({ values }: RecordDetail, name: string): boolean =>
  ![null, undefined, ''].includes(values[name] as null | undefined | '') && !Array.isArray(values[name]);

/** The columns by which its list knows it at a glance. */
function mainColumns({ table, detail }: Shown): readonly string[] {
  const list = findList(table);
  return (list?.initial.columns ?? [])
    .filter((name) => name !== list?.title && name !== 'status' && isThere(detail, name))
    .slice(0, MOST_FACTS);
}

function Related(shown: Shown): ReactNode {
  const { t, language } = useWords();
  const { table, detail } = shown;
  const facts = new Set(mainColumns(shown));
  const names = Object.entries(tableOf(table).columns).flatMap(([name, { references, hubOnly }]) =>
    references !== undefined && hubOnly !== true && !NOT_RELATED.has(name) && !facts.has(name) && isThere(detail, name)
      ? [name]
      : [],
  );
  if (names.length === 0) return null;
  return (
    <AsideSection title={t('object.related')}>
      <dl className="object-short">
        {names.map((name) => (
          <div key={name}>
            <dt>{fieldName(name, language)}</dt>
            <dd>
              <Value {...shown} name={name} />
            </dd>
          </div>
        ))}
      </dl>
    </AsideSection>
  );
}

/** Who made it and who changed it last, and whatever else the program keeps about it. */
function About(shown: Shown): ReactNode {
  const { t, language } = useWords();
  const { table, detail } = shown;
  const { values, parents } = detail;
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
  const kept = shownColumns(table).filter(
    ([name, { references }]) =>
      references === undefined &&
      !/^(created|updated|deleted)_/.test(name) &&
      name !== 'status' &&
      isThere(detail, name),
  );
  return (
    <AsideSection title={t('object.about')}>
      <dl className="object-short">
        {kept.map(([name]) => (
          <div key={name}>
            <dt>{fieldName(name, language)}</dt>
            <dd>
              <Value {...shown} name={name} />
            </dd>
          </div>
        ))}
        {at('created')}
        {at('updated')}
      </dl>
    </AsideSection>
  );
}

function Signs({ table, detail }: Shown): ReactNode {
  const { t } = useWords();
  const { status } = detail.values;
  return (
    <>
      {typeof status === 'string' && <StatusBadge status={status} column={tableOf(table).columns['status']} />}
      {detail.isPending && (
        <Badge variant="default" tt="none" leftSection={<IconDeviceLaptop size={12} />}>
          {t('common.onlyHere')}
        </Badge>
      )}
    </>
  );
}

function Loaded({ table, detail, address }: Shown & Readonly<{ address: TabAddress }>): ReactNode {
  const { t, language } = useWords();
  const shown = { table, detail };
  const mayDelete = useMayDelete(table);
  const deletionId = deletionOf(detail);
  const isDeleted = deletionId !== undefined;
  const fields: ObjectTab = {
    key: 'details',
    word: t('records.tabs.details'),
    body: <RecordFields table={table} detail={detail} withKept={false} />,
  };
  const facts = mainColumns(shown).map(
    (name): Fact => ({ key: name, word: fieldName(name, language), value: <Value {...shown} name={name} /> }),
  );
  return (
    <ObjectFrame
      table={table}
      steps={wayTo(table, detail, language)}
      title={titleOf(table, detail, language) || t('records.untitled')}
      badges={
        <>
          <Signs {...shown} />
          {mayDelete && !isDeleted && <DeleteMenu table={table} id={detail.id} />}
        </>
      }
      acts={
        isDeleted ? undefined : (
          <>
            <RowSteps table={table} id={detail.id} status={detail.values['status']} isSaid={false} />
            {isPinnable(table) && (
              <div>
                <PinButton table={table} id={detail.id} />
              </div>
            )}
          </>
        )
      }
      facts={facts}
      notice={isDeleted && <DeletedNotice table={table} id={detail.id} deletionId={deletionId} />}
      tabs={[fields, ...useCommonTabs(table, detail.id)]}
      address={address}
      aside={
        <>
          <Related {...shown} />
          <About {...shown} />
        </>
      }
    />
  );
}

type Props = Readonly<{ table: TableName; id: string; address: TabAddress }>;

export function RecordPage({ table, id, address }: Props): ReactNode {
  const { language } = useWords();
  const { data, failure } = useQuery(recordDetail, { table, id });
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === null) return <MissingObject table={table} id={id} />;
  if (data !== undefined) return <Loaded table={table} detail={data} address={address} />;
  return (
    <>
      <Way title="…" steps={wayTo(table, undefined, language)} />
      <Skeleton h={120} m="md" w="auto" />
    </>
  );
}
