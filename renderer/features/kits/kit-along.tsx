/** Taking a case with its list: on by default, with what of it there is too little of on that day. */
import { Alert, Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { timeline } from '../../../shared/features/availability/queries.ts';
import { caseParts, type NamedPart } from '../../../shared/features/kits/queries.ts';
import { summedParts } from '../../../shared/rules/kits.ts';
import { connection } from '../../data/connection.ts';
import { useShowFailure } from '../../data/use-mutate.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { bookedParts } from './kit-parts.ts';

/** A part of which too few are free. */
interface Short {
  readonly name: string;
  readonly count: number;
}

/** What goes along with the thing that is taken. */
export interface Kit {
  readonly parts: readonly NamedPart[];
  readonly short: readonly Short[];
  readonly isAlong: boolean;
  readonly setAlong: (isAlong: boolean) => void;
  readonly bookedWith: (itemId: string, quantity: number) => ReturnType<typeof bookedParts>;
}

/** Parts that are asked one by one; a list that is longer is judged after it was booked. */
const MOST_ASKED = 60;
const NO_PARTS: readonly NamedPart[] = [];

async function shortOf(parts: readonly NamedPart[], date: string): Promise<readonly Short[]> {
  const names = new Map(parts.map(({ itemId, name }) => [itemId, name]));
  const asked = summedParts(parts).slice(0, MOST_ASKED);
  const found = await Promise.all(
    asked.map(async ({ itemId, quantity }) => {
      const { things } = await connection.ask(timeline, { from: date, to: date, item: itemId });
      return { name: names.get(itemId) ?? '', count: quantity - Math.max(0, things[0]?.free[0] ?? 0) };
    }),
  );
  return found.filter(({ count }) => count > 0);
}

/** The parts of a thing and what of them is short on the day; none where it is no case, or has no list. */
export function useKit(itemId: string, date: string): Kit {
  const parts = useQuery(caseParts, { itemId }).data ?? NO_PARTS;
  const showFailure = useShowFailure();
  const [isAlong, setAlong] = useState(true);
  const [short, setShort] = useState<readonly Short[]>([]);
  useEffect(() => {
    let isStale = false;
    shortOf(parts, date).then((found) => {
      if (!isStale) setShort(found);
    }, showFailure);
    return () => {
      isStale = true;
    };
  }, [parts, date, showFailure]);
  return {
    parts,
    short,
    isAlong,
    setAlong,
    bookedWith: (id, quantity) => bookedParts({ itemId: id, quantity }, parts),
  };
}

export function KitAlong({ kit }: Readonly<{ kit: Kit }>): ReactNode {
  const { t } = useWords();
  const { parts, short, isAlong, setAlong } = kit;
  if (parts.length === 0) return null;
  return (
    <>
      <Checkbox
        mt="xs"
        label={t('kits.along', { count: parts.length })}
        checked={isAlong}
        onChange={(event) => setAlong(event.currentTarget.checked)}
      />
      {isAlong && short.length > 0 && (
        <Alert mt="xs" p="xs" color="orange" icon={<IconAlertTriangle />} data-testid="kit-short">
          {t('kits.shortParts', {
            parts: short.map(({ name, count }) => t('kits.shortPart', { name, count })).join(', '),
          })}
        </Alert>
      )}
    </>
  );
}
