/**
 * What travels between this laptop and its hub, asked for by whoever decides what goes when: lends our name to whoever
 * sends, and says of a failure what it means.
 */
import { AppError } from '../../shared/base/app-error.ts';
import { isFull } from '../../shared/base/disk-failures.ts';
import type { HubClient } from '../sync/hub-client.ts';
import type { Upload, WayHears } from './content-ways.ts';
import type { FileToFetch } from './held-rows.ts';
import type { LaptopFiles } from './laptop-files.ts';

/** One per opened replica, or hand-over. */
export class FileCarrier {
  readonly #files: LaptopFiles;
  readonly #client: HubClient;

  constructor(files: LaptopFiles, client: HubClient) {
    this.#files = files;
    this.#client = client;
  }

  /**
   * Sends a content, or the rest of it; resolves once the hub has all of it. Throws HubFailure, AppError
   * `file.elsewhere`, `file.damaged`, what the disk says, and the signal's reason.
   */
  async upload(upload: Omit<Upload, 'pass'>, hears: WayHears): Promise<void> {
    const { ways } = this.#files;
    try {
      await this.#client.lend('laptop', hears.signal, (pass) => ways.upload({ ...upload, pass }, hears));
    } catch (error) {
      throw await this.#files.unreadable(upload.sha256, error);
    }
  }

  /**
   * Goes on with a download; all of it lies here when it answers, and no row says so yet. Throws HubFailure,
   * FileRefused where it was not that content, AppError `file.diskFull`, and the signal's reason.
   */
  async download({ sha256, size }: FileToFetch, hears: Pick<WayHears, 'moved' | 'signal'>): Promise<void> {
    const { ways } = this.#files;
    const heard = { ...hears, begun: () => undefined };
    try {
      await this.#client.lend('person', hears.signal, (pass) => ways.download({ sha256, size, pass }, heard));
    } catch (error) {
      if (isFull(error)) throw new AppError('file.diskFull', { freeBytes: 0 }, { cause: error });
      throw error;
    }
  }

  /** The hub's history, as this laptop knows it. */
  get history(): string {
    return this.#client.knownHistory;
  }

  /** Whether the hub has the content, as it says now. Throws HubFailure, and the signal's reason. */
  isOnHub({ sha256, size }: FileToFetch, signal: AbortSignal): Promise<boolean> {
    const { ways } = this.#files;
    return this.#client.lend('person', signal, (pass) => ways.isOnHub({ sha256, size, pass }, signal));
  }

  /** Puts the hub's thumbnail on the shelf; no row says so yet. Answers whether the hub has one. Throws HubFailure. */
  fetchThumbnail({ sha256, size }: FileToFetch, signal: AbortSignal): Promise<boolean> {
    const { ways } = this.#files;
    return this.#client.lend('person', signal, (pass) => ways.fetchThumbnail({ sha256, size, pass }, signal));
  }

  /** Hands a thumbnail over, ahead of its content, where one lies here. Throws HubFailure. */
  giveThumbnail({ sha256, size }: FileToFetch, signal: AbortSignal): Promise<void> {
    const { ways } = this.#files;
    return this.#client.lend('laptop', signal, (pass) => ways.giveThumbnail({ sha256, size, pass }, signal));
  }
}
