/** Taking something back: whether it can be, then a mutation like any other, then what became of it in words. */
import { notifications } from '@mantine/notifications';
import { useCallback, useLayoutEffect, useRef } from 'react';
import { isRecord } from '../../shared/base/json.ts';
import { undoOutlook, undoOutlooks } from '../../shared/features/undo/queries.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { MOST_TOGETHER } from '../../shared/ipc/contract.ts';
import type { Progress } from '../../shared/ipc/progress.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { gestureWords } from '../bulk/gesture-words.ts';
import { connection, RequestFailed } from '../data/connection.ts';
import { doTogether } from '../data/do-together.ts';
import { newId } from '../data/new-id.ts';
import { useShowFailure, useUndoingAttempt } from '../data/use-mutate.ts';
import { useWords } from '../i18n/use-words.ts';
import { useFailureText } from '../lib/failure-text.ts';
import { formatNumber } from '../lib/format.ts';
import { mutationLine, mutationWords } from '../lib/mutation-words.ts';
import { useDeletions } from '../store/deletion-store.ts';
import { takeBackAll } from './take-back-gesture.ts';
import { allSettled } from './underway.ts';
import { type Entry, useUndoStack } from './undo-stack.ts';

/** How a screen on which no notice may pop up says what became of it. */
export interface Telling {
  /** It stays as it is: why. */
  readonly refused: (sentence: string) => void;
  /** It is back. `next`: what would be taken back after it. */
  readonly done?: (sentence: string, next: Entry | undefined) => void;
}

/** One at a time, in the order of the keys: whoever presses twice takes back two things, however slow the first is. */
let underway: Promise<void> = Promise.resolve();

/** Where a dialog can do what could not be done at once, it is opened. */
function openInstead(code: string, { args }: Intent): boolean {
  const { askToDelete, askToRestore } = useDeletions.getState();
  if (!isRecord(args)) return false;
  const { table, id, deletionId } = args;
  if (code === 'undo.hasMore') askToDelete({ table: String(table), id: String(id) });
  else if (code.startsWith('restore.')) askToRestore(String(deletionId));
  else return false;
  return true;
}

/** Refusals after which trying again may help: the thing stays where it can be taken back. */
const PASSING: ReadonlySet<string> = new Set(['link.lost', 'disk.full', 'auth.needed', 'internal']);

/** Takes back what was done to many rows at once. Throws what failed on the way; what is left can be tried again. */
function useTakeBackGesture(): (
  id: string,
  gesture: NonNullable<Entry['gesture']>,
  telling: Telling | undefined,
) => Promise<void> {
  const { t, language } = useWords();
  return useCallback(
    async (id, gesture, telling) => {
      const { drop, keepOf } = useUndoStack.getState();
      const notice = `taking back ${id}`;
      const atOnce = gesture.action.kind === 'import' ? 1 : MOST_TOGETHER;
      const tell = ({ done, total }: Progress): void => {
        if (total <= atOnce) return;
        const message = t('bulk.doing', { done: formatNumber(done, language), total: formatNumber(total, language) });
        const said = { id: notice, message, loading: true, autoClose: false } as const;
        if (done === 0) notifications.show(said);
        else notifications.update(said);
      };
      const { staying, refusal, left, failure } = await takeBackAll(gesture.parts, {
        look: (inverses) => connection.ask(undoOutlooks, { inverses }),
        together: doTogether,
        newId,
        onProgress: tell,
        atOnce,
      });
      notifications.hide(notice);
      if (failure === undefined) drop(id);
      else keepOf(id, left);
      if (failure !== undefined) throw failure;
      const what = gestureWords(t, gesture, language);
      if (refusal === undefined) return tellDone(telling, t('undo.done', { what }));
      const why = sentenceOf(refusal.code, refusal.details, language);
      const message = t('undo.partly', { what, why, staying: formatNumber(staying, language), count: staying });
      return tellRefused(telling, message, 10_000);
    },
    [t, language],
  );
}

function tellDone(telling: Telling | undefined, message: string): void {
  if (telling?.done !== undefined) telling.done(message, useUndoStack.getState().entries.at(-1));
  else notifications.show({ color: 'teal', message, autoClose: 5000 });
}

function tellRefused(telling: Telling | undefined, message: string, autoClose: number): void {
  if (telling === undefined) notifications.show({ color: 'orange', message, autoClose });
  else telling.refused(message);
}

/**
 * Takes one thing back and says what became of it: in a notice, or as the screen wants it. Which one is asked when it
 * is its turn; nothing happens where there is none by then.
 */
export function useTakeBack(wanted?: Telling): (which: () => Entry | undefined) => void {
  const { t, language } = useWords();
  const attempt = useUndoingAttempt();
  const showFailure = useShowFailure();
  const failureText = useFailureText();
  const latest = useRef(wanted);
  useLayoutEffect(() => {
    latest.current = wanted;
  });
  const takeBackGesture = useTakeBackGesture();
  const takeBack = useCallback(
    async ({ id, done, inverse, gesture }: Entry): Promise<void> => {
      if (gesture !== undefined) return takeBackGesture(id, gesture, latest.current);
      const { drop } = useUndoStack.getState();
      const refuse = (code: string, sentence: string): void => {
        if (!PASSING.has(code)) drop(id);
        if (!openInstead(code, inverse)) tellRefused(latest.current, sentence, 8000);
      };
      const { obstacle, intent, titles } = await connection.ask(undoOutlook, { done, inverse });
      if (obstacle !== null) return refuse(obstacle.code, sentenceOf(obstacle.code, obstacle.details, language));
      const mutation = mutationNamed(intent.name);
      if (mutation === undefined) throw new Error(`nothing is called ${intent.name}`);
      const outcome = await attempt(mutation, intent.args);
      if (!outcome.ok) return refuse(outcome.code, outcome.sentence);
      drop(id);
      const what = mutationLine(done.name, done.args, titles, language);
      const { subject = '' } = mutationWords(done.name, done.args, titles, language);
      const isBack = intent.name === 'deletion.restore';
      const message = isBack ? t('restore.done', { title: subject }) : t('undo.done', { what });
      return tellDone(latest.current, message);
    },
    [t, language, attempt, takeBackGesture],
  );
  return useCallback(
    (which) => {
      const take = async (): Promise<void> => {
        await allSettled();
        const entry = which();
        if (entry !== undefined) await takeBack(entry);
      };
      underway = underway.then(take).catch((error: unknown) => {
        if (latest.current === undefined || !(error instanceof RequestFailed)) return showFailure(error);
        latest.current.refused(failureText(error.failure));
      });
    },
    [takeBack, showFailure, failureText],
  );
}
