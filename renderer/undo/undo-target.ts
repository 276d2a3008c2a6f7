/**
 * Ctrl Z, by physical key. A screen with an undo of its own takes it while it is open; elsewhere it takes back what was
 * done last, except in a text field, where it belongs to the typing, and while a dialog asks something. A field in
 * which nothing was typed since it was written says so (`data-at-rest`), and is none.
 */
import { useEffect, useLayoutEffect, useRef } from 'react';

interface Target {
  readonly current: () => void;
}

/** Screens with an undo of their own; the one that opened last goes first. */
const targets: Target[] = [];

const TYPING =
  'input:not([type="checkbox"]):not([type="radio"]):not([data-at-rest]), textarea, [contenteditable="true"]';
const ASKING = '[role="dialog"][aria-modal="true"]';

const isUndo = (event: KeyboardEvent): boolean =>
  event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;

const isElsewhere = (event: KeyboardEvent): boolean =>
  document.querySelector(ASKING) === null && !(event.target instanceof Element && event.target.matches(TYPING));

/** Listens for the whole window. */
export function useUndoKey(takeBackLast: () => void): void {
  const latest = useRef(takeBackLast);
  useLayoutEffect(() => {
    latest.current = takeBackLast;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isUndo(event)) return;
      const own = targets.at(-1);
      if (own === undefined && !isElsewhere(event)) return;
      event.preventDefault();
      if (own !== undefined) own.current();
      else if (!event.repeat) latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** While the calling screen is open, Ctrl Z is its own, also in its fields. */
export function useUndoTarget(undo: () => void): void {
  const latest = useRef(undo);
  useLayoutEffect(() => {
    latest.current = undo;
  });
  useEffect(() => {
    targets.push(latest);
    return () => {
      targets.splice(targets.indexOf(latest), 1);
    };
  }, []);
}
