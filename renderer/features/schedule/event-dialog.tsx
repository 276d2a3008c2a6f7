/** A new event: what, when, where, of which production; who is called follows on its page. */
import { Alert, Button, Checkbox, Group, Select, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import {
  type EventPlaceView,
  type ScheduleOptions,
  scheduleCollisions,
  scheduleOptions,
} from '../../../shared/features/schedule/queries.ts';
import { statusName } from '../../../shared/i18n/names.ts';
import { scheduleCreate } from '../../../shared/mutations/schedule-mutations.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay, parseTime } from '../../lib/dates.ts';
import { CollisionList } from './collision-list.tsx';
import { venueName } from './schedule-text.ts';

type Props = Readonly<{
  place: EventPlaceView;
  today: string;
  onClose: () => void;
  onMade: (id: string, date: string) => void;
}>;

interface Form {
  readonly title: string;
  readonly kind: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly venueId: string | null;
  readonly performanceId: string | null;
  readonly withCompany: boolean;
}

const { event_type: types, activity: activities } = tableOf('schedule_events').columns;
/** Kinds in one list: an activity stands with the type that it is of. */
const TYPE_OF: Readonly<Record<string, string>> = {
  load_in: 'technical',
  load_out: 'technical',
  lighting: 'technical',
  sound_check: 'technical',
  fitting: 'other',
  read_through: 'rehearsal',
  put_in: 'rehearsal',
  travel: 'tour',
  day_off: 'other',
};

const valuesOf = ({ title, kind, performanceId, venueId }: Form, to: EventPlaceView) => ({
  title,
  event_type: TYPE_OF[kind] ?? kind,
  activity: TYPE_OF[kind] === undefined ? null : kind,
  event_date: to.date,
  start_time: to.start,
  end_time: to.end,
  venue_id: venueId,
  performance_id: performanceId,
});

function useKinds(): { value: string; label: string }[] {
  const { language } = useWords();
  return [
    ...(types?.values ?? []).map((value) => ({ value, label: statusName(value, language, types) })),
    ...(activities?.values ?? []).map((value) => ({ value, label: statusName(value, language, activities) })),
  ];
}

/** The place as it is typed; undefined where something is no day or time. */
function placeTyped(form: Form, today: string): EventPlaceView | undefined {
  const date = parseDay(form.date, today);
  const start = form.start.trim() === '' ? null : parseTime(form.start);
  const end = form.end.trim() === '' ? null : parseTime(form.end);
  if (date === undefined || start === undefined || end === undefined) return undefined;
  return { date, start, end, venueId: form.venueId };
}

function Fields({
  form,
  today,
  options,
  onChange,
}: Readonly<{
  form: Form;
  today: string;
  options: ScheduleOptions | undefined;
  onChange: (change: Partial<Form>) => void;
}>): ReactNode {
  const { t } = useWords();
  const kinds = useKinds();
  return (
    <>
      <Group grow align="flex-start">
        <Select
          label={t('schedule.field.type')}
          data={kinds}
          value={form.kind}
          allowDeselect={false}
          searchable
          onChange={(kind) => onChange({ kind: kind ?? 'rehearsal' })}
        />
        <Select
          label={t('schedule.field.production')}
          data={(options?.performances ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          value={form.performanceId}
          clearable
          allowDeselect={false}
          searchable
          onChange={(performanceId) => onChange({ performanceId })}
        />
      </Group>
      <TextInput
        label={t('schedule.field.title')}
        value={form.title}
        data-autofocus
        required
        onChange={(change) => onChange({ title: change.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <DateInput
          label={t('schedule.field.date')}
          value={form.date}
          today={today}
          onType={(date) => onChange({ date })}
        />
        <TextInput
          label={t('schedule.field.start')}
          value={form.start}
          placeholder="19:00"
          onChange={(change) => onChange({ start: change.currentTarget.value })}
        />
        <TextInput
          label={t('schedule.field.end')}
          value={form.end}
          placeholder="22:00"
          onChange={(change) => onChange({ end: change.currentTarget.value })}
        />
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
      {form.performanceId !== null && (
        <Checkbox
          label={t('schedule.callCompany')}
          checked={form.withCompany}
          onChange={(change) => onChange({ withCompany: change.currentTarget.checked })}
        />
      )}
    </>
  );
}

export function EventDialog({ place, today, onClose, onMade }: Props): ReactNode {
  const { t, language } = useWords();
  const attempt = useAttempt();
  const options = useQuery(scheduleOptions, {}).data;
  const [problem, setProblem] = useState<string>();
  const [form, setForm] = useState<Form>({
    title: '',
    kind: 'rehearsal',
    date: editableDay(place.date, language),
    start: place.start ?? '',
    end: place.end ?? '',
    venueId: place.venueId,
    performanceId: null,
    withCompany: true,
  });
  const to = placeTyped(form, today);
  const production = options?.performances.find(({ id }) => id === form.performanceId);
  const title = form.title.trim() === '' ? (production?.title ?? '') : form.title.trim();
  const asked = to ?? place;
  const found = useQuery(scheduleCollisions, {
    id: null,
    to: { date: asked.date, start: asked.start, end: asked.end, venueId: asked.venueId },
  }).data;
  const company = production?.company ?? [];
  const submit = async (): Promise<void> => {
    if (to === undefined) return setProblem(t('schedule.badTime'));
    if (title === '') return setProblem(t('schedule.noTitle'));
    const id = newId();
    const calls = form.withCompany
      ? company.map(({ employeeId, function: as }) => ({ id: newId(), employeeId, function: as }))
      : [];
    const known = found?.collisions.flatMap(({ keys }) => keys) ?? [];
    const outcome = await attempt(scheduleCreate, { id, values: valuesOf({ ...form, title }, to), calls, known });
    if (outcome.ok) return onMade(id, to.date);
    return setProblem(outcome.sentence);
  };
  return (
    <Dialog title={t('schedule.newEvent')} onClose={onClose} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Fields
            form={form}
            today={today}
            options={options}
            onChange={(change) => {
              setProblem(undefined);
              setForm((before) => ({ ...before, ...change }));
            }}
          />
          {found !== undefined && found.collisions.length > 0 && (
            <div className="plan-found" role="status">
              <CollisionList answer={found} venue={venueName(asked.venueId, options?.venues ?? [])} most={3} />
            </div>
          )}
          {problem !== undefined && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('schedule.addDraft')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
