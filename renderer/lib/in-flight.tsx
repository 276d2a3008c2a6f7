/**
 * Somebody rushes through a long list: what passes by so fast nobody looks at, and pictures of it would hold up the
 * rows of where they stop.
 */
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** Pixels a second beyond which nobody sees what a picture shows. */
const FAST = 2500;
/** The rush is over when nothing has been as fast for so long, in milliseconds. */
const OVER_MS = 150;

const Flight = createContext(false);

/** Whether what is asked for only now waits. */
export const useIsInFlight = (): boolean => useContext(Flight);

/** Whether an element is being scrolled faster than anybody looks. */
function useFlight(scroller: { readonly current: HTMLElement | null }): boolean {
  const [isFlying, setFlying] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let from = { top: element.scrollTop, at: performance.now() };
    let over: number | undefined;
    const look = (): void => {
      const now = { top: element.scrollTop, at: performance.now() };
      const isFast = Math.abs(now.top - from.top) > ((now.at - from.at) / 1000) * FAST;
      // What comes after a rest is a beginning: how fast it is the next one tells.
      const isGoingOn = now.at - from.at < OVER_MS;
      from = now;
      if (!isFast || !isGoingOn) return;
      setFlying(true);
      window.clearTimeout(over);
      over = window.setTimeout(() => setFlying(false), OVER_MS);
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      element.removeEventListener('scroll', look);
      window.clearTimeout(over);
    };
  }, [scroller]);
  return isFlying;
}

type Props = Readonly<{ scroller: { readonly current: HTMLElement | null }; children: ReactNode }>;

/** Around a list that scrolls in that element. */
export function InFlight({ scroller, children }: Props): ReactNode {
  return <Flight value={useFlight(scroller)}>{children}</Flight>;
}
