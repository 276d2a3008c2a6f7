/**
 * What scans and keys do. An entry is written down here and sent to the host in the same moment; it is heard as counted when the host has it on disk.
 * What was not acknowledged is sent again after a lost link or a reload, under the same id, so that it counts once.
 */
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type {
  CountEntryAnswer,
  CountEntryRequest,
  CountEntryView,
  CountHead,
  CountLineView,
  Verdict,
  VerdictKind,
} from '../../../shared/ipc/count-contract.ts';
import { useSessionInfo } from '../../app/contexts.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { newId } from '../../data/new-id.ts';
import { useMutate } from '../../data/use-mutate.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { play, type Sound } from '../../lib/sounds.ts';
import { type CountMode, countingKey, placeOf, useCountingStore } from '../../store/counting-store.ts';
import { useUi } from '../../store/ui-store.ts';

const SOUNDS: Readonly<Record<VerdictKind, Sound>> = {
  found: 'ok',
  place: 'ok',
  more: 'already',
  unexpected: 'problem',
  unknown: 'problem',
  outside: 'problem',
};
/** Failures after which the entry waits and is sent again: nothing was said about it. */
const COMES_AGAIN = new Set([
  'link.lost',
  'replica.locked',
  'replica.sealed',
  'session.locked',
  'auth.needed',
  'disk.full',
  'internal',
]);

export interface Counting {
  readonly verdict: Verdict | undefined;
  /** What was heard and is not yet on disk. */
  readonly heard: string | undefined;
  readonly waiting: number;
  readonly quantity: number | string;
  readonly placeId: string | null;
  readonly mode: CountMode | null;
  readonly code: string;
  readonly setCode: (code: string) => void;
  readonly setMode: (mode: CountMode) => void;
  readonly setQuantity: (quantity: number | string) => void;
  readonly setPlaceId: (id: string | null) => void;
  readonly take: (code: string) => void;
  readonly add: (line: CountLineView, quantity: number) => void;
  readonly undo: (entryId: string) => Promise<void>;
  readonly undoLast: (entries: readonly CountEntryView[]) => Promise<void>;
}

export const lineKey = (itemId: string | null, locationId: string): string => `${itemId ?? ''}/${locationId}`;

function sound(kind: VerdictKind): void {
  const { appearance, isSoundOn } = useUi.getState();
  if (isSoundOn && appearance !== 'show') play(SOUNDS[kind]);
}

/** What the host has not acknowledged is sent again, and the window asks before it closes over it. */
function useResend(
  userId: string,
  countId: string,
  send: (request: CountEntryRequest) => Promise<void>,
  waiting: number,
): void {
  useEffect(() => {
    const again = (): void => {
      for (const entry of useCountingStore.getState().pending)
        if (entry.userId === userId && entry.request.countId === countId) void send(entry.request);
    };
    again();
    return connection.onLink((isOpen) => {
      if (isOpen) again();
    });
  }, [send, userId, countId]);
  useEffect(() => {
    if (waiting === 0) return undefined;
    const hold = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [waiting]);
}

export function useCounting({ count }: CountHead): Counting {
  const { i18n } = useTranslation();
  const mutate = useMutate();
  const userId = useSessionInfo().user?.id ?? '';
  const key = countingKey(userId, count.id);
  const place = useCountingStore((state) => placeOf(state, key));
  const setPlace = useCountingStore((state) => state.setPlace);
  const pending = useCountingStore((state) => state.pending);
  const mine = useMemo(
    () => pending.filter((entry) => entry.userId === userId && entry.request.countId === count.id),
    [pending, userId, count.id],
  );
  const [verdict, setVerdict] = useState<Verdict>();
  const [heard, setHeard] = useState<string>();
  const [quantity, show] = useState<number | string>(1);
  // What a scan counts is what was typed, painted or not.
  const amount = useRef<number | string>(1);
  const setQuantity = useCallback((value: number | string): void => {
    amount.current = value;
    show(value);
  }, []);
  const recorded = useRef<string[]>([]);

  const send = useCallback(
    async (request: CountEntryRequest): Promise<void> => {
      const { removePending } = useCountingStore.getState();
      const say = (code: string, details: Parameters<typeof sentenceOf>[1]): void => {
        removePending(request.id);
        notifications.show({
          color: 'red',
          message: sentenceOf(code, details, languageOf(i18n.language)),
          autoClose: 8000,
        });
        sound('unknown');
      };
      try {
        const answer = (await connection.request('count.enter', request)) as CountEntryAnswer;
        if (!answer.ok) return say(answer.error.code, answer.error.details);
        removePending(request.id);
        if (answer.entryId !== null) recorded.current.push(answer.entryId);
        if (answer.verdict.kind === 'place') setPlace(key, { placeId: answer.verdict.locationId });
        setVerdict(answer.verdict);
        sound(answer.verdict.kind);
      } catch (error) {
        if (!(error instanceof RequestFailed)) throw error;
        if (!COMES_AGAIN.has(error.failure.code)) say(error.failure.code, error.failure.details);
      } finally {
        setHeard(undefined);
      }
    },
    [i18n, key, setPlace],
  );

  useResend(userId, count.id, send, mine.length);

  const enter = useCallback(
    (what: CountEntryRequest['what'], pieces: number, at?: string): void => {
      const now = placeOf(useCountingStore.getState(), key);
      const request = {
        id: newId(),
        countId: count.id,
        what,
        placeId: now.placeId,
        quantity: pieces,
        mode: now.modes[at ?? now.placeId ?? ''] ?? now.modes[''] ?? null,
      };
      useCountingStore.getState().addPending({ userId, request });
      void send(request);
    },
    [count.id, key, send, userId],
  );

  const take = useCallback(
    (code: string): void => {
      const text = code.slice(0, 100);
      setHeard(text);
      enter({ code: text }, Math.max(1, Math.trunc(Number(amount.current)) || 1));
      // One quantity is for one scan: what comes next is one again.
      setQuantity(1);
    },
    [enter, setQuantity],
  );
  const add = useCallback(
    (line: CountLineView, delta: number): void =>
      enter({ itemId: line.itemId, locationId: line.locationId }, delta, line.locationId),
    [enter],
  );

  const undo = useCallback(
    async (entryId: string): Promise<void> => {
      if (await mutate('count.undoEntry', { entryId })) setVerdict(undefined);
    },
    [mutate],
  );
  const undoLast = useCallback(
    async (entries: readonly CountEntryView[]): Promise<void> => {
      const isUndone = (id: string): boolean => entries.some((entry) => entry.id === id && entry.isUndone);
      // What was recorded here, newest first, even where the list has not caught up; after a restart, what the list says.
      let last = recorded.current.pop();
      while (last !== undefined && isUndone(last)) last = recorded.current.pop();
      last ??= entries.find((entry) => !entry.isUndone)?.id;
      if (last !== undefined) await undo(last);
    },
    [undo],
  );

  return {
    verdict,
    heard,
    waiting: mine.length,
    quantity,
    placeId: place.placeId,
    mode: place.modes[place.placeId ?? ''] ?? null,
    code: place.code,
    setQuantity,
    setCode: (code) => setPlace(key, { code }),
    setPlaceId: (id) => setPlace(key, { placeId: id }),
    setMode: (mode) => setPlace(key, { modes: { ...place.modes, [place.placeId ?? '']: mode } }),
    take,
    add,
    undo,
    undoLast,
  };
}
