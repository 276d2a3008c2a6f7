/**
 * Contents step back: while something is written to the replica, because people wait for what they enter and the disk
 * is one; and where this thread has much to do, which a network that is quicker than the laptop would take all of.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Of its time the thread may be busy so much before contents rest. */
const MOST_BUSY = 0.5;
const REST_MS = 5;
/** It is looked at so often. */
const LOOK_MS = 20;

/** One per opened replica, for both ways together. */
export class Courtesy {
  #since = performance.eventLoopUtilization();
  #at = performance.now();
  #isBusy = false;
  readonly #settled: () => Promise<void>;

  /** `settled`: nothing is being written to the replica. */
  constructor(settled: () => Promise<void>) {
    this.#settled = settled;
  }

  /** Before each piece of content: at once, or after a moment in which others get their turn. */
  async rest(): Promise<void> {
    const now = performance.now();
    if (now - this.#at >= LOOK_MS) {
      const looked = performance.eventLoopUtilization();
      this.#isBusy = performance.eventLoopUtilization(looked, this.#since).utilization > MOST_BUSY;
      this.#since = looked;
      this.#at = now;
    }
    if (this.#isBusy) await sleep(REST_MS);
    await this.#settled();
  }
}
