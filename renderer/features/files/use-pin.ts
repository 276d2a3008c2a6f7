/** Taking something along: what it would take, and whether it is taken. */
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { filePins, filesStored } from '../../../shared/features/files/queries.ts';
import { PINNABLE, type PinEstimate, type Pinnable, type Unpinned } from '../../../shared/ipc/file-contract.ts';
import { ask, useAsk } from '../../data/use-ask.ts';
import { useQuery } from '../../data/use-query.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { formatNumber } from '../../lib/format.ts';

const KEPT_SHOWN_MS = 10_000;

/** What can be taken along, by its row. */
export interface PinScope {
  readonly table: Pinnable;
  readonly id: string;
}

export const isPinnable = (table: string): table is Pinnable => (PINNABLE as readonly string[]).includes(table);

/** Is asked again whenever something has travelled, while `isWanted`. Undefined until it is known. */
export function useEstimate(
  { table, id }: PinScope,
  isWanted: boolean,
): { readonly estimate: PinEstimate | undefined; readonly problem: string | undefined } {
  const say = useFailureText();
  const [estimate, setEstimate] = useState<PinEstimate>();
  const [problem, setProblem] = useState<string>();
  // By what lies here, not by what travels: a way that is done counts from nought again.
  const stored = useQuery(filesStored, {}).data;
  const moved = stored === undefined ? '' : `${stored.files} ${stored.bytes}`;
  const isPinned = useIsPinned({ table, id });
  useEffect(() => {
    let isOver = false;
    // `moved` and `isPinned` are there to ask once more.
    if (!isWanted || moved === '' || isPinned === undefined) return undefined;
    void ask('files.estimate', { table, id }).then((answer) => {
      if (isOver) return;
      setProblem(answer.ok ? undefined : say(answer.failure));
      if (answer.ok) setEstimate(answer.value as PinEstimate);
    });
    return () => {
      isOver = true;
    };
  }, [table, id, isWanted, moved, isPinned, say]);
  return { estimate, problem };
}

/** Undefined until it is known. */
export function useIsPinned({ table, id }: PinScope): boolean | undefined {
  const { data } = useQuery(filePins, {});
  return data?.some((pin) => pin.table === table && pin.id === id);
}

export interface Pinning {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly pin: () => void;
  readonly unpin: () => void;
}

/** Whatever else is known of what is pinned, only its table and id are sent. */
export function usePinning({ table, id }: PinScope): Pinning {
  const { isBusy, problem, ask: asking } = useAsk();
  const { t, language } = useWords();
  const unpin = async (): Promise<void> => {
    const answer = await asking('files.unpin', { table, id });
    const { kept } = answer.ok ? (answer.value as Unpinned) : { kept: 0 };
    const message = t('files.unpinKept', { count: kept, number: formatNumber(kept, language) });
    if (kept > 0) notifications.show({ color: 'orange', message, autoClose: KEPT_SHOWN_MS });
  };
  return {
    isBusy,
    problem,
    pin: () => void asking('files.pin', { table, id }),
    unpin: () => void unpin(),
  };
}
