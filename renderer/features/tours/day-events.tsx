/** A day that is open: its events, each changed, moved and deleted by keyboard, and a quick line for the next. */
import { Button, Menu, TextInput } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ScheduleVenue } from '../../../shared/features/schedule/queries.ts';
import type { TourDay, TourEvent, TourPlan } from '../../../shared/features/tours/queries.ts';
import { rowDelete } from '../../../shared/mutations/deletion-mutations.ts';
import { scheduleCreate, scheduleMove } from '../../../shared/mutations/schedule-mutations.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { LinkTo } from '../../components/link-to.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { Tag } from '../../components/status-badge.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { openRecord } from '../../lib/open-record.ts';
import { kindWord, longDay, timeText } from '../schedule/schedule-text.ts';
import { EventEditor } from './event-editor.tsx';
import type { FocusWish } from './focus-wish.ts';
import { readQuickLine } from './quick-line.ts';
import { shortDay } from './tour-text.ts';

type Props = Readonly<{
  day: TourDay;
  plan: TourPlan;
  venues: readonly ScheduleVenue[];
  mayPlan: boolean;
  /** The event that has the focus once it stands in the open day: it came from another one. */
  wanted: FocusWish;
  /** Another day is opened, or none. */
  onOpen: (day: string | null) => void;
}>;

/** What can be done with an event of the open day. */
function useActs({ plan, wanted, onOpen }: Pick<Props, 'plan' | 'wanted' | 'onOpen'>) {
  const mutate = useMutate();
  return {
    remove: (event: TourEvent): Promise<boolean> =>
      mutate(rowDelete, { table: 'schedule_events', id: event.id, deletionId: newId() }),
    /** Within the days of the tour. */
    moveBy: async (event: TourEvent, days: number): Promise<boolean> => {
      const date = dayAfter(event.date, days);
      if (!plan.days.some((each) => each.date === date)) return false;
      const { start, end, venueId } = event;
      const seen = { date: event.date, start, end, venueId };
      if (!(await mutate(scheduleMove, { id: event.id, seen, to: { ...seen, date } }))) return false;
      wanted.set(event.id);
      onOpen(date);
      return true;
    },
  };
}

type LineProps = Pick<Props, 'plan' | 'mayPlan' | 'wanted' | 'onOpen'> &
  Readonly<{ event: TourEvent; onEdit: () => void; onGone: () => void }>;

function EventLine({ event, plan, mayPlan, wanted, onOpen, onEdit, onGone }: LineProps): ReactNode {
  const { t, language } = useWords();
  const { remove, moveBy } = useActs({ plan, wanted, onOpen });
  const onKey = (key: KeyboardEvent<HTMLElement>): void => {
    if (!mayPlan || key.target !== key.currentTarget) return;
    if (key.key === 'Enter') onEdit();
    else if (key.key === 'Delete') void remove(event).then((isGone) => isGone && onGone());
    else if (key.altKey && (key.key === 'ArrowUp' || key.key === 'ArrowDown'))
      void moveBy(event, key.key === 'ArrowUp' ? -1 : 1);
    else return;
    key.preventDefault();
    key.stopPropagation();
  };
  return (
    <li className="tour-event" data-testid="tour-event">
      {/* A line that is worked on by keys, as in the run sheet: what can be done stands in its menu as well. */}
      <div
        className="tour-event-words"
        role="button"
        tabIndex={0}
        data-event={event.id}
        onKeyDown={onKey}
        onDoubleClick={mayPlan ? onEdit : undefined}
      >
        <span className="num tour-event-time">{timeText(event, event.daysLater) || '—'}</span>
        <span className="cut">
          <b>{event.title}</b>
          <small className="dim">
            {[kindWord(event, language), event.venue, event.call === null ? null : `${t('tours.call')} ${event.call}`]
              .filter((part) => part !== null)
              .join(' · ')}
          </small>
        </span>
        {event.isDraft && <Tag tone="warn">{t('tours.draft')}</Tag>}
      </div>
      {event.venueId !== null && (
        <LinkTo table="venues" id={event.venueId} className="object-link tour-event-sheet">
          {t('tours.venueSheet')}
        </LinkTo>
      )}
      <RowMenu label={t('tours.eventActs', { title: event.title })}>
        {() => (
          <>
            <Menu.Item onClick={() => openRecord('schedule_events', event.id)}>{t('tours.openEvent')}</Menu.Item>
            {mayPlan && (
              <>
                <Menu.Item onClick={onEdit}>{t('tours.editEvent')}</Menu.Item>
                <Menu.Item onClick={() => void moveBy(event, -1)}>{t('tours.earlierDay')}</Menu.Item>
                <Menu.Item onClick={() => void moveBy(event, 1)}>{t('tours.laterDay')}</Menu.Item>
                <Menu.Item color="red" onClick={() => void remove(event)}>
                  {t('tours.removeEvent')}
                </Menu.Item>
              </>
            )}
          </>
        )}
      </RowMenu>
    </li>
  );
}

/** «Что, где, во сколько»: a line becomes an event; the field stays for the next one. */
function QuickLine({ day, plan, venues }: Pick<Props, 'day' | 'plan' | 'venues'>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [line, setLine] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const read = readQuickLine(line, venues);
  const venueId = read?.venueId ?? null;
  const venue = venues.find(({ id }) => id === venueId);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (read === undefined) return;
    const isShow = read.type === 'performance';
    const played = plan.days.flatMap(({ events }) => events).find(({ performanceId }) => performanceId !== null);
    const made = await mutate(scheduleCreate, {
      id: newId(),
      values: {
        title: read.title,
        event_type: read.type,
        activity: read.activity,
        event_date: day.date,
        call_time: read.call,
        start_time: read.start,
        end_time: read.end,
        venue_id: venueId,
        tour_city: venue === undefined ? day.city : null,
        tour_id: plan.id,
        ...(isShow && played !== undefined ? { performance_id: played.performanceId } : {}),
      },
    });
    if (!made) return;
    setLine('');
    input.current?.focus();
  };
  const makes =
    read === undefined
      ? ''
      : [
          `${read.title} (${kindWord(read, language)})`,
          venue?.name,
          timeText(read),
          read.call === null ? '' : `${t('tours.call')} ${read.call}`,
        ]
          .filter((part) => part !== undefined && part !== '')
          .join(' · ');
  return (
    <form className="tour-quick" onSubmit={(event) => void submit(event)}>
      <TextInput
        ref={input}
        className="grow"
        aria-label={`${t('tours.quick')}: ${longDay(day.date, language)}`}
        placeholder={t('tours.quickHint', {
          venue: day.venue ?? venues.find(({ type }) => type === 'tour')?.name ?? '',
        })}
        value={line}
        maxLength={300}
        data-testid="quick-line"
        data-quick
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={read === undefined}>
        {t('tours.quickAdd')}
      </Button>
      <p className="dim small" aria-live="polite">
        {makes === '' ? t('tours.keysHint') : t('tours.quickMakes', { what: makes })}
      </p>
    </form>
  );
}

export function DayEvents({ day, plan, venues, mayPlan, wanted, onOpen }: Props): ReactNode {
  const { language } = useWords();
  const [edited, setEdited] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const toQuickLine = (): void => list.current?.querySelector<HTMLElement>('[data-quick]')?.focus();
  useEffect(() => {
    if (wanted.get() === null) list.current?.querySelector<HTMLElement>('[data-quick]')?.focus();
  }, [wanted]);
  const edit = (id: string | null): void => {
    wanted.set(id === null ? edited : null);
    setEdited(id);
  };
  // Back on the line that was changed; what was moved here comes with one of the next answers.
  useEffect(() => {
    const back = wanted.get();
    if (edited !== null || back === null || !day.events.some(({ id }) => id === back)) return;
    list.current?.querySelector<HTMLElement>(`[data-event="${back}"]`)?.focus();
    wanted.set(null);
  }, [edited, day.events, wanted]);
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      if (edited === null) {
        list.current?.closest('li')?.querySelector<HTMLElement>('.tour-day')?.focus();
        onOpen(null);
      } else edit(null);
      return;
    }
    const step = event.altKey ? 0 : event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const lines = [...(list.current?.querySelectorAll<HTMLElement>('.tour-event-words, [data-quick]') ?? [])];
    const at = lines.findIndex((line) => line === document.activeElement);
    if (step === 0 || at === -1) return;
    event.preventDefault();
    event.stopPropagation();
    lines[at + step]?.focus();
  };
  return (
    <div
      ref={list}
      className="tour-open"
      role="group"
      aria-label={longDay(day.date, language)}
      onKeyDown={onKey}
      data-day={shortDay(day.date, language)}
    >
      <ul>
        {day.events.map((event) =>
          edited === event.id ? (
            <EventEditor key={event.id} event={event} plan={plan} venues={venues} onClose={() => edit(null)} />
          ) : (
            <EventLine
              key={event.id}
              event={event}
              plan={plan}
              mayPlan={mayPlan}
              wanted={wanted}
              onOpen={onOpen}
              onEdit={() => edit(event.id)}
              onGone={toQuickLine}
            />
          ),
        )}
      </ul>
      {mayPlan && <QuickLine day={day} plan={plan} venues={venues} />}
    </div>
  );
}
