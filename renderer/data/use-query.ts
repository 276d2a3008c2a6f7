/** A live query: its answer now, and again whenever something that it looks at changes. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/ipc/contract.ts';
import type { QueryOf } from '../../shared/ipc/query.ts';
import { connection } from './connection.ts';

/** An answer may stand beside a failure: it is the last one that there was. */
export interface Answered<R> {
  /** Undefined until the first answer. */
  readonly data: R | undefined;
  readonly failure: Failure | undefined;
}

/** Subscribes while mounted. The previous answer stays in sight while new arguments are being answered. */
export function useQuery<A, R>(query: QueryOf<A, R>, args: NoInfer<A>): Answered<R> {
  const [answered, setAnswered] = useState<Answered<R>>({ data: undefined, failure: undefined });
  // Arguments are made anew with every rendering: the same text is the same question.
  const text = JSON.stringify(args);
  useEffect(
    () =>
      connection.subscribe(query, JSON.parse(text) as A, {
        onAnswer: (data) => setAnswered({ data, failure: undefined }),
        onFailure: (failure) => setAnswered((before) => ({ data: before.data, failure })),
      }),
    [query, text],
  );
  return answered;
}
