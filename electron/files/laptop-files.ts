/**
 * The contents of files on this laptop: taken in, shown, fetched, thrown away. The store has the last word on what is
 * here; what queries can look at (`stored_files`) follows it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type ByteRange, FileRefused, FileStore, type StorePoint } from '../../files/file-store.ts';
import { DamagedFile } from '../../files/sealed-file.ts';
import { mediaTypeOf, SNIFF_BYTES, UNKNOWN_TYPE } from '../../files/sniff.ts';
import { mayHaveThumbnail } from '../../files/thumbnails/kinds.ts';
import type { NoThumbnail, ThumbnailOptions, ThumbnailOutcome } from '../../files/thumbnails/make-thumbnail.ts';
import { ThumbnailMaker } from '../../files/thumbnails/thumbnail-maker.ts';
import { AppError, type AppErrorCode } from '../../shared/base/app-error.ts';
import { isFull, isMissing } from '../../shared/base/disk-failures.ts';
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import { MOST_FILE_BYTES } from '../../shared/mutations/file-use.ts';
import { PREVIEW_PIXELS } from '../../shared/protocol/files.ts';
import { reached } from '../replica/fault-points.ts';
import type { Replica } from '../replica/replica.ts';
import type { Fetch } from '../sync/hub-request.ts';
import { safeFetch } from '../sync/secure-hub.ts';
import { type ContentWays, HubWays } from './content-ways.ts';
import { roomFor } from './disk-room.ts';
import { cleanName } from './file-name.ts';
import { HeldRows } from './held-rows.ts';
import { OpenedCopies, type Opener, openBySystem } from './open-outside.ts';
import { sealWhatIsPlain } from './seal-plain.ts';
import { StoreThread } from './store-thread.ts';
import { ThumbnailShelf } from './thumbnail-shelf.ts';
import { SAYS_WHERE, withoutLocation } from './without-location.ts';

/** The folder in the replica's directory; it is erased with everything else there. */
const FOLDER = 'files';
/** A picture or PDF that is larger is stored and not looked at, in bytes. */
const MOST_LOOKED_AT = 256 * 1024 ** 2;
/** One that is larger is read again to be looked at, one after another: several are taken in at once. */
const MOST_KEPT_BY = 16 * 1024 ** 2;
const MOST_PREVIEW_BYTES = 4 * 1024 ** 2;
/** Previews are made again when they are asked for again; so many bytes of them are kept in memory. */
const MOST_KEPT_PREVIEWS = 64 * 1024 ** 2;
/** Use is noted so exactly, in milliseconds: it only decides what goes first where the disk is full. */
const USE_MS = 60 * 60 * 1000;

export interface FilesOptions {
  readonly replica: Replica;
  readonly now: () => Date;
  /** Where the threads begin that work for the store and make thumbnails; the sources where nothing is said. */
  readonly storeThread?: URL | undefined;
  readonly thumbnailThread?: URL | undefined;
  /** Contents go to the hub and come from it by this, in this thread; without it by the store's thread's own. */
  readonly fetch?: Fetch | undefined;
  /** How a file of the disk is shown to a person; the system's own way where nothing is said. */
  readonly opener?: Opener | undefined;
  readonly onError: (error: unknown) => void;
}

/** What is known of content before it comes. */
export interface Offered {
  readonly name: string;
  /** Bytes, where whoever brings it says so. */
  readonly bytes?: number | undefined;
}

/** Why something cannot be shown as a picture, as people are told of it. */
const WHY_NOT: Readonly<Record<NoThumbnail, AppErrorCode>> = {
  unsupported: 'file.noThumbnail',
  tooLarge: 'file.tooManyPixels',
  broken: 'file.broken',
  locked: 'file.locked',
  late: 'file.noThumbnail',
};

interface Threads {
  readonly work: StoreThread;
  readonly travel: StoreThread;
}

/** One per opened replica. */
export class LaptopFiles {
  readonly rows: HeldRows;
  readonly #options: FilesOptions;
  /** For looks at the disk. */
  readonly #store: FileStore;
  /** For everything that reads or writes content. */
  readonly #work: StoreThread;
  /** As `#work`, for what travels: whoever takes in or looks at something does not wait behind it. */
  readonly #travel: StoreThread;
  /** Between the store and the hub. */
  readonly ways: ContentWays;
  readonly #shelf: ThumbnailShelf;
  readonly #maker: ThumbnailMaker;
  readonly #previews = new Map<string, Buffer>();
  readonly #usedAt = new Map<string, number>();
  readonly #copies: OpenedCopies;
  readonly #reconciled: Promise<void>;
  /** Whoever reads a whole picture to look at it. */
  #looking: Promise<unknown> = Promise.resolve();

  private constructor(options: FilesOptions, store: FileStore, shelf: ThumbnailShelf, { work, travel }: Threads) {
    this.#options = options;
    this.#work = work;
    this.#travel = travel;
    this.ways = options.fetch === undefined ? travel : new HubWays(store, shelf, safeFetch(options.fetch));
    this.#store = store;
    this.#shelf = shelf;
    this.rows = new HeldRows(options.replica, options.now);
    this.#copies = new OpenedCopies(this.#dir, options.opener ?? openBySystem, randomUUID);
    this.#maker = new ThumbnailMaker({ thread: options.thumbnailThread, onError: options.onError });
    this.#reconciled = this.#reconcile().catch(options.onError);
  }

  static async open(options: FilesOptions): Promise<LaptopFiles> {
    const { dir, vault } = options.replica;
    const folder = join(dir, FOLDER);
    const thumbnails = join(folder, 'thumbnails');
    await sealWhatIsPlain(folder, vault.filesKey, thumbnails);
    const told = (point: StorePoint): void => {
      // Contents only grow by appending on a hub.
      if (point !== 'store.appended') reached(point);
    };
    const store = await FileStore.open({ dir: folder, key: vault.filesKey, randomBytes, reached: told });
    const shelf = await ThumbnailShelf.open(thumbnails, vault.thumbnailsKey);
    const data = { dir: folder, key: vault.filesKey, thumbnails: { dir: thumbnails, key: vault.thumbnailsKey } };
    const work = new StoreThread(data, options.storeThread);
    const travel = new StoreThread({ ...data, isBehind: true }, options.storeThread);
    const files = new LaptopFiles(options, store, shelf, { work, travel });
    await files.#copies.erase();
    return files;
  }

  get #dir(): string {
    return this.#options.replica.dir;
  }

  /** What the rows say of this laptop has been compared with what lies here. */
  reconciled(): Promise<void> {
    return this.#reconciled;
  }

  async #reconcile(): Promise<void> {
    await this.rows.reconcile(async () => {
      const originals = new Map<string, number>();
      for await (const { sha256, size } of this.#store.all()) originals.set(sha256, size);
      return { originals, thumbnails: await this.#shelf.all() };
    });
  }

  /** Bytes that files may still take; null where the disk does not say. */
  room(): Promise<number | null> {
    return roomFor(this.#dir);
  }

  /**
   * Takes content in; durable when it answers. Throws AppError `file.empty`, `file.tooLarge`, `file.diskFull`, and what
   * the source throws: nothing of it stays then.
   */
  async take(source: AsyncIterable<Uint8Array>, { name, bytes }: Offered): Promise<TakenFile> {
    const room = await this.room();
    if ((bytes ?? 0) > MOST_FILE_BYTES) throw new AppError('file.tooLarge', { mostBytes: MOST_FILE_BYTES });
    if (room !== null && room < (bytes ?? 1)) throw new AppError('file.diskFull', { freeBytes: room });
    const seen = new Seen();
    const kept = this.rows.keepsLocation ? source : placeless(source);
    const { sha256, size } = await this.#put(seen.of(kept), Math.min(MOST_FILE_BYTES, room ?? MOST_FILE_BYTES));
    await this.rows.noteOriginals([{ sha256, size }]);
    const { mime } = seen;
    const pixels = await this.#makeThumbnail(sha256, size, mime, seen.whole);
    return { sha256, size, mime, name: cleanName(name), hasThumbnail: pixels !== undefined, ...pixels };
  }

  async #put(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<{ sha256: string; size: number }> {
    try {
      return await this.#work.put(source, { maxBytes });
    } catch (error) {
      if (error instanceof FileRefused)
        throw maxBytes < MOST_FILE_BYTES
          ? new AppError('file.diskFull', { freeBytes: maxBytes }, { cause: error })
          : new AppError('file.tooLarge', { mostBytes: MOST_FILE_BYTES }, { cause: error });
      if (isFull(error)) throw new AppError('file.diskFull', { freeBytes: 0 }, { cause: error });
      throw error;
    }
  }

  /** How large it is as it is looked at, where that is known; undefined where there is no thumbnail. */
  async #makeThumbnail(
    sha256: string,
    size: number,
    mime: string,
    bytes: Buffer | undefined,
  ): Promise<{ readonly width?: number; readonly height?: number } | undefined> {
    if (!mayHaveThumbnail(mime) || size > MOST_LOOKED_AT) return undefined;
    const made = bytes === undefined ? await this.#lookAt(sha256, size, mime) : await this.#maker.make({ bytes }, mime);
    if ('code' in made) return undefined;
    await this.#keepThumbnail(sha256, size, made.webp);
    return made.width === undefined || made.height === undefined ? {} : { width: made.width, height: made.height };
  }

  async #keepThumbnail(sha256: string, size: number, webp: Buffer): Promise<void> {
    await this.#shelf.put(sha256, webp);
    await this.rows.noteThumbnails([{ sha256, size }]);
  }

  /** Bytes of content; undefined where it is not here. */
  sizeOf(sha256: string): Promise<number | undefined> {
    return this.#store.sizeOf(sha256);
  }

  /** What it is, by its first bytes. Throws as `read`. */
  async mediaTypeOf(sha256: string): Promise<string> {
    return mediaTypeOf(await this.part(sha256, { start: 0, end: SNIFF_BYTES }));
  }

  /** A part of its content at once. Throws as `read`. */
  async part(sha256: string, range?: ByteRange): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.read(sha256, range)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /**
   * Its content, or a part of it. Throws AppError `file.elsewhere` where it is not here, and `file.damaged`: it is
   * fetched again then, or waits for a laptop that still has it.
   */
  async *read(sha256: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#work.read(sha256, range);
    } catch (error) {
      throw await this.unreadable(sha256, error);
    }
  }

  /** What the store failed at reading, as people are told of it; rows know of it by then. Anything else as it is. */
  async unreadable(sha256: string, error: unknown): Promise<unknown> {
    if (isMissing(error)) {
      await this.rows.noteGone([sha256]);
      return new AppError('file.elsewhere', { sha256 }, { cause: error });
    }
    if (!(error instanceof DamagedFile)) return error;
    await this.#mend(sha256);
    return new AppError('file.damaged', { sha256 }, { cause: error });
  }

  /** What is damaged counts as not here and is wanted again: the next sound copy takes its place. */
  async #mend(sha256: string): Promise<void> {
    await this.rows.noteGone([sha256]);
    await this.rows.want([sha256]);
  }

  /** Reads all of it. Where it is not what it was, it is fetched again. */
  async isSound(sha256: string): Promise<boolean> {
    const state = await this.#work.stateOf(sha256);
    if (state !== 'whole') await this.#mend(sha256);
    return state === 'whole';
  }

  /** Somebody looks at it: what nobody has looked at for long goes first where the disk is full. */
  async used(sha256: string): Promise<void> {
    const now = this.#options.now().getTime();
    if (now - (this.#usedAt.get(sha256) ?? -Infinity) < USE_MS) return;
    this.#usedAt.set(sha256, now);
    await this.rows.noteUse(sha256);
  }

  /** A thumbnail that lies here; undefined where there is none, and none is made. */
  keptThumbnail(sha256: string): Promise<Buffer | undefined> {
    return this.#shelf.get(sha256);
  }

  /** WebP. Throws AppError `file.noThumbnail`, `file.broken`, `file.locked`, `file.tooManyPixels`, and as `read`. */
  async thumbnail(sha256: string): Promise<Buffer> {
    const kept = await this.#shelf.get(sha256);
    if (kept !== undefined) return kept;
    const size = await this.#store.sizeOf(sha256);
    if (size === undefined) {
      await this.rows.noteNoThumbnail(sha256);
      throw new AppError('file.noThumbnail', { sha256 });
    }
    const webp = await this.#picture(sha256, size, {});
    await this.#keepThumbnail(sha256, size, webp);
    return webp;
  }

  /** As `thumbnail`, to fill a screen; made of the original alone, which must be here (`file.elsewhere`). */
  async preview(sha256: string): Promise<Buffer> {
    const kept = this.#previews.get(sha256);
    if (kept !== undefined) return kept;
    const size = await this.#store.sizeOf(sha256);
    if (size === undefined) throw new AppError('file.elsewhere', { sha256 });
    const webp = await this.#picture(sha256, size, { pixels: PREVIEW_PIXELS, maxBytes: MOST_PREVIEW_BYTES });
    this.#previews.set(sha256, webp);
    let bytes = [...this.#previews.values()].reduce((sum, { length }) => sum + length, 0);
    for (const [name, { length }] of this.#previews) {
      if (bytes <= MOST_KEPT_PREVIEWS) break;
      this.#previews.delete(name);
      bytes -= length;
    }
    return webp;
  }

  async #picture(sha256: string, size: number, options: ThumbnailOptions): Promise<Buffer> {
    const mime = await this.mediaTypeOf(sha256);
    if (!mayHaveThumbnail(mime)) throw new AppError('file.noThumbnail', { sha256 });
    if (size > MOST_LOOKED_AT) throw new AppError('file.tooManyPixels', { sha256 });
    const made = await this.#lookAt(sha256, size, mime, options);
    if ('code' in made) throw new AppError(WHY_NOT[made.code], { sha256 });
    return made.webp;
  }

  /** Bytes of a download that are here already. */
  fetchedOf(sha256: string): Promise<number> {
    return this.#store.unfinishedBytes(sha256);
  }

  /** Reads all of it for whoever draws it, and never two at a time: each may be as large as `MOST_LOOKED_AT`. */
  #lookAt(sha256: string, size: number, mime: string, options?: ThumbnailOptions): Promise<ThumbnailOutcome> {
    const looked = this.#looking.then(async () => {
      const bytes = Buffer.alloc(size);
      let at = 0;
      for await (const chunk of this.read(sha256)) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
      return this.#maker.make({ bytes, isGiven: true }, mime, options);
    });
    this.#looking = looked.catch(() => undefined);
    return looked;
  }

  /** Throws originals away. The caller has made sure that the hub has them. */
  async remove(sha256s: readonly string[]): Promise<void> {
    for (const sha256 of sha256s) await this.#store.remove(sha256);
    await this.rows.noteGone(sha256s);
  }

  /** What has been fetched of others than these is forgotten. */
  async keepUnfinished(of: ReadonlySet<string>): Promise<void> {
    for (const name of await this.#store.unfinished()) if (!of.has(name)) await this.#store.giveUp(name);
  }

  /** Opens a copy with the system's own program. Throws AppError `file.noProgram`, and as `read`. */
  async openOutside(sha256: string, name: string): Promise<void> {
    if ((await this.sizeOf(sha256)) === undefined) throw new AppError('file.elsewhere', { sha256 });
    await this.used(sha256);
    await this.#copies.open(name, await this.mediaTypeOf(sha256), this.read(sha256));
  }

  /** Nothing of it may be used afterwards. */
  async close(): Promise<void> {
    await this.#maker.close();
    await Promise.all([this.#work.close(), this.#travel.close()]);
    await this.#copies.erase();
    await this.#reconciled;
  }
}

/** A picture is gathered up to so many bytes; a larger one stays as it is. */
const MOST_GATHERED = 64 * 1024 ** 2;

/** Of a picture, what it is without the place where it was made; anything else as it comes. */
async function* placeless(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] | undefined = [];
  let bytes = 0;
  let mime: string | undefined;
  for await (const chunk of source) {
    if (gathered === undefined) {
      yield chunk;
      continue;
    }
    gathered.push(chunk);
    bytes += chunk.length;
    if (mime === undefined && bytes >= SNIFF_BYTES)
      mime = await mediaTypeOf(Buffer.concat(gathered).subarray(0, SNIFF_BYTES));
    if ((mime !== undefined && !SAYS_WHERE.has(mime)) || bytes > MOST_GATHERED) {
      yield Buffer.concat(gathered);
      gathered = undefined;
    }
  }
  if (gathered === undefined || bytes === 0) return;
  const all = Buffer.concat(gathered);
  yield withoutLocation(all, mime ?? (await mediaTypeOf(all)));
}

/**
 * Looks at what goes by, and keeps what a thumbnail can be made of. A film goes by as it is: several are taken in at
 * once, and each would fill the memory.
 */
class Seen {
  #chunks: Uint8Array[] = [];
  #bytes = 0;
  #mime: string | undefined;
  #isKept = true;

  async *of(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      if (chunk.length === 0) continue;
      if (this.#isKept) this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      if (this.#mime === undefined && this.#bytes >= SNIFF_BYTES) await this.#look();
      if (this.#bytes > MOST_KEPT_BY) this.#drop();
      yield chunk;
    }
    if (this.#bytes === 0) throw new AppError('file.empty');
    if (this.#mime === undefined) await this.#look();
  }

  async #look(): Promise<void> {
    this.#mime = await mediaTypeOf(Buffer.concat(this.#chunks).subarray(0, SNIFF_BYTES));
    if (!mayHaveThumbnail(this.#mime)) this.#drop();
  }

  #drop(): void {
    this.#isKept = false;
    this.#chunks = [];
  }

  /** What it is, once all of it has gone by. */
  get mime(): string {
    return this.#mime ?? UNKNOWN_TYPE;
  }

  /** Undefined where it was too large to be kept, or nothing to look at. */
  get whole(): Buffer | undefined {
    return this.#isKept ? Buffer.concat(this.#chunks) : undefined;
  }
}
