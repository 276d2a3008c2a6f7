/** Files as the body of an answer. */
import { createReadStream } from 'node:fs';

/**
 * The bytes of a file from there on. It is opened with the first of them and not before: an answer that nobody takes
 * any more holds no file open, and a file that has gone meanwhile fails whoever reads, not the whole hub.
 */
export async function* readWhenTaken(file: string, start = 0): AsyncGenerator<Buffer> {
  yield* createReadStream(file, { start }) as AsyncIterable<Buffer>;
}
