/**
 * An unfinished file of content as it is, which grows by whatever comes: what was written stays, also where its source
 * breaks off. Nothing of it is believed before all of it has been hashed: on its way where it comes at once, else by
 * reading it again.
 */
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { StoredFile } from './file-store.ts';

/** Gathered before it is written: a network brings pieces of a few kilobytes. */
const GATHERED = 512 * 1024;
const READ = 256 * 1024;

/** What a file holds after something was added to it. */
export interface Appended {
  /** Bytes that it has now. */
  readonly end: number;
  /** Its hash, where all of it came at once and is on the disk for good. */
  readonly sha256: string | undefined;
}

/** How an unfinished file grows. */
export interface Growth {
  /** From which byte on; what lies there is replaced. */
  readonly at: number;
  /** With so many bytes it is whole. */
  readonly size: number;
  /** Told of each piece that was written. */
  readonly written: () => void;
}

/**
 * Writes what comes. Throws what the source or the disk throws: what came by then is in the file.
 */
export async function appendTo(
  path: string,
  source: AsyncIterable<Uint8Array>,
  { at, size, written }: Growth,
): Promise<Appended> {
  const file = await open(path, at === 0 ? 'w' : 'r+', 0o600);
  try {
    if (at > 0) await file.truncate(at);
    const gathered = new Gathered(file, at, written);
    try {
      for await (const piece of source) await gathered.add(piece);
    } finally {
      await gathered.write();
    }
    const isWhole = at === 0 && gathered.end === size;
    if (isWhole) await file.datasync();
    return { end: gathered.end, sha256: isWhole ? gathered.digest() : undefined };
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
  /** Of what has come by this way. */
  readonly #hash: Hash = createHash('sha256');
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(file: FileHandle, end: number, written: () => void) {
    this.#file = file;
    this.end = end;
    this.#written = written;
  }

  async add(piece: Uint8Array): Promise<void> {
    this.#hash.update(piece);
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes >= GATHERED) await this.write();
  }

  async write(): Promise<void> {
    if (this.#bytes === 0) return;
    const pieces = this.#pieces;
    const bytes = this.#bytes;
    this.#pieces = [];
    this.#bytes = 0;
    let { bytesWritten: done } = await this.#file.writev(pieces, this.end);
    this.end += done;
    // A disk that is nearly full takes a part of it, and then says so.
    if (done < bytes)
      for (let left = Buffer.concat(pieces).subarray(done); left.length > 0; left = left.subarray(done)) {
        ({ bytesWritten: done } = await this.#file.write(left, 0, left.length, this.end));
        this.end += done;
      }
    this.#written();
  }

  digest(): string {
    return this.#hash.digest('hex');
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
