/** The list that stands on the screen, for whoever takes it as a file: a button, a key, a command by name. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { SheetSource } from '../../shared/ipc/export-contract.ts';

/** A list as it can be taken now. `isChosen`: of what is chosen in it only. */
export interface SheetTarget {
  readonly title: string;
  /** Rows that the list shows, and how many of them are chosen; undefined where that is not known yet. */
  readonly count: number | undefined;
  readonly chosen: number;
  source(isChosen: boolean): SheetSource;
}

interface Targets {
  /** The lists in sight, by the screens that show them; the last one is meant. Each tells how it stands when asked. */
  readonly all: readonly (() => SheetTarget)[];
  /** What is being taken, as it stood when that was asked for. */
  readonly asked: SheetTarget | undefined;
}

const useTargets = create<Targets>(() => ({ all: [], asked: undefined }));

/** Whether a list is in sight that can be taken. */
export const useHasSheet = (): boolean => useTargets(({ all }) => all.length > 0);
/** What is being taken; undefined while nothing is. */
export const useAskedSheet = (): SheetTarget | undefined => useTargets(({ asked }) => asked);

/** The list in sight, as it stands now; undefined where there is none. */
export const listInSight = (): SheetTarget | undefined => useTargets.getState().all.at(-1)?.();

/** Asks how the list in sight is to be taken; does nothing where there is none, or that is asked already. */
export function askForSheet(): void {
  const { all, asked } = useTargets.getState();
  const target = all.at(-1)?.();
  if (target !== undefined && asked === undefined) useTargets.setState({ asked: target });
}

/** It was taken, or not. */
export const endSheet = (): void => useTargets.setState({ asked: undefined });

/** While a screen shows a list, that is what can be taken. Undefined: none can be (yet). */
export function useSheetTarget(target: SheetTarget | undefined): void {
  const newest = useRef(target);
  newest.current = target;
  const isThere = target !== undefined;
  useEffect(() => {
    if (!isThere) return undefined;
    let last = newest.current;
    const tell = (): SheetTarget => {
      last = newest.current ?? last;
      if (last === undefined) throw new Error('a list is gone that is still in sight');
      return last;
    };
    useTargets.setState(({ all }) => ({ all: [...all, tell] }));
    return () => useTargets.setState(({ all }) => ({ all: all.filter((each) => each !== tell) }));
  }, [isThere]);
}
