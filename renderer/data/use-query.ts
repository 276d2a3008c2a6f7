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
  /** Whether `data` answers these very arguments: what Enter takes or a button does must not come from others. */
  readonly isCurrent: boolean;
}

/** The last answer, and the question that it belongs to. */
interface Kept<R> extends Omit<Answered<R>, 'isCurrent'> {
  readonly question: string | undefined;
}

/** Subscribes while mounted. The previous answer stays in sight while new arguments are being answered. */
export function useQuery<A, R>(query: QueryOf<A, R>, args: NoInfer<A>): Answered<R> {
  const [kept, setKept] = useState<Kept<R>>({ data: undefined, failure: undefined, question: undefined });
  // Arguments are made anew with every rendering: the same text is the same question.
  const text = JSON.stringify(args);
  useEffect(
    () =>
      connection.subscribe(query, JSON.parse(text) as A, {
        onAnswer: (data) => setKept({ data, failure: undefined, question: text }),
        onFailure: (failure) => setKept((before) => ({ ...before, failure })),
      }),
    [query, text],
  );
  return { data: kept.data, failure: kept.failure, isCurrent: kept.question === text };
}
