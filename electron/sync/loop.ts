/**
 * One part of sync as a loop: it does a round, rests, and is woken by whoever has something for it. The part says what
 * a round is and what a failure of one leads to; how it waits, tries again and ends is the same for all of them.
 *
 *   halted ──start──▶ round ──done──▶ resting, until it is woken or its rest is over ──▶ round
 * ▲                └───failed──▶ backing off, until its time or `start`; waking it does not cut that short ──▶ round
 *      └── halt (any)
 */
import { Waker } from './waker.ts';

/** What a part of sync says about itself. */
export interface LoopOptions {
  /**
   * One round; answers how long to rest at most before the next, in milliseconds. It ends soon after its signal aborts,
   * which happens when the loop is halted or stopped.
   */
  readonly round: (signal: AbortSignal) => Promise<number>;
  /**
   * What a failure leads to: how long to wait before the next round, in milliseconds; Infinity where only somebody's
   * doing can help (`start`). `failures` counts those since the last progress, this one included.
   */
  readonly failed: (error: unknown, failures: number) => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic: () => number;
}

/** What a timer can count; whoever waits for longer looks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Rounds never overlap. `wake` ends a rest and never a back-off; `start` ends both. */
export class Loop {
  readonly #options: LoopOptions;
  readonly #waker = new Waker();
  #running: Promise<void> | undefined;
  #round: AbortController | undefined;
  #isStopped = false;
  /** Somebody has something for the next round. */
  #isAsked = false;
  #restUntil = 0;
  /** No round begins before; Infinity while halted. */
  #notBefore = Infinity;
  #failures = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  /** Whether there is something for a round that has not begun. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** Begins, or goes on at once: ends a halt and cuts a back-off short. */
  start(): void {
    if (this.#isStopped) return;
    this.#notBefore = 0;
    this.wake();
    this.#running ??= this.#run();
  }

  /** There is something to do: in the next round, if not in this one. */
  wake(): void {
    this.#isAsked = true;
    this.#waker.wake();
  }

  /** Ends the round under way; no other begins before `start`, or before so many milliseconds have passed. */
  halt(milliseconds = Infinity): void {
    this.#notBefore = this.#options.monotonic() + milliseconds;
    this.#round?.abort();
  }

  /** Something was achieved that need not be done again: the next failure counts as the first. */
  progressed(): void {
    this.#failures = 0;
  }

  /** Ends for good, and waits for the round under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.halt();
    this.#waker.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const wait = this.#waitMs();
      if (wait > 0) await this.#waker.pause(Math.min(wait, LONGEST_TIMER_MS));
      else await this.#once();
    }
  }

  #waitMs(): number {
    const now = this.#options.monotonic();
    if (this.#notBefore > now) return this.#notBefore - now;
    return this.#isAsked ? 0 : this.#restUntil - now;
  }

  async #once(): Promise<void> {
    const { round, failed, monotonic } = this.#options;
    const work = new AbortController();
    this.#round = work;
    this.#isAsked = false;
    try {
      this.#restUntil = (await round(work.signal)) + monotonic();
    } catch (error) {
      this.#isAsked = true;
      // What fails because it was told to end is no failure.
      if (work.signal.aborted) return;
      this.#failures += 1;
      this.#notBefore = failed(error, this.#failures) + monotonic();
    } finally {
      this.#round = undefined;
      work.abort();
    }
  }
}
