/** Ctrl-L locks at once; after the person's own time without a key, a touch or a scan the screen locks by itself. */
import { useEffect } from 'react';
import { ask } from '../data/use-ask.ts';

const LOOK_EVERY_MS = 2000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** The laptop locks for all of its windows; the answer comes as a change of the session. */
export const lockNow = (): void => {
  void ask('session.lock', {});
};

/** Minutes undefined: never by itself. */
export function useLocking(idleMinutes: number | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyL' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      lockNow();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  useEffect(() => {
    if (idleMinutes === undefined) return undefined;
    // The wall clock: a closed lid counts as time without anybody.
    let lastSign = Date.now();
    const note = (): void => {
      lastSign = Date.now();
    };
    for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (Date.now() - lastSign >= idleMinutes * 60_000) lockNow();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true });
    };
  }, [idleMinutes]);
}
