/** A month: what is on which day, in the order of the hours. */
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EventBlock } from './event-block.tsx';
import { OpenDay } from './open-day.tsx';
import { usePlan } from './plan-context.ts';
import { longDay, weekdayWord } from './schedule-text.ts';

/** Heights in pixels: the row of weekdays, what a day has besides its events, and an event. */
const [HEAD, AROUND, LINE] = [32, 52, 22];
/** Fewer are no help; a day can be opened. */
const LEAST = 2;

/** How many events a day has room for, so that the month is seen as a whole where the window allows it. */
function useRoom(weeks: number) {
  const scroller = useRef<HTMLDivElement>(null);
  /** Undefined: not measured yet. The height is the window's and not the content's, so that nothing is drawn twice. */
  const [room, setRoom] = useState<number>();
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void =>
      setRoom(Math.max(LEAST, Math.floor(((element.clientHeight - HEAD) / weeks - AROUND) / LINE)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [weeks]);
  return { scroller, room };
}

function MonthDay({
  day,
  month,
  events,
  room,
}: Readonly<{ day: string; month: string; events: readonly ScheduleEvent[]; room: number }>): ReactNode {
  const { t, language } = useWords();
  const { range, moving } = usePlan();
  const [isOpen, setOpen] = useState(false);
  // One that would be hidden takes no more room than the words that say so.
  const shown = isOpen || events.length <= room + 1 ? events : events.slice(0, room);
  const isTarget = moving?.to.date === day;
  return (
    <div
      className="plan-month-day"
      data-date={day}
      data-testid="plan-month-day"
      data-today={day === range.today}
      data-other={day.slice(0, 7) !== month}
      data-target={isTarget}
      role="group"
      aria-label={longDay(day, language)}
    >
      <OpenDay day={day} className="plan-month-number num">
        {Number(day.slice(8))}
      </OpenDay>
      {shown.map((event) => (
        <EventBlock key={event.id} event={event} isShort />
      ))}
      {isTarget && moving.event.date !== day && (
        <div className="plan-ghost" data-testid="plan-ghost" data-way="move">
          <b className="plan-line">{moving.event.title}</b>
        </div>
      )}
      {events.length > shown.length && (
        <button type="button" className="plan-more" onClick={() => setOpen(true)}>
          {t('schedule.more', { count: events.length - shown.length })}
        </button>
      )}
    </div>
  );
}

export function MonthView({ days, month }: Readonly<{ days: readonly string[]; month: string }>): ReactNode {
  const { t, language } = useWords();
  const { range } = usePlan();
  const byDay = Map.groupBy(range.events, ({ date }) => date);
  const { scroller, room } = useRoom(days.length / 7);
  return (
    <div className="plan-scroll" ref={scroller} tabIndex={0} role="region" aria-label={t('schedule.view.month')}>
      <div className="plan-month">
        {days.slice(0, 7).map((day) => (
          <div key={day} className="plan-month-head dim">
            {weekdayWord(day, language)}
          </div>
        ))}
        {room !== undefined &&
          days.map((day) => <MonthDay key={day} day={day} month={month} events={byDay.get(day) ?? []} room={room} />)}
      </div>
    </div>
  );
}
