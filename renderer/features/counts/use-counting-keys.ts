/** The keys of the counting screen. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useUndoTarget } from '../../undo/undo-target.ts';

/** The field in which a code would begin. */
const isEmptyCode = (field: HTMLInputElement): boolean =>
  field.dataset['testid'] === 'code-input' && field.value === '';

/** Keys that work wherever the focus is not in a field. */
export function useCountingKeys(undoLast: () => void, focus: (field: 'code' | 'quantity') => void): void {
  useUndoTarget(undoLast);
  const latest = useRef(focus);
  useLayoutEffect(() => {
    latest.current = focus;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey) return;
      const isStar = event.code === 'NumpadMultiply' || (event.code === 'Digit8' && event.shiftKey);
      if (event.code !== 'Slash' && !isStar) return;
      // In a field they are letters; but where a code would begin, no code begins with a star.
      if (event.target instanceof HTMLInputElement && !(isStar && isEmptyCode(event.target))) return;
      event.preventDefault();
      latest.current(isStar ? 'quantity' : 'code');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
