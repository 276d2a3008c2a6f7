/**
 * Keeps the search index up with the rows, whoever wrote them and whether or not the hub can be reached, in slices
 * between other work.
 */
import type { Replica } from './replica.ts';
import { indexSlice } from './search-index.ts';

/** Changes of a moment are indexed together. */
const SOON_MS = 20;

export class SearchIndexer {
  readonly #replica: Replica;
  readonly #onError: (error: unknown) => void;
  readonly #unlisten: () => void;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isAsked = false;
  #isStopped = false;

  /** Begins with what is still waiting from before. */
  constructor(replica: Replica, onError: (error: unknown) => void) {
    this.#replica = replica;
    this.#onError = onError;
    this.#unlisten = replica.onChange(() => this.#soon());
    this.#soon();
  }

  #soon(): void {
    if (this.#isStopped) return;
    this.#isAsked = true;
    if (this.#running !== undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#isAsked = false;
      this.#running = this.#drain()
        .catch(this.#onError)
        .finally(() => {
          this.#running = undefined;
          if (this.#isAsked) this.#soon();
        });
    }, SOON_MS);
  }

  async #drain(): Promise<void> {
    while (!this.#isStopped && (await indexSlice(this.#replica))) {
      // SQLite answers at once: without this turn of the event loop nobody else would get a word in.
      await new Promise((done) => {
        setImmediate(done);
      });
    }
  }

  /** Ends, and waits for the slice in progress; what is left is indexed next time. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#unlisten();
    clearTimeout(this.#timer);
    await this.#running;
  }
}
