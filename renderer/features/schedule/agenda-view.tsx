/** A list of days with what is on them; and one's own calls, which are answered here. */
import { Button, Group } from '@mantine/core';
import { IconCalendarOff, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ScheduleEvent } from '../../../shared/features/schedule/queries.ts';
import { scheduleAnswer } from '../../../shared/mutations/call-mutations.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { lookOf } from './calendar.ts';
import { usePlan } from './plan-context.ts';
import { kindWord, longDay, timeText, venueName } from './schedule-text.ts';

/** Yes or no to a call, or what was answered. */
export function Answers({ mine }: Readonly<{ mine: NonNullable<ScheduleEvent['mine']> }>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const { callId, answer } = mine;
  if (callId === null) return null;
  const give = (wanted: 'confirmed' | 'declined') => (): void => {
    void mutate(scheduleAnswer, { callId, answer: wanted, seen: answer });
  };
  return (
    <Group gap="xs" wrap="nowrap" className="plan-answers">
      {answer === 'confirmed' && (
        <Tag tone="ok" icon={IconCheck}>
          {t('schedule.answer.confirmed')}
        </Tag>
      )}
      {answer === 'declined' && (
        <Tag tone="bad" icon={IconX}>
          {t('schedule.answer.declined')}
        </Tag>
      )}
      {answer !== 'confirmed' && (
        <Button size="xs" variant={answer === 'invited' ? 'filled' : 'default'} onClick={give('confirmed')}>
          {t('schedule.answer.come')}
        </Button>
      )}
      {answer !== 'declined' && (
        <Button size="xs" variant="default" onClick={give('declined')}>
          {t('schedule.answer.cannot')}
        </Button>
      )}
    </Group>
  );
}

function Line({ event, isMine }: Readonly<{ event: ScheduleEvent; isMine: boolean }>): ReactNode {
  const { t, language } = useWords();
  const { range, open } = usePlan();
  const own = event.mine;
  const call = own?.call ?? event.call;
  const where = venueName(event.venueId, range.venues) ?? event.venueText ?? '';
  return (
    <li
      className="plan-agenda-line"
      data-kind={lookOf(event)}
      data-off={event.status === 'cancelled'}
      data-testid="agenda-line"
    >
      <span className="plan-agenda-time num">
        <b>{event.start === null ? t('schedule.wholeDay') : timeText(event, event.daysLater)}</b>
        {call !== null && call !== event.start && <span className="dim">{t('schedule.callAt', { time: call })}</span>}
      </span>
      <button type="button" className="plan-agenda-title" onClick={() => open(event.id)}>
        <b>{event.title}</b>
        <span className="dim">
          {[kindWord(event, language), where, isMine ? own?.function : null].filter(Boolean).join(' · ')}
        </span>
      </button>
      {event.status === 'cancelled' && <Tag tone="bad">{t('schedule.calledOff')}</Tag>}
      {event.state !== 'published' && <Tag tone="warn">{t(`schedule.state.${event.state}`)}</Tag>}
      {isMine && own !== null && <Answers mine={own} />}
    </li>
  );
}

export function AgendaView({ isMine }: Readonly<{ isMine: boolean }>): ReactNode {
  const { t, language } = useWords();
  const { range } = usePlan();
  const events = isMine ? range.events.filter(({ mine }) => mine !== null) : range.events;
  if (events.length === 0)
    return (
      <EmptyState
        icon={<IconCalendarOff size={32} />}
        title={t(isMine ? 'schedule.noCalls' : 'schedule.nothing')}
        hint={t(isMine ? 'schedule.noCallsHint' : 'schedule.nothingHint')}
      />
    );
  const byDay = Map.groupBy(events, ({ date }) => date);
  return (
    <div
      className="plan-scroll plan-agenda"
      tabIndex={0}
      role="region"
      aria-label={t(isMine ? 'schedule.view.mine' : 'schedule.view.list')}
    >
      {[...byDay].map(([day, lines]) => (
        <section key={day} aria-label={longDay(day, language)}>
          <h2 data-today={day === range.today}>{longDay(day, language)}</h2>
          <ul>
            {lines.map((event) => (
              <Line key={event.id} event={event} isMine={isMine} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
