/**
 * Thumbnails on this laptop's disk, by the hash of what they show; sealed as everything here is. They are small and can
 * be had again, so they are written without waiting for the disk: one that a power cut spoilt is none.
 */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../files/folders.ts';
import { isMissing } from '../../shared/base/disk-failures.ts';
import { decrypt, encrypt } from '../replica/vault.ts';

const NAME = /^[0-9a-f]{64}$/;
const FRESH = '.new';

/** One per store. */
export class ThumbnailShelf {
  readonly #dir: string;
  readonly #key: Buffer | undefined;
  readonly #made = new Set<string>();

  private constructor(dir: string, key: Buffer | undefined) {
    this.#dir = dir;
    this.#key = key;
  }

  /** Opens it, and sweeps what a crash left. */
  static async open(dir: string, key: Buffer | undefined): Promise<ThumbnailShelf> {
    await makeFolder(dir);
    for (const name of await readdir(dir)) if (name.endsWith(FRESH)) await rm(join(dir, name), { force: true });
    return new ThumbnailShelf(dir, key);
  }

  /** The same shelf, for another thread of the process that has opened it. */
  static beside(dir: string, key: Buffer | undefined): ThumbnailShelf {
    return new ThumbnailShelf(dir, key);
  }

  #path(sha256: string): string {
    if (!NAME.test(sha256)) throw new RangeError('a thumbnail is named by the hash of what it shows');
    return join(this.#dir, sha256.slice(0, 2), sha256);
  }

  async put(sha256: string, webp: Buffer): Promise<void> {
    const path = this.#path(sha256);
    const folder = join(path, '..');
    if (!this.#made.has(folder)) await makeFolder(folder);
    this.#made.add(folder);
    const fresh = join(this.#dir, `${randomUUID()}${FRESH}`);
    await writeFile(fresh, this.#key === undefined ? webp : encrypt(this.#key, webp, sha256), { mode: 0o600 });
    await rename(fresh, path);
  }

  /** Undefined where there is none, or what lies there is not what was written. */
  async get(sha256: string): Promise<Buffer | undefined> {
    try {
      const bytes = await readFile(this.#path(sha256));
      const webp = this.#key === undefined ? bytes : decrypt(this.#key, bytes, sha256);
      return isWebp(webp) ? webp : undefined;
    } catch (error) {
      if (isMissing(error) || isSpoilt(error)) return undefined;
      throw error;
    }
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.#path(sha256), { force: true });
  }

  /** Hashes of everything that has one here. */
  async all(): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const folder of await readdir(this.#dir)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      for (const name of await readdir(join(this.#dir, folder))) if (NAME.test(name)) found.add(name);
    }
    return found;
  }
}

const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

/** What the cipher says of bytes that it did not make: it gives no code where the tag does not fit. */
const isSpoilt = (error: unknown): boolean =>
  error instanceof Error && (!('code' in error) || String(error.code).startsWith('ERR_CRYPTO'));
