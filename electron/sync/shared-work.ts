/** Work that several wait for: each may let go of it, and it ends early once nobody waits any more. */
export class SharedWork<T> {
  readonly #end = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #isOver = false;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#end.signal);
    const over = (): void => {
      this.#isOver = true;
    };
    // Whoever waits hears of a failure; one that nobody waits for any more must not count as unhandled.
    this.#result.then(over, over);
  }

  /** Whether something may still come of it for whoever joins now. */
  get isOpen(): boolean {
    return !this.#isOver && !this.#end.signal.aborted;
  }

  /** What comes of it. Rejects as the work does, and with the reason of the signal as soon as that aborts. */
  async outcome(signal?: AbortSignal): Promise<T> {
    const gone = Promise.withResolvers<never>();
    const leave = (): void => {
      gone.reject(signal?.reason);
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#end.abort(signal?.reason);
    };
    this.#waiting += 1;
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted === true) leave();
    try {
      return await Promise.race([gone.promise, this.#result]);
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}
