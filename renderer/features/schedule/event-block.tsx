/** An event on the calendar: when, what, and whether people know of it yet. */
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { CSSProperties, ReactNode } from 'react';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lookOf } from './calendar.ts';
import { usePlan } from './plan-context.ts';
import { detailOf, headOf, spokenEvent, timeText } from './schedule-text.ts';

type Props = Readonly<{
  event: ScheduleEvent;
  /** Where it stands in its cell; a line of a list has none. */
  style?: CSSProperties;
  /** Room for one line only. */
  isShort?: boolean;
  /** Its end can be drawn out. */
  isStretchable?: boolean;
}>;

export function EventBlock({ event, style, isShort = false, isStretchable = false }: Props): ReactNode {
  const { t, language } = useWords();
  const plan = usePlan();
  const isHeld = plan.moving?.event.id === event.id;
  const time = event.start === null ? '' : event.start;
  const detail = isShort ? '' : detailOf(event, language);
  const act = (isChoosing: boolean): void => {
    if (isChoosing && plan.mayPlan) plan.choose(event.id);
    else plan.open(event.id);
  };
  return (
    <button
      type="button"
      className="plan-event"
      data-testid="plan-event"
      data-event={event.id}
      data-kind={lookOf(event)}
      data-state={event.state}
      data-off={event.status === 'cancelled'}
      data-short={isShort}
      data-held={isHeld}
      data-hit={plan.hit.has(event.id)}
      data-mine={event.mine !== null}
      aria-pressed={plan.chosen.has(event.id)}
      style={style}
      onClick={(click) => act(click.ctrlKey || click.metaKey)}
      onPointerDown={(press) => {
        press.stopPropagation();
        plan.press(event, press.nativeEvent, 'whole');
      }}
      onKeyDown={(pressed) => {
        if (pressed.key === ' ' && plan.mayPlan) {
          pressed.preventDefault();
          plan.choose(event.id);
          return;
        }
        if (!plan.key(event, pressed.nativeEvent)) return;
        pressed.preventDefault();
        pressed.stopPropagation();
      }}
    >
      {isShort ? (
        <span className="plan-line">
          <span className="num">{time}</span> <b>{event.title}</b>
        </span>
      ) : (
        <>
          <b className="plan-line">{headOf(event)}</b>
          <span className="plan-line dim">
            <span className="num">{event.daysLater > 0 ? timeText(event, event.daysLater) : time}</span>
            {detail !== '' && <span className="plan-detail"> · {detail}</span>}
          </span>
        </>
      )}
      <span className="unseen">, {spokenEvent(event, { t, language, venues: plan.range.venues })}</span>
      {plan.chosen.has(event.id) && <IconCheck className="plan-sign" size={14} stroke={2.5} aria-hidden />}
      {event.open > 0 && plan.mayPlan && !isShort && !plan.chosen.has(event.id) && (
        <IconAlertTriangle className="plan-sign" data-mark="warn" size={14} aria-hidden />
      )}
      {isStretchable && plan.mayPlan && event.state !== 'withdrawn' && (
        <span
          className="plan-stretch"
          aria-hidden
          onPointerDown={(press) => {
            press.stopPropagation();
            plan.press(event, press.nativeEvent, 'end');
          }}
        />
      )}
    </button>
  );
}
