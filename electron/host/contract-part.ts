/**
 * A part of the contract that is answered in a room of its own. Somebody has proved who they are before it is asked;
 * what it throws reaches the window as a failure.
 */
import type { z } from 'zod';
import { AppError } from '../../shared/base/app-error.ts';
import type { ReplicaHost } from './replica-host.ts';

type Requests = Readonly<Record<string, z.ZodType>>;
/** How each method of a part is answered; parameters come parsed. */
export type Answers<R extends Requests> = {
  readonly [M in keyof R]: (host: ReplicaHost, params: z.infer<R[M]>) => Promise<unknown>;
};

export interface ContractPart {
  readonly has: (method: string) => boolean;
  readonly answer: (host: ReplicaHost, method: string, raw: unknown) => Promise<unknown>;
}

/** Puts the requests of a part and their answers together. */
export function partOf<R extends Requests>(requests: R, answers: Answers<R>): ContractPart {
  return {
    has: (method) => Object.hasOwn(requests, method),
    answer: async (host, method, raw) => {
      const given = requests[method]?.safeParse(raw);
      if (given?.success !== true)
        throw new AppError('usage', { problem: `${method}: ${given?.error.issues[0]?.message ?? 'unknown'}` });
      const answer = answers[method] as (host: ReplicaHost, params: unknown) => Promise<unknown>;
      return answer(host, given.data);
    },
  };
}
