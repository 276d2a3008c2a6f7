/**
 * The time of the screen. It counts on from the hub's time as it was known when the screen opened, by a clock that only
 * goes forward: whoever sets the laptop's clock during an act does not set the act's timer. What the wall says is shown
 * as the laptop has it, and a jump of it is said. A lid that was closed is no jump: that time has passed.
 */
import { useEffect, useState } from 'react';
import {
  adopted,
  afterSleep,
  type Clocks,
  readWatch,
  sleptBetween,
  TICK_MS,
  type WatchBase,
  type WatchReading,
} from './watch-clocks.ts';

export interface Watch extends WatchReading {
  /** The laptop's clock is right: go by it from now on. */
  readonly adopt: () => void;
}

const clocks = (): Clocks => ({ steady: performance.now(), wall: Date.now() });
const MINUTE = 60_000;

/** Ticks with the second; `asOf` is the hub's time as the first answer said it. */
export function useWatch(asOf: string): Watch {
  const [base, setBase] = useState((): WatchBase => ({ ...clocks(), at: Date.parse(asOf) }));
  const [tick, setTick] = useState(clocks);
  useEffect(() => {
    let looked = clocks();
    const timer = setInterval(() => {
      const next = clocks();
      const slept = sleptBetween(looked, next);
      looked = next;
      if (slept > 0) setBase((before) => afterSleep(before, slept));
      // Drawn anew once a second, and at once where the clock was set.
      setTick((last) =>
        Math.floor(last.steady / 1000) === Math.floor(next.steady / 1000) && next.wall - last.wall < MINUTE
          ? last
          : next,
      );
    }, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return {
    ...readWatch(base, tick),
    adopt: () => {
      const now = clocks();
      setBase((before) => adopted(before, now));
      setTick(now);
    },
  };
}
