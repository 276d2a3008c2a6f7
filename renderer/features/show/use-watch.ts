/**
 * The time of the screen. It counts on from the hub's time as it was known when the screen opened, by a clock that only
 * goes forward: whoever sets the laptop's clock during an act does not set the act's timer. What the wall says is shown
 * as the laptop has it, and a jump of it is said.
 */
import { useEffect, useState } from 'react';

export interface Watch {
  /** Milliseconds since 1970, by the clock that only goes forward. */
  readonly now: number;
  /** Minutes by which the laptop's clock was set since the screen opened; 0 where it was not. */
  readonly jumpMinutes: number;
  /** The laptop's clock is right: go by it from now on. */
  readonly adopt: () => void;
}

/** What both clocks showed at one moment. */
interface Clocks {
  readonly steady: number;
  readonly wall: number;
}

const clocks = (): Clocks => ({ steady: performance.now(), wall: Date.now() });
const MINUTE = 60_000;
const TICK_MS = 250;

/** Ticks with the second; `asOf` is the hub's time as the first answer said it. */
export function useWatch(asOf: string): Watch {
  const [base, setBase] = useState(() => ({ ...clocks(), at: Date.parse(asOf) }));
  const [tick, setTick] = useState(clocks);
  useEffect(() => {
    const timer = setInterval(() => {
      const next = clocks();
      // Drawn anew once a second, and at once where the clock was set.
      setTick((last) =>
        Math.floor(last.steady / 1000) === Math.floor(next.steady / 1000) && next.wall - last.wall < MINUTE
          ? last
          : next,
      );
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const passed = tick.steady - base.steady;
  const drift = tick.wall - base.wall - passed;
  return {
    now: base.at + passed,
    jumpMinutes: Math.abs(drift) < MINUTE ? 0 : Math.round(drift / MINUTE),
    adopt: () => {
      const now = clocks();
      setBase({ ...now, at: base.at + (now.wall - base.wall) });
      setTick(now);
    },
  };
}
