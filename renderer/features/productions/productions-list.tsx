/** The repertoire: what is played, when next, how it is, who answers for it; as rows or as posters. */
import { Button } from '@mantine/core';
import { IconMasksTheater, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ListRow } from '../../../shared/features/lists/queries.ts';
import { MOST_POSTERS, productionPosters } from '../../../shared/features/productions/queries.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { StatusBadge, Tag } from '../../components/status-badge.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { todayIn } from '../../lib/zoned-time.ts';
import { DataList } from '../../list/data-list.tsx';
import type { CardView, CellView, LeadView } from '../../list/list-lines.tsx';
import { useList } from '../../list/use-list.ts';
import type { ViewAddress } from '../../list/view-search.ts';
import { NewProduction } from './new-production.tsx';
import { Poster } from './poster.tsx';
import { dayText } from './production-text.ts';
import './productions.css';

type Props = Readonly<{ address: ViewAddress }>;
type Posters = Readonly<Record<string, NonNullable<Parameters<typeof Poster>[0]['poster']>>> | undefined;

const STATUS = tableOf('performances').columns['status'];
/** Needed by cards, whichever columns are in sight. */
const ALSO = ['status', 'next_show', 'condition'];
const open = (id: string | undefined): void => go({ to: '/productions/{-$id}/{-$tab}', params: { id } });

/** The day of the next show, with what it is called when it is near. */
function useNextShow(): (row: ListRow) => ReactNode {
  const { t, language } = useWords();
  const today = todayIn(useTheaterZone());
  return (row) => {
    const day = row.values['next_show'];
    if (typeof day !== 'string') return <span className="dim">{t('productions.noShow')}</span>;
    const text = dayText(day, today, t, language);
    return <span data-soon={day === today ? 'today' : undefined}>{text}</span>;
  };
}

function useCells(nextShow: (row: ListRow) => ReactNode): Readonly<Record<string, CellView>> {
  return {
    next_show: nextShow,
    status: (row) => <StatusBadge status={String(row.values['status'])} column={STATUS} />,
    condition: (row, text) =>
      typeof row.values['condition'] === 'string' ? <StatusBadge status={row.values['condition']} /> : text,
    open_faults: (row, text) =>
      typeof row.values['open_faults'] === 'number' ? <Tag tone="warn">{row.values['open_faults']}</Tag> : text,
  };
}

/** Before a production's name: its poster, small. */
const leadWith =
  (posters: Posters): LeadView =>
  (row) => <Poster title={row.label} poster={posters?.[row.id]} size="line" />;

const cardWith = (posters: Posters, nextShow: (row: ListRow) => ReactNode): CardView => ({
  picture: (row) => <Poster title={row.label} poster={posters?.[row.id]} size="card" />,
  below: (row) => (
    <>
      <span className="grow cut">{nextShow(row)}</span>
      {row.values['condition'] !== 'good' && typeof row.values['condition'] === 'string' && (
        <StatusBadge status={row.values['condition']} />
      )}
    </>
  ),
});

export function ProductionsList({ address }: Props): ReactNode {
  const { t } = useWords();
  const [isNew, setNew] = useState(false);
  const [ids, setIds] = useState<readonly string[]>([]);
  const model = useList('performances', address);
  const posters = useQuery(productionPosters, { ids: ids.slice(-MOST_POSTERS) }).data;
  const nextShow = useNextShow();
  const mayEdit = useCan('performances.edit');
  const newButton = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('productions.new')}
    </Button>
  );
  return (
    <>
      <DataList
        model={model}
        title={t('productions.title')}
        label={t('productions.title')}
        testId="productions-grid"
        totalId="productions-total"
        counted={(count) => t('productions.count', { count })}
        placeholder={t('productions.search')}
        empty={{
          icon: <IconMasksTheater size={40} stroke={1.2} />,
          title: t('productions.emptyTitle'),
          hint: t('productions.emptyHint'),
          filtered: t('productions.filtered'),
        }}
        begin={newButton}
        openId={undefined}
        cells={useCells(nextShow)}
        lead={leadWith(posters)}
        card={cardWith(posters, nextShow)}
        also={ALSO}
        onRows={setIds}
        onOpen={open}
        onPage={open}
      />
      {isNew && <NewProduction onClose={() => setNew(false)} />}
    </>
  );
}
