/**
 * The quantity field. Its text in the document is what counts: no copy of it lives in React, so a digit that was
 * pressed before the scan is in the number, however late the window gets to paint.
 */
import { type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { readPieces } from './pieces.ts';

export interface Quantity {
  readonly input: RefObject<HTMLInputElement | null>;
  /** What stands in the field and is no whole number. */
  readonly problem: string | undefined;
  /** Looks at what was typed; an empty field is not yet wrong. */
  readonly check: () => void;
  /** Selects the text, unless somebody has begun to type: a focus that comes late takes no digit away. */
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  /**
   * Takes the number for one entry, after which the field says one again; undefined where it is no whole number, which
   * then stays in the field and is said.
   */
  readonly take: () => number | undefined;
}

export function useQuantity(): Quantity {
  const { language } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const isTyping = useRef(false);
  const [problem, setProblem] = useState<string>();
  const check = useCallback(() => {
    isTyping.current = true;
    const typed = input.current?.value ?? '';
    setProblem(typed === '' || readPieces(typed, language) !== undefined ? undefined : typed);
  }, [language]);
  const onFocus = useCallback(() => {
    if (!isTyping.current) input.current?.select();
  }, []);
  const onBlur = useCallback(() => {
    isTyping.current = false;
  }, []);
  const take = useCallback(() => {
    isTyping.current = false;
    const field = input.current;
    const typed = field?.value ?? '1';
    const pieces = readPieces(typed, language);
    setProblem(pieces === undefined ? typed : undefined);
    // One quantity is for one scan: what comes next is one again.
    if (pieces !== undefined && field !== null) field.value = '1';
    return pieces;
  }, [language]);
  return useMemo(() => ({ input, problem, check, onFocus, onBlur, take }), [problem, check, onFocus, onBlur, take]);
}
