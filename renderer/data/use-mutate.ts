/** Asking for a mutation, and saying what became of it. */
import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { newId } from '../../shared/base/ids.ts';
import type { RefusalData, Result } from '../../shared/base/refusal.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { MutationOf } from '../../shared/mutations/mutation.ts';
import { useWords } from '../i18n/use-words.ts';
import { underway } from '../undo/underway.ts';
import { useUndoStack } from '../undo/undo-stack.ts';
import { connection, RequestFailed } from './connection.ts';

/** What became of an attempt: nothing more to say, or why not, with the sentence for people. */
export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly details: RefusalData['details']; readonly sentence: string };

/** Never throws for what can be expected: a refusal and a lost link are outcomes. */
type Attempt = <A>(mutation: MutationOf<A>, args: NoInfer<A>) => Promise<Outcome>;

/** Runs a mutation and answers what became of it; whoever asked says so. What was saved can be taken back. */
export const useAttempt = (): Attempt => useAttempting(true);

/** The same for what takes something back: it is not offered to be taken back itself. */
export const useUndoingAttempt = (): Attempt => useAttempting(false);

/** The id is made before the request, so that a link that breaks on the way repeats it and does nothing twice. */
function useAttempting(isNoted: boolean): Attempt {
  const { t, language } = useWords();
  const attempt = useCallback<Attempt>(
    async ({ name }, args) => {
      const refused = (code: string, details: RefusalData['details']): Outcome => ({
        ok: false,
        code,
        details,
        sentence: code === 'link.lost' ? t('link.lost') : sentenceOf(code, details, language),
      });
      try {
        const id = newId();
        const result = (await connection.request('mutate', { name, args, id })) as Result<unknown>;
        if (!result.ok) return refused(result.error.code, result.error.details);
        if (isNoted) useUndoStack.getState().note(id, { name, args });
        return { ok: true };
      } catch (error) {
        if (error instanceof RequestFailed) return refused(error.failure.code, error.failure.details);
        throw error;
      }
    },
    [t, language, isNoted],
  );
  return useCallback((mutation, args) => underway(attempt(mutation, args)), [attempt]);
}

/** Runs a mutation; a refusal is shown as one sentence. Answers whether it was saved. */
export function useMutate(): <A>(mutation: MutationOf<A>, args: NoInfer<A>) => Promise<boolean> {
  const attempt = useAttempt();
  return useCallback(
    async (mutation, args) => {
      const outcome = await attempt(mutation, args);
      if (!outcome.ok) notifications.show({ color: 'red', message: outcome.sentence, autoClose: 8000 });
      return outcome.ok;
    },
    [attempt],
  );
}

/** Says in one sentence why a request failed; what is no failed request is a broken invariant and goes on. */
export function useShowFailure(): (error: unknown) => void {
  const { t, language } = useWords();
  return useCallback(
    (error) => {
      if (!(error instanceof RequestFailed)) throw error;
      const { code, details } = error.failure;
      const message = code === 'link.lost' ? t('link.lost') : sentenceOf(code, details, language);
      notifications.show({ color: 'red', message, autoClose: 8000 });
    },
    [t, language],
  );
}
