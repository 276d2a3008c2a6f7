/**
 * Answers of shapes that are on their way to laptops. A laptop that reads slowly, or not at all, makes the hub keep
 * what it has not taken yet; so it has only so many of them at a time. One too many ends the oldest, never the newest:
 * what a broken network left behind must not keep a laptop out that has come back.
 */

export class AnswersUnderWay {
  readonly #most: number;
  /** Ends of each laptop's answers, the oldest first. */
  readonly #ends = new Map<string, Set<() => void>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** An answer begins; `end` ends it where it is one too many. Call what comes back once it has ended in any way. */
  begin(deviceId: string, end: () => void): () => void {
    const ends = this.#ends.get(deviceId) ?? new Set();
    this.#ends.set(deviceId, ends);
    ends.add(end);
    const [oldest] = ends;
    if (ends.size > this.#most && oldest !== undefined) {
      ends.delete(oldest);
      oldest();
    }
    return () => {
      ends.delete(end);
      if (ends.size === 0 && this.#ends.get(deviceId) === ends) this.#ends.delete(deviceId);
    };
  }
}
