/** A month: what is on which day, in the order of the hours. */
import { type ReactNode, useState } from 'react';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EventBlock } from './event-block.tsx';
import { OpenDay } from './open-day.tsx';
import { usePlan } from './plan-context.ts';
import { longDay, weekdayWord } from './schedule-text.ts';

/** As many stand in a day before the rest is a number; a day can be opened. */
const SHOWN = 5;

function MonthDay({
  day,
  month,
  events,
  isLow,
}: Readonly<{ day: string; month: string; events: readonly ScheduleEvent[]; isLow: boolean }>): ReactNode {
  const { t, language } = useWords();
  const { range, moving } = usePlan();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? events : events.slice(0, isLow ? SHOWN - 2 : SHOWN);
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
  return (
    <div className="plan-scroll" tabIndex={0} role="region" aria-label={t('schedule.view.month')}>
      <div className="plan-month">
        {days.slice(0, 7).map((day) => (
          <div key={day} className="plan-month-head dim">
            {weekdayWord(day, language)}
          </div>
        ))}
        {days.map((day) => (
          <MonthDay key={day} day={day} month={month} events={byDay.get(day) ?? []} isLow={days.length > 35} />
        ))}
      </div>
    </div>
  );
}
