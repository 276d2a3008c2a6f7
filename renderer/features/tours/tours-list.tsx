/** Tours: those ahead first, those that are over by year below. */
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconTruck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { type TourLine, tourList } from '../../../shared/features/tours/queries.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { NewTour } from './new-tour.tsx';
import { amountText, countdownText, rangeText } from './tour-text.ts';

const STATUS = tableOf('tours').columns['status'];

/** Arrows go from tour to tour; the lines are links, which Enter opens. */
function byArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.tour-line')];
  const next = links[links.findIndex((link) => link === document.activeElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function Line({ tour, today }: Readonly<{ tour: TourLine; today: string }>): ReactNode {
  const { t, language } = useWords();
  return (
    <li>
      <Link
        className="tour-line"
        to="/tours/{-$id}/{-$tab}"
        params={{ id: tour.id, tab: undefined }}
        data-testid="tour-line"
      >
        <span className="tour-when num">
          {rangeText(tour.startsOn, tour.endsOn, today, language)}
          <small className="dim">{countdownText(tour, today, t)}</small>
        </span>
        <span className="tour-what">
          <b className="cut">{tour.name}</b>
          <small className="dim cut">{tour.cities.join(' → ')}</small>
        </span>
        <span className="tour-amount dim num">{amountText(tour, t)}</span>
        <StatusBadge status={tour.status} column={STATUS} />
      </Link>
    </li>
  );
}

interface Part {
  readonly title: string;
  readonly tours: readonly TourLine[];
}

/** What is ahead, the next first; then year after year, the latest first. */
function partsOf(tours: readonly TourLine[], today: string, upcoming: string): readonly Part[] {
  const isAhead = ({ endsOn, status }: TourLine): boolean =>
    endsOn >= today && status !== 'completed' && status !== 'cancelled';
  const ahead = tours.filter(isAhead).toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const years = Map.groupBy(
    tours.filter((tour) => !isAhead(tour)),
    ({ startsOn }) => startsOn.slice(0, 4),
  );
  return [
    ...(ahead.length === 0 ? [] : [{ title: upcoming, tours: ahead }]),
    ...[...years].map(([title, own]) => ({ title, tours: own })),
  ];
}

export function ToursList(): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(tourList, {});
  const [find, setFind] = useState('');
  const [isNew, setNew] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  useRestoredScroll('tours', scroller);
  const mayEdit = useCan('tours.edit');
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  const typed = find.trim().toLocaleLowerCase();
  const found = data.tours.filter(({ name, code, cities }) =>
    [name, code ?? '', ...cities].some((text) => text.toLocaleLowerCase().includes(typed)),
  );
  const parts = partsOf(found, data.today, t('tours.upcoming'));
  const begin = mayEdit && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
      {t('tours.new')}
    </Button>
  );
  return (
    <section className="tours" aria-label={t('tours.title')} data-testid="tours">
      <Way title={t('tours.title')} />
      {isNew && <NewTour onClose={() => setNew(false)} />}
      {data.tours.length === 0 ? (
        <EmptyState
          icon={<IconTruck size={40} stroke={1.2} />}
          title={t('tours.emptyTitle')}
          hint={t('tours.emptyHint')}
        >
          {begin}
        </EmptyState>
      ) : (
        <>
          <div className="tours-tools">
            <TextInput
              w={240}
              leftSection={<IconSearch size={16} />}
              aria-label={t('tours.search')}
              placeholder={t('tours.search')}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
            />
            <span className="grow" />
            {begin}
          </div>
          <div
            ref={scroller}
            className="tours-scroll"
            role="region"
            tabIndex={0}
            aria-label={t('tours.title')}
            onKeyDown={byArrows}
          >
            {parts.length === 0 && <EmptyState title={t('tours.filtered')} />}
            {parts.map((part) => (
              <section key={part.title} aria-label={part.title}>
                <h2>{part.title}</h2>
                <ul>
                  {part.tours.map((tour) => (
                    <Line key={tour.id} tour={tour} today={data.today} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
