/**
 * Writing what was looked at: a hundred events at a time, with counts and a way to stop, and one thing to take back.
 */
import { useRef, useState } from 'react';
import { asError } from '../../../shared/base/as-error.ts';
import type { RefusalData } from '../../../shared/base/refusal.ts';
import { sentenceOf } from '../../../shared/i18n/sentences.ts';
import type { Progress } from '../../../shared/ipc/progress.ts';
import { type ImportedEvent, scheduleImport } from '../../../shared/mutations/import-mutations.ts';
import type { Intent } from '../../../shared/mutations/mutation.ts';
import { RequestFailed } from '../../data/connection.ts';
import { doTogether } from '../../data/do-together.ts';
import { newId } from '../../data/new-id.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFailureText } from '../../lib/failure-text.ts';
import { useUndoStack } from '../../undo/undo-stack.ts';

/** What became of it. Events. */
export interface ImportOutcome {
  readonly done: number;
  readonly total: number;
  readonly isStopped: boolean;
  /** Why something was not written; undefined where all was. */
  readonly why: string | undefined;
}

/** One run at a time. */
export interface ImportRun {
  readonly progress: Progress | undefined;
  run(intents: readonly Intent[]): Promise<ImportOutcome>;
  /** Before the next hundred. */
  stop(): void;
}

const eventsOf = ({ name, args }: Intent): number =>
  name === scheduleImport.name ? (args as { readonly events: readonly ImportedEvent[] }).events.length : 0;

export function useImportRun(): ImportRun {
  const { language } = useWords();
  const failureText = useFailureText();
  const [progress, setProgress] = useState<Progress>();
  const stopping = useRef(new AbortController());
  const run = async (intents: readonly Intent[]): Promise<ImportOutcome> => {
    const own = new AbortController();
    stopping.current = own;
    const total = intents.reduce((sum, intent) => sum + eventsOf(intent), 0);
    const gone: (Intent & { readonly id: string })[] = [];
    let done = 0;
    let refusal: RefusalData | undefined;
    let failure: Error | undefined;
    setProgress({ done, total });
    for (const intent of intents) {
      if (own.signal.aborted || failure !== undefined) break;
      const mutation = { ...intent, id: newId() };
      try {
        const [verdict] = await doTogether([mutation]);
        if (verdict?.ok === true) {
          gone.push(mutation);
          done += eventsOf(intent);
        } else if (verdict !== undefined) refusal ??= verdict.error;
      } catch (error) {
        failure = asError(error);
      }
      setProgress({ done, total });
    }
    setProgress(undefined);
    if (done > 0)
      useUndoStack
        .getState()
        .noteGesture({ table: 'schedule_events', action: { kind: 'import' }, value: '', count: done }, gone);
    if (failure !== undefined && !(failure instanceof RequestFailed)) throw failure;
    const refused = refusal === undefined ? undefined : sentenceOf(refusal.code, refusal.details, language);
    const why = failure instanceof RequestFailed ? failureText(failure.failure) : refused;
    return { done, total, isStopped: own.signal.aborted && done < total, why };
  };
  return { progress, run, stop: () => stopping.current.abort() };
}
