/** How long each wait of a laptop may last, in milliseconds; tests make them short. */
export interface Deadlines {
  /** A request in which nothing moves; longer than a long poll of the hub. */
  readonly idleMs: number;
  /** Until a barrier rings: the part that sends shapes is away then, though the hub answers. */
  readonly bellMs: number;
  /** What was sent is confirmed by data that comes down, in moments; after so long it is asked for. */
  readonly wordMs: number;
  /** Until the thread that reads has answered; one that has not by then is ended and started again. */
  readonly readMs: number;
}

/** What holds in the app. */
export const DEADLINES: Deadlines = { idleMs: 30_000, bellMs: 30_000, wordMs: 10_000, readMs: 60_000 };
