/**
 * What a watch makes of its two clocks: one only goes forward and stands still while the machine sleeps; the other is
 * the wall clock, which goes on in sleep and which people set. Both differ after either: how late the tick was tells
 * which it was. Pure.
 */

/** What both clocks showed at one moment, in milliseconds. */
export interface Clocks {
  readonly steady: number;
  readonly wall: number;
}

/** Where the watch counts from: what both clocks showed at `at`, in milliseconds since 1970. */
export interface WatchBase extends Clocks {
  readonly at: number;
}

const MINUTE = 60_000;
/** How often the watch looks. */
export const TICK_MS = 250;
/** No tick comes so late in a machine that is awake: around a sleep nothing runs while the devices go down and up. */
const LATE_MS = 4 * TICK_MS;
/** Less than that between the clocks is how they run. */
const APART_MS = 1000;

/** Milliseconds that the machine slept between two looks; 0 where it did not. A clock set back is no sleep. */
export function sleptBetween(last: Clocks, next: Clocks): number {
  const passed = next.steady - last.steady;
  const apart = next.wall - last.wall - passed;
  return passed >= LATE_MS && apart >= APART_MS ? apart : 0;
}

/** The watch goes on by the wall clock for the time of a sleep; what was set by hand before stays told. */
export const afterSleep = (base: WatchBase, slept: number): WatchBase => ({
  ...base,
  wall: base.wall + slept,
  at: base.at + slept,
});

/** The watch goes by the wall clock from now on. */
export const adopted = (base: WatchBase, now: Clocks): WatchBase => ({ ...now, at: base.at + (now.wall - base.wall) });

/** What a watch shows. */
export interface WatchReading {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Minutes by which the laptop's clock was set; 0 where it was not. */
  readonly jumpMinutes: number;
  /** The moment to send along with what is done; undefined where the laptop's own time is right. */
  readonly at: string | undefined;
}

export function readWatch(base: WatchBase, tick: Clocks): WatchReading {
  const passed = tick.steady - base.steady;
  const drift = tick.wall - base.wall - passed;
  const now = base.at + passed;
  const isSet = Math.abs(drift) >= MINUTE;
  return {
    now,
    jumpMinutes: isSet ? Math.round(drift / MINUTE) : 0,
    at: isSet ? new Date(now).toISOString() : undefined,
  };
}
