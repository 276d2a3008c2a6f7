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

/** What a screen shows, as it was last drawn. */
interface Shelf {
  readonly current: SheetTarget | undefined;
}

interface Targets {
  /** Of the screens that show lists; the last one is meant. */
  readonly all: readonly Shelf[];
  /** What is being taken, as it stood when that was asked for. */
  readonly asked: SheetTarget | undefined;
}

const useTargets = create<Targets>(() => ({ all: [], asked: undefined }));

/** Whether a list is in sight that can be taken. */
export const useHasSheet = (): boolean => useTargets(({ all }) => all.length > 0);
/** What is being taken; undefined while nothing is. */
export const useAskedSheet = (): SheetTarget | undefined => useTargets(({ asked }) => asked);

/** The list in sight, as it stands now; undefined where there is none. */
export const listInSight = (): SheetTarget | undefined => useTargets.getState().all.at(-1)?.current;

/** Asks how a list is to be taken, else the one in sight; nothing comes of it while one is asked for already. */
export function askForSheet(target = useTargets.getState().all.at(-1)?.current): void {
  const { asked } = useTargets.getState();
  if (target !== undefined && asked === undefined) useTargets.setState({ asked: target });
}

/** It was taken, or not. */
export const endSheet = (): void => useTargets.setState({ asked: undefined });

/** While a screen shows a list, that is what can be taken. Undefined: none can be (yet). */
export function useSheetTarget(target: SheetTarget | undefined): void {
  const shelf = useRef(target);
  const isThere = target !== undefined;
  // What is taken is the list as it was last drawn.
  useEffect(() => {
    shelf.current = target;
  });
  useEffect(() => {
    if (!isThere) return undefined;
    useTargets.setState(({ all }) => ({ all: [...all, shelf] }));
    return () => useTargets.setState(({ all }) => ({ all: all.filter((each) => each !== shelf) }));
  }, [shelf, isThere]);
}
