/**
 * One field while somebody edits it. What they saw when they began is kept and travels with the edit, so that a change
 * that arrives meanwhile becomes a conflict and is not written over; and what they typed stays until it is saved or
 * given up.
 */
import { useRef, useState } from 'react';
import type { JsonValue } from '../../shared/schema/define.ts';

const same = (a: JsonValue, b: JsonValue): boolean => JSON.stringify(a) === JSON.stringify(b);

export interface Edit {
  /** What was typed so far; undefined while nothing is being edited. */
  readonly draft: string | undefined;
  /** The value that stands now, where it is no longer the one that the person saw. */
  readonly isChangedMeanwhile: boolean;
  /** The value that the person saw when they began. */
  seen(): JsonValue;
  type(text: string): void;
  /** Saved or given up: the next stroke begins anew. */
  end(): void;
}

/** For fields that are typed into. */
export function useEdit(value: JsonValue): Edit {
  const [edit, setEdit] = useState<{ readonly text: string; readonly seen: JsonValue }>();
  return {
    draft: edit?.text,
    isChangedMeanwhile: edit !== undefined && !same(edit.seen, value),
    seen: () => (edit === undefined ? value : edit.seen),
    type: (text) => setEdit((before) => ({ text, seen: before === undefined ? value : before.seen })),
    end: () => setEdit(undefined),
  };
}

/** For fields that are chosen: what stood there when the person opened the list, until they leave it. */
export function useSeen(value: JsonValue): { begin(): void; take(next: JsonValue): JsonValue; end(): void } {
  const seen = useRef<{ readonly value: JsonValue }>(undefined);
  return {
    begin: () => {
      seen.current ??= { value };
    },
    take: (next) => {
      const before = seen.current === undefined ? value : seen.current.value;
      if (seen.current !== undefined) seen.current = { value: next };
      return before;
    },
    end: () => {
      seen.current = undefined;
    },
  };
}
