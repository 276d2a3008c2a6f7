/** An event on further days: by a rule, whose days can be taken out one by one. */
import { Button, Checkbox, Chip, Group, NumberInput, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { deriveId } from '../../../shared/base/ids.ts';
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
import { WillCollide } from './will-collide.tsx';

type Props = Readonly<{ event: Pick<ScheduleEvent, 'id' | 'date' | 'title'>; onClose: () => void; onDone: () => void }>;

/** A rule, and days that were taken out of it. */
function useDays(first: string) {
  const { language } = useWords();
  const [weekdays, setWeekdays] = useState<string[]>([String(weekday(first))]);
  const [every, setEvery] = useState(1);
  const [until, setUntil] = useState(() => editableDay(dayAfter(first, 28), language));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const days = repeatedDays(
    { from: first, until: parseDay(until, first) ?? first, weekdays: weekdays.map(Number), everyWeeks: every },
    MOST_AT_ONCE,
  );
  const wanted = days.filter((day) => !left.has(day));
  const keep = (kept: readonly string[]): void => setLeft(new Set(days.filter((day) => !kept.includes(day))));
  return { weekdays, setWeekdays, every, setEvery, until, setUntil, days, wanted, keep };
}

function Rule({ rule, first }: Readonly<{ rule: ReturnType<typeof useDays>; first: string }>): ReactNode {
  const { t, language } = useWords();
  const monday = mondayOf(first);
  return (
    <>
      <Chip.Group multiple value={rule.weekdays} onChange={rule.setWeekdays}>
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
          value={rule.every}
          min={1}
          max={52}
          allowDecimal={false}
          onChange={(value) => rule.setEvery(Math.max(1, Number(value)))}
        />
        <DateInput label={t('schedule.until')} value={rule.until} today={first} onType={rule.setUntil} />
      </Group>
      <Text size="sm" fw={560}>
        {t('schedule.onDays', { count: rule.wanted.length })}
      </Text>
      <Chip.Group multiple value={rule.wanted} onChange={rule.keep}>
        <Group gap="xs" className="plan-days">
          {rule.days.map((day) => (
            <Chip key={day} value={day} size="sm">
              {dayWord(day, language)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </>
  );
}

export function RepeatDialog({ event, onClose, onDone }: Props): ReactNode {
  const { t } = useWords();
  const mutate = useMutate();
  const rule = useDays(event.date);
  const [withCalls, setWithCalls] = useState(true);
  // Ids follow from one: sent twice they are the same events.
  const [seed] = useState(newId);
  const dates = rule.wanted.map((date) => ({ id: deriveId(seed, date), date }));
  const asked = dates.map(({ id, date }) => ({ id, fromId: event.id, date, isCopy: true }));
  const itself = { id: event.id, fromId: event.id, date: event.date, isCopy: false };
  const found = useQuery(scheduleShifted, { copies: asked.length > 0 ? asked : [itself] }).data;
  const submit = async (): Promise<void> => {
    const args = { id: event.id, dates, withCalls, known: [...(found?.keys ?? [])] };
    if (await mutate(scheduleRepeat, args)) onDone();
  };
  return (
    <Dialog title={t('schedule.repeatTitle', { title: event.title })} onClose={onClose} size="lg">
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <Rule rule={rule} first={event.date} />
          <Checkbox
            label={t('schedule.withCalls')}
            checked={withCalls}
            onChange={(change) => setWithCalls(change.currentTarget.checked)}
          />
          <WillCollide events={dates.length > 0 ? found?.events : undefined} />
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
