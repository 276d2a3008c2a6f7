/** «Занятость» of one thing: what of it there is, out, reserved and free on the days that somebody wants it. */
import { Button, Group, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { FailureState } from '../../components/failure-state.tsx';
import { useTheaterZone } from '../../data/use-theater-zone.ts';
import { DateInput } from '../../form/date-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { editableDay, parseDay } from '../../lib/dates.ts';
import { go } from '../../lib/go.ts';
import { todayIn } from '../../lib/zoned-time.ts';
import { AsideSection } from '../../object/object-frame.tsx';
import { signed } from './sum-card.tsx';
import { heldOn } from './time-line.ts';
import { useTimeline } from './use-time-line.ts';
import { whyLines } from './why-text.ts';
import './availability.css';

/** Who plans asks about the next weeks first. */
const DAYS = 21;

type DayProps = Readonly<{ label: string; day: string; today: string; onDay: (day: string) => void }>;

/** What is typed stands until it is a day. */
function DayField({ label, day, today, onDay }: DayProps): ReactNode {
  const { language } = useWords();
  const [typed, setTyped] = useState<string>();
  return (
    <DateInput
      label={label}
      size="xs"
      today={today}
      value={typed ?? editableDay(day, language)}
      onType={(text) => {
        setTyped(text);
        const found = parseDay(text, today);
        if (found !== undefined) onDay(found);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

export function ItemAvailability({ itemId }: Readonly<{ itemId: string }>): ReactNode {
  const { t, language } = useWords();
  const today = todayIn(useTheaterZone());
  const [asked, setAsked] = useState<Readonly<{ from: string; to: string }>>();
  const { from, to } = asked ?? { from: today, to: dayAfter(today, DAYS - 1) };
  const { data, failure } = useTimeline({ from, to, item: itemId });
  const thing = data?.things[0];
  const least = thing === undefined ? 0 : Math.min(...thing.free);
  const worst = data === undefined || thing === undefined ? from : dayAfter(data.from, thing.free.indexOf(least));
  const held = thing === undefined ? [] : heldOn(thing, worst);
  const why = thing === undefined ? '' : whyLines(thing, worst, t, language).join('; ');
  const reserved = held.reduce((sum, { quantity }) => sum + quantity, 0);
  const fact = (word: string, value: number, isShort = false): ReactNode => (
    <div data-mark={isShort ? 'short' : undefined}>
      <dt>{word}</dt>
      <dd className="num">{signed(value)}</dd>
    </div>
  );
  const set = (change: Partial<{ from: string; to: string }>): void => {
    const next = { from, to, ...change };
    setAsked(next.to < next.from ? { from: next.from, to: next.from } : next);
  };
  return (
    <AsideSection title={t('nav.availability')}>
      <Group gap="xs" wrap="nowrap" mb="xs" align="flex-end">
        <DayField label={t('availability.from')} day={from} today={today} onDay={(day) => set({ from: day })} />
        <DayField label={t('availability.to')} day={to} today={today} onDay={(day) => set({ to: day })} />
      </Group>
      {failure !== undefined && <FailureState failure={failure} />}
      {thing !== undefined && (
        <div data-testid="item-availability">
          <dl className="avail-facts">
            {fact(t('availability.have'), thing.have)}
            {fact(t('availability.out'), thing.out)}
            {fact(t('availability.reserved'), reserved)}
            {fact(t('availability.free'), least, least < 0)}
          </dl>
          <Text size="sm" c="dimmed" mt={4}>
            {why === '' ? t('availability.nobodyHolds') : why}
          </Text>
          <Button
            mt="xs"
            size="xs"
            variant="default"
            leftSection={<IconTimeline size={16} />}
            onClick={() => go({ to: '/availability', search: { item: itemId, from } })}
          >
            {t('availability.onTimeLine')}
          </Button>
        </div>
      )}
    </AsideSection>
  );
}
