/**
 * The way of a packed piece to the host. It is written down here and sent in the same moment; what was not acknowledged
 * is sent again after a lost link or a reload, under the same id, so that it is packed once.
 */
import { useCallback, useEffect, useMemo } from 'react';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { PackingEntryAnswer, PackingEntryRequest } from '../../../shared/ipc/packing-contract.ts';
import { connection, RequestFailed } from '../../data/connection.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePackingStore } from '../../store/packing-store.ts';

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

interface Listeners {
  readonly userId: string;
  readonly tourId: string;
  /** It was understood, and is on disk where it was to be recorded. */
  readonly onAnswer: (request: PackingEntryRequest, answer: Extract<PackingEntryAnswer, { readonly ok: true }>) => void;
  /** It was refused and will not come again. */
  readonly onRefused: (request: PackingEntryRequest, sentence: string) => void;
}

/** The listeners must stay the same from render to render. */
export function usePackingSending({ userId, tourId, onAnswer, onRefused }: Listeners): {
  /** How many entries the host has not acknowledged. */
  readonly waiting: number;
  readonly send: (request: PackingEntryRequest) => void;
} {
  const { language } = useWords();
  const pending = usePackingStore((state) => state.pending);
  const own = useMemo(
    () => pending.filter((entry) => entry.userId === userId && entry.request.tourId === tourId),
    [pending, tourId, userId],
  );
  const deliver = useCallback(
    async (request: PackingEntryRequest): Promise<void> => {
      const { removePending } = usePackingStore.getState();
      const refuse = (code: string, details: Parameters<typeof sentenceOf>[1]): void => {
        removePending(request.id);
        onRefused(request, sentenceOf(code, details, language));
      };
      try {
        const answer = (await connection.request('packing.enter', request)) as PackingEntryAnswer;
        if (!answer.ok) return refuse(answer.error.code, answer.error.details);
        removePending(request.id);
        onAnswer(request, answer);
      } catch (error) {
        if (!(error instanceof RequestFailed)) throw error;
        if (!COMES_AGAIN.has(error.failure.code)) refuse(error.failure.code, error.failure.details);
      }
    },
    [language, onAnswer, onRefused],
  );
  useEffect(() => {
    const again = (): void => {
      for (const entry of usePackingStore.getState().pending)
        if (entry.userId === userId && entry.request.tourId === tourId) void deliver(entry.request);
    };
    again();
    return connection.onLink((isOpen) => {
      if (isOpen) again();
    });
  }, [deliver, tourId, userId]);
  const send = useCallback(
    (request: PackingEntryRequest): void => {
      usePackingStore.getState().addPending({ userId, request });
      void deliver(request);
    },
    [deliver, userId],
  );
  return { waiting: own.length, send };
}
