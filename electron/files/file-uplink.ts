/**
 * The way of contents up, in a loop of its own: rows never wait for it. Thumbnails go first, because everybody sees
 * them at once; then originals, the small ones first, several at a time. It goes on where it was after every
 * interruption, and holds back one by one what fails for a reason of its own.
 *
 * A file goes only once the hub has its row: until then it answers `file.unknown`, and the file waits for the row.
 */
import { AppError } from '../../shared/base/app-error.ts';
import { pendingCount } from '../outbox/outbox.ts';
import type { Replica } from '../replica/replica.ts';
import { isHubFault, isRefusal, OUTDATED_MS, reasonOf } from '../sync/failures.ts';
import { HubFailure } from '../sync/hub-client.ts';
import { Loop } from '../sync/loop.ts';
import { retryDelayMs } from '../sync/sync-state.ts';
import { ChunkSize } from './chunk-size.ts';
import type { Courtesy } from './courtesy.ts';
import type { FilesClient } from './files-client.ts';
import { FreshEnough } from './fresh-enough.ts';
import { HeldBack, HUB_FAULT_WEIGHT } from './held-back.ts';
import type { FileToSend } from './held-rows.ts';
import { Lanes } from './lanes.ts';
import type { LaptopFiles } from './laptop-files.ts';
import { type Left, TransferCount, type WayState } from './transfer-count.ts';
import { uploadByTus } from './tus-upload.ts';

/** What a way of contents needs, and whom it tells. */
export interface WayDeps {
  readonly replica: Replica;
  readonly files: LaptopFiles;
  readonly client: FilesClient;
  readonly courtesy: Courtesy;
  readonly random: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonic: () => number;
  /** Its state or its figures have changed. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** At a time. */
const LANES = 6;
/** Whoever has something for it says so; this is the safety net. */
const REST_MS = 5 * 60_000;
/** What was sent is confirmed by its row that comes down; after so long it is offered again, and answered at once. */
const WORD_MS = 60_000;
/** What the hub says of one file and not of the way. */
const OF_ONE_FILE = new Set(['file.unknown', 'file.mismatch', 'file.tooLarge', 'file.quota']);

interface Job {
  readonly kind: 'thumbnail' | 'original';
  readonly file: FileToSend;
}

/** One per opened replica; begins with `start`. */
export class FileUplink {
  readonly #deps: WayDeps;
  readonly #loop: Loop;
  readonly #lanes: Lanes<Job>;
  readonly #held: HeldBack;
  readonly #chunk = new ChunkSize();
  readonly #count = new TransferCount();
  /** When each was sent of which the row has not come down yet. */
  readonly #sent = new Map<string, number>();
  /** Thumbnails that were handed over, until the row says so. */
  readonly #shown = new Set<string>();
  readonly #running = new Set<string>();
  /** The most bytes that the hub ever had of each: sending again what it had is no progress. */
  readonly #furthest = new Map<string, number>();
  #state: WayState = { name: 'off' };
  #isOn = false;
  #isSparing = false;
  readonly #rows: FreshEnough<readonly FileToSend[]>;

  constructor(deps: WayDeps) {
    this.#deps = deps;
    this.#held = new HeldBack(deps.monotonic, deps.random);
    this.#rows = new FreshEnough(() => this.#open(), deps.monotonic);
    this.#lanes = new Lanes({
      most: LANES,
      next: () => this.#next(),
      run: (job, signal) => this.#send(job, signal),
    });
    this.#loop = new Loop({
      round: (signal) => this.#round(signal),
      failed: (error, failures) => this.#failed(error, failures),
      monotonic: deps.monotonic,
    });
    deps.replica.onChange((tables) => this.#heard(tables));
  }

  get state(): WayState {
    return this.#state;
  }

  #on(state: WayState): void {
    this.#state = state;
    this.#deps.onChange();
  }

  /** What has moved, and what is left. */
  get transfer() {
    return this.#count.told(this.#state, this.#left());
  }

  #left(): Left {
    const left = this.#unsent(this.#rows.latest());
    return { files: left.length, bytes: left.reduce((sum, { size }) => sum + size, 0) };
  }

  /** Begins, or goes on at once. */
  start(): void {
    this.#isOn = true;
    this.#held.release();
    this.#loop.start();
  }

  /** Ends what is under way, until `start`. */
  pause(name: 'off' | 'paused'): void {
    this.#isOn = false;
    this.#loop.halt();
    this.#on({ name });
  }

  /** Originals wait: the line is paid for by the byte. */
  spare(isSparing: boolean): void {
    this.#isSparing = isSparing;
    this.#look();
  }

  async stop(): Promise<void> {
    this.pause('off');
    await this.#loop.stop();
  }

  #heard(tables: ReadonlySet<string>): void {
    // A row may have reached the hub, or have come back from it.
    if (tables.has('outbox') && pendingCount(this.#deps.replica) === 0) this.#held.release('file.unknown');
    if (tables.has('outbox') || tables.has('files') || tables.has('stored_files')) this.#look();
  }

  #look(): void {
    this.#rows.changed();
    if (!this.#isOn) return;
    this.#loop.wake();
    this.#lanes.look();
  }

  /** Everything that is not on the hub by the rows. */
  #open(): readonly FileToSend[] {
    const now = this.#deps.monotonic();
    const rows = this.#deps.files.rows.toSend();
    const open = new Set(rows.map(({ sha256 }) => sha256));
    for (const [sha256, at] of this.#sent) if (!open.has(sha256) || now - at > WORD_MS) this.#sent.delete(sha256);
    for (const sha256 of this.#furthest.keys()) if (!open.has(sha256)) this.#furthest.delete(sha256);
    for (const sha256 of this.#shown) if (!open.has(sha256)) this.#shown.delete(sha256);
    return rows;
  }

  #unsent(rows: readonly FileToSend[]): readonly FileToSend[] {
    return rows.filter(({ sha256 }) => !this.#sent.has(sha256));
  }

  #next(): Job | undefined {
    const job = this.#jobIn(this.#rows.get()) ?? this.#jobIn(this.#rows.latest());
    if (job !== undefined) this.#running.add(job.file.sha256);
    return job;
  }

  #jobIn(rows: readonly FileToSend[]): Job | undefined {
    const free = this.#unsent(rows).filter(({ sha256 }) => !this.#running.has(sha256) && !this.#held.isHeld(sha256));
    const unseen = free.find(({ sha256, owesThumbnail }) => owesThumbnail && !this.#shown.has(sha256));
    if (unseen !== undefined) return { kind: 'thumbnail', file: unseen };
    const [file] = this.#isSparing ? [] : free;
    return file === undefined ? undefined : { kind: 'original', file };
  }

  async #round(signal: AbortSignal): Promise<number> {
    if (this.#unsent(this.#rows.latest()).length > 0) this.#on({ name: 'moving' });
    await this.#lanes.run(signal);
    this.#loop.progressed();
    const { reason, waitMs } = this.#held;
    const left = this.#unsent(this.#rows.latest()).length;
    if (left === 0 || reason === null) this.#on({ name: 'idle' });
    else this.#on({ name: 'waiting', reason });
    if (left > 0 && this.#isSparing) this.#on({ name: 'waiting', reason: 'file.metered' });
    return Math.min(REST_MS, waitMs, this.#sent.size > 0 ? WORD_MS : Infinity);
  }

  async #send({ kind, file }: Job, signal: AbortSignal): Promise<void> {
    const { sha256 } = file;
    try {
      if (kind === 'thumbnail') await this.#giveThumbnail(sha256, signal);
      else await this.#giveOriginal(file, signal);
      this.#held.forget(sha256);
    } catch (error) {
      this.#count.stopped(sha256);
      if (isOfOneFile(error)) await this.#holdBack(file, error);
      else this.#setAside(error, sha256, signal);
    } finally {
      this.#running.delete(sha256);
      this.#deps.onChange();
    }
  }

  async #giveThumbnail(sha256: string, signal: AbortSignal): Promise<void> {
    const { files, client } = this.#deps;
    const webp = await files.keptThumbnail(sha256);
    if (webp !== undefined) await client.giveThumbnail(sha256, webp, signal);
    this.#shown.add(sha256);
  }

  async #giveOriginal(file: FileToSend, signal: AbortSignal): Promise<void> {
    const { files, client, courtesy, monotonic } = this.#deps;
    const { sha256, size } = file;
    const { rows } = files;
    const begunAt = rows.uploadOf(sha256);
    const noted: Promise<void>[] = [];
    const chunk = this.#chunk.begin(monotonic());
    try {
      await uploadByTus({
        hub: client.hub,
        sha256,
        size,
        read: async (start, end) => {
          await courtesy.rest();
          return files.part(sha256, { start, end });
        },
        chunkBytes: chunk.bytes,
        begunAt,
        onBegun: (path) => {
          // A file that goes in one request has nothing to go on with.
          if (path !== begunAt && size > chunk.bytes) noted.push(rows.noteUpload(sha256, path));
        },
        onTaken: (bytes) => {
          chunk.taken(monotonic());
          this.#taken(sha256, bytes);
        },
        signal,
      });
    } catch (error) {
      if (!signal.aborted && error instanceof HubFailure && error.kind === 'unreachable') chunk.lost();
      throw error;
    } finally {
      await Promise.all(noted);
    }
    if (begunAt !== undefined || noted.length > 0) await rows.forgetUpload(sha256);
    this.#count.done(sha256, size);
    this.#sent.set(sha256, monotonic());
    this.#loop.progressed();
  }

  #taken(sha256: string, bytes: number): void {
    this.#count.moved(sha256, bytes);
    if (bytes > (this.#furthest.get(sha256) ?? 0)) {
      this.#furthest.set(sha256, bytes);
      this.#loop.progressed();
    }
    this.#deps.onChange();
  }

  /**
   * Throws what the way failed by. What failed here, as a disk that cannot read this file, and what the hub itself
   * failed at is held back, so that the others are not broken off by it again and again.
   */
  #setAside(error: unknown, sha256: string, signal: AbortSignal): void {
    if (isHubFault(error)) this.#held.hold(sha256, error.code, HUB_FAULT_WEIGHT);
    if (error instanceof HubFailure || signal.aborted) throw error;
    this.#deps.onError(error);
    this.#held.hold(sha256, reasonOf(error));
  }

  /** The hub does not take this one, or it is not what it was here. */
  async #holdBack({ sha256 }: FileToSend, error: HubFailure | AppError): Promise<void> {
    const { files } = this.#deps;
    if (error.code === 'file.mismatch') {
      await files.rows.forgetUpload(sha256);
      // Where ours is damaged it is not ours to send any more.
      await files.isSound(sha256);
    }
    this.#held.hold(sha256, error.code);
  }

  /** One function decides what a failure leads to; answers how long to wait. */
  #failed(error: unknown, failures: number): number {
    const { random, onError } = this.#deps;
    this.#on({ name: 'waiting', reason: reasonOf(error) });
    if (isRefusal(error)) return error.kind === 'outdated' ? OUTDATED_MS : Infinity;
    if (!(error instanceof HubFailure)) onError(error);
    return retryDelayMs(failures, random, error instanceof HubFailure ? (error.retryAfterMs ?? 0) : 0);
  }
}

/** By code, never by text. */
function isOfOneFile(error: unknown): error is HubFailure | AppError {
  if (error instanceof AppError) return error.code === 'file.damaged' || error.code === 'file.elsewhere';
  return error instanceof HubFailure && OF_ONE_FILE.has(error.code);
}
