/** The times of an event, typed: where it stands is moved as on the calendar, the rest is an edit. */
import { Alert, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import {
  type EventDetail,
  type ScheduleOptions,
  scheduleCollisions,
  scheduleOptions,
} from '../../../shared/features/schedule/queries.ts';
import { rowUpdate } from '../../../shared/mutations/row-mutations.ts';
import { scheduleMove } from '../../../shared/mutations/schedule-mutations.ts';
import { movedClock } from '../../../shared/rules/event-time.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay, parseTime } from '../../lib/dates.ts';
import { CollisionList } from './collision-list.tsx';
import { venueName } from './schedule-text.ts';

interface Form {
  readonly date: string;
  readonly call: string;
  readonly ready: string;
  readonly start: string;
  readonly end: string;
  readonly venueId: string | null;
  readonly variantId: string | null;
}

/** Null for nothing; undefined for what is no time. */
const timeIn = (typed: string): string | null | undefined => (typed.trim() === '' ? null : parseTime(typed));

type Typed = Readonly<{
  date: string;
  call: string | null;
  ready: string | null;
  start: string | null;
  end: string | null;
}>;

function typedIn(form: Form, today: string): Typed | undefined {
  const date = parseDay(form.date, today);
  const [call, ready, start, end] = [form.call, form.ready, form.start, form.end].map(timeIn);
  if (date === undefined || call === undefined || ready === undefined || start === undefined || end === undefined)
    return undefined;
  return { date, call, ready, start, end };
}

const full = (time: string | null): string | null => (time === null ? null : `${time.slice(0, 5)}:00`);

/** Moves the event, then writes what does not move along. */
function useSave({ event }: EventDetail) {
  const attempt = useAttempt();
  return async (typed: Typed, form: Form, known: readonly string[]): Promise<string | undefined> => {
    const { date, start, end, venueId } = event;
    const to = { date: typed.date, start: typed.start, end: typed.end, venueId: form.venueId };
    const isMoved = date !== to.date || start !== to.start || end !== to.end || venueId !== to.venueId;
    if (isMoved) {
      const moved = await attempt(scheduleMove, {
        id: event.id,
        seen: { date, start, end, venueId },
        to,
        known: [...known],
      });
      if (!moved.ok) return moved.sentence;
    }
    // Call and readiness have gone along with the start.
    const along = movedClock(
      {
        event_date: date,
        start_time: start,
        end_time: end,
        call_time: event.call,
        stage_ready_time: event.ready,
        event_type: event.type,
      },
      to.date,
      to.start,
    );
    const seen = {
      call_time: full(along.call_time),
      stage_ready_time: full(along.stage_ready_time),
      variant_id: event.variantId,
    };
    const wanted = {
      call_time: full(typed.call === event.call ? along.call_time : typed.call),
      stage_ready_time: full(typed.ready === event.ready ? along.stage_ready_time : typed.ready),
      variant_id: form.variantId,
    };
    const changed = Object.keys(wanted).filter(
      (key) => wanted[key as keyof typeof wanted] !== seen[key as keyof typeof seen],
    );
    if (changed.length === 0) return undefined;
    const pick = (from: typeof wanted) =>
      Object.fromEntries(changed.map((key) => [key, from[key as keyof typeof wanted]]));
    const edited = await attempt(rowUpdate, {
      table: 'schedule_events',
      id: event.id,
      changes: pick(wanted),
      seen: pick(seen),
    });
    return edited.ok ? undefined : edited.sentence;
  };
}

type FieldsProps = Readonly<{
  detail: EventDetail;
  form: Form;
  options: ScheduleOptions | undefined;
  onChange: (change: Partial<Form>) => void;
}>;

function Fields({ detail: { event }, form, options, onChange }: FieldsProps): ReactNode {
  const { t } = useWords();
  const variants = options?.performances.find(({ id }) => id === event.performanceId)?.variants ?? [];
  return (
    <>
      <DateInput
        label={t('schedule.field.date')}
        value={form.date}
        today={event.date}
        onType={(date) => onChange({ date })}
      />
      <Group grow align="flex-start">
        {(['call', 'ready', 'start', 'end'] as const).map((key) => (
          <TextInput
            key={key}
            label={t(`schedule.field.${key}`)}
            value={form[key]}
            error={timeIn(form[key]) === undefined}
            onChange={(change) => onChange({ [key]: change.currentTarget.value })}
          />
        ))}
      </Group>
      <Select
        label={t('schedule.field.venue')}
        data={(options?.venues ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={form.venueId}
        clearable
        allowDeselect={false}
        searchable
        onChange={(venueId) => onChange({ venueId })}
      />
      {variants.length > 0 && (
        <Select
          label={t('schedule.field.variant')}
          placeholder={t('schedule.base')}
          data={variants.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.variantId}
          clearable
          allowDeselect={false}
          onChange={(variantId) => onChange({ variantId })}
        />
      )}
    </>
  );
}

export function EventTimes({ detail }: Readonly<{ detail: EventDetail }>): ReactNode {
  const { t, language } = useWords();
  const { event } = detail;
  const options = useQuery(scheduleOptions, {}).data;
  const save = useSave(detail);
  const [changes, setChanges] = useState<Partial<Form>>({});
  const [problem, setProblem] = useState<string>();
  const form: Form = {
    date: editableDay(event.date, language),
    call: event.call ?? '',
    ready: event.ready ?? '',
    start: event.start ?? '',
    end: event.end ?? '',
    venueId: event.venueId,
    variantId: event.variantId,
    ...changes,
  };
  const typed = typedIn(form, event.date);
  const found = useQuery(scheduleCollisions, {
    id: event.id,
    to: {
      date: typed?.date ?? event.date,
      start: typed?.start ?? null,
      end: typed?.end ?? null,
      venueId: form.venueId,
    },
  }).data;
  const submit = async (): Promise<void> => {
    if (typed === undefined) return setProblem(t('schedule.badTime'));
    const refused = await save(typed, form, found?.collisions.flatMap(({ keys }) => keys) ?? []);
    setProblem(refused);
    if (refused === undefined) setChanges({});
  };
  const isTouched = Object.keys(changes).length > 0;
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm" maw={560}>
        <Fields
          detail={detail}
          form={form}
          options={options}
          onChange={(change) => {
            setProblem(undefined);
            setChanges((before) => ({ ...before, ...change }));
          }}
        />
        {isTouched && found !== undefined && found.collisions.length > 0 && (
          <div className="plan-found" role="status">
            <CollisionList answer={found} venue={venueName(form.venueId, options?.venues ?? [])} most={4} />
          </div>
        )}
        {problem !== undefined && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group>
          <Button type="submit" disabled={!isTouched}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
