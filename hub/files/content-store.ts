/**
 * Where a hub keeps contents: in a directory (`directory-store.ts`) or in a store of S3's kind (`s3-store.ts`). Several
 * hubs may share one. Content is there once, under its hash; whose it is stands in the database.
 */
import type { ByteRange, FileState, StoredFile } from '../../files/file-store.ts';

export interface ContentStore {
  /** Bytes; undefined where it is not here. */
  sizeOf(sha256: string): Promise<number | undefined>;
  /** Reads all of it and compares it with its name. */
  stateOf(sha256: string): Promise<FileState>;
  /** Its content, or a part of it. Throws `DamagedFile` before the first byte where that can be known. */
  read(sha256: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Where it lies as a file of its own; undefined where there is none. */
  pathOf(sha256: string): string | undefined;
  /** Whether it was here. Durable once it returns. */
  remove(sha256: string): Promise<boolean>;
  /** Everything that is here, in no order. */
  all(): AsyncIterable<StoredFile>;
  /** Stores content that comes as a whole. Throws `FileRefused` where it is not what is expected. */
  put(source: AsyncIterable<Uint8Array>, expected: StoredFile): Promise<void>;

  /** Bytes that have come of an upload. */
  uploaded(upload: string): Promise<number>;
  /**
   * Takes what comes of an upload of `size` bytes, from byte `at` on, and answers how many bytes of it are here then.
   * Throws what the source throws: what came by then stays. One caller at a time for an upload.
   */
  append(upload: string, at: number, source: AsyncIterable<Uint8Array>, size: number): Promise<number>;
  /** All of an upload has come: it is kept under its hash. Throws `FileRefused`: all of it is gone. */
  keep(upload: string, expected: StoredFile): Promise<void>;
  /** What was kept has been noted: whatever is left of its upload goes. */
  clear(upload: string): Promise<void>;
  /** Forgets an upload. */
  giveUp(upload: string): Promise<void>;
  /** Uploads of which something is here. */
  uploads(): Promise<readonly string[]>;

  /** The small picture of a theatre's file; undefined where there is none. */
  thumbnail(theaterId: string, sha256: string): Promise<Buffer | undefined>;
  putThumbnail(theaterId: string, sha256: string, webp: Buffer): Promise<void>;
  removeThumbnail(theaterId: string, sha256: string): Promise<void>;

  /** Which store it is (`store-mark.ts`); undefined for a new one. */
  readMark(): Promise<string | undefined>;
  writeMark(mark: string): Promise<void>;

  /** Whether it can be read and written; throws what stands in the way. */
  check(): Promise<void>;
  close(): void;
}
