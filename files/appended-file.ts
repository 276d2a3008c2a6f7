/**
 * An unfinished file of content as it is, which grows by whatever comes: what was written stays, also where its source
 * breaks off. Nothing of it is believed before all of it is read again and hashed.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { StoredFile } from './file-store.ts';

/** Gathered before it is written: a network brings pieces of a few kilobytes. */
const GATHERED = 256 * 1024;
const READ = 256 * 1024;

/**
 * Writes what comes from byte `at` on, in place of what may lie there; `written` is told of each piece. Answers how
 * many bytes the file has now. Throws what the source or the disk throws: what came by then is in the file.
 */
export async function appendTo(
  path: string,
  at: number,
  source: AsyncIterable<Uint8Array>,
  written: () => void,
): Promise<number> {
  const file = await open(path, at === 0 ? 'w' : 'r+', 0o600);
  try {
    if (at > 0) await file.truncate(at);
    const gathered = new Gathered(file, at, written);
    try {
      for await (const piece of source) await gathered.add(piece);
    } finally {
      await gathered.write();
    }
    return gathered.end;
  } finally {
    await file.close();
  }
}

/** Pieces on their way to the end of a file. */
class Gathered {
  /** Bytes that the file has. */
  end: number;
  readonly #file: FileHandle;
  readonly #written: () => void;
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(file: FileHandle, end: number, written: () => void) {
    this.#file = file;
    this.end = end;
    this.#written = written;
  }

  async add(piece: Uint8Array): Promise<void> {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= GATHERED) await this.write();
  }

  async write(): Promise<void> {
    if (this.#bytes === 0) return;
    let left = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    while (left.length > 0) {
      const { bytesWritten } = await this.#file.write(left, 0, left.length, this.end);
      this.end += bytesWritten;
      left = left.subarray(bytesWritten);
    }
    this.#written();
  }
}

/** What a file holds, read from the disk, which is then asked to keep it. */
export async function hashAndSync(path: string, read: () => void): Promise<StoredFile> {
  const file = await open(path, 'r+');
  try {
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(READ);
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, READ, size);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    read();
    await file.datasync();
    return { sha256: hash.digest('hex'), size };
  } finally {
    await file.close();
  }
}
