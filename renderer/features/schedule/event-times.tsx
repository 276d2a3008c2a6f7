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
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay, parseTime } from '../../lib/dates.ts';
import { CollisionList } from './collision-list.tsx';
import {
  afterMove,
  afterTyping,
  editOf,
  moveOf,
  type SeenTimes,
  type TimesEdit,
  type TimesForm,
  type WantedTimes,
} from './event-times-edit.ts';
import { venueName } from './schedule-text.ts';

/** Null for nothing; undefined for what is no time. */
const timeIn = (typed: string): string | null | undefined => (typed.trim() === '' ? null : parseTime(typed));

type Typed = Readonly<{
  date: string;
  call: string | null;
  ready: string | null;
  start: string | null;
  end: string | null;
}>;

function typedIn(form: TimesForm, today: string): Typed | undefined {
  const date = parseDay(form.date, today);
  const [call, ready, start, end] = [form.call, form.ready, form.start, form.end].map(timeIn);
  if (date === undefined || call === undefined || ready === undefined || start === undefined || end === undefined)
    return undefined;
  return { date, call, ready, start, end };
}

/** Moves the event, then writes what does not move along. `onMoved` hears how it stands in between. */
function useSave(onMoved: (seen: SeenTimes) => void) {
  const attempt = useAttempt();
  return async (seen: SeenTimes, wanted: WantedTimes, known: readonly string[]): Promise<string | undefined> => {
    const move = moveOf(seen, wanted);
    if (move !== undefined) {
      const moved = await attempt(scheduleMove, { ...move, known: [...known] });
      if (!moved.ok) return moved.sentence;
      onMoved(afterMove(seen, wanted));
    }
    const edit = editOf(seen, wanted);
    if (edit === undefined) return undefined;
    const edited = await attempt(rowUpdate, { table: 'schedule_events', ...edit });
    return edited.ok ? undefined : edited.sentence;
  };
}

type FieldsProps = Readonly<{
  detail: EventDetail;
  form: TimesForm;
  options: ScheduleOptions | undefined;
  onChange: (change: Partial<TimesForm>) => void;
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
  const [edit, setEdit] = useState<TimesEdit>();
  const save = useSave((seen) => setEdit((before) => before && { ...before, seen }));
  const [problem, setProblem] = useState<string>();
  // While somebody types, the rest stays as they saw it: they save what they look at.
  const seen: SeenTimes = edit?.seen ?? event;
  const form: TimesForm = {
    date: editableDay(seen.date, language),
    call: seen.call ?? '',
    ready: seen.ready ?? '',
    start: seen.start ?? '',
    end: seen.end ?? '',
    venueId: seen.venueId,
    variantId: seen.variantId,
    ...edit?.changes,
  };
  const typed = typedIn(form, seen.date);
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
    const { venueId, variantId } = form;
    const refused = await save(
      seen,
      { ...typed, venueId, variantId },
      found?.collisions.flatMap(({ keys }) => keys) ?? [],
    );
    setProblem(refused);
    if (refused === undefined) setEdit(undefined);
  };
  const isTouched = edit !== undefined;
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
            setEdit((before) => afterTyping(before, event, change));
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
