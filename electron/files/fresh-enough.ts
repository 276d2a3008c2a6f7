/** An answer that is asked for often and costs something: asked again once it may be another, and not at once. */
const FRESH_MS = 200;

/** Time is an input. */
export class FreshEnough<T> {
  readonly #ask: () => T;
  readonly #monotonic: () => number;
  #answer: { readonly value: T; readonly at: number } | undefined;
  #isOld = true;

  constructor(ask: () => T, monotonic: () => number) {
    this.#ask = ask;
    this.#monotonic = monotonic;
  }

  /** It may be another by now. */
  changed(): void {
    this.#isOld = true;
  }

  /** As it was a moment ago. */
  get(): T {
    const held = this.#answer;
    if (held !== undefined && (!this.#isOld || this.#monotonic() - held.at < FRESH_MS)) return held.value;
    return this.#again();
  }

  /** As it is now. */
  latest(): T {
    return this.#answer === undefined || this.#isOld ? this.#again() : this.#answer.value;
  }

  #again(): T {
    const value = this.#ask();
    this.#answer = { value, at: this.#monotonic() };
    this.#isOld = false;
    return value;
  }
}
