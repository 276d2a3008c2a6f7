/** What stands on the screen to be printed, what is being printed, and which printed sheet is being asked about. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { create } from 'zustand';
import { type FormKey, formsOf, type SheetAbout } from '../../../shared/ipc/paper-contract.ts';
import { listInSight } from '../../sheet/sheet-target.ts';

/** What can be printed. `about(isChosen)`: of a list, only what is chosen in it. */
export interface PrintTarget {
  readonly title: string;
  /** The usual one first. */
  readonly forms: readonly FormKey[];
  readonly hasChosen: boolean;
  /** What the choice between the two is called, where it is not one of rows. */
  readonly whats?: { readonly chosen: string; readonly all: string };
  about(isChosen: boolean): SheetAbout;
}

interface Papers {
  /** By the screens that show them; the last one is meant. */
  readonly inSight: readonly (() => PrintTarget)[];
  readonly asked: PrintTarget | undefined;
  /** The code of a printed sheet. */
  readonly code: string | undefined;
}

const usePapers = create<Papers>(() => ({ inSight: [], asked: undefined, code: undefined }));

/** Whether a screen shows something that has forms of its own. */
export const useHasPaper = (): boolean => usePapers(({ inSight }) => inSight.length > 0);
/** What is being printed; undefined while nothing is. */
export const useAskedPaper = (): PrintTarget | undefined => usePapers(({ asked }) => asked);
/** The code that is being asked about. */
export const useAskedCode = (): string | undefined => usePapers(({ code }) => code);

function targetInSight(): PrintTarget | undefined {
  const own = usePapers.getState().inSight.at(-1)?.();
  if (own !== undefined) return own;
  const list = listInSight();
  if (list === undefined) return undefined;
  return {
    title: list.title,
    forms: formsOf.list,
    hasChosen: list.chosen > 0,
    about: (isChosen) => ({ kind: 'list', source: list.source(isChosen) }),
  };
}

/** Asks how something is to be printed: what is named, or what is in sight. Answers whether there is anything. */
export function askToPrint(target: PrintTarget | undefined = targetInSight()): boolean {
  if (target === undefined) return false;
  if (usePapers.getState().asked === undefined) usePapers.setState({ asked: target });
  return true;
}

/** It was printed, or not. */
export const endPrinting = (): void => usePapers.setState({ asked: undefined });

/** Tells whether a printed sheet still holds. */
export const askAboutSheet = (code: string): void => usePapers.setState({ code });
/** That has been read. */
export const endAnswer = (): void => usePapers.setState({ code: undefined });

/** While a screen shows it, that is what is printed. */
export function usePrintTarget(target: PrintTarget): void {
  const newest = useRef(target);
  useLayoutEffect(() => {
    newest.current = target;
  });
  useEffect(() => {
    const tell = (): PrintTarget => newest.current;
    usePapers.setState(({ inSight }) => ({ inSight: [...inSight, tell] }));
    return () => usePapers.setState(({ inSight }) => ({ inSight: inSight.filter((each) => each !== tell) }));
  }, []);
}

/** A count and everything that is printed of it. */
export const countTarget = (id: string, title: string): PrintTarget => ({
  title,
  forms: formsOf.count,
  hasChosen: false,
  about: () => ({ kind: 'count', countId: id, placeId: null }),
});
/** A place, with what stands there and below. */
export const placeTarget = (id: string, title: string): PrintTarget => ({
  title,
  forms: formsOf.place,
  hasChosen: false,
  about: () => ({ kind: 'place', locationId: id }),
});
/** An event, and who is called to it. */
export const eventTarget = (id: string, title: string): PrintTarget => ({
  title,
  forms: formsOf.event,
  hasChosen: false,
  about: () => ({ kind: 'event', eventId: id }),
});
/** A day of the schedule. */
export const dayTarget = (date: string, title: string): PrintTarget => ({
  title,
  forms: formsOf.day,
  hasChosen: false,
  about: () => ({ kind: 'day', date }),
});
/** A part of a tour; what is not named is all of it. */
interface TourPart {
  readonly caseId?: string;
  readonly transportId?: string;
  /** `YYYY-MM-DD` */
  readonly date?: string;
  /** The one that is meant first: of a case its packing list, of a transport its waybill. */
  readonly form?: (typeof formsOf.tour)[number];
}
/** A tour and everything that is printed of it. */
export const tourTarget = (id: string, title: string, part: TourPart = {}): PrintTarget => ({
  title,
  forms: part.form === undefined ? formsOf.tour : [part.form, ...formsOf.tour.filter((each) => each !== part.form)],
  hasChosen: false,
  about: () => ({
    kind: 'tour',
    tourId: id,
    caseId: part.caseId ?? null,
    transportId: part.transportId ?? null,
    date: part.date ?? null,
  }),
});
/** Movements; of write-offs alone their act comes first. */
export const movesTarget = (title: string, ids: readonly string[], areWriteOffs: boolean): PrintTarget => ({
  title,
  forms: areWriteOffs ? formsOf.moves.toReversed() : formsOf.moves,
  hasChosen: false,
  about: () => ({ kind: 'moves', movementIds: ids }),
});
