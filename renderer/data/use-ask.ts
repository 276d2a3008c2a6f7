/** One request with its outcome for people: busy, done, or a sentence that says why not. */
import { useCallback, useState } from 'react';
import type { Failure, Method, Params } from '../../shared/ipc/contract.ts';
import { useFailureText } from '../lib/failure-text.ts';
import { connection, RequestFailed } from './connection.ts';

/** What became of a request. A failure is data: it chooses a sentence. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure };

/** Asks and answers; what fails is answered too, never thrown. */
export async function ask<M extends Method>(method: M, params: Params<M>): Promise<Answer> {
  try {
    return { ok: true, value: await connection.request(method, params) };
  } catch (error) {
    if (error instanceof RequestFailed) return { ok: false, failure: error.failure };
    throw error;
  }
}

/** `problem` stands until the next request, or until the form says otherwise. */
export interface Asking {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  setProblem(problem: string | undefined): void;
  ask<M extends Method>(method: M, params: Params<M>): Promise<Answer>;
}

/** For a form: its button is busy meanwhile, and a failure stands above it. */
export function useAsk(): Asking {
  const text = useFailureText();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const asking = useCallback(
    async <M extends Method>(method: M, params: Params<M>): Promise<Answer> => {
      setBusy(true);
      setProblem(undefined);
      const answer = await ask(method, params);
      setBusy(false);
      if (!answer.ok) setProblem(text(answer.failure));
      return answer;
    },
    [text],
  );
  return { isBusy, problem, setProblem, ask: asking };
}
