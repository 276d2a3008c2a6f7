/** What scans and keys do in a count: where the person stands, how many they mean, what is recorded and taken back. */

import { useCallback, useState } from 'react';
import type {
  CountEntryRequest,
  CountEntryView,
  CountHead,
  CountLineView,
  Verdict,
  VerdictKind,
} from '../../../shared/ipc/count-contract.ts';
import { countUndoEntry } from '../../../shared/mutations/count-mutations.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { type CountMode, countingKey, placeOf, useCountingStore } from '../../store/counting-store.ts';
import { useUi } from '../../store/ui-store.ts';
import { SentEntries } from './sent-entries.ts';
import { type Quantity, useQuantity } from './use-quantity.ts';
import { useSending } from './use-sending.ts';

const SOUNDS: Readonly<Record<VerdictKind, Sound>> = {
  found: 'ok',
  place: 'ok',
  more: 'already',
  unexpected: 'problem',
  unknown: 'problem',
  outside: 'problem',
};

export interface Counting {
  readonly verdict: Verdict | undefined;
  /** What was heard and is not yet on disk. */
  readonly heard: string | undefined;
  readonly waiting: number;
  readonly quantity: Quantity;
  readonly placeId: string | null;
  readonly mode: CountMode | null;
  readonly code: string;
  readonly setCode: (code: string) => void;
  readonly setMode: (mode: CountMode) => void;
  readonly setPlaceId: (id: string | null) => void;
  /** Counts a code; where the quantity is no number, the code waits in its field and nothing is recorded. */
  readonly take: (code: string) => void;
  readonly add: (line: CountLineView, quantity: number) => void;
  /** Whether it was taken back; the person has been told why not. */
  readonly undo: (entryId: string) => Promise<boolean>;
  readonly undoLast: (entries: readonly CountEntryView[]) => Promise<void>;
}

export const lineKey = (itemId: string | null, locationId: string): string => `${itemId ?? ''}/${locationId}`;

function sound(kind: VerdictKind): void {
  const { appearance, isSoundOn } = useUi.getState();
  if (isSoundOn && appearance !== 'show') play(SOUNDS[kind]);
}

interface Entries {
  readonly verdict: Verdict | undefined;
  readonly heard: string | undefined;
  readonly waiting: number;
  readonly hear: (code: string) => void;
  readonly enter: (what: CountEntryRequest['what'], pieces: number, at?: string) => void;
  /** Whether it was taken back; the person has been told why not. */
  readonly undo: (entryId: string) => Promise<boolean>;
  readonly undoLast: (entries: readonly CountEntryView[]) => Promise<void>;
}

/** Recording entries and taking them back. */
function useEntries(countId: string, userId: string, key: string): Entries {
  const mutate = useMutate();
  const [verdict, setVerdict] = useState<Verdict>();
  const [heard, setHeard] = useState<string>();
  const [sent] = useState(() => new SentEntries());
  const onSent = useCallback((id: string) => sent.note(id), [sent]);
  const onRefused = useCallback(
    (id: string) => {
      sent.settle(id, false);
      sound('unknown');
    },
    [sent],
  );
  const onRecorded = useCallback<Parameters<typeof useSending>[0]['onRecorded']>(
    (id, { entryId, verdict: said }) => {
      sent.settle(id, entryId !== null);
      if (said.kind === 'place') useCountingStore.getState().setPlace(key, { placeId: said.locationId });
      setVerdict(said);
      sound(said.kind);
    },
    [key, sent],
  );
  const onAnswered = useCallback(() => setHeard(undefined), []);
  const { waiting, enter: send } = useSending({ userId, countId, onSent, onRecorded, onRefused, onAnswered });
  const enter = useCallback<Entries['enter']>(
    (what, pieces, at) => {
      const now = placeOf(useCountingStore.getState(), key);
      const mode = now.modes[at ?? now.placeId ?? ''] ?? now.modes[''] ?? null;
      send({ id: newId(), countId, what, placeId: now.placeId, quantity: pieces, mode });
    },
    [countId, key, send],
  );
  const undo = useCallback(
    async (entryId: string): Promise<boolean> => {
      const isUndone = await mutate(countUndoEntry, { entryId });
      if (isUndone) setVerdict(undefined);
      return isUndone;
    },
    [mutate],
  );
  const undoLast = useCallback(
    async (entries: readonly CountEntryView[]): Promise<void> => {
      const last = await sent.takeLast(entries, userId);
      if (last !== undefined && !(await undo(last))) sent.putBack(last);
    },
    [sent, undo, userId],
  );
  return { verdict, heard, waiting, hear: setHeard, enter, undo, undoLast };
}

export function useCounting({ count }: CountHead): Counting {
  const userId = useSessionInfo().user?.id ?? '';
  const key = countingKey(userId, count.id);
  const place = useCountingStore((state) => placeOf(state, key));
  const setPlace = useCountingStore((state) => state.setPlace);
  const quantity = useQuantity();
  const { hear, enter, ...entries } = useEntries(count.id, userId, key);
  const { take: takeQuantity, input } = quantity;
  const take = useCallback(
    (code: string): void => {
      const text = code.slice(0, 100);
      const pieces = takeQuantity();
      if (pieces === undefined) {
        setPlace(key, { code: text });
        input.current?.focus();
        input.current?.select();
        sound('unknown');
        return;
      }
      setPlace(key, { code: '' });
      hear(text);
      enter({ code: text }, pieces);
    },
    [enter, hear, input, key, setPlace, takeQuantity],
  );
  const add = useCallback(
    (line: CountLineView, delta: number): void =>
      enter({ itemId: line.itemId, locationId: line.locationId }, delta, line.locationId),
    [enter],
  );
  return {
    ...entries,
    quantity,
    placeId: place.placeId,
    mode: place.modes[place.placeId ?? ''] ?? null,
    code: place.code,
    setCode: (code) => setPlace(key, { code }),
    setPlaceId: (id) => setPlace(key, { placeId: id }),
    setMode: (mode) => setPlace(key, { modes: { ...place.modes, [place.placeId ?? '']: mode } }),
    take,
    add,
  };
}
