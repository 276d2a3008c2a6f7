/** Keys of an evening, by their places on the keyboard. Space presses the line of a checklist itself. */
import { useEffect, useLayoutEffect, useRef } from 'react';

const FIELD = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="slider"]';
const OVER = '[role="dialog"], [aria-haspopup][aria-expanded="true"]';

/** What each key does, by `KeyboardEvent.code`; answers whether it meant anything. */
export type BoardKeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** The newest keys are meant; not in a field, nor while something lies over the screen. */
export function useBoardKeys(keys: BoardKeys): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const act = latest.current[event.code];
      if (act === undefined || document.querySelector(OVER) !== null) return;
      if (event.target instanceof Element && event.target.closest(FIELD) !== null) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
