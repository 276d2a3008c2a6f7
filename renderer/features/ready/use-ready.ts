/** What is known before a tour, looked at anew whenever something of it has changed; and what is done about it. */
import { useCallback, useEffect, useState } from 'react';
import { filePins, filesStored } from '../../../shared/features/files/queries.ts';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { MemberLaptop, ReadyDone, ReadyLook } from '../../../shared/ipc/ready-contract.ts';
import type { ReadyAct } from '../../../shared/rules/ready.ts';
import { useSyncStatus } from '../../app/contexts.ts';
import { ask } from '../../data/use-ask.ts';
import { useQuery } from '../../data/use-query.ts';
import { useFileStatus } from '../../files/file-status.ts';

/** What nobody tells: clocks go on, somebody else frees a disk. */
const LOOK_MS = 60_000;

/** What stands there now. `look` null: there is no such tour; undefined: not known yet. */
export interface Ready {
  readonly look: ReadyLook | null | undefined;
  readonly failure: Failure | undefined;
  /** Looks once more. */
  readonly again: () => void;
}

/** A number that is another one each minute. */
function useMinutes(): number {
  const [minutes, setMinutes] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinutes((count) => count + 1), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return minutes;
}

export function useReady(tourId: string): Ready {
  const [seen, setSeen] = useState<{ readonly look?: ReadyLook | null; readonly failure?: Failure }>({});
  const [turn, setTurn] = useState(0);
  const { waiting, lastSyncedAt, state, refused } = useSyncStatus();
  const stored = useQuery(filesStored, {}).data;
  const pins = useQuery(filePins, {}).data;
  const status = useFileStatus();
  const minutes = useMinutes();
  const changed = JSON.stringify([
    [turn, minutes, waiting, lastSyncedAt, state, refused, pins?.length],
    [stored?.files, stored?.onlyHere, status?.down.state, status?.policy],
  ]);
  useEffect(() => {
    let isOver = false;
    // `changed` is there to look once more.
    if (changed === '') return undefined;
    void ask('ready.look', { tourId }).then((answer) => {
      if (isOver) return;
      setSeen(answer.ok ? { look: answer.value as ReadyLook | null } : (before) => ({ ...before, ...answer }));
    });
    return () => {
      isOver = true;
    };
  }, [tourId, changed]);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  return { look: seen.look, failure: seen.failure, again };
}

/** Laptops of the tour's people as the hub knows them; undefined while it has not answered or does not. */
export function useLaptops(tourId: string): readonly MemberLaptop[] | undefined {
  const [laptops, setLaptops] = useState<readonly MemberLaptop[]>();
  const { state } = useSyncStatus();
  const minutes = useMinutes();
  const isLive = state === 'live';
  useEffect(() => {
    let isOver = false;
    // `minutes` is there to ask once more.
    if (!isLive || minutes < 0) return undefined;
    void ask('ready.laptops', { tourId }).then((answer) => {
      if (!isOver) setLaptops(answer.ok ? (answer.value as readonly MemberLaptop[]) : undefined);
    });
    return () => {
      isOver = true;
    };
  }, [tourId, isLive, minutes]);
  return laptops;
}

/** What the button does. `failed`: of the last time; what was done stays done. */
export interface Preparing {
  readonly isBusy: boolean;
  readonly failed: ReadyDone['failed'];
  readonly prepare: (acts: readonly ReadyAct[]) => Promise<void>;
}

export function usePreparing(tourId: string, again: () => void): Preparing {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ReadyDone['failed']>([]);
  const prepare = async (acts: readonly ReadyAct[]): Promise<void> => {
    setBusy(true);
    setFailed([]);
    const answer = await ask('ready.prepare', { tourId, acts });
    setFailed(answer.ok ? (answer.value as ReadyDone).failed : acts.map((act) => ({ act, failure: answer.failure })));
    setBusy(false);
    again();
  };
  return { isBusy, failed, prepare };
}
