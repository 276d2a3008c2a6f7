/**
 * The way of an entry to the host. It is written down here and sent in the same moment; what was not acknowledged is
 * sent again after a lost link or a reload, under the same id, so that it counts once.
 */
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useMemo } from 'react';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { CountEntryAnswer, CountEntryRequest } from '../../../shared/ipc/count-contract.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCountingStore } from '../../store/counting-store.ts';

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

type Recorded = Extract<CountEntryAnswer, { readonly ok: true }>;

interface Listeners {
  readonly userId: string;
  readonly countId: string;
  /** It is on its way. */
  readonly onSent: (id: string) => void;
  /** It was understood, and is on disk where it was to be recorded. */
  readonly onRecorded: (id: string, answer: Recorded) => void;
  /** It was refused and will not come again; the person has been told. */
  readonly onRefused: (id: string) => void;
  /** Something was said about it, or the link was lost. */
  readonly onAnswered: () => void;
}

export interface Sending {
  /** How many entries the host has not acknowledged. */
  readonly waiting: number;
  readonly enter: (request: CountEntryRequest) => void;
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

/** The listeners must stay the same from render to render. */
export function useSending({ userId, countId, onSent, onRecorded, onRefused, onAnswered }: Listeners): Sending {
  const { language } = useWords();
  const pending = useCountingStore((state) => state.pending);
  const waiting = useMemo(
    () => pending.filter((entry) => entry.userId === userId && entry.request.countId === countId).length,
    [pending, userId, countId],
  );
  const deliver = useCallback(
    async (request: CountEntryRequest): Promise<void> => {
      const { removePending } = useCountingStore.getState();
      const refuse = (code: string, details: Parameters<typeof sentenceOf>[1]): void => {
        removePending(request.id);
        const message = sentenceOf(code, details, language);
        notifications.show({ color: 'red', message, autoClose: 8000 });
        onRefused(request.id);
      };
      try {
        const answer = (await connection.request('count.enter', request)) as CountEntryAnswer;
        if (!answer.ok) return refuse(answer.error.code, answer.error.details);
        removePending(request.id);
        onRecorded(request.id, answer);
      } catch (error) {
        if (!(error instanceof RequestFailed)) throw error;
        if (!COMES_AGAIN.has(error.failure.code)) refuse(error.failure.code, error.failure.details);
      }
    },
    [language, onRecorded, onRefused],
  );
  const send = useCallback((request: CountEntryRequest) => deliver(request).finally(onAnswered), [deliver, onAnswered]);
  useResend(userId, countId, send, waiting);
  const enter = useCallback(
    (request: CountEntryRequest): void => {
      useCountingStore.getState().addPending({ userId, request });
      onSent(request.id);
      void send(request);
    },
    [onSent, send, userId],
  );
  return { waiting, enter };
}
