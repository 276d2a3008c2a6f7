/**
 * Several jobs at a time, bounded, until there are no more. Which comes next is asked when a lane is free, so that what
 * is urgent does not wait behind what was queued before it.
 */
export interface LanesOptions<J> {
  /** At a time. */
  readonly most: number;
  /** The next job, or none by now. A job that was given out is not given again. */
  readonly next: () => J | undefined;
  /** What it throws ends the others, too. */
  readonly run: (job: J, signal: AbortSignal) => Promise<void>;
}

/** One per loop; used by one round at a time. */
export class Lanes<J> {
  readonly #options: LanesOptions<J>;
  #more: (() => void) | undefined;

  constructor(options: LanesOptions<J>) {
    this.#options = options;
  }

  /** There may be more to do: lanes that are free look again. Nothing happens between rounds. */
  look(): void {
    this.#more?.();
  }

  /** Runs until nothing is left. Rejects with what the first job threw, once all of them have ended. */
  async run(signal: AbortSignal): Promise<void> {
    const { most, next, run } = this.#options;
    const end = new AbortController();
    const both = AbortSignal.any([signal, end.signal]);
    const failed: { with?: unknown } = {};
    await new Promise<void>((done) => {
      let busy = 0;
      const lane = async (job: J): Promise<void> => {
        try {
          await run(job, both);
        } catch (error) {
          failed.with ??= error;
          end.abort();
        }
        busy -= 1;
        fill();
      };
      const fill = (): void => {
        while (busy < most && !both.aborted) {
          const job = next();
          if (job === undefined) break;
          busy += 1;
          void lane(job);
        }
        if (busy === 0) done();
      };
      this.#more = fill;
      fill();
    });
    this.#more = undefined;
    if ('with' in failed) throw failed.with;
    signal.throwIfAborted();
  }
}
