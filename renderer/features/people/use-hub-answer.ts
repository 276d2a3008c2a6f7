/**
 * What only the hub knows: asked when the screen opens and on demand; the last answer stays in sight with the reason
 * why there is no newer one.
 */
import { useCallback, useEffect, useState } from 'react';
import type { Failure, Method, Params } from '../../../shared/ipc/contract.ts';
import { ask } from '../../data/use-ask.ts';

export interface HubAnswer<T> {
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly refresh: () => void;
}

const AGAIN_MS = 15_000;

export function useHubAnswer<T, M extends Method>(method: M, params: Params<M>): HubAnswer<T> {
  const [answer, setAnswer] = useState<{ readonly data: T | undefined; readonly failure: Failure | undefined }>({
    data: undefined,
    failure: undefined,
  });
  const key = JSON.stringify(params);
  const refresh = useCallback(() => {
    void ask(method, JSON.parse(key) as Params<M>).then((result) =>
      setAnswer((before) =>
        result.ok ? { data: result.value as T, failure: undefined } : { data: before.data, failure: result.failure },
      ),
    );
  }, [method, key]);
  useEffect(() => {
    refresh();
    const timer = setInterval(refresh, AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return { ...answer, refresh };
}
