/** A day of a tour in one line: where one is, what is done on the scale of hours, how much is missing; opened below. */
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ScheduleVenue } from '../../../shared/features/schedule/queries.ts';
import type { TourDay, TourEvent, TourPlan } from '../../../shared/features/tours/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { longDay, timeText, weekdayWord } from '../schedule/schedule-text.ts';
import { DayEvents } from './day-events.tsx';
import { barsOf, type Scale } from './day-scale.ts';
import type { FocusWish } from './focus-wish.ts';

type Props = Readonly<{
  day: TourDay;
  plan: TourPlan;
  scale: Scale;
  gaps: number;
  /** Whether one of them is grave. */
  isBad: boolean;
  isOpen: boolean;
  venues: readonly ScheduleVenue[];
  mayPlan: boolean;
  wanted: FocusWish;
  onOpen: (day: string | null) => void;
}>;

/** So much of the scale, in per cent, has room for both times. */
const ROOMY = 17;
/** Pixels from one row of bars to the next. */
const ROW = 40;
const THREE_HOURS = 180;
const SHOWS: ReadonlySet<string> = new Set(['performance', 'premiere']);
/** How it is drawn. */
const lookOf = ({ type, activity }: TourEvent): string =>
  activity === 'travel'
    ? 'travel'
    : activity === 'day_off'
      ? 'off'
      : activity === null && SHOWS.has(type)
        ? 'show'
        : 'work';

/** «Монтировка»: what a bar has room for; what it is of stands in its title. */
const headOf = (title: string): string => (title.indexOf(': ') > 0 ? title.slice(0, title.indexOf(': ')) : title);

function Bars({ day, scale }: Readonly<{ day: TourDay; scale: Scale }>): ReactNode {
  const bars = barsOf(day.events, scale);
  const rows = Math.max(1, ...bars.map(({ row }) => row + 1));
  return (
    <span
      className="tour-lane"
      style={{ height: rows * ROW + 3, backgroundSize: `${(100 * THREE_HOURS) / (scale.to - scale.from)}% 100%` }}
    >
      {bars.map(({ event, left, width, isCut, row }) => (
        <span
          key={event.id}
          className="tour-bar num"
          data-kind={lookOf(event)}
          data-draft={event.isDraft}
          data-cut={isCut}
          style={{ left: `${left}%`, width: `${width}%`, top: row * ROW + 3 }}
          title={event.title}
        >
          <b>{headOf(event.title)}</b>
          <span>{width < ROOMY ? event.start : timeText(event, event.daysLater)}</span>
        </span>
      ))}
    </span>
  );
}

function ClockShift({ minutes }: Readonly<{ minutes: number }>): ReactNode {
  const { t } = useWords();
  if (minutes === 0) return null;
  const hours = Math.abs(minutes) / 60;
  return (
    <span className="tour-zone" title={t(minutes > 0 ? 'tours.clockOn' : 'tours.clockBack', { hours })}>
      {t(minutes > 0 ? 'tours.plusHours' : 'tours.minusHours', { hours })}
    </span>
  );
}

export function DayLine({ day, plan, scale, gaps, isBad, isOpen, venues, mayPlan, wanted, onOpen }: Props): ReactNode {
  const { t, language } = useWords();
  const where = day.fromCity === null ? (day.city ?? '—') : `${day.fromCity} → ${day.city ?? ''}`;
  return (
    <li data-open={isOpen} data-over={day.date < plan.today} data-today={day.date === plan.today}>
      <button
        type="button"
        className="tour-day"
        aria-expanded={isOpen}
        data-testid="tour-day"
        data-date={day.date}
        onClick={() => onOpen(isOpen ? null : day.date)}
      >
        <span className="tour-date num">
          <span className="unseen">{longDay(day.date, language)}</span>
          <b aria-hidden>{Number(day.date.slice(8))}</b>
          <span className="dim" aria-hidden>
            {weekdayWord(day.date, language)}
          </span>
        </span>
        <span className="tour-where">
          <span className="cut">
            <b>{where}</b>
            <ClockShift minutes={day.clockShift} />
          </span>
          <small className="dim cut">{day.venue ?? ''}</small>
        </span>
        <Bars day={day} scale={scale} />
        <span className="tour-need">
          {gaps > 0 && (
            <span className="tour-missing num" data-grave={isBad}>
              <IconAlertCircle size={14} aria-hidden />
              <span aria-hidden>{gaps}</span>
              <span className="unseen">{t('tours.gapsOnDay', { count: gaps })}</span>
            </span>
          )}
        </span>
      </button>
      {isOpen && <DayEvents day={day} plan={plan} venues={venues} mayPlan={mayPlan} wanted={wanted} onOpen={onOpen} />}
    </li>
  );
}
