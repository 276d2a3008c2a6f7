/**
 * Where the content of files lies, by its SHA-256: the same content is stored once, and a name says nothing about it.
 * The same code on a laptop (sealed) and in a hub's directory (plain).
 *
 * A file is written under a temporary name, hashed on the way, synced and renamed: whoever reads sees all of it or
 * nothing, and what a crash leaves behind is swept at the next start. An incoming file that is worth going on with (a
 * download, an upload) is *unfinished*: it has a name of its own and grows by whole chunks.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../shared/base/disk-failures.ts';
import { appendTo, hashAndSync } from './appended-file.ts';
import { folderExists, makeFolder, syncFolder } from './folders.ts';
import {
  CHUNK,
  type ChunkForm,
  contentBytes,
  DamagedFile,
  formOf,
  HEAD,
  newForm,
  unfinishedHead,
} from './sealed-file.ts';

export const SHA256 = /^[0-9a-f]{64}$/;
const UNFINISHED = /^[0-9a-zA-Z_-]{1,80}$/;
const SALT = 16;
/** Suffix of what is being written and worth nothing after a crash. */
const FRESH = '.new';
const SWEPT_AFTER_MS = 86_400_000;

/** Points at which a process may die; the tests of faults name them. */
export type StorePoint =
  | 'store.appended'
  | 'store.grown'
  | 'store.written'
  | 'store.synced'
  | 'store.renamed'
  | 'store.removed';

export interface StoreOptions {
  readonly dir: string;
  /** 32 bytes; content is sealed with it. Undefined: it lies there as it is. */
  readonly key: Buffer | undefined;
  readonly randomBytes: (count: number) => Buffer;
  readonly reached?: (point: StorePoint) => void;
  /**
   * Other processes have it open as well: what seems to be left behind may be what one of them writes just now, and is
   * swept when it is a day old.
   */
  readonly isShared?: boolean;
}

export interface StoredFile {
  readonly sha256: string;
  /** Bytes of content. */
  readonly size: number;
}

/** What a file that arrives must be. */
export interface Expected {
  /** More than this is not taken, in bytes. */
  readonly maxBytes: number;
  readonly sha256?: string;
}

/** Why content was not taken; what came of it is gone again, but for an unfinished file that may yet be completed. */
export class FileRefused extends Error {
  readonly code: 'file.tooLarge' | 'file.mismatch';
  constructor(code: FileRefused['code']) {
    super(code);
    this.name = 'FileRefused';
    this.code = code;
  }
}

/** `missing`: nobody stored it here. `damaged`: it is here and not what it was. */
export type FileState = 'whole' | 'missing' | 'damaged';

/** From `start` up to and without `end`, in bytes of content. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export class FileStore {
  readonly #dir: string;
  readonly #key: Buffer | undefined;
  readonly #random: StoreOptions['randomBytes'];
  readonly #reached: (point: StorePoint) => void;
  /** Plain files that this process has hashed and found right, by name: when and how large they were. */
  readonly #checked = new Map<string, string>();
  /** Unfinished files that came at once, are whole and on the disk, by name: nobody has written to them since. */
  readonly #hashed = new Map<string, StoredFile>();

  private constructor({ dir, key, randomBytes, reached }: StoreOptions) {
    this.#dir = dir;
    this.#key = key;
    this.#random = randomBytes;
    this.#reached = reached ?? ((): void => undefined);
  }

  /** Opens the store of a directory, which is made where there is none; sweeps what a crash left of unnamed files. */
  static async open(options: StoreOptions): Promise<FileStore> {
    const store = new FileStore(options);
    await makeFolder(store.#unfinishedDir);
    for (const name of await readdir(store.#unfinishedDir))
      if (name.endsWith(FRESH)) await store.#sweep(join(store.#unfinishedDir, name), options.isShared === true);
    return store;
  }

  async #sweep(path: string, isShared: boolean): Promise<void> {
    try {
      if (isShared && Date.now() - (await stat(path)).mtimeMs < SWEPT_AFTER_MS) return;
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    await rm(path, { force: true });
  }

  readonly #grown = (): void => this.#reached('store.grown');

  get #unfinishedDir(): string {
    return join(this.#dir, 'unfinished');
  }

  #path(sha256: string): string {
    if (!SHA256.test(sha256)) throw new RangeError('a file is named by the hash of its content');
    return join(this.#dir, sha256.slice(0, 2), sha256);
  }

  /**
   * Stores what comes and answers what it is; where it is here already, nothing changes. Throws `FileRefused`, what the
   * source throws, and the disk's failures: then nothing of it stays.
   */
  async put(source: AsyncIterable<Uint8Array>, expected: Expected): Promise<StoredFile & { readonly isNew: boolean }> {
    const temporary = join(this.#unfinishedDir, `${this.#random(SALT).toString('hex')}${FRESH}`);
    const writer = await Writer.begin(temporary, this.#key, this.#random(SALT), this.#grown);
    try {
      await writer.take(source, expected.maxBytes);
      return await this.#keep(writer, temporary, expected);
    } catch (error) {
      await writer.close();
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async #keep(
    writer: Writer,
    temporary: string,
    expected: Expected,
  ): Promise<StoredFile & { readonly isNew: boolean }> {
    const { sha256, size } = await writer.finish();
    this.#reached('store.written');
    if (expected.sha256 !== undefined && expected.sha256 !== sha256) throw new FileRefused('file.mismatch');
    await writer.sync(sha256);
    this.#reached('store.synced');
    await writer.close();
    // What lies there and is damaged is replaced by what has just been found to be right.
    if ((await this.stateOf(sha256)) === 'whole') {
      await rm(temporary, { force: true });
      return { sha256, size, isNew: false };
    }
    await this.#moveIn(temporary, sha256);
    return { sha256, size, isNew: true };
  }

  /** A whole file, synced, gets its name; what had it is gone. */
  async #moveIn(temporary: string, sha256: string): Promise<void> {
    const path = this.#path(sha256);
    const folder = join(path, '..');
    if (!(await folderExists(folder))) {
      await makeFolder(folder);
      await syncFolder(this.#dir);
    }
    await rename(temporary, path);
    await syncFolder(folder);
    this.#checked.delete(sha256);
    this.#reached('store.renamed');
  }

  /** Bytes of content; undefined where it is not here, or so damaged that its length makes no sense. */
  async sizeOf(sha256: string): Promise<number | undefined> {
    try {
      const { size } = await stat(this.#path(sha256));
      return contentBytes(this.#sizes, size);
    } catch (error) {
      if (isMissing(error) || error instanceof DamagedFile) return undefined;
      throw error;
    }
  }

  get #sizes(): Pick<ChunkForm, 'headBytes' | 'overhead'> {
    return newForm(this.#key, Buffer.alloc(SALT));
  }

  /** Reads all of it and compares it with its name. */
  async stateOf(sha256: string): Promise<FileState> {
    const hash = createHash('sha256');
    try {
      for await (const chunk of this.#chunks(sha256, undefined)) hash.update(chunk);
    } catch (error) {
      if (isMissing(error)) return 'missing';
      if (error instanceof DamagedFile) return 'damaged';
      throw error;
    }
    return hash.digest('hex') === sha256 ? 'whole' : 'damaged';
  }

  /**
   * Its content, or a part of it. Throws `DamagedFile`; a missing file is the caller's to ask for before (`sizeOf`),
   * and throws here. A plain file is read whole once before a part of it is trusted.
   */
  async *read(sha256: string, range?: ByteRange): AsyncGenerator<Buffer> {
    if (this.#key === undefined) await this.#checkOnce(sha256);
    yield* this.#chunks(sha256, range);
  }

  async #checkOnce(sha256: string): Promise<void> {
    const mark = markOf(await stat(this.#path(sha256)));
    if (this.#checked.get(sha256) === mark) return;
    if ((await this.stateOf(sha256)) !== 'whole') throw new DamagedFile('its content is not what its name says');
    this.#checked.set(sha256, mark);
  }

  async *#chunks(sha256: string, range: ByteRange | undefined): AsyncGenerator<Buffer> {
    const file = await open(this.#path(sha256), 'r');
    try {
      const { size: diskBytes } = await file.stat();
      const form = formOf(this.#key, await readExactly(file, 0, Math.min(diskBytes, HEAD)), sha256);
      const size = contentBytes(form, diskBytes);
      const start = Math.max(0, range?.start ?? 0);
      const end = Math.min(size, range?.end ?? size);
      const last = Math.max(0, Math.ceil(size / CHUNK) - 1);
      for (let index = Math.floor(start / CHUNK); index <= last && (index * CHUNK < end || size === 0); index += 1) {
        const at = form.headBytes + index * (CHUNK + form.overhead);
        const length = Math.min(CHUNK + form.overhead, diskBytes - at);
        const content = form.open(await readExactly(file, at, length), index, index === last);
        const from = Math.max(0, start - index * CHUNK);
        const to = Math.min(content.length, end - index * CHUNK);
        if (to > from) yield content.subarray(from, to);
      }
    } finally {
      await file.close();
    }
  }

  /** Whether it was here. Durable once it returns. */
  async remove(sha256: string): Promise<boolean> {
    const path = this.#path(sha256);
    try {
      await rm(path);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    await syncFolder(join(path, '..'));
    this.#checked.delete(sha256);
    this.#reached('store.removed');
    return true;
  }

  /** Everything that is here, in no order; a name that is none of ours is passed over. */
  async *all(): AsyncGenerator<StoredFile> {
    for (const folder of await readdir(this.#dir)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for await (const { name } of await opendir(join(this.#dir, folder))) {
        const size = SHA256.test(name) ? await this.sizeOf(name) : undefined;
        if (size !== undefined) yield { sha256: name, size };
      }
    }
  }

  /** Bytes of content that an unfinished file holds, as far as its length tells; zero where it has not begun. */
  async unfinishedBytes(name: string): Promise<number> {
    const path = this.#unfinished(name);
    try {
      const { size } = await stat(path);
      const { headBytes, overhead } = this.#sizes;
      return Math.max(0, Math.floor((size - headBytes) / (CHUNK + overhead))) * CHUNK;
    } catch (error) {
      if (isMissing(error)) return 0;
      throw error;
    }
  }

  #unfinished(name: string): string {
    if (!UNFINISHED.test(name)) throw new RangeError('no name for an unfinished file');
    return join(this.#unfinishedDir, name);
  }

  /**
   * Goes on with an unfinished file; the source is asked for what comes after the bytes that are here and sound. Once
   * all of it has come it is kept under its hash. Throws what the source throws: what came by then stays. Throws
   * `FileRefused`: all of it goes. One caller at a time for a name.
   */
  async resume(
    name: string,
    source: (from: number) => AsyncIterable<Uint8Array>,
    expected: Expected,
  ): Promise<StoredFile & { readonly isNew: boolean }> {
    const path = this.#unfinished(name);
    const writer = await this.#reopen(path);
    try {
      await writer.take(source(writer.size), expected.maxBytes);
      return await this.#keep(writer, path, expected);
    } catch (error) {
      await writer.close();
      if (error instanceof FileRefused) await rm(path, { force: true });
      throw error;
    }
  }

  async #reopen(path: string): Promise<Writer> {
    try {
      return await Writer.goOn(path, this.#key, this.#grown);
    } catch (error) {
      // What lies there cannot be gone on with: it begins anew, as it would have without it.
      if (!isMissing(error) && !(error instanceof DamagedFile)) throw error;
      await rm(path, { force: true });
      return Writer.begin(path, this.#key, this.#random(SALT), this.#grown);
    }
  }

  /**
   * Adds to an unfinished file of `size` bytes from byte `at` on, and answers how long it is then. Throws what the
   * source throws: what came by then stays. For content as it is; sealed chunks begin and end where they do (`resume`).
   */
  async append(name: string, at: number, source: AsyncIterable<Uint8Array>, size: number): Promise<number> {
    if (this.#key !== undefined) throw new RangeError('sealed content grows by whole chunks');
    const written = (): void => this.#reached('store.appended');
    this.#hashed.delete(name);
    const { end, sha256 } = await appendTo(this.#unfinished(name), source, { at, size, written });
    if (sha256 !== undefined) this.#hashed.set(name, { sha256, size: end });
    return end;
  }

  /** Bytes of an unfinished file that is appended to; zero where it has not begun. */
  async appendedBytes(name: string): Promise<number> {
    try {
      return (await stat(this.#unfinished(name))).size;
    } catch (error) {
      if (isMissing(error)) return 0;
      throw error;
    }
  }

  /**
   * All of it has been appended: it is kept under its hash, in place of whatever has that name. Throws `FileRefused`:
   * all of it goes.
   */
  async keep(name: string, expected: Expected): Promise<StoredFile> {
    const path = this.#unfinished(name);
    const known = this.#hashed.get(name);
    this.#hashed.delete(name);
    const written = (): void => this.#reached('store.written');
    if (known !== undefined) written();
    const found = known ?? (await hashAndSync(path, written));
    this.#reached('store.synced');
    if (expected.sha256 !== undefined && expected.sha256 !== found.sha256) {
      await rm(path, { force: true });
      throw new FileRefused('file.mismatch');
    }
    await this.#moveIn(path, found.sha256);
    // It was hashed a moment ago.
    this.#checked.set(found.sha256, markOf(await stat(this.#path(found.sha256))));
    return found;
  }

  /** Where content lies on the disk as it is; undefined where it is sealed. */
  plainPath(sha256: string): string | undefined {
    return this.#key === undefined ? this.#path(sha256) : undefined;
  }

  /** Forgets an unfinished file. */
  async giveUp(name: string): Promise<void> {
    this.#hashed.delete(name);
    await rm(this.#unfinished(name), { force: true });
  }

  /** Names of unfinished files. */
  async unfinished(): Promise<readonly string[]> {
    return (await readdir(this.#unfinishedDir)).filter((name) => UNFINISHED.test(name));
  }
}

const markOf = ({ ino, mtimeMs, size }: Stats): string => `${ino} ${mtimeMs} ${size}`;

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) throw new DamagedFile('it ends too soon');
    read += bytesRead;
  }
  return buffer;
}

/** A whole chunk of an unfinished file; undefined where it is not what was written. */
async function soundChunk(file: FileHandle, form: ChunkForm, index: number): Promise<Buffer | undefined> {
  const bytes = CHUNK + form.overhead;
  try {
    return form.open(await readExactly(file, form.headBytes + index * bytes, bytes), index, false);
  } catch (error) {
    if (error instanceof DamagedFile) return undefined;
    throw error;
  }
}

/** A file in the making: cuts what comes into chunks, hashes it, and writes whole chunks. */
class Writer {
  readonly #file: FileHandle;
  readonly #form: ChunkForm;
  readonly #hash: Hash;
  readonly #grown: () => void;
  #index: number;
  #size: number;
  /** Content that does not fill a chunk yet. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #isOpen = true;

  private constructor(file: FileHandle, form: ChunkForm, hash: Hash, index: number, grown: () => void) {
    this.#file = file;
    this.#grown = grown;
    this.#form = form;
    this.#hash = hash;
    this.#index = index;
    this.#size = index * CHUNK;
  }

  /** Bytes of content so far. */
  get size(): number {
    return this.#size;
  }

  /** `grown` is told of each chunk that has been written. */
  static async begin(path: string, key: Buffer | undefined, salt: Buffer, grown: () => void): Promise<Writer> {
    const file = await open(path, 'wx+', 0o600);
    if (key !== undefined) await file.write(unfinishedHead(salt), 0, HEAD, 0);
    return new Writer(file, newForm(key, salt), createHash('sha256'), 0, grown);
  }

  /**
   * Goes on after the last whole chunk; all of them are read again and hashed. From the first that is not sound, as a
   * power cut leaves them, everything is cut off. Throws `DamagedFile` where not even its head is sound.
   */
  static async goOn(path: string, key: Buffer | undefined, grown: () => void): Promise<Writer> {
    const file = await open(path, 'r+');
    try {
      const { size: diskBytes } = await file.stat();
      const form = formOf(key, await readExactly(file, 0, Math.min(diskBytes, key === undefined ? 0 : HEAD)));
      const hash = createHash('sha256');
      const chunkBytes = CHUNK + form.overhead;
      const held = Math.max(0, Math.floor((diskBytes - form.headBytes) / chunkBytes));
      let chunks = 0;
      while (chunks < held) {
        const content = await soundChunk(file, form, chunks);
        if (content === undefined) break;
        hash.update(content);
        chunks += 1;
      }
      await file.truncate(form.headBytes + chunks * chunkBytes);
      return new Writer(file, form, hash, chunks, grown);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async take(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
    for await (const bytes of source) {
      this.#size += bytes.length;
      if (this.#size > maxBytes) throw new FileRefused('file.tooLarge');
      this.#hash.update(bytes);
      this.#rest.push(Buffer.from(bytes));
      this.#restBytes += bytes.length;
      // The last chunk is marked as such: a full one waits until more has come.
      if (this.#restBytes > CHUNK) await this.#writeFull();
    }
  }

  async #writeFull(): Promise<void> {
    const all = Buffer.concat(this.#rest);
    let at = 0;
    while (all.length - at > CHUNK) {
      await this.#write(all.subarray(at, at + CHUNK), false);
      at += CHUNK;
    }
    this.#rest = [all.subarray(at)];
    this.#restBytes = all.length - at;
  }

  async #write(chunk: Buffer, isLast: boolean): Promise<void> {
    const sealed = this.#form.seal(chunk, this.#index, isLast);
    const at = this.#form.headBytes + this.#index * (CHUNK + this.#form.overhead);
    let written = 0;
    while (written < sealed.length) {
      const { bytesWritten } = await this.#file.write(sealed, written, sealed.length - written, at + written);
      written += bytesWritten;
    }
    this.#index += 1;
    this.#grown();
  }

  /** Everything has come. */
  async finish(): Promise<StoredFile> {
    await this.#write(Buffer.concat(this.#rest), true);
    this.#rest = [];
    return { sha256: this.#hash.digest('hex'), size: this.#size };
  }

  /** Says in its head what it is, and makes it last. */
  async sync(sha256: string): Promise<void> {
    const head = this.#form.head(sha256);
    if (head.length > 0) await this.#file.write(head, 0, head.length, 0);
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}
