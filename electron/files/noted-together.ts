/** What comes one by one and is noted many at a time: each note has queries answered anew. */
export interface NotedTogetherOptions<T> {
  /** So many are noted at once, whatever the time. */
  readonly most: number;
  /** The first of them waits so long at most, in milliseconds. */
  readonly waitMs: number;
  /** What it rejects with leaves all of them to the next time. */
  readonly note: (items: readonly T[]) => Promise<void>;
  /** Hears of a note that failed while nobody waited for it. */
  readonly onError: (error: unknown) => void;
}

/** What the ways of contents note in one transaction: so many, or whatever has come after so long. */
export const NOTED = { most: 50, waitMs: 200 } as const;

/** One per kind of thing. Nothing of it waits once `flush` has resolved. */
export class NotedTogether<T> {
  readonly #options: NotedTogetherOptions<T>;
  #items: readonly T[] = [];
  #timer: NodeJS.Timeout | undefined;
  #under: Promise<void> = Promise.resolve();

  constructor(options: NotedTogetherOptions<T>) {
    this.#options = options;
  }

  /** It has come. `isUrgent`: somebody waits for it. */
  add(item: T, isUrgent = false): void {
    this.#items = [...this.#items, item];
    if (isUrgent || this.#items.length >= this.#options.most) this.#inTheBackground();
    else this.#timer ??= setTimeout(() => this.#inTheBackground(), this.#options.waitMs);
  }

  #inTheBackground(): void {
    this.flush().catch(this.#options.onError);
  }

  /** Notes whatever has come by now. Rejects with what `note` does. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const noted = this.#under.then(() => this.#note());
    // Whoever flushes next begins after it, whatever became of it.
    this.#under = noted.catch(() => undefined);
    return noted;
  }

  async #note(): Promise<void> {
    const items = this.#items;
    if (items.length === 0) return;
    this.#items = [];
    try {
      await this.#options.note(items);
    } catch (error) {
      this.#items = [...items, ...this.#items];
      throw error;
    }
  }
}
