/** What a person saw when they opened a choice: it goes along with what they choose, until they leave the field. */
import { useRef } from 'react';
import type { JsonValue } from '../../shared/schema/define.ts';

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
