/** One loop's pause, cut short by whoever has something for it. */
export class Waker {
  #finish: (() => void) | undefined;

  wake(): void {
    this.#finish?.();
  }

  /** Resolves when somebody wakes, when the signal aborts, or after a time on the monotonic clock. */
  pause(milliseconds?: number, signal?: AbortSignal): Promise<void> {
    return new Promise((done) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        this.#finish = undefined;
        done();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(finish, milliseconds);
      this.#finish = finish;
      signal?.addEventListener('abort', finish, { once: true });
      if (signal?.aborted === true) finish();
    });
  }
}
