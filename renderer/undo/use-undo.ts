/** Taking something back: whether it can be, then a mutation like any other, then what became of it in words. */
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { isRecord } from '../../shared/base/json.ts';
import { undoOutlook } from '../../shared/features/undo/queries.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { connection } from '../data/connection.ts';
import { useShowFailure, useUndoingAttempt } from '../data/use-mutate.ts';
import { useWords } from '../i18n/use-words.ts';
import { mutationLine, mutationWords } from '../lib/mutation-words.ts';
import { useDeletions } from '../store/deletion-store.ts';
import { type Entry, useUndoStack } from './undo-stack.ts';

/** One at a time: a key that is held down takes back one thing. */
let isTaking = false;

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

/** Takes one thing back and says what became of it. */
export function useTakeBack(): (entry: Entry) => void {
  const { t, language } = useWords();
  const attempt = useUndoingAttempt();
  const showFailure = useShowFailure();
  const takeBack = useCallback(
    async ({ id, done, inverse }: Entry): Promise<void> => {
      const { drop } = useUndoStack.getState();
      const refuse = (code: string, sentence: string): void => {
        if (!PASSING.has(code)) drop(id);
        if (!openInstead(code, inverse)) notifications.show({ color: 'orange', message: sentence, autoClose: 8000 });
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
      return void notifications.show({ color: 'teal', message, autoClose: 5000 });
    },
    [t, language, attempt],
  );
  return useCallback(
    (entry) => {
      if (isTaking) return;
      isTaking = true;
      takeBack(entry)
        .catch(showFailure)
        .finally(() => {
          isTaking = false;
        });
    },
    [takeBack, showFailure],
  );
}
