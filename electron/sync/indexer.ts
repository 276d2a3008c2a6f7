/**
 * Keeps the search index up with the rows, whoever wrote them, in slices between other work. It needs no hub and nobody
 * signed in: what was entered offline is found at once.
 */
import type { Replica } from '../replica/replica.ts';
import { indexSlice } from '../replica/search-index.ts';
import { Loop } from './loop.ts';
import { Waker } from './waker.ts';

/** `monotonic` is the process’s own where nothing else is given. */
export interface IndexerDeps {
  readonly replica: Replica;
  readonly onError: (error: unknown) => void;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic?: () => number;
}

/** Changes of a moment are indexed together. */
const SOON_MS = 20;
/** Every change of the replica wakes it; this is the safety net. */
const REST_MS = 5 * 60_000;
const LONGEST_DELAY_MS = 60_000;

/** One per opened replica; it alone writes the search index, but for a load, which brings its own. */
export class Indexer {
  readonly #deps: IndexerDeps;
  readonly #loop: Loop;
  readonly #unlisten: () => void;

  /** Begins with what is still waiting from before. */
  constructor(deps: IndexerDeps) {
    this.#deps = deps;
    this.#loop = new Loop({
      round: (signal) => this.#round(signal),
      failed: (error, failures) => {
        deps.onError(error);
        return Math.min(LONGEST_DELAY_MS, 1000 * 2 ** (failures - 1));
      },
      monotonic: deps.monotonic ?? (() => performance.now()),
    });
    this.#unlisten = deps.replica.onChange(() => this.#loop.wake());
    this.#loop.start();
  }

  async #round(signal: AbortSignal): Promise<number> {
    await new Waker().pause(SOON_MS, signal);
    while (!signal.aborted && (await indexSlice(this.#deps.replica))) {
      this.#loop.progressed();
      // SQLite answers at once: without this turn of the event loop nobody else would get a word in.
      await new Promise((done) => {
        setImmediate(done);
      });
    }
    return REST_MS;
  }

  /** Ends, and waits for the slice in progress; what is left is indexed next time. */
  async stop(): Promise<void> {
    this.#unlisten();
    await this.#loop.stop();
  }
}
