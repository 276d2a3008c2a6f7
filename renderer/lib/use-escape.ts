/**
 * Escape closes what stands beside the list, unless something lies over it or a field still holds a draft (it stops the
 * key).
 */
import { useEffect, useRef } from 'react';

const OVER = '[role="dialog"], [aria-haspopup][aria-expanded="true"]';

/** The newest `onEscape` is called; giving another costs nothing. */
export function useEscape(onEscape: () => void): void {
  const act = useRef(onEscape);
  useEffect(() => {
    act.current = onEscape;
  });
  useEffect(() => {
    let isCovered = false;
    const look = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') isCovered = document.querySelector(OVER) !== null;
    };
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !isCovered && !event.defaultPrevented) act.current();
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', close);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', close);
    };
  }, []);
}
