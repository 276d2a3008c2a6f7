/**
 * The keys of the photo run, by their places on the keyboard. A scanner types too: keys that come in a burst mean
 * something only where there are no more than two of them, as fingers in haste strike them; the Enter of a scan never
 * gets here (`renderer/lib/scanner.ts`).
 */
import { useEffect, useLayoutEffect, useRef } from 'react';

/** A scanner's next key is there within this time. */
const BURST_MS = 90;
/** No code that is scanned is as short. */
const BY_HAND = 2;

/** What each key does, by `KeyboardEvent.code`. */
export type RunKeys = Readonly<Record<string, () => void>>;

const FIELD = 'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"], [role="listbox"]';
/** These press what has the focus. */
const PRESSING: ReadonlySet<string> = new Set(['Enter', 'NumpadEnter', 'Space']);

function isForTheRun(event: KeyboardEvent, keys: RunKeys): boolean {
  const { code, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return false;
  if (keys[code] === undefined) return false;
  if (document.querySelector('[role="dialog"], [aria-haspopup][aria-expanded="true"]') !== null) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest(FIELD) !== null) return false;
  // A button that was reached by Tab is pressed; one that was clicked is not pressed again by the next key.
  return !(PRESSING.has(code) && target.matches(':focus-visible:is(button, a)'));
}

export function useRunKeys(keys: RunKeys): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let burst: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const act = (codes: readonly string[]): void => {
      const [code, ...rest] = codes;
      if (code === undefined) return;
      latest.current[code]?.();
      // What the second one does depends on where the first one led.
      setTimeout(() => act(rest));
    };
    const onKey = (event: KeyboardEvent): void => {
      if (isForTheRun(event, latest.current)) {
        event.preventDefault();
        burst.push(event.code);
      } else burst.push('');
      clearTimeout(timer);
      timer = setTimeout(() => {
        const codes = burst;
        burst = [];
        if (codes.length <= BY_HAND) act(codes.filter((code) => code !== ''));
      }, BURST_MS);
    };
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}
