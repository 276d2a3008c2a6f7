/**
 * What was typed and is on its way into a report. A signature waits for it: what somebody signs is what stands on their
 * screen, also where the last line was left a moment before.
 */
export class Underway {
  readonly #all = new Set<Promise<boolean>>();

  /** `work` answers whether it was kept; it does not throw. */
  begin(work: Promise<boolean>): void {
    this.#all.add(work);
    void work.finally(() => this.#all.delete(work));
  }

  /** Answers whether everything that was on its way, also what followed meanwhile, was kept. */
  async arrived(): Promise<boolean> {
    let isKept = true;
    while (this.#all.size > 0) {
      const outcomes = await Promise.all(this.#all);
      isKept &&= outcomes.every(Boolean);
    }
    return isKept;
  }
}
