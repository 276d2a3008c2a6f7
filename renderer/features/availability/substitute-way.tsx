/** Settles a shortage where it is seen: another thing goes instead of what one of the two lacks. */
import { Button, Radio, SegmentedControl, Stack } from '@mantine/core';
import { IconReplace } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type Dispute, disputes } from '../../../shared/features/availability/queries.ts';
import { bookingSettle } from '../../../shared/mutations/booking-mutations.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { holderName } from './why-text.ts';

type Which = 'first' | 'second';

/** Sides that the reader may change; one's own first, else the one that came later. */
function loserOf({ first, second }: Dispute): readonly Which[] {
  const all = (['second', 'first'] as const).filter((which) => ({ first, second })[which].mayChange);
  return first.isMine && !second.isMine ? all.toReversed() : all;
}

type FormProps = Readonly<{ dispute: Dispute; onDone: () => void }>;

/** Who gets it, and which of those that are free on all of the days; what is chosen first is the most alike. */
function SubstituteForm({ dispute, onDone }: FormProps): ReactNode {
  const { t, language } = useWords();
  const mutate = useMutate();
  const sides = loserOf(dispute);
  const [side, setSide] = useState<Which>(sides[0] ?? 'second');
  const [chosen, setChosen] = useState<string>();
  const { substitutes, conflictId, item } = dispute;
  const other = substitutes.find(({ id }) => id === chosen) ?? substitutes[0];
  const loser = dispute[side];
  if (other === undefined) return null;
  const take = async (): Promise<void> => {
    if (await mutate(bookingSettle, { conflictId, way: 'substitute', side, itemId: other.id })) onDone();
  };
  return (
    <form
      className="avail-instead"
      data-testid="sum-substitute"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <b>{t('booking.instead', { count: loser.quantity - loser.rest, title: holderName(loser, language) })}</b>
      {sides.length > 1 && (
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('booking.side')}
          value={side}
          onChange={(value) => setSide(value === 'first' ? 'first' : 'second')}
          data={sides.map((which) => ({ value: which, label: holderName(dispute[which], language) }))}
        />
      )}
      <Radio.Group value={other.id} onChange={setChosen} aria-label={t('booking.insteadDo')}>
        <Stack gap={8}>
          {substitutes.map(({ id, name, number, free }) => (
            <Radio
              key={id}
              value={id}
              label={
                <>
                  {name === item ? `${name}, ${number}` : name}{' '}
                  <span className="dim small num">{t('booking.freeThere', { count: free })}</span>
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      <Button type="submit" size="xs" fullWidth>
        {t('booking.insteadDo')}
      </Button>
    </form>
  );
}

/**
 * A button that says how many of which thing serve instead, and opens the choice; nothing where no thing does, or where
 * the reader may change neither booking.
 */
export function SubstituteWay({ conflictId, onDone }: Readonly<{ conflictId: string; onDone: () => void }>): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const dispute = useQuery(disputes, { conflict: conflictId }).data?.open[0];
  const [best] = dispute?.substitutes ?? [];
  const [side] = dispute === undefined ? [] : loserOf(dispute);
  if (dispute === undefined || best === undefined || side === undefined) return null;
  if (isOpen) return <SubstituteForm dispute={dispute} onDone={onDone} />;
  const loser = dispute[side];
  return (
    <Button
      size="xs"
      variant="default"
      className="avail-instead-open"
      leftSection={<IconReplace size={16} stroke={1.75} />}
      onClick={() => setOpen(true)}
    >
      <span className="cut">
        {t('availability.insteadOf', { count: loser.quantity - loser.rest, name: best.name })}
      </span>
    </Button>
  );
}
