/** Takes a thing to an event: how many are free on its day is said before, and who has the others. */
import { Alert, Button, Group, NumberInput, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { kitBook } from '../../../shared/mutations/kit-booking.ts';
import { rowCreate } from '../../../shared/mutations/row-mutations.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useWords } from '../../i18n/use-words.ts';
import { KitAlong, useKit } from '../kits/kit-along.tsx';
import { AddThing } from '../productions/add-thing.tsx';
import type { FoundThing } from '../productions/use-needs.ts';
import { useTimeline } from './use-time-line.ts';
import { whyLines } from './why-text.ts';
import './availability.css';

type Props = Readonly<{ eventId: string; date: string }>;

function Chosen({
  eventId,
  date,
  thing,
  onDone,
}: Props & Readonly<{ thing: FoundThing; onDone: () => void }>): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const [quantity, setQuantity] = useState(1);
  const found = useTimeline({ from: date, to: date, item: thing.id }).data?.things[0];
  const free = Math.max(0, found?.free[0] ?? 0);
  const why = found === undefined ? '' : whyLines(found, date, t, language).join('; ');
  const kit = useKit(thing.id, date);
  const take = async (): Promise<void> => {
    if (kit.isAlong && kit.parts.length > 0) {
      const parts = kit.bookedWith(thing.id, quantity);
      if (await mutate(kitBook, { holder: { table: 'schedule_events', id: eventId }, parts })) onDone();
      return;
    }
    const values = { event_id: eventId, inventory_item_id: thing.id, quantity };
    if (await mutate(rowCreate, { table: 'event_inventory', id: newId(), values })) onDone();
  };
  return (
    <form
      className="book-thing"
      data-testid="book-thing"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <Group gap="sm" align="flex-end">
        <div className="grow">
          <b>{thing.name}</b>
          <Text size="sm" c="dimmed" className="num">
            {found === undefined ? '…' : t('booking.dayFacts', { have: found.have, free })}
            {why === '' ? '' : ` · ${why}`}
          </Text>
        </div>
        <NumberInput
          label={t('booking.quantity')}
          w={96}
          min={1}
          allowDecimal={false}
          allowNegative={false}
          value={quantity}
          onChange={(value) => setQuantity(Math.max(1, Number(value) || 1))}
        />
        <Button type="submit">{t('booking.take')}</Button>
        <Button variant="subtle" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </Group>
      <KitAlong kit={kit} />
      {found !== undefined && quantity > free && (
        <Alert mt="xs" p="xs" color="orange" icon={<IconAlertTriangle />}>
          {t('booking.warn', { count: quantity - free })}
        </Alert>
      )}
    </form>
  );
}

export function BookThing(props: Props): ReactNode {
  const [thing, setThing] = useState<FoundThing>();
  if (thing !== undefined) return <Chosen key={thing.id} {...props} thing={thing} onDone={() => setThing(undefined)} />;
  return <AddThing onAdd={setThing} onCode={() => undefined} />;
}
