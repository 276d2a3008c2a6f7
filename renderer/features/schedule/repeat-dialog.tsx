/** An event on further days: by a rule, whose days can be taken out one by one. */
import { Button, Checkbox, Chip, Group, NumberInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { type ScheduleEvent, scheduleShifted } from '../../../shared/features/schedule/queries.ts';
import { MOST_AT_ONCE, scheduleRepeat } from '../../../shared/mutations/schedule-mutations.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { repeatedDays } from '../../../shared/rules/repeat.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay } from '../../lib/dates.ts';
import { mondayOf, weekday } from './calendar.ts';
import { dayWord, weekdayWord } from './schedule-text.ts';

type Props = Readonly<{ event: Pick<ScheduleEvent, 'id' | 'date' | 'title'>; onClose: () => void; onDone: () => void }>;

export function RepeatDialog({ event, onClose, onDone }: Props): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [weekdays, setWeekdays] = useState<string[]>([String(weekday(event.date))]);
  const [every, setEvery] = useState(1);
  const [until, setUntil] = useState(() => editableDay(dayAfter(event.date, 28), language));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [withCalls, setWithCalls] = useState(true);
  const last = parseDay(until, event.date);
  const days = repeatedDays(
    { from: event.date, until: last ?? event.date, weekdays: weekdays.map(Number), everyWeeks: every },
    MOST_AT_ONCE,
  );
  const wanted = days.filter((day) => !left.has(day));
  const key = wanted.join();
  const dates = useMemo(() => key.split(',').flatMap((date) => (date === '' ? [] : [{ id: newId(), date }])), [key]);
  const found = useQuery(scheduleShifted, {
    copies:
      dates.length > 0
        ? dates.map(({ id, date }) => ({ id, fromId: event.id, date, isCopy: true }))
        : [{ id: event.id, fromId: event.id, date: event.date, isCopy: false }],
  }).data;
  const submit = async (): Promise<void> => {
    const args = { id: event.id, dates, withCalls, known: [...(found?.keys ?? [])] };
    if (await mutate(scheduleRepeat, args)) onDone();
  };
  const monday = mondayOf(event.date);
  return (
    <Dialog title={t('schedule.repeatTitle', { title: event.title })} onClose={onClose} size="lg">
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Chip.Group multiple value={weekdays} onChange={setWeekdays}>
            <Group gap="xs" role="group" aria-label={t('schedule.weekdays')}>
              {Array.from({ length: 7 }, (_, index) => (
                <Chip key={index} value={String(index)} size="sm">
                  {weekdayWord(dayAfter(monday, index), language)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Group grow align="flex-start">
            <NumberInput
              label={t('schedule.everyWeeks')}
              value={every}
              min={1}
              max={52}
              allowDecimal={false}
              onChange={(value) => setEvery(Math.max(1, Number(value)))}
            />
            <DateInput label={t('schedule.until')} value={until} today={event.date} onType={setUntil} />
          </Group>
          <Text size="sm" fw={560}>
            {t('schedule.onDays', { count: wanted.length })}
          </Text>
          <Chip.Group
            multiple
            value={wanted}
            onChange={(kept) => setLeft(new Set(days.filter((day) => !kept.includes(day))))}
          >
            <Group gap="xs" className="plan-days">
              {days.map((day) => (
                <Chip key={day} value={day} size="sm">
                  {dayWord(day, language)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <Checkbox
            label={t('schedule.withCalls')}
            checked={withCalls}
            onChange={(change) => setWithCalls(change.currentTarget.checked)}
          />
          {found !== undefined && dates.length > 0 && (
            <Text size="sm" c={found.events > 0 ? 'orange' : 'dimmed'} role="status">
              {found.events > 0 ? t('schedule.willCollide', { count: found.events }) : t('schedule.noCollisions')}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={dates.length === 0}>
              {t('schedule.repeat')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
