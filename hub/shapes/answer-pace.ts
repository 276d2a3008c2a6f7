/**
 * An answer that its reader takes piece by piece, each within a deadline. Somebody who takes a few bytes a second moves
 * enough for a connection not to count as idle, and could keep an answer of ten megabytes for a day; a slow line goes
 * on as long as it brings a piece in time, however long the whole takes.
 */
import { Readable } from 'node:stream';

/** Before compression; in a minute even a line of a hundred bytes a second brings one, packed. */
const PIECE_BYTES = 64 * 1024;

type Chunks = Iterable<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/**
 * One per answer. Whoever makes it calls `done` when the connection has closed, in whatever way: until then a timer may
 * run.
 */
export class AnswerPace {
  readonly #pieceMs: number;
  readonly #onStill: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isDone = false;

  /** `onStill` is called where a piece has waited `pieceMs` for its reader: whoever made the answer ends it. */
  constructor(pieceMs: number, onStill: () => void) {
    this.#pieceMs = pieceMs;
    this.#onStill = onStill;
  }

  /** What is sent of an answer. As bytes: of a text that waits for its reader three times as many would be kept. */
  payload(body: string | AsyncIterable<Uint8Array | string>): Buffer | Readable {
    const bytes = typeof body === 'string' ? Buffer.from(body) : undefined;
    if (bytes === undefined || bytes.length > PIECE_BYTES)
      return Readable.from(this.#pieces(bytes === undefined ? body : [bytes]), { objectMode: false });
    this.#expect();
    return bytes;
  }

  /** What the source takes to give a part of the answer is not the reader's fault. */
  async *#pieces(chunks: Chunks): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk);
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        this.#expect();
        yield bytes.subarray(at, at + PIECE_BYTES);
        clearTimeout(this.#timer);
      }
    }
    // What waits between here and the reader is the last piece.
    this.#expect();
  }

  /** From now on the reader is waited for. */
  #expect(): void {
    clearTimeout(this.#timer);
    if (!this.#isDone) this.#timer = setTimeout(this.#onStill, this.#pieceMs);
  }

  /** The answer has ended, in whatever way. */
  done(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
  }
}
