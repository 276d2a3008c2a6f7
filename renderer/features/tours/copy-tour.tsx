/** A tour as the start of another, and one that moves with all that lies in it; both are one step to take back. */
import { Alert, Button, Checkbox, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { TourHead } from '../../../shared/features/tours/queries.ts';
import { type TourPart, tourCopy, tourParts, tourShift } from '../../../shared/mutations/tour-mutations.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { Dialog } from '../../components/dialog.tsx';
import { newId } from '../../data/new-id.ts';
import { useAttempt } from '../../data/use-mutate.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay } from '../../lib/dates.ts';
import { go } from '../../lib/go.ts';
import { rangeText } from './tour-text.ts';

type Props = Readonly<{ tour: TourHead; onClose: () => void }>;

/** Whole weeks, so that weekdays stay. */
const YEAR = 364;
/** The first such day that is still to come. */
function nextYear({ startsOn, today }: TourHead): string {
  let day = dayAfter(startsOn, YEAR);
  while (day < today) day = dayAfter(day, YEAR);
  return day;
}

function Foot({ word, isDisabled, onClose }: Readonly<{ word: string; isDisabled: boolean; onClose: () => void }>) {
  const { t } = useWords();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" disabled={isDisabled}>
        {word}
      </Button>
    </Group>
  );
}

export function CopyTour({ tour, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const attempt = useAttempt();
  const [name, setName] = useState(tour.name);
  const [start, setStart] = useState(() => editableDay(nextYear(tour), language));
  const [parts, setParts] = useState<readonly TourPart[]>(tourParts);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const startsOn = parseDay(start, tour.today);
    if (startsOn === undefined) return setProblem(t('tours.badDay'));
    const id = newId();
    const outcome = await attempt(tourCopy, { tourId: tour.id, id, name, startsOn, parts: [...parts] });
    if (!outcome.ok) return setProblem(outcome.sentence);
    onClose();
    return go({ to: '/tours/{-$id}/{-$tab}', params: { id, tab: undefined } });
  };
  return (
    <Dialog title={t('tours.copyTitle', { name: tour.name })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('tours.copyName')}
            value={name}
            maxLength={255}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DateInput label={t('tours.copyStart')} value={start} today={tour.today} onType={setStart} isInPopover />
          <SimpleGrid cols={2} spacing="xs">
            {tourParts.map((part) => (
              <Checkbox
                key={part}
                label={t(`tours.part.${part}`)}
                checked={parts.includes(part)}
                onChange={(event) => {
                  const isOn = event.currentTarget.checked;
                  setParts(tourParts.filter((each) => (each === part ? isOn : parts.includes(each))));
                }}
              />
            ))}
          </SimpleGrid>
          <Text size="sm" c="dimmed">
            {t('tours.copyHint')}
          </Text>
          {problem !== undefined && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Foot word={t('tours.copyButton')} isDisabled={name.trim() === ''} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

export function ShiftTour({ tour, onClose }: Props): ReactNode {
  const { t, language } = useWords();
  const attempt = useAttempt();
  const [days, setDays] = useState(1);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const seen = { startsOn: tour.startsOn, endsOn: tour.endsOn };
    const outcome = await attempt(tourShift, { tourId: tour.id, days, seen });
    if (outcome.ok) onClose();
    else setProblem(outcome.sentence);
  };
  const range = rangeText(dayAfter(tour.startsOn, days), dayAfter(tour.endsOn, days), tour.today, language);
  return (
    <Dialog title={t('tours.shiftTitle', { name: tour.name })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <NumberInput
            label={t('tours.shiftDays')}
            value={days}
            allowDecimal={false}
            min={-3660}
            max={3660}
            data-autofocus
            onChange={(value) => setDays(typeof value === 'number' ? value : 0)}
          />
          <Group gap="xs">
            {[7, -7, YEAR].map((by) => (
              <Button key={by} size="compact-sm" variant="default" onClick={() => setDays(by)}>
                {t('tours.shiftWeeks', { count: Math.abs(by) / 7, number: `${by < 0 ? '−' : '+'}${Math.abs(by) / 7}` })}
              </Button>
            ))}
          </Group>
          <Text size="sm" c="dimmed" aria-live="polite">
            {t('tours.shiftTo', { range })}
          </Text>
          {problem !== undefined && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Foot word={t('tours.shiftButton')} isDisabled={days === 0} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
