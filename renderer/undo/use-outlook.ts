/** How taking something back stands, live: in which words, and whether somebody has taken it back already. */
import { useEffect } from 'react';
import { undoOutlook } from '../../shared/features/undo/queries.ts';
import { gestureWords } from '../bulk/gesture-words.ts';
import { useQuery } from '../data/use-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { mutationLine, mutationWords } from '../lib/mutation-words.ts';
import { type Entry, useUndoStack } from './undo-stack.ts';
import { undoWords } from './undo-words.ts';

/** There is nothing left to take back. */
const OVER: ReadonlySet<string> = new Set(['deletion.restored', 'row.missing', 'row.deleted']);

/** Texts in the reader’s language. */
export interface Outlook {
  /** What taking it back does. */
  readonly words: string;
  /** What was done. */
  readonly done: string;
  readonly title: string;
}

/**
 * Undefined until it is known. What is over is dropped from the stack; of a gesture that is seen when it is taken back.
 */
export function useOutlook({ id, done, inverse, gesture }: Entry): Outlook | undefined {
  const { t, language } = useWords();
  const { data } = useQuery(undoOutlook, { done, inverse });
  const isOver =
    gesture === undefined && data?.obstacle !== undefined && data.obstacle !== null && OVER.has(data.obstacle.code);
  useEffect(() => {
    if (isOver) useUndoStack.getState().drop(id);
  }, [isOver, id]);
  if (gesture !== undefined) {
    const what = gestureWords(t, gesture, language);
    return { words: t('undo.words.other', { what }), done: what, title: '' };
  }
  if (data === undefined) return undefined;
  return {
    words: undoWords(t, done, data.titles, language),
    done: mutationLine(done.name, done.args, data.titles, language),
    title: mutationWords(done.name, done.args, data.titles, language).subject ?? '',
  };
}
