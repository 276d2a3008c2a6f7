/** Keys of the passport, by physical key: E writes, L reads large, Alt ↑ ↓ lead through the sections. */
import { useEffect, useLayoutEffect, useRef } from 'react';

interface Acts {
  readonly isOff: boolean;
  readonly onStep: (by: 1 | -1) => void;
  readonly onRead: () => void;
  readonly onEdit: () => void;
}

const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';

/** The newest acts are called. */
export function usePassportKeys(acts: Acts): void {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { isOff, onStep, onRead, onEdit } = latest.current;
      if (isOff || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(TYPING) !== null) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : undefined;
      if (event.altKey) {
        if (step === undefined) return;
        event.preventDefault();
        onStep(step);
      } else if (event.code === 'KeyE') {
        event.preventDefault();
        onEdit();
      } else if (event.code === 'KeyL') {
        event.preventDefault();
        onRead();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
