/**
 * Content between the store and the hub, one file at a time: read, sent, received, hashed, sealed and kept where this
 * runs, which is the store's own thread (`store-worker.ts`). Whoever asks for it decides what comes when, tries again
 * and writes rows; all that passes between the two is small.
 */
import type { FileStore, StoredFile } from '../../files/file-store.ts';
import { type Fetch, type HubPass, sendingWith } from '../sync/hub-request.ts';
import { FilesClient } from './files-client.ts';
import type { ThumbnailShelf } from './thumbnail-shelf.ts';

/** A content that is to go up. */
export interface Upload {
  readonly pass: HubPass;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes of one request. */
  readonly chunkBytes: number;
  /** Where the hub takes the rest of it, as `begun` was told; undefined for one that has not begun. */
  readonly begunAt: string | undefined;
}

/** A content that is to come down, or its thumbnail to go either way. */
export interface Fetched {
  readonly pass: HubPass;
  readonly sha256: string;
  /** Bytes of the original. */
  readonly size: number;
}

/** Who hears how far it is. */
export interface WayHears {
  /** So many bytes of it are there: on the hub's disk, or here. */
  readonly moved: (bytes: number) => void;
  /** The hub takes the rest of it there. */
  readonly begun: (path: string) => void;
  readonly signal: AbortSignal;
}

/** All of these throw HubFailure, the store's and the disk's failures, and the signal's reason. */
export interface ContentWays {
  /** Sends it, or the rest of it. Resolves once the hub has all of it. */
  upload(upload: Upload, hears: WayHears): Promise<void>;
  /** Goes on with a download; kept under its hash when it answers. Throws FileRefused where it was not that content. */
  download(fetched: Fetched, hears: WayHears): Promise<StoredFile>;
  /** Whether the hub has the content of a file. */
  isOnHub(fetched: Fetched, signal: AbortSignal): Promise<boolean>;
  /** Puts the hub's thumbnail on the shelf. Answers whether the hub has one. */
  fetchThumbnail(fetched: Fetched, signal: AbortSignal): Promise<boolean>;
  /** Hands the thumbnail over that lies on the shelf, where one does. */
  giveThumbnail(fetched: Fetched, signal: AbortSignal): Promise<void>;
}

/** One per opened store. */
export class HubWays implements ContentWays {
  readonly #store: FileStore;
  readonly #shelf: ThumbnailShelf;
  readonly #fetch: Fetch;

  constructor(store: FileStore, shelf: ThumbnailShelf, fetchIt: Fetch) {
    this.#store = store;
    this.#shelf = shelf;
    this.#fetch = fetchIt;
  }

  async upload({ pass, ...upload }: Upload, { moved, begun, signal }: WayHears): Promise<void> {
    const { sha256 } = upload;
    // Comes with the first upload: what keeps to the protocol is not needed before.
    const { uploadByTus } = await import('./tus-upload.ts');
    return uploadByTus({
      ...upload,
      hubUrl: pass.hubUrl,
      send: sendingWith(this.#fetch, pass),
      read: (start, end) => this.#part(sha256, start, end),
      onBegun: begun,
      onTaken: moved,
      signal,
    });
  }

  async #part(sha256: string, start: number, end: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.#store.read(sha256, { start, end })) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  download({ pass, sha256, size }: Fetched, { moved, signal }: WayHears): Promise<StoredFile> {
    const client = this.#client(pass);
    async function* counted(from: number): AsyncGenerator<Uint8Array> {
      let bytes = from;
      for await (const chunk of client.original(sha256, from, signal)) {
        yield chunk;
        bytes += chunk.length;
        moved(bytes);
      }
    }
    return this.#store.resume(sha256, counted, { maxBytes: size, sha256 });
  }

  isOnHub({ pass, sha256 }: Fetched, signal: AbortSignal): Promise<boolean> {
    return this.#client(pass).isThere(sha256, signal);
  }

  async fetchThumbnail({ pass, sha256 }: Fetched, signal: AbortSignal): Promise<boolean> {
    const webp = await this.#client(pass).thumbnail(sha256, signal);
    if (webp !== undefined) await this.#shelf.put(sha256, webp);
    return webp !== undefined;
  }

  async giveThumbnail({ pass, sha256 }: Fetched, signal: AbortSignal): Promise<void> {
    const webp = await this.#shelf.get(sha256);
    if (webp !== undefined) await this.#client(pass).giveThumbnail(sha256, webp, signal);
  }

  #client(pass: HubPass): FilesClient {
    return new FilesClient(sendingWith(this.#fetch, pass));
  }
}
