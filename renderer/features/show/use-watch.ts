/**
 * The time of the screen. It counts on from the hub's time as it was known when the screen opened, by a clock that only
 * goes forward: whoever sets the laptop's clock during an act does not set the act's timer. What the wall says is shown
 * as the laptop has it, and a jump of it is said.
 */
import { useEffect, useRef, useState } from 'react';

export interface Watch {
  /** Milliseconds since 1970, by the clock that only goes forward. */
  readonly now: number;
  /** Minutes by which the laptop's clock was set since the screen opened; 0 where it was not. */
  readonly jumpMinutes: number;
  /** The laptop's clock is right: go by it from now on. */
  readonly adopt: () => void;
}

interface Base {
  /** The hub's time when the screen opened. */
  readonly at: number;
  readonly steady: number;
  readonly wall: number;
}

const baseAt = (at: number): Base => ({ at, steady: performance.now(), wall: Date.now() });
const MINUTE = 60_000;
const TICK_MS = 250;

/** Ticks with the second; `asOf` is the hub's time as the first answer said it. */
export function useWatch(asOf: string): Watch {
  const base = useRef<Base>(null);
  base.current ??= baseAt(Date.parse(asOf));
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick(Math.floor(performance.now() / 1000)), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const { at, steady, wall } = base.current;
  const passed = performance.now() - steady;
  const drift = Date.now() - wall - passed;
  return {
    now: at + passed,
    jumpMinutes: Math.abs(drift) < MINUTE ? 0 : Math.round(drift / MINUTE),
    adopt: () => {
      base.current = baseAt(at + (Date.now() - wall));
      tick(-1);
    },
  };
}
