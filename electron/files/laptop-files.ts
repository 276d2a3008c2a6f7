/**
 * The contents of files on this laptop: taken in, shown, and noted in `stored_files`, which queries look at. The store
 * has the last word: a row whose content is gone is mended when that is noticed.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { type ByteRange, FileRefused, FileStore } from '../../files/file-store.ts';
import { DamagedFile } from '../../files/sealed-file.ts';
import { AppError } from '../../shared/base/app-error.ts';
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import { MOST_FILE_BYTES } from '../../shared/mutations/file-use.ts';
import type { Replica } from '../replica/replica.ts';
import { roomFor } from './disk-room.ts';
import { cleanName } from './file-name.ts';
import { HEAD_BYTES, mediaTypeOf } from './look-at.ts';

/** The folder in the replica's directory; it is erased with everything else there. */
const FOLDER = 'files';
/** A picture that is larger is stored and not looked at, in bytes. */
const MOST_LOOKED_AT = 256 * 1024 ** 2;

export interface FilesOptions {
  readonly replica: Replica;
  readonly now: () => Date;
}

/** What is known of content before it comes. */
export interface Offered {
  readonly name: string;
  /** Bytes, where whoever brings it says so. */
  readonly bytes?: number | undefined;
}

/** One per opened replica. */
export class LaptopFiles {
  readonly #options: FilesOptions;
  readonly #store: FileStore;

  private constructor(options: FilesOptions, store: FileStore) {
    this.#options = options;
    this.#store = store;
  }

  static async open(options: FilesOptions): Promise<LaptopFiles> {
    const { dir, vault } = options.replica;
    const store = await FileStore.open({ dir: join(dir, FOLDER), key: vault.filesKey, randomBytes });
    return new LaptopFiles(options, store);
  }

  get #dir(): string {
    return this.#options.replica.dir;
  }

  /**
   * Takes content in; durable when it answers. Throws AppError `file.empty`, `file.tooLarge`, `file.diskFull`, and what
   * the source throws: nothing of it stays then.
   */
  async take(source: AsyncIterable<Uint8Array>, { name, bytes }: Offered): Promise<TakenFile> {
    const room = await roomFor(this.#dir);
    if ((bytes ?? 0) > MOST_FILE_BYTES) throw new AppError('file.tooLarge', { mostBytes: MOST_FILE_BYTES });
    if (room !== null && room < (bytes ?? 1)) throw new AppError('file.diskFull', { freeBytes: room });
    const seen = new Seen();
    const { sha256, size } = await this.#put(seen.of(source), Math.min(MOST_FILE_BYTES, room ?? MOST_FILE_BYTES));
    const mime = await mediaTypeOf(seen.head);
    const pixels = mime.startsWith('image/') ? await pixelsOf(seen.whole) : undefined;
    await this.#note(sha256, size);
    return { sha256, size, mime, name: cleanName(name), ...pixels, hasThumbnail: false };
  }

  async #put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ sha256: string; size: number }> {
    try {
      return await this.#store.put(source, { maxBytes });
    } catch (error) {
      if (error instanceof FileRefused)
        throw maxBytes < MOST_FILE_BYTES
          ? new AppError('file.diskFull', { freeBytes: maxBytes }, { cause: error })
          : new AppError('file.tooLarge', { mostBytes: MOST_FILE_BYTES }, { cause: error });
      if (isFull(error)) throw new AppError('file.diskFull', { freeBytes: 0 }, { cause: error });
      throw error;
    }
  }

  async #note(sha256: string, size: number): Promise<void> {
    await this.#options.replica.write('normal', (tx) => {
      tx.prepare(
        `INSERT INTO stored_files (sha256, size, has_original, has_thumbnail, used_at) VALUES (?, ?, 1, 0, ?)
         ON CONFLICT (sha256) DO UPDATE SET has_original = 1, size = excluded.size, used_at = excluded.used_at`,
      ).run(sha256, size, this.#options.now().toISOString());
      tx.touch('stored_files');
    });
  }

  /** Bytes of content; undefined where it is not here. */
  sizeOf(sha256: string): Promise<number | undefined> {
    return this.#store.sizeOf(sha256);
  }

  /** What it is, by its first bytes. Throws as `read`. */
  async mediaTypeOf(sha256: string): Promise<string> {
    const head: Uint8Array[] = [];
    for await (const chunk of this.read(sha256, { start: 0, end: HEAD_BYTES })) head.push(chunk);
    return mediaTypeOf(Buffer.concat(head));
  }

  /** Its content, or a part of it. Throws AppError `file.damaged`; whether it is here the caller has asked before. */
  async *read(sha256: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#store.read(sha256, range);
    } catch (error) {
      if (error instanceof DamagedFile) throw new AppError('file.damaged', { sha256 }, { cause: error });
      throw error;
    }
  }

  /** Whether the theatre has a file of that content, wherever it lies. */
  isKnown(sha256: string): boolean {
    return this.#options.replica.prepared('SELECT 1 FROM files WHERE sha256 = ?').get(sha256) !== undefined;
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Keeps what goes by as far as it will be looked at. */
class Seen {
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  async *of(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (chunk.length === 0) continue;
      this.#keep(chunk);
      yield chunk;
    }
    if (this.#bytes === 0) throw new AppError('file.empty');
  }

  #keep(chunk: Uint8Array): void {
    if (this.#bytes <= MOST_LOOKED_AT) this.#chunks.push(chunk);
    // What begins a large file tells what it is; the rest of it is not kept in memory.
    else if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks).subarray(0, HEAD_BYTES)];
    this.#bytes += chunk.length;
  }

  get head(): Buffer {
    return Buffer.concat(this.#chunks).subarray(0, HEAD_BYTES);
  }

  /** Undefined where it was too large. */
  get whole(): Buffer | undefined {
    return this.#bytes > MOST_LOOKED_AT ? undefined : Buffer.concat(this.#chunks);
  }
}

/** As it is looked at, turned as its camera says; undefined for what is no sound picture. */
async function pixelsOf(bytes: Buffer | undefined): Promise<{ width: number; height: number } | undefined> {
  if (bytes === undefined) return undefined;
  try {
    const { autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return autoOrient.width > 0 && autoOrient.height > 0 ? autoOrient : undefined;
  } catch {
    // A picture that nobody can show is a file like any other.
    return undefined;
  }
}
