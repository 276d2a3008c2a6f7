/** One day at one venue, its hours from above to below. */
import type { ReactNode } from 'react';
import type { EventPlaceView, ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { clockAt, minutesOf } from '../../../shared/rules/event-time.ts';
import { useWords } from '../../i18n/use-words.ts';
import { type Axis, endOf, laned, type Row, shareOf } from './calendar.ts';
import { EventBlock } from './event-block.tsx';
import { usePlan } from './plan-context.ts';
import { timeText } from './schedule-text.ts';

/** Hours at which a line is drawn. */
export function ticksOf(axis: Axis, every: number): number[] {
  const first = Math.ceil((axis.from + 1) / (every * 60)) * every * 60;
  return Array.from({ length: Math.ceil((axis.to - first) / (every * 60)) }, (_, index) => first + index * every * 60);
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Two lines of an event with its edges, in pixels; where there is less, it has one. */
const TWO_LINES = 31;

type Props = Readonly<{
  date: string;
  row: Row;
  events: readonly ScheduleEvent[];
  /** How high the row is at least, in pixels: how much fits. */
  height: number;
  every: number;
}>;

/** Where something hangs, or is being marked. */
function Ghost({
  place,
  axis,
  kind,
}: Readonly<{ place: EventPlaceView; axis: Axis; kind: 'move' | 'draw' }>): ReactNode {
  const plan = usePlan();
  if (place.start === null) return null;
  const start = minutesOf(place.start);
  const length = place.end === null ? 60 : (minutesOf(place.end) - start + 1440) % 1440 || 15;
  const [top, bottom] = [shareOf(start, axis), shareOf(start + length, axis)];
  return (
    <div
      className="plan-ghost"
      data-testid="plan-ghost"
      data-way={kind}
      data-bad={plan.hit.size > 0}
      style={{ top: percent(top), height: percent(bottom - top) }}
    >
      {kind === 'move' && <b className="plan-line">{plan.moving?.event.title}</b>}
      <span className="plan-line num">{timeText(place)}</span>
    </div>
  );
}

/** Where people believe that it stands. */
function Told({ event, axis }: Readonly<{ event: ScheduleEvent; axis: Axis }>): ReactNode {
  const { t } = useWords();
  const { told } = event;
  if (told?.start === null || told === null) return null;
  const start = minutesOf(told.start);
  const length = told.end === null ? 60 : (minutesOf(told.end) - start + 1440) % 1440;
  const [top, bottom] = [shareOf(start, axis), shareOf(start + length, axis)];
  return (
    <div className="plan-told" style={{ top: percent(top), height: percent(bottom - top) }}>
      <span className="plan-line">{event.title}</span>
      <span className="plan-line num">{t('schedule.was', { time: timeText(told) })}</span>
    </div>
  );
}

export function DayCell({ date, row, events, height, every }: Props): ReactNode {
  const plan = usePlan();
  const { axis, range, moving, drawing } = plan;
  const venueId = row?.id ?? null;
  const isHere = (place: EventPlaceView): boolean => place.date === date && place.venueId === venueId;
  const now = clockAt(row?.zone ?? range.zone, range.now);
  const told = range.events.filter((event) => event.told !== null && isHere(event.told));
  return (
    <div
      className="plan-cell"
      data-testid="plan-cell"
      data-date={date}
      data-venue={venueId ?? ''}
      data-from={axis.from}
      data-to={axis.to}
      data-today={date === range.today}
      onPointerDown={(press) => plan.draw(press.nativeEvent)}
    >
      {ticksOf(axis, every).map((minutes) => (
        <span key={minutes} className="plan-tick" style={{ top: percent(shareOf(minutes, axis)) }} />
      ))}
      {told.map((event) => (
        <Told key={event.id} event={event} axis={axis} />
      ))}
      {laned(events).map(({ event, lane, lanes }) => {
        const start = minutesOf(event.start ?? '00:00');
        const [top, bottom] = [shareOf(start, axis), shareOf(endOf(event), axis)];
        return (
          <EventBlock
            key={event.id}
            event={event}
            isShort={(bottom - top) * height < TWO_LINES}
            isStretchable
            style={{
              top: percent(top),
              height: `max(${percent(bottom - top)}, 20px)`,
              left: `calc(${percent(lane / lanes)} + 3px)`,
              width: `calc(${percent(1 / lanes)} - 6px)`,
            }}
          />
        );
      })}
      {now.day === date && now.minutes >= axis.from && now.minutes <= axis.to && (
        <span className="plan-now" style={{ top: percent(shareOf(now.minutes, axis)) }} />
      )}
      {moving !== null && isHere(moving.to) && <Ghost place={moving.to} axis={axis} kind="move" />}
      {drawing !== null && isHere(drawing.to) && <Ghost place={drawing.to} axis={axis} kind="draw" />}
    </div>
  );
}
