/**
 * The text of a backup: lines that end with the byte 0x0A and with nothing else. JSON writes a line feed inside a text
 * as `\n`, so no text can break a line; U+2028, U+2029, U+0085 and a carriage return are letters like any other here.
 * Version 2 ends with the counts and the SHA-256 of every byte before its last line. Version 1 has the counts alone.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

const LINE_FEED = 0x0a;

/** One line of a backup, without its line feed. */
export interface BackupLine {
  readonly text: string;
  /** SHA-256, in hexadecimal, of all bytes before this line. */
  readonly before: () => string;
}

/**
 * The lines of a compressed backup, one at a time. The last may lack its line feed: such a file was cut short, and its
 * end says so.
 */
export async function* linesOfBackup(file: string): AsyncGenerator<BackupLine> {
  const hash = createHash('sha256');
  const input = createReadStream(file);
  const unzipped = createGunzip();
  input.on('error', (error) => unzipped.destroy(error));
  let pieces: Buffer[] = [];
  try {
    for await (const chunk of input.pipe(unzipped) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        const line = Buffer.concat([...pieces, chunk.subarray(from, end + 1)]);
        pieces = [];
        from = end + 1;
        yield { text: line.toString('utf8', 0, line.length - 1), before: () => hash.copy().digest('hex') };
        hash.update(line);
      }
      if (from < chunk.length) pieces.push(chunk.subarray(from));
    }
    if (pieces.length > 0)
      yield { text: Buffer.concat(pieces).toString('utf8'), before: () => hash.copy().digest('hex') };
  } finally {
    input.destroy();
    unzipped.destroy();
  }
}

/** Adds the end line of version 2 to the lines of a backup. */
export async function* withEnd(
  lines: AsyncIterable<string>,
  counts: Readonly<Record<string, number>>,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const line of lines) {
    hash.update(line);
    yield line;
  }
  yield `${JSON.stringify({ end: counts, sha256: hash.digest('hex') })}\n`;
}
