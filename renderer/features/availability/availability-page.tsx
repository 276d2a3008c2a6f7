/** `#/availability?from=…&weeks=…`: what is free over weeks, and who holds the others. */
import { ActionIcon, Button, CloseButton, SegmentedControl, TextInput } from '@mantine/core';
import { IconAlertCircle, IconChevronLeft, IconChevronRight, IconTimeline } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Timeline } from '../../../shared/features/availability/queries.ts';
import { scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import { type TourHead, tourHead } from '../../../shared/features/tours/queries.ts';
import { formatDays } from '../../../shared/i18n/date-text.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
import { FilterMenu } from '../../components/filter-menu.tsx';
import { Loading } from '../../components/loading.tsx';
import { Way } from '../../components/way.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { todayIn } from '../../lib/zoned-time.ts';
import { mondayOf } from '../schedule/calendar.ts';
import { AvailabilityGrid } from './availability-grid.tsx';
import { shortDays } from './time-line.ts';
import { useTimeline } from './use-time-line.ts';
import './availability.css';

const route = getRouteApi('/availability');
const WEEKS = 3;
const SPANS = [3, 6, 13] as const;
/** Letters come faster than answers. */
const TYPING_MS = 250;

type Search = ReturnType<typeof route.useSearch>;
/** Titles by ids, in their order. */
type Productions = ReadonlyMap<string, string>;
type Turn = (change: Partial<Search>) => void;

/** The same for ever: rows that are handed it are not drawn anew because of it. */
const turn: Turn = (change) =>
  go({ from: '/availability', to: '/availability', search: (before) => ({ ...before, ...change }), replace: true });

/** What is typed is kept in the address when the person stops typing. */
function Find({ value }: Readonly<{ value: string }>): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => turn({ find: typed.trim() === '' ? undefined : typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <TextInput
      className="avail-find"
      aria-label={t('availability.find')}
      placeholder={t('availability.find')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      rightSection={
        typed === '' ? null : (
          <CloseButton aria-label={t('availability.clearFind')} size="sm" onClick={() => setTyped('')} />
        )
      }
    />
  );
}

type FiltersProps = Readonly<{ search: Search; view: Timeline | undefined; productions: Productions }>;

function Filters({ search, view, productions }: FiltersProps): ReactNode {
  const { t } = useWords();
  return (
    <FilterMenu
      label={t('availability.filter')}
      all={t('availability.all')}
      choices={[
        {
          label: t('availability.category'),
          options: (view?.categories ?? []).map(({ id, name }) => ({ value: id, label: name })),
          value: search.category,
          onChange: (category) => turn({ category }),
        },
        {
          label: t('availability.production'),
          options: [...productions].map(([id, title]) => ({ value: id, label: title })),
          value: search.production,
          onChange: (production) => turn({ production }),
        },
      ]}
    />
  );
}

/** That only things of one tour are in sight, and the way out of it. */
function OnlyTour({ name }: Readonly<{ name: string | undefined }>): ReactNode {
  const { t } = useWords();
  return (
    <Button
      variant="default"
      className="avail-only"
      rightSection={<CloseButton component="span" size="sm" aria-hidden />}
      onClick={() => turn({ tour: undefined })}
    >
      <span className="cut">{t('availability.onlyTourNamed', { name: name ?? '…' })}</span>
    </Button>
  );
}

/** How many things are short, and a way to see only those. */
function Short({ view, search }: Readonly<{ view: Timeline; search: Search }>): ReactNode {
  const { t } = useWords();
  const count = view.things.filter((thing) => shortDays(thing) > 0).length;
  if (count === 0 && search.short !== true) return null;
  return (
    <Button
      variant={search.short === true ? 'filled' : 'default'}
      color="red"
      className="avail-short"
      aria-pressed={search.short === true}
      leftSection={<IconAlertCircle size={18} stroke={1.75} />}
      onClick={() => turn({ short: search.short === true ? undefined : true })}
    >
      {t('availability.onlyShort', { count })}
    </Button>
  );
}

type HeadProps = Readonly<{
  from: string;
  to: string;
  weeks: number;
  today: string;
  search: Search;
  view: Timeline | undefined;
  tour: TourHead | undefined;
  productions: Productions;
}>;

function Head({ from, to, weeks, today, search, view, tour, productions }: HeadProps): ReactNode {
  const { t, language } = useWords();
  const by = weeks > WEEKS ? 28 : 7;
  const isTodayAway = today < from || today > to;
  const alone = search.item === undefined ? undefined : view?.things[0];
  return (
    <div className="page-head avail-bar-head">
      <SegmentedControl
        aria-label={t('availability.by')}
        value={search.by ?? 'thing'}
        data={[
          { value: 'thing', label: t('availability.byThing') },
          { value: 'show', label: t('availability.byShow') },
        ]}
        onChange={(chosen) => turn({ by: chosen === 'show' ? 'show' : undefined })}
      />
      {search.item === undefined ? (
        <>
          {search.tour !== undefined && <OnlyTour name={tour?.name} />}
          <Find key={search.find === undefined ? 'none' : 'some'} value={search.find ?? ''} />
          <Filters search={search} view={view} productions={productions} />
        </>
      ) : (
        <Button
          variant="default"
          rightSection={<CloseButton component="span" size="sm" aria-hidden />}
          onClick={() => turn({ item: undefined })}
        >
          {t('availability.onlyThing', { name: alone?.name ?? '…' })}
        </Button>
      )}
      {view !== undefined && <Short view={view} search={search} />}
      <span className="grow" />
      <div className="avail-nav">
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('availability.back')}
          onClick={() => turn({ from: dayAfter(from, -by) })}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('availability.forth')}
          onClick={() => turn({ from: dayAfter(from, by) })}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
        <h2 className="avail-title num" aria-live="polite">
          {formatDays(from, to, language)}
        </h2>
        {isTodayAway && (
          <Button variant="default" onClick={() => turn({ from: mondayOf(today) })}>
            {t('availability.today')}
          </Button>
        )}
        <SegmentedControl
          aria-label={t('availability.howLong')}
          value={String(weeks)}
          data={SPANS.map((span) => ({ value: String(span), label: t('availability.weeks', { count: span }) }))}
          onChange={(chosen) => turn({ weeks: Number(chosen) })}
        />
      </div>
    </div>
  );
}

/** Things and days of a tour are what its page leads to; who turns on goes where they want. */
function OfTour({ tourId }: Readonly<{ tourId: string }>): ReactNode {
  const { data, failure } = useQuery(tourHead, { id: tourId });
  if (failure !== undefined && data === undefined) return <FailureState failure={failure} />;
  return data === undefined ? <Loading /> : <Weeks head={data ?? undefined} />;
}

export function AvailabilityPage(): ReactNode {
  const { tour } = route.useSearch();
  return tour === undefined ? <Weeks head={undefined} /> : <OfTour key={tour} tourId={tour} />;
}

/** The least of the spans that has all days of the tour, counted from its Monday. */
const weeksOf = ({ startsOn, endsOn }: TourHead): number =>
  SPANS.find((span) => dayAfter(mondayOf(startsOn), span * 7 - 1) >= endsOn) ?? 13;

function Weeks({ head }: Readonly<{ head: TourHead | undefined }>): ReactNode {
  const { t } = useWords();
  const search = route.useSearch();
  const zone = useTheaterZone();
  const today = todayIn(zone);
  const from = search.from ?? mondayOf(head?.startsOn ?? today);
  const weeks = search.weeks ?? (head === undefined ? WEEKS : weeksOf(head));
  const to = dayAfter(from, weeks * 7 - 1);
  const { item, category, tour, production, find } = search;
  const { data, failure } = useTimeline({ from, to, item, category, tour, production, find });
  const things = useMemo(
    () => (data?.things ?? []).filter((thing) => search.short !== true || shortDays(thing) > 0),
    [data, search.short],
  );
  const options = useQuery(scheduleOptions, {}).data;
  const productions = useMemo(
    () => new Map((options?.performances ?? []).map(({ id, title }) => [id, title])),
    [options],
  );
  const { by, short } = search;
  const grouping = useMemo(
    () => ({
      by,
      only: tour === undefined ? (production === undefined ? undefined : `production ${production}`) : `tour ${tour}`,
      isShortOnly: short === true,
      productions,
    }),
    [by, tour, production, short, productions],
  );
  // Who chooses a thing sees it alone, and who chooses it again all of them.
  const onThing = useCallback((id: string) => turn({ item: item === id ? undefined : id }), [item]);
  return (
    <div className="avail">
      <Way title={t('nav.availability')} />
      <Head
        from={from}
        to={to}
        weeks={weeks}
        today={today}
        search={search}
        view={data}
        tour={head}
        productions={productions}
      />
      {failure !== undefined && data === undefined && <FailureState failure={failure} />}
      {data === undefined && failure === undefined && <Loading />}
      {data !== undefined && things.length === 0 && (
        <EmptyState
          icon={<IconTimeline size={40} stroke={1.2} />}
          title={find === undefined ? t('availability.empty') : t('availability.nothingFound')}
          hint={find === undefined ? t('availability.emptyHint') : t('availability.nothingFoundHint')}
        />
      )}
      {data !== undefined && things.length > 0 && (
        <AvailabilityGrid view={data} things={things} grouping={grouping} onThing={onThing} />
      )}
      {data?.isCut === true && (
        <p className="dim small avail-cut">{t('availability.cut', { count: data.things.length })}</p>
      )}
    </div>
  );
}
