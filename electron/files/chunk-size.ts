/**
 * How much one request carries up. What breaks off costs at most one request, and a slow line must get each through
 * before it counts as silent: a line that is lost makes them smaller, one that is quick larger.
 */
const KIB = 1024;
const SMALLEST = 128 * KIB;
const FIRST = 2048 * KIB;
const LARGEST = 8192 * KIB;
/** A request that took less may be twice as large the next time, in milliseconds. */
const QUICK_MS = 1500;

/** One upload: whose requests are all as large. */
export interface ChunksOf {
  readonly bytes: number;
  /** One has arrived, at that time. */
  taken(at: number): void;
  /** One broke off. */
  lost(): void;
}

/** One per uplink. */
export class ChunkSize {
  #bytes = FIRST;

  /** `at`: milliseconds on a clock that never jumps. */
  begin(at: number): ChunksOf {
    const bytes = this.#bytes;
    let since = at;
    return {
      bytes,
      taken: (now) => {
        if (now - since < QUICK_MS) this.#bytes = Math.min(LARGEST, Math.max(this.#bytes, bytes * 2));
        since = now;
      },
      lost: () => {
        this.#bytes = Math.max(SMALLEST, Math.min(this.#bytes, bytes / 2));
      },
    };
  }
}
