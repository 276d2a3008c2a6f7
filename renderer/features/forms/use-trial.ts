/**
 * A template as it is typed, tried again and again: one attempt at a time, of what stands there then. The newest sheet
 * that came out stands until another does.
 */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/ipc/contract.ts';
import type { TemplateTrial, TriedTemplate } from '../../../shared/ipc/paper-contract.ts';
import { connection, RequestFailed } from '../../data/connection.ts';

/** So long it is waited for the next stroke, in milliseconds. */
const TYPING_MS = 300;

export interface Trial {
  /** What came of the newest attempt; undefined before the first. */
  readonly tried: TriedTemplate | undefined;
  /** The newest sheet. */
  readonly made: NonNullable<TriedTemplate['made']> | undefined;
  readonly failure: Failure | undefined;
  /** What stands there is not what was tried. */
  readonly isBusy: boolean;
}

type State = Omit<Trial, 'isBusy'> & { readonly of: string | undefined };
const NOTHING: State = { tried: undefined, made: undefined, failure: undefined, of: undefined };

async function attempt(text: string): Promise<Pick<State, 'tried' | 'failure'>> {
  try {
    const tried = (await connection.request('paper.try', JSON.parse(text) as TemplateTrial)) as TriedTemplate;
    return { tried, failure: undefined };
  } catch (error) {
    if (error instanceof RequestFailed) return { tried: undefined, failure: error.failure };
    throw error;
  }
}

/** Undefined tries nothing. */
export function useTrial(wanted: TemplateTrial | undefined): Trial {
  const [state, setState] = useState(NOTHING);
  const text = wanted === undefined ? undefined : JSON.stringify(wanted);
  const isAtWork = useRef(false);
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
    const go = async (): Promise<void> => {
      if (isAtWork.current) return;
      isAtWork.current = true;
      try {
        // Whatever was typed meanwhile is tried next; what came in between is not.
        let done: string | undefined;
        while (newest.current !== undefined && newest.current !== done) {
          const of: string = newest.current;
          const { tried, failure } = await attempt(of);
          done = of;
          setState(({ made }) => ({ tried, failure, made: tried?.made ?? made, of }));
        }
      } finally {
        isAtWork.current = false;
      }
    };
    const timer = setTimeout(() => void go(), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // Nothing is tried for a screen that is gone.
  useEffect(
    () => () => {
      newest.current = undefined;
    },
    [],
  );
  return { ...state, isBusy: text !== undefined && state.of !== text };
}
