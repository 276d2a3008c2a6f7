/** Doing it: a stretch at a time, with counts and a way to stop, and one thing to be taken back. */
import { notifications } from '@mantine/notifications';
import { useRef, useState } from 'react';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { Progress } from '../../shared/ipc/progress.ts';
import { connection } from '../data/connection.ts';
import { doTogether } from '../data/do-together.ts';
import { useShowFailure } from '../data/use-mutate.ts';
import { useWords } from '../i18n/use-words.ts';
import { formatNumber } from '../lib/format.ts';
import { type Gesture, useUndoStack } from '../undo/undo-stack.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import type { Found } from './use-bulk-check.ts';

/** One run at a time. */
export interface BulkRun {
  /** While it runs. */
  readonly progress: Progress | undefined;
  /** Answers whether anything was done. */
  run(found: Found, gesture: Omit<Gesture, 'count'>): Promise<boolean>;
  /** At the next stretch. */
  stop(): void;
}

export function useBulkRun(): BulkRun {
  const { t, language } = useWords();
  const showFailure = useShowFailure();
  const [progress, setProgress] = useState<Progress>();
  const stopping = useRef(new AbortController());
  /** What was not done although it was to be: others were faster, or it was stopped. */
  const tell = ({ verdicts, isStopped, failure }: CarriedOut, done: number): void => {
    if (failure !== undefined) showFailure(failure);
    const counted = { done: formatNumber(done, language), total: formatNumber(verdicts.length, language) };
    const [refusal] = verdicts.flatMap((verdict) => verdict.refusal ?? []);
    if (refusal !== undefined) {
      const why = sentenceOf(refusal.code, refusal.details, language);
      notifications.show({ color: 'orange', message: t('bulk.partly', { ...counted, why }), autoClose: 10_000 });
    } else if (isStopped) notifications.show({ message: t('bulk.stopped', counted), autoClose: 8000 });
  };
  const run: BulkRun['run'] = async ({ steps, deletion }, gesture) => {
    stopping.current = new AbortController();
    setProgress({ done: 0, total: steps.length });
    try {
      if (deletion?.isLarge === true) await connection.request('backup.take', {});
      const outcome = await carryOut(steps, doTogether, { onProgress: setProgress, signal: stopping.current.signal });
      const done = outcome.verdicts.filter((verdict) => verdict.done.length > 0);
      useUndoStack.getState().noteGesture(
        { ...gesture, count: done.length },
        done.flatMap((verdict) => verdict.done),
      );
      tell(outcome, done.length);
      return done.length > 0;
    } catch (error) {
      showFailure(error);
      return false;
    } finally {
      setProgress(undefined);
    }
  };
  return { progress, run, stop: () => stopping.current.abort() };
}
