/** The plan of a tour: today first while it is on the road, then its days on one scale, and what is missing. */
import { IconBed, IconTruck, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from 'react';
import { scheduleOptions } from '../../../shared/features/schedule/queries.ts';
import { type TourPlan, tourPlan } from '../../../shared/features/tours/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { gapsByDay } from '../../../shared/rules/tour-gaps.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { useCan } from '../../app/contexts.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { Loading } from '../../components/loading.tsx';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { go } from '../../lib/go.ts';
import { useRestoredScroll } from '../../lib/restored-scroll.ts';
import { DayLine } from './day-line.tsx';
import { hoursOf, scaleOf } from './day-scale.ts';
import { DaySheet } from './day-sheet.tsx';
import { useFocusWish } from './focus-wish.ts';
import { GapList } from './gap-list.tsx';
import type { TourTabProps } from './tour-tabs.ts';

const TRANSPORT_STATUS = tableOf('transports').columns['status'];

function Side({ plan }: Readonly<{ plan: TourPlan }>): ReactNode {
  const { t, language } = useWords();
  const tab = (key: string) => ({ to: '/tours/{-$id}/{-$tab}' as const, params: { id: plan.id, tab: key } });
  return (
    <aside className="tour-side" aria-label={t('tours.gaps')}>
      <GapList gaps={plan.gaps} tourId={plan.id} />
      <section>
        <h3>
          <Link {...tab('people')}>{t('tours.stay')}</Link>
          <span className="dim num">{t('tours.people', { count: plan.people })}</span>
        </h3>
        {plan.stays.map((stay) => (
          <p key={stay.id} className="tour-fact">
            <IconBed size={18} stroke={1.75} aria-hidden />
            <span className="cut">{`${stay.name}, ${stay.city}`}</span>
            <span className="num" data-tone={stay.rooms < plan.people ? 'bad' : undefined}>
              {t('tours.of', { count: stay.rooms, all: plan.people })}
            </span>
          </p>
        ))}
        {plan.ownRooms.map(({ stayId, name, room, sharesWith }) => (
          <p key={stayId} className="tour-fact">
            <IconUser size={18} stroke={1.75} aria-hidden />
            <span className="cut">{`${t('tours.ownRoom')}, ${name}`}</span>
            <span className="num">
              {sharesWith === null ? (room ?? '—') : t('tours.roomWith', { room: room ?? '—', who: sharesWith })}
            </span>
          </p>
        ))}
      </section>
      {plan.transports.length > 0 && (
        <section>
          <h3>
            <Link {...tab('transports')}>{t('tours.tab.transports')}</Link>
          </h3>
          {plan.transports.map(({ id, name, status }) => (
            <p key={id} className="tour-fact">
              <IconTruck size={18} stroke={1.75} aria-hidden />
              <span className="cut">{name}</span>
              <span className="dim">{statusName(status, language, TRANSPORT_STATUS)}</span>
            </p>
          ))}
        </section>
      )}
    </aside>
  );
}

/** Which day stands first as a sheet: today's, tomorrow's once all of today is over; none while people are at home. */
function sheetDay({ days, today, now }: TourPlan): string | null {
  const own = days.find(({ date }) => date === today);
  if (own === undefined) return null;
  const isOver = own.events.length > 0 && own.events.every(({ endsAt }) => endsAt < now);
  const next = dayAfter(today, 1);
  return isOver && days.some(({ date }) => date === next) ? next : today;
}

/** Arrows go from day to day where a day's own line has the focus. */
function byArrows(event: KeyboardEvent<HTMLElement>): void {
  const from = document.activeElement;
  if (!(from instanceof HTMLElement) || !from.classList.contains('tour-day') || event.altKey) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('.tour-day')];
  const next = lines[lines.indexOf(from) + step];
  event.preventDefault();
  next?.focus();
}

export function PlanTab({ tourId, part }: TourTabProps): ReactNode {
  const { t } = useWords();
  const { data, failure } = useQuery(tourPlan, { id: tourId });
  const options = useQuery(scheduleOptions, {}).data;
  const mayPlan = useCan('schedule.edit');
  const wanted = useFocusWish();
  const scroller = useRef<HTMLDivElement>(null);
  useRestoredScroll(`tour plan ${tourId}`, scroller);
  const scale = useMemo(() => scaleOf(data?.days ?? []), [data]);
  const grave = useMemo(() => gapsByDay((data?.gaps ?? []).filter(({ severity }) => severity === 'bad')), [data]);
  const counts = useMemo(() => gapsByDay(data?.gaps ?? []), [data]);
  if (failure !== undefined) return <FailureState failure={failure} />;
  if (data === undefined || data === null) return <Loading />;
  const sheet = sheetDay(data);
  const open = (day: string | null): void =>
    go({
      to: '/tours/{-$id}/{-$tab}',
      params: { id: tourId, tab: 'plan' },
      search: day === null ? {} : { part: day },
      replace: true,
    });
  return (
    <div className="tour-split">
      <div
        ref={scroller}
        className="tour-plan"
        role="region"
        tabIndex={0}
        aria-label={t('tours.tab.plan')}
        onKeyDown={byArrows}
      >
        {sheet !== null && <DaySheet plan={data} date={sheet} />}
        {data.days.every(({ events }) => events.length === 0) && <p className="tour-empty dim">{t('tours.noDays')}</p>}
        <div className="tour-axis" aria-hidden>
          <span>{t('tours.further')}</span>
          <div className="tour-hours num">
            {hoursOf(scale).map(({ hour, left }) => (
              <span key={hour} style={{ left: `${left}%` }}>
                {hour}
              </span>
            ))}
          </div>
          <span>{t('tours.gapsShort')}</span>
        </div>
        <ol className="tour-days">
          {data.days.map((day) => (
            <DayLine
              key={day.date}
              day={day}
              plan={data}
              scale={scale}
              gaps={counts.get(day.date) ?? 0}
              isBad={grave.has(day.date)}
              isOpen={part === day.date}
              venues={options?.venues ?? []}
              mayPlan={mayPlan}
              wanted={wanted}
              onOpen={open}
            />
          ))}
        </ol>
      </div>
      <Side plan={data} />
    </div>
  );
}
