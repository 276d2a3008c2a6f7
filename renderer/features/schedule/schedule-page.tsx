/** `#/schedule?view=…&date=…`: the calendar, its head, and what hangs over it. */

import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import {
  type CollisionAnswer,
  type EventPlaceView,
  type ScheduleRange,
  scheduleRange,
} from '../../../shared/features/schedule/queries.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { useWords } from '../../i18n/use-words.ts';
import { formatMoment } from '../../lib/format.ts';
import { go } from '../../lib/go.ts';
import { useEscape } from '../../lib/use-escape.ts';
import { todayIn } from '../../lib/zoned-time.ts';
import { AgendaView } from './agenda-view.tsx';
import { axisOf, daysOf, isSamePlace, rangeOf, rowsOf, type View } from './calendar.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { CollisionCard } from './collision-card.tsx';
import { EmptyHint } from './empty-hint.tsx';
import { EventDialog } from './event-dialog.tsx';
import { MonthView } from './month-view.tsx';
import { type Moving, type Plan, PlanContext } from './plan-context.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { type Filters, filtered } from './schedule-filters.tsx';
import { ScheduleHead } from './schedule-head.tsx';
import { useLanding } from './use-landing.ts';
import { useMove } from './use-move.ts';
import { DayView, WeekView } from './week-view.tsx';
import './schedule.css';

const route = getRouteApi('/schedule');
const NOBODY: ReadonlySet<string> = new Set();

/** What stands where, for a view. */
function Calendar({ view, days, day }: Readonly<{ view: View; days: readonly string[]; day: string }>): ReactNode {
  switch (view) {
    case 'month':
      return <MonthView days={days} month={day.slice(0, 7)} />;
    case 'week':
      return <WeekView key={days[0] ?? ''} days={days} />;
    case 'day':
      return <DayView day={day} />;
    default:
      return <AgendaView isMine={view === 'mine'} />;
  }
}

function Legend({ publishedAt }: Readonly<{ publishedAt: string | null }>): ReactNode {
  const { t, language } = useWords();
  const mayPlan = useCan('schedule.edit');
  return (
    <footer className="plan-legend dim">
      <span data-kind="show">{t('schedule.legend.show')}</span>
      <span data-kind="plain">{t('schedule.legend.plain')}</span>
      <span data-kind="technical">{t('schedule.legend.technical')}</span>
      <span data-kind="away">{t('schedule.legend.away')}</span>
      {mayPlan ? <span data-kind="draft">{t('schedule.legend.draft')}</span> : <span>{t('schedule.toldOnly')}</span>}
      {publishedAt !== null && (
        <span className="plan-published">
          {t('schedule.publishedAt', { when: formatMoment(publishedAt, language) })}
        </span>
      )}
      {mayPlan && <span className="plan-legend-keys">{t('schedule.keys')}</span>}
    </footer>
  );
}

/** N or C, by where the keys are; not while something is typed or lies over the page. */
function useNewKey(onNew: () => void): void {
  const latest = useRef(onNew);
  useEffect(() => {
    latest.current = onNew;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.code !== 'KeyN' && event.code !== 'KeyC') || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (event.shiftKey || target?.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null)
        return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

type LoadedProps = Readonly<{ range: ScheduleRange; view: View; day: string; filters: Filters }>;

function Loaded({ range: answered, view, day, filters }: LoadedProps): ReactNode {
  const mayPlan = useCan('schedule.edit');
  const [isPublishing, setPublishing] = useState(false);
  const [placeOfNew, setPlaceOfNew] = useState<EventPlaceView | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(NOBODY);
  const [found, setFound] = useState<CollisionAnswer>();
  const { landed: range, drop: land } = useLanding(answered);
  const shown = useMemo(() => filtered(range, filters), [range, filters]);
  const rows = useMemo(() => rowsOf(shown), [shown]);
  const drop = (dropped: Moving): void => {
    // What was not shown yet of this place is not known; where it turns out to collide, it is told.
    const isShown = found !== undefined && isSamePlace(found.place, dropped.to);
    land(dropped, isShown ? found.collisions.flatMap(({ keys }) => keys) : []);
  };
  const hands = useMove({ rows, mayPlan, onDrop: drop, onDraw: setPlaceOfNew });
  const { moving, put, giveUp } = hands;
  const hit = useMemo(
    () => (moving === null ? NOBODY : new Set(found?.collisions.flatMap(({ others }) => others.map(({ id }) => id)))),
    [moving, found],
  );
  const newPlace = { date: day < range.today && view === 'week' ? range.today : day, start: '11:00', end: '14:00' };
  const askNew = (): void => {
    if (mayPlan) setPlaceOfNew({ ...newPlace, venueId: filters.venue ?? rows[0]?.id ?? null });
  };
  useNewKey(askNew);
  useEscape(() => {
    if (moving !== null) giveUp();
    else setChosen(NOBODY);
  });
  const plan: Plan = {
    range: shown,
    axis: useMemo(() => axisOf(shown.events), [shown]),
    mayPlan,
    moving,
    drawing: hands.drawing,
    hit,
    chosen,
    choose: (id) => {
      setChosen((before) =>
        before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
      );
    },
    press: hands.press,
    key: hands.key,
    draw: hands.draw,
    open: (id) => go({ to: '/events/$id', params: { id } }),
  };
  const days = daysOf(rangeOf(view, day));
  return (
    <PlanContext value={plan}>
      <ScheduleHead
        view={view}
        day={day}
        filters={filters}
        range={range}
        onNew={askNew}
        onPublish={() => setPublishing(true)}
      />
      {view !== 'list' && view !== 'mine' && <EmptyHint range={range} filters={filters} shown={shown.events.length} />}
      <Calendar view={view} days={days} day={day} />
      {view !== 'list' && view !== 'mine' && <Legend publishedAt={range.publishedAt} />}
      {moving !== null && <CollisionCard moving={moving} onFound={setFound} onFree={put} />}
      {chosen.size > 0 && (
        <ChosenBar events={range.events.filter(({ id }) => chosen.has(id))} onClear={() => setChosen(NOBODY)} />
      )}
      {isPublishing && <PublishDialog ids={range.unpublished} onClose={() => setPublishing(false)} />}
      {placeOfNew !== null && (
        <EventDialog
          place={placeOfNew}
          today={range.today}
          onClose={() => setPlaceOfNew(null)}
          onMade={() => setPlaceOfNew(null)}
        />
      )}
    </PlanContext>
  );
}

export function SchedulePage(): ReactNode {
  const { view = 'week', date, ...filters } = route.useSearch();
  const zone = useTheaterZone();
  const day = date ?? todayIn(zone);
  const { from, to } = rangeOf(view, day);
  const { data, failure } = useQuery(scheduleRange, { from, to, employeeId: filters.person ?? null });
  if (failure !== undefined && data === undefined) return <FailureState failure={failure} />;
  if (data === undefined) return <Loading />;
  return (
    <div className="plan" data-view={view}>
      <Loaded range={data} view={view} day={day} filters={filters} />
    </div>
  );
}
