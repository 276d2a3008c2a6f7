/**
 * What cannot go on by itself for now, one by one: each waits longer than the last time, and the others go on. Time is
 * an input.
 */
import { retryDelayMs } from '../sync/sync-state.ts';

const LONGEST_MS = 5 * 60_000;

/** What the hub itself fails at is held back longer than the whole way, which tries again without it. */
export const HUB_FAULT_WEIGHT = 3;

interface Held {
  readonly reason: string;
  readonly times: number;
  readonly until: number;
}

/** One per loop; forgotten with the process. */
export class HeldBack {
  readonly #held = new Map<string, Held>();
  readonly #monotonic: () => number;
  readonly #random: () => number;

  constructor(monotonic: () => number, random: () => number) {
    this.#monotonic = monotonic;
    this.#random = random;
  }

  /** It failed for a reason of its own; `weight`: as if so many times. */
  hold(sha256: string, reason: string, weight = 1): void {
    const times = (this.#held.get(sha256)?.times ?? 0) + weight;
    const until = this.#monotonic() + retryDelayMs(times, this.#random, 0, LONGEST_MS);
    this.#held.set(sha256, { reason, times, until });
  }

  isHeld(sha256: string): boolean {
    return (this.#held.get(sha256)?.until ?? 0) > this.#monotonic();
  }

  /** It went well. */
  forget(sha256: string): void {
    this.#held.delete(sha256);
  }

  /** Something has changed that may help all of them. */
  release(reason?: string): void {
    for (const [sha256, held] of this.#held)
      if (reason === undefined || held.reason === reason) this.#held.set(sha256, { ...held, until: 0 });
  }

  /** How long until the next one may be tried, in milliseconds; Infinity where none waits. */
  get waitMs(): number {
    const now = this.#monotonic();
    return Math.min(Infinity, ...[...this.#held.values()].map(({ until }) => until - now).filter((wait) => wait > 0));
  }

  /** Why most urgently something waits; null where nothing does. */
  get reason(): string | null {
    const now = this.#monotonic();
    return [...this.#held.values()].find(({ until }) => until > now)?.reason ?? null;
  }
}
