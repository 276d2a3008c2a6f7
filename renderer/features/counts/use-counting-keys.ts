/** The keys of the counting screen. */
import { useEffect, useLayoutEffect, useRef } from 'react';

/** The field in which a code would begin. */
const isEmptyCode = (field: HTMLInputElement): boolean =>
  field.dataset['testid'] === 'code-input' && field.value === '';

/** Keys that work wherever the focus is not in a field. */
export function useCountingKeys(undoLast: () => void, focus: (field: 'code' | 'quantity') => void): void {
  const latest = useRef({ undoLast, focus });
  useLayoutEffect(() => {
    latest.current = { undoLast, focus };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
        event.preventDefault();
        latest.current.undoLast();
      }
      if (event.ctrlKey || event.metaKey) return;
      const isStar = event.code === 'NumpadMultiply' || (event.code === 'Digit8' && event.shiftKey);
      if (event.code !== 'Slash' && !isStar) return;
      // In a field they are letters; but where a code would begin, no code begins with a star.
      if (event.target instanceof HTMLInputElement && !(isStar && isEmptyCode(event.target))) return;
      event.preventDefault();
      latest.current.focus(isStar ? 'quantity' : 'code');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
