/** What can be done with the events that are chosen: shift, copy, repeat, publish, delete. */
import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconArrowsHorizontal, IconCopy, IconRepeat, IconSend, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { deriveId } from '../../../shared/base/ids.ts';
import { type ScheduleEvent, scheduleShifted } from '../../../shared/features/schedule/queries.ts';
import { scheduleCopy, scheduleRemove, scheduleShift } from '../../../shared/mutations/schedule-mutations.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { useCan } from '../../app/contexts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { RepeatDialog } from './repeat-dialog.tsx';
import { dayWord } from './schedule-text.ts';
import { WillCollide } from './will-collide.tsx';

type Props = Readonly<{ events: readonly ScheduleEvent[]; onClear: () => void }>;

const WEEK = 7;

function ByDays({ onChoose }: Readonly<{ onChoose: (days: number) => void }>): ReactNode {
  return (
    <Group gap="xs">
      {[-WEEK, -1, 1, WEEK].map((by) => (
        <Button key={by} size="xs" variant="default" onClick={() => onChoose(by)}>
          {by > 0 ? `+${by}` : `−${-by}`}
        </Button>
      ))}
    </Group>
  );
}

/** On which day the first of them comes to stand. */
function FirstOn({ events, days }: Readonly<{ events: readonly ScheduleEvent[]; days: number }>): ReactNode {
  const { t, language } = useWords();
  const first = events.map(({ date }) => date).toSorted()[0];
  if (first === undefined || !Number.isFinite(days)) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('schedule.firstOn', { day: dayWord(dayAfter(first, Math.trunc(days)), language) })}
    </Text>
  );
}

/** By how many days, what that would collide with, and with or without calls. */
function ShiftDialog({
  events,
  isCopy,
  onClose,
  onDone,
}: Readonly<{
  events: readonly ScheduleEvent[];
  isCopy: boolean;
  onClose: () => void;
  onDone: () => void;
}>): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const [days, setDays] = useState(WEEK);
  const [withCalls, setWithCalls] = useState(true);
  // Ids of copies follow from one: sent twice they are the same events.
  const [seed] = useState(newId);
  const copies = events.map(({ id, date }) => ({
    fromId: id,
    id: deriveId(seed, id),
    date: dayAfter(date, days),
    isCopy,
  }));
  const found = useQuery(scheduleShifted, { copies }).data;
  const known = [...(found?.keys ?? [])];
  const submit = async (): Promise<void> => {
    const isDone = isCopy
      ? await mutate(scheduleCopy, {
          copies: copies.map(({ fromId, id, date }) => ({ fromId, id, date })),
          withCalls,
          known,
        })
      : await mutate(scheduleShift, { ids: events.map(({ id }) => id), days, known });
    if (isDone) onDone();
  };
  return (
    <Dialog
      title={t(isCopy ? 'schedule.copyTitle' : 'schedule.shiftTitle', { count: events.length })}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <NumberInput
            label={t('schedule.byDays')}
            value={days}
            allowDecimal={false}
            min={-3660}
            max={3660}
            data-autofocus
            onChange={(value) => setDays(Number(value))}
          />
          <ByDays onChoose={setDays} />
          <FirstOn events={events} days={days} />
          {isCopy && (
            <Checkbox
              label={t('schedule.withCalls')}
              checked={withCalls}
              onChange={(change) => setWithCalls(change.currentTarget.checked)}
            />
          )}
          <WillCollide events={found?.events} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={days === 0 || !Number.isInteger(days)}>
              {t(isCopy ? 'schedule.copy' : 'schedule.shift')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type Asked = 'shift' | 'copy' | 'repeat' | 'publish';

export function ChosenBar({ events, onClear }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const mayDelete = useCan('rows.delete');
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = (): void => setAsked(null);
  const done = (): void => {
    close();
    onClear();
  };
  const [first] = events;
  const remove = async (): Promise<void> => {
    if (await mutate(scheduleRemove, { ids: events.map(({ id }) => id), deletionId: newId() })) onClear();
  };
  const act = (what: Asked) => (): void => setAsked(what);
  return (
    <div className="plan-chosen" role="toolbar" aria-label={t('schedule.chosen', { count: events.length })}>
      <b className="grow">{t('schedule.chosen', { count: events.length })}</b>
      <Button size="xs" variant="default" leftSection={<IconArrowsHorizontal size={16} />} onClick={act('shift')}>
        {t('schedule.shift')}
      </Button>
      <Button size="xs" variant="default" leftSection={<IconCopy size={16} />} onClick={act('copy')}>
        {t('schedule.copy')}
      </Button>
      {events.length === 1 && (
        <Button size="xs" variant="default" leftSection={<IconRepeat size={16} />} onClick={act('repeat')}>
          {t('schedule.repeat')}
        </Button>
      )}
      <Button size="xs" variant="default" leftSection={<IconSend size={16} />} onClick={act('publish')}>
        {t('schedule.publish')}
      </Button>
      {mayDelete && (
        <Button size="xs" variant="default" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
          {t('schedule.delete')}
        </Button>
      )}
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconX size={16} />} onClick={onClear}>
        {t('schedule.clear')}
      </Button>
      {(asked === 'shift' || asked === 'copy') && (
        <ShiftDialog events={events} isCopy={asked === 'copy'} onClose={close} onDone={done} />
      )}
      {asked === 'repeat' && first !== undefined && <RepeatDialog event={first} onClose={close} onDone={done} />}
      {asked === 'publish' && <PublishDialog ids={events.map(({ id }) => id)} onClose={done} />}
    </div>
  );
}
