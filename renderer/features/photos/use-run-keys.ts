/**
 * The keys of the photo run, by their places on the keyboard. A scanner types too: a key means something only where no
 * other comes right before or after it; the Enter of a scan never gets here (`renderer/lib/scanner.ts`).
 */
import { useEffect, useLayoutEffect, useRef } from 'react';

/** A scanner's next key is there within this time. */
const ALONE_MS = 90;

/** What each key does, by `KeyboardEvent.code`. */
export type RunKeys = Readonly<Record<string, () => void>>;

const FIELD = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]';
/** These press what has the focus. */
const PRESSING: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Space']);

export function useRunKeys(keys: RunKeys): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent): void => {
      const { code, timeStamp: at, target } = event;
      const isAlone = at - last > ALONE_MS;
      last = at;
      clearTimeout(timer);
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      const act = latest.current[code];
      if (act === undefined || !isAlone) return;
      if (document.querySelector('[role="dialog"], [aria-haspopup][aria-expanded="true"]') !== null) return;
      if (target instanceof Element && target.closest(FIELD) !== null) return;
      // A button that was reached by Tab is pressed; one that was clicked is not pressed again by the next key.
      if (PRESSING.has(code) && target instanceof Element && target.matches(':focus-visible:is(button, a)')) return;
      event.preventDefault();
      timer = setTimeout(() => latest.current[code]?.(), ALONE_MS);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
