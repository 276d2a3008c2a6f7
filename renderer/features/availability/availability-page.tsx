/** `#/availability?from=…&weeks=…`: what is free over weeks, and who holds the others. */
import {
  ActionIcon,
  Button,
  Checkbox,
  CloseButton,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { IconAlertCircle, IconChevronLeft, IconChevronRight, IconFilter, IconTimeline } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Timeline, timeline } from '../../../shared/features/availability/queries.ts';
import { scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import { formatDays } from '../../../shared/i18n/date-text.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureState } from '../../components/failure-state.tsx';
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
import './availability.css';

const route = getRouteApi('/availability');
const WEEKS = 3;
const SPANS = [3, 6, 13] as const;
/** Letters come faster than answers. */
const TYPING_MS = 250;

type Search = ReturnType<typeof route.useSearch>;
type Turn = (change: Partial<Search>) => void;

function useTurn(): Turn {
  const search = route.useSearch();
  return (change) => go({ to: '/availability', search: { ...search, ...change }, replace: true });
}

/** What is typed is kept in the address when the person stops typing. */
function Find({ value, turn }: Readonly<{ value: string; turn: Turn }>): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => turn({ find: typed.trim() === '' ? undefined : typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, turn]);
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

function Filters({
  search,
  view,
  turn,
}: Readonly<{ search: Search; view: Timeline | undefined; turn: Turn }>): ReactNode {
  const { t } = useWords();
  const options = useQuery(scheduleOptions, {}).data;
  const inside = { withinPortal: false } as const;
  const count = [search.category, search.production, search.tour].filter((one) => one !== undefined).length;
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus>
      <Popover.Target>
        <ActionIcon
          variant={count === 0 ? 'default' : 'light'}
          size={36}
          aria-label={t('availability.filter')}
          title={t('availability.filter')}
        >
          <IconFilter size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Select
            label={t('availability.category')}
            placeholder={t('availability.all')}
            data={(view?.categories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={search.category ?? null}
            clearable
            searchable
            allowDeselect={false}
            comboboxProps={inside}
            onChange={(category) => turn({ category: category ?? undefined })}
          />
          <Select
            label={t('availability.production')}
            placeholder={t('availability.all')}
            data={(options?.performances ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            value={search.production ?? null}
            clearable
            searchable
            allowDeselect={false}
            comboboxProps={inside}
            onChange={(production) => turn({ production: production ?? undefined })}
          />
          {search.tour !== undefined && (
            <Checkbox label={t('availability.onlyTour')} checked onChange={() => turn({ tour: undefined })} />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** How many things are short, and a way to see only those. */
function Short({ view, search, turn }: Readonly<{ view: Timeline; search: Search; turn: Turn }>): ReactNode {
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

function Head({
  from,
  to,
  today,
  search,
  view,
}: Readonly<{
  from: string;
  to: string;
  today: string;
  search: Search;
  view: Timeline | undefined;
}>): ReactNode {
  const { t, language } = useWords();
  const turn = useTurn();
  const weeks = search.weeks ?? WEEKS;
  const by = weeks > WEEKS ? 28 : 7;
  const alone = search.item === undefined ? undefined : view?.things[0];
  return (
    <div className="page-head avail-bar-head">
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
      {(today < from || today > to) && (
        <Button variant="default" onClick={() => turn({ from: undefined })}>
          {t('availability.today')}
        </Button>
      )}
      <SegmentedControl
        aria-label={t('availability.howLong')}
        value={String(weeks)}
        data={SPANS.map((span) => ({ value: String(span), label: t('availability.weeks', { count: span }) }))}
        onChange={(chosen) => turn({ weeks: Number(chosen) })}
      />
      <span className="grow" />
      {view !== undefined && <Short view={view} search={search} turn={turn} />}
      {search.item === undefined ? (
        <>
          <Find key={search.find === undefined ? 'none' : 'some'} value={search.find ?? ''} turn={turn} />
          <Filters search={search} view={view} turn={turn} />
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
    </div>
  );
}

export function AvailabilityPage(): ReactNode {
  const { t } = useWords();
  const search = route.useSearch();
  const turn = useTurn();
  const zone = useTheaterZone();
  const today = todayIn(zone);
  const from = search.from ?? mondayOf(today);
  const to = dayAfter(from, (search.weeks ?? WEEKS) * 7 - 1);
  const { item, category, tour, production, find } = search;
  const { data, failure } = useQuery(timeline, { from, to, item, category, tour, production, find });
  const things = useMemo(
    () => (data?.things ?? []).filter((thing) => search.short !== true || shortDays(thing) > 0),
    [data, search.short],
  );
  return (
    <div className="avail">
      <Way title={t('nav.availability')} />
      <Head from={from} to={to} today={today} search={search} view={data} />
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
        <AvailabilityGrid view={data} things={things} onThing={(id) => turn({ item: item === id ? undefined : id })} />
      )}
      {data?.isCut === true && (
        <p className="dim small avail-cut">{t('availability.cut', { count: data.things.length })}</p>
      )}
    </div>
  );
}
