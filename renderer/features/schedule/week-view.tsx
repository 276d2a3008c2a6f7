/** The week with venues as rows, and the day with venues side by side. */
import { IconTruck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { clockAt, timeOf } from '../../../shared/rules/event-time.ts';
import { useWords } from '../../i18n/use-words.ts';
import { isStrip, laned, type Row, rowsOf, shareOf } from './calendar.ts';
import { DayCell, ticksOf } from './day-cell.tsx';
import { EventBlock } from './event-block.tsx';
import { OpenDay } from './open-day.tsx';
import { usePlan } from './plan-context.ts';
import { weekdayWord } from './schedule-text.ts';
import { softHyphens } from './soft-hyphens.ts';

const cellsOf = (events: readonly ScheduleEvent[]): Map<string, ScheduleEvent[]> =>
  Map.groupBy(events, (event) => `${event.date} ${event.venueId ?? ''}`);

/** What a venue is called, and how many it holds. */
function RowHead({ row, every }: Readonly<{ row: Row; every: number }>): ReactNode {
  const { t } = useWords();
  const { axis, range } = usePlan();
  const shift = row === null || row.zone === range.zone ? '' : timeOf(clockAt(row.zone, range.now).minutes);
  return (
    <div className="plan-row-head">
      <b>{softHyphens(row?.name ?? t('schedule.noVenue'))}</b>
      {row !== null && row.capacity !== null && (
        <span className="dim">
          {row.type === 'rehearsal'
            ? t('schedule.upTo', { count: row.capacity })
            : t('schedule.seats', { count: row.capacity })}
        </span>
      )}
      {shift !== '' && <span className="dim num">{t('schedule.clockThere', { time: shift })}</span>}
      {ticksOf(axis, every).map((minutes) => (
        <span key={minutes} className="plan-hour num" style={{ top: `${shareOf(minutes, axis) * 100}%` }}>
          {Math.floor(minutes / 60) % 24}
        </span>
      ))}
    </div>
  );
}

function DayHead({ day }: Readonly<{ day: string }>): ReactNode {
  const { t, language } = useWords();
  const { range, mayPlan } = usePlan();
  const drafts = range.events.filter((event) => event.date === day && event.state !== 'published').length;
  return (
    <div
      className="plan-day-head"
      data-today={day === range.today}
      aria-current={day === range.today ? 'date' : undefined}
    >
      <OpenDay day={day} className="num">
        <b>{Number(day.slice(8))}</b>
        <span className="dim">{weekdayWord(day, language)}</span>
      </OpenDay>
      {mayPlan && drafts > 0 && (
        <span className="plan-drafts" title={t('schedule.drafts', { count: drafts })}>
          <span className="plan-drafts-words">{t('schedule.drafts', { count: drafts })}</span>
          <span className="plan-drafts-count num" aria-hidden>
            {drafts}
          </span>
        </span>
      )}
    </div>
  );
}

/** Tours, days off, and whatever takes a day as a whole. */
function Strip({ days, events }: Readonly<{ days: readonly string[]; events: readonly ScheduleEvent[] }>): ReactNode {
  const { t } = useWords();
  if (events.length === 0) return null;
  const byDay = Map.groupBy(events, ({ date }) => date);
  return (
    <>
      <div className="plan-strip-head dim">
        <IconTruck size={16} stroke={1.75} aria-hidden />
        <span>{t('schedule.strip')}</span>
      </div>
      {days.map((day) => (
        <div key={day} className="plan-strip" data-date={day} data-today={false}>
          {(byDay.get(day) ?? []).map((event) => (
            <EventBlock key={event.id} event={event} isShort />
          ))}
        </div>
      ))}
    </>
  );
}

/** Venues, on the left, in pixels. */
const HEAD_WIDTH = 106;
/** Hours are written at every fourth of a low row. */
const WEEK_EVERY = 4;
/** How high a row with something in it is at least, in pixels: of a week, of a day. `schedule.css` says the same. */
const [ROW, DAY] = [204, 560];
/** How wide a day is at least, in pixels: of its own accord, beside a wider one; what events beside each other need. */
const [COLUMN, BESIDE, LANE] = [138, 126, 98];
/** More beside each other than this have to be narrow. */
const MOST_LANES = 3;

/** A day on which events stand beside each other takes more of the width than the others. */
function columnsOf(
  days: readonly string[],
  rows: readonly Row[],
  cells: ReadonlyMap<string, readonly ScheduleEvent[]>,
): string {
  const lanes = days.map((day) => {
    const placed = rows.flatMap((row) => laned(cells.get(`${day} ${row?.id ?? ''}`) ?? []));
    return Math.min(MOST_LANES, Math.max(1, ...placed.map((one) => one.lanes)));
  });
  const least = lanes.some((count) => count > 1) ? BESIDE : COLUMN;
  return lanes
    .map(
      (count) => `minmax(${Math.max(least, count > 1 ? count * LANE : 0)}px, ${(1 + (count - 1) * 0.6).toFixed(1)}fr)`,
    )
    .join(' ');
}

export function WeekView({ days }: Readonly<{ days: readonly string[] }>): ReactNode {
  const { t } = useWords();
  const { range } = usePlan();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = rowsOf(range);
  const houses = new Set(rows.flatMap((row) => (row === null ? [] : [row.id])));
  const cells = cellsOf(range.events.filter((event) => !isStrip(event, houses)));
  const strip = range.events.filter((event) => isStrip(event, houses));
  const isBusy = (row: Row): boolean => days.some((day) => cells.has(`${day} ${row?.id ?? ''}`));
  // On a narrow screen a week that is turned to begins where today is.
  useEffect(() => {
    const place = scroller.current;
    const head = place?.querySelector<HTMLElement>('[aria-current="date"]');
    if (place !== null && head !== null && head !== undefined && place.scrollWidth > place.clientWidth)
      place.scrollLeft += head.getBoundingClientRect().left - place.getBoundingClientRect().left - HEAD_WIDTH;
  }, []);
  return (
    <div className="plan-scroll" ref={scroller} tabIndex={0} role="region" aria-label={t('schedule.view.week')}>
      <div
        className="plan-grid"
        style={{
          gridTemplateColumns: `${HEAD_WIDTH}px ${columnsOf(days, rows, cells)}`,
          gridTemplateRows: strip.length > 0 ? '40px min-content' : '40px',
        }}
      >
        <div className="plan-corner" />
        {days.map((day) => (
          <DayHead key={day} day={day} />
        ))}
        <Strip days={days} events={strip} />
        {rows.map((row) => (
          <div key={row?.id ?? ''} className="plan-row" data-busy={isBusy(row)}>
            <RowHead row={row} every={WEEK_EVERY} />
            {days.map((day) => (
              <DayCell
                key={day}
                date={day}
                row={row}
                events={cells.get(`${day} ${row?.id ?? ''}`) ?? []}
                height={ROW}
                every={WEEK_EVERY}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A day, its venues side by side. */
export function DayView({ day }: Readonly<{ day: string }>): ReactNode {
  const { t } = useWords();
  const { range, axis } = usePlan();
  const rows = rowsOf(range);
  const houses = new Set(rows.flatMap((row) => (row === null ? [] : [row.id])));
  const cells = cellsOf(range.events.filter((event) => !isStrip(event, houses)));
  const strip = range.events.filter((event) => isStrip(event, houses));
  return (
    <div className="plan-scroll" tabIndex={0} role="region" aria-label={t('schedule.view.day')}>
      <div
        className="plan-grid plan-day"
        style={{
          gridTemplateColumns: `52px repeat(${rows.length}, minmax(150px, 1fr))`,
          gridTemplateRows: strip.length > 0 ? '40px min-content' : '40px',
        }}
      >
        <div className="plan-corner" />
        {rows.map((row) => (
          <div key={row?.id ?? ''} className="plan-day-head">
            <b>{row?.name ?? t('schedule.noVenue')}</b>
          </div>
        ))}
        {strip.length > 0 && (
          <div className="plan-strip plan-strip-wide" data-date={day}>
            {strip.map((event) => (
              <EventBlock key={event.id} event={event} isShort />
            ))}
          </div>
        )}
        <div className="plan-row" data-busy="true">
          <div className="plan-row-head">
            {ticksOf(axis, 1).map((minutes) => (
              <span key={minutes} className="plan-hour num" style={{ top: `${shareOf(minutes, axis) * 100}%` }}>
                {Math.floor(minutes / 60) % 24}
              </span>
            ))}
          </div>
          {rows.map((row) => (
            <DayCell
              key={row?.id ?? ''}
              date={day}
              row={row}
              events={cells.get(`${day} ${row?.id ?? ''}`) ?? []}
              height={DAY}
              every={1}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
