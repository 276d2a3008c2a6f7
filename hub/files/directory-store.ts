/** Contents in a directory, as they are: each under its hash, thumbnails beside them by theatre. */
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ByteRange, type FileState, FileStore, type StoredFile } from '../../files/file-store.ts';
import { makeFolder } from '../../files/folders.ts';
import { isMissing } from '../../shared/base/disk-failures.ts';
import { isUuid } from '../../shared/base/ids.ts';
import { writeDurably } from '../durable-file.ts';
import { faults } from '../fault-points.ts';
import type { ContentStore } from './content-store.ts';

const MARK = 'store-id';

export class DirectoryStore implements ContentStore {
  readonly #dir: string;
  readonly #store: FileStore;

  private constructor(dir: string, store: FileStore) {
    this.#dir = dir;
    this.#store = store;
  }

  /** Throws what the system says where the directory can be neither found nor made. */
  static async open(dir: string): Promise<DirectoryStore> {
    const store = await FileStore.open({
      dir: join(dir, 'contents'),
      key: undefined,
      randomBytes,
      isShared: true,
      reached: (point) => faults.at(`contents.${point.slice('store.'.length) as 'written'}`),
    });
    return new DirectoryStore(dir, store);
  }

  sizeOf(sha256: string): Promise<number | undefined> {
    return this.#store.sizeOf(sha256);
  }
  stateOf(sha256: string): Promise<FileState> {
    return this.#store.stateOf(sha256);
  }
  read(sha256: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return this.#store.read(sha256, range);
  }
  pathOf(sha256: string): string | undefined {
    return this.#store.plainPath(sha256);
  }
  remove(sha256: string): Promise<boolean> {
    return this.#store.remove(sha256);
  }
  all(): AsyncIterable<StoredFile> {
    return this.#store.all();
  }
  async put(source: AsyncIterable<Uint8Array>, { sha256, size }: StoredFile): Promise<void> {
    await this.#store.put(source, { sha256, maxBytes: size });
  }

  uploaded(upload: string): Promise<number> {
    return this.#store.appendedBytes(upload);
  }
  append(upload: string, at: number, source: AsyncIterable<Uint8Array>, size: number): Promise<number> {
    return this.#store.append(upload, at, source, size);
  }
  clear(): Promise<void> {
    // It was renamed.
    return Promise.resolve();
  }
  async keep(upload: string, { sha256, size }: StoredFile): Promise<void> {
    await this.#store.keep(upload, { sha256, maxBytes: size });
  }
  giveUp(upload: string): Promise<void> {
    return this.#store.giveUp(upload);
  }
  uploads(): Promise<readonly string[]> {
    return this.#store.unfinished();
  }

  async thumbnail(theaterId: string, sha256: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.#thumbnail(theaterId, sha256));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async putThumbnail(theaterId: string, sha256: string, webp: Buffer): Promise<void> {
    const path = this.#thumbnail(theaterId, sha256);
    await makeFolder(join(path, '..'));
    const fresh = `${path}.${randomBytes(6).toString('hex')}.new`;
    try {
      await writeFile(fresh, webp, { mode: 0o600, flag: 'wx', flush: true });
      await rename(fresh, path);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  }

  async removeThumbnail(theaterId: string, sha256: string): Promise<void> {
    await rm(this.#thumbnail(theaterId, sha256), { force: true });
  }

  #thumbnail(theaterId: string, sha256: string): string {
    if (!isUuid(theaterId) || !/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('no name for a thumbnail');
    return join(this.#dir, 'thumbnails', theaterId, sha256.slice(0, 2), `${sha256}.webp`);
  }

  async readMark(): Promise<string | undefined> {
    try {
      return (await readFile(join(this.#dir, MARK), 'utf8')).trim();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  writeMark(mark: string): Promise<void> {
    writeDurably(join(this.#dir, MARK), `${mark}\n`);
    return Promise.resolve();
  }

  async check(): Promise<void> {
    await this.#store.unfinished();
  }
  close(): void {
    // Nothing is held open between two calls.
  }
}
