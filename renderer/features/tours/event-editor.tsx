/** An event of a tour changed in place: what stood there when it began goes along with what is saved. */
import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ScheduleVenue } from '../../../shared/features/schedule/queries.ts';
import type { TourEvent, TourPlan } from '../../../shared/features/tours/queries.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { scheduleMove } from '../../../shared/mutations/schedule-mutations.ts';
import { movedClock } from '../../../shared/rules/event-time.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { parseTime } from '../../lib/dates.ts';
import { longDay } from '../schedule/schedule-text.ts';

type Props = Readonly<{ event: TourEvent; plan: TourPlan; venues: readonly ScheduleVenue[]; onClose: () => void }>;

const short = (time: string | null): string | null => time?.slice(0, 5) ?? null;
const full = (time: string | null): string | null => (time === null ? null : `${time.slice(0, 5)}:00`);
/** Null for nothing; undefined for what is no time. */
const timeIn = (typed: string): string | null | undefined => (typed.trim() === '' ? null : parseTime(typed));

interface Wanted {
  readonly title: string;
  readonly date: string;
  readonly call: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly venueId: string | null;
}

/** Where it stands is moved as on the calendar; the rest is an edit. Answers why it was not taken. */
function useSave(seen: TourEvent): (wanted: Wanted) => Promise<string | undefined> {
  const attempt = useAttempt();
  return async (wanted) => {
    const from = { date: seen.date, start: seen.start, end: seen.end, venueId: seen.venueId };
    const to = { date: wanted.date, start: wanted.start, end: wanted.end, venueId: wanted.venueId };
    const isMoved = (['date', 'start', 'end', 'venueId'] as const).some((key) => from[key] !== to[key]);
    if (isMoved) {
      const moved = await attempt(scheduleMove, { id: seen.id, seen: from, to });
      if (!moved.ok) return moved.sentence;
    }
    // Its call has gone along with the start; who typed another one means that.
    const along = movedClock(
      {
        event_date: seen.date,
        start_time: seen.start,
        end_time: seen.end,
        call_time: seen.call,
        stage_ready_time: seen.ready,
        event_type: seen.type,
      },
      to.date,
      to.start,
    );
    const call = wanted.call === seen.call ? short(along.call_time) : wanted.call;
    const changes = {
      ...(wanted.title === seen.title ? {} : { title: wanted.title }),
      ...(call === short(along.call_time) ? {} : { call_time: full(call) }),
    };
    if (Object.keys(changes).length === 0) return undefined;
    const before = { title: seen.title, call_time: full(short(along.call_time)) };
    const edited = await attempt(rowUpdate, { table: 'schedule_events', id: seen.id, changes, seen: before });
    return edited.ok ? undefined : edited.sentence;
  };
}

export function EventEditor({ event, plan, venues, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  // As it stood when the person began: what a colleague does meanwhile is not written over.
  const [seen] = useState(event);
  const [form, setForm] = useState({
    title: seen.title,
    date: seen.date,
    call: seen.call ?? '',
    start: seen.start ?? '',
    end: seen.end ?? '',
    venueId: seen.venueId,
  });
  const [problem, setProblem] = useState<string>();
  const save = useSave(seen);
  const change = (next: Partial<typeof form>): void => {
    setProblem(undefined);
    setForm((before) => ({ ...before, ...next }));
  };
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault();
    const [call, start, end] = [timeIn(form.call), timeIn(form.start), timeIn(form.end)];
    if (call === undefined || start === undefined || end === undefined) return setProblem(t('schedule.badTime'));
    if (form.title.trim() === '') return setProblem(t('schedule.noTitle'));
    const refused = await save({
      title: form.title.trim(),
      date: form.date,
      call: short(call),
      start: short(start),
      end: short(end),
      venueId: form.venueId,
    });
    if (refused === undefined) onClose();
    else setProblem(refused);
    return undefined;
  };
  return (
    <li className="tour-editor" data-testid="tour-editor">
      <form onSubmit={(submitted) => void submit(submitted)}>
        <TextInput
          className="tour-editor-title"
          label={t('schedule.field.title')}
          value={form.title}
          maxLength={255}
          autoFocus
          onChange={(typed) => change({ title: typed.currentTarget.value })}
        />
        <Select
          className="tour-editor-half"
          label={t('schedule.field.date')}
          data={plan.days.map(({ date }) => ({ value: date, label: longDay(date, language) }))}
          value={form.date}
          allowDeselect={false}
          onChange={(date) => change({ date: date ?? seen.date })}
        />
        <Select
          className="tour-editor-half"
          label={t('schedule.field.venue')}
          data={venues.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.venueId}
          clearable
          allowDeselect={false}
          searchable
          onChange={(venueId) => change({ venueId })}
        />
        {(['call', 'start', 'end'] as const).map((key) => (
          <TextInput
            key={key}
            className="tour-editor-time"
            label={t(`schedule.field.${key}`)}
            value={form[key]}
            error={timeIn(form[key]) === undefined}
            onChange={(typed) => change({ [key]: typed.currentTarget.value })}
          />
        ))}
        <div className="tour-editor-foot">
          {problem !== undefined && (
            <span role="alert" className="tour-problem">
              {problem}
            </span>
          )}
          <span className="grow" />
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('common.save')}</Button>
        </div>
      </form>
    </li>
  );
}
