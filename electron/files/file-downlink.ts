/**
 * The way of contents down, in a loop of its own: what people wait for first, then thumbnails of everything, then
 * originals as this laptop's policy and pins say, several at a time. A download goes on at the byte where it stopped;
 * what arrives is what its hash says, or it is not kept.
 */
import { FileRefused } from '../../files/file-store.ts';
import { AppError } from '../../shared/base/app-error.ts';
import { isHubFault, isRefusal, OUTDATED_MS, reasonOf } from '../sync/failures.ts';
import { HubFailure } from '../sync/hub-client.ts';
import { Loop } from '../sync/loop.ts';
import { retryDelayMs } from '../sync/sync-state.ts';
import type { WayDeps } from './file-uplink.ts';
import { FreshEnough } from './fresh-enough.ts';
import { HeldBack, HUB_FAULT_WEIGHT } from './held-back.ts';
import type { FileToFetch } from './held-rows.ts';
import { Lanes } from './lanes.ts';
import { PIN_TABLES } from './pin-scopes.ts';
import type { Pins } from './pins.ts';
import { TransferCount, type WayState } from './transfer-count.ts';

/** At a time. */
const LANES = 6;
/** Thumbnails that are asked for in one look. */
const THUMBNAILS = 500;
/** So many are noted in one transaction, each of which has queries answered anew. */
const NOTED_TOGETHER = 50;
/** Whoever has something for it says so; this is the safety net. */
const REST_MS = 5 * 60_000;
/** What the hub says of one file and not of the way. */
const OF_ONE_FILE = new Set(['file.unknown', 'file.elsewhere', 'file.damaged', 'file.mismatch', 'file.diskFull']);

interface Job {
  readonly kind: 'thumbnail' | 'original';
  readonly file: FileToFetch;
  /** Under which it is held back: what the policy could not bring does not wait when somebody asks for it. */
  readonly name: string;
}

interface Missing {
  readonly wanted: readonly FileToFetch[];
  readonly thumbnails: readonly FileToFetch[];
  /** By pins and policy. */
  readonly originals: readonly FileToFetch[];
}

const WATCHED: ReadonlySet<string> = new Set([...PIN_TABLES, 'wanted_files', 'replica_meta']);

/** One per opened replica; begins with `start`. */
export class FileDownlink {
  readonly #deps: WayDeps & { readonly pins: Pins };
  readonly #loop: Loop;
  readonly #lanes: Lanes<Job>;
  readonly #held: HeldBack;
  readonly #missing: FreshEnough<Missing>;
  readonly #count = new TransferCount();
  readonly #running = new Set<string>();
  /** Originals that are coming, and how large they will be. */
  readonly #reserved = new Map<string, number>();
  /** Thumbnails that came and are not noted yet. */
  #came: { readonly sha256: string; readonly size: number; readonly webp: Buffer }[] = [];
  readonly #coming = new Set<string>();
  #state: WayState = { name: 'off' };
  #isOn = false;
  #isSparing = false;

  constructor(deps: WayDeps & { readonly pins: Pins }) {
    this.#deps = deps;
    this.#held = new HeldBack(deps.monotonic, deps.random);
    this.#missing = new FreshEnough(() => this.#look(), deps.monotonic);
    this.#lanes = new Lanes({ most: LANES, next: () => this.#next(), run: (job, signal) => this.#fetch(job, signal) });
    this.#loop = new Loop({
      round: (signal) => this.#round(signal),
      failed: (error, failures) => this.#failed(error, failures),
      monotonic: deps.monotonic,
    });
    deps.replica.onChange((tables) => {
      if ([...tables].some((table) => WATCHED.has(table))) this.#changed();
    });
  }

  get state(): WayState {
    return this.#state;
  }

  /** What has moved of originals, and what is left of those that are to come. */
  get transfer() {
    const left = this.#originals(this.#missing.latest());
    return this.#count.told(this.#state, {
      files: left.length,
      bytes: left.reduce((sum, { size }) => sum + size, 0),
    });
  }

  #on(state: WayState): void {
    this.#state = state;
    this.#deps.onChange();
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

  /** Only what people ask for comes: the line is paid for by the byte. */
  spare(isSparing: boolean): void {
    this.#isSparing = isSparing;
    this.#changed();
  }

  async stop(): Promise<void> {
    this.pause('off');
    await this.#loop.stop();
  }

  #changed(): void {
    this.#missing.changed();
    if (!this.#isOn) return;
    this.#loop.wake();
    this.#lanes.look();
  }

  #look(): Missing {
    const { files, pins } = this.#deps;
    const policy = files.rows.policy;
    return {
      wanted: files.rows.wantedToFetch(),
      thumbnails: files.rows.thumbnailsToFetch(THUMBNAILS),
      originals: policy === 'all' ? files.rows.allToFetch() : policy === 'pinned' ? pins.missing() : [],
    };
  }

  #originals({ wanted, originals }: Missing): readonly FileToFetch[] {
    const all = new Map([...wanted, ...(this.#isSparing ? [] : originals)].map((file) => [file.sha256, file]));
    return [...all.values()];
  }

  #next(): Job | undefined {
    const job = this.#jobIn(this.#missing.get()) ?? this.#jobIn(this.#missing.latest());
    if (job !== undefined) (job.kind === 'original' ? this.#running : this.#coming).add(job.file.sha256);
    return job;
  }

  #jobIn({ wanted, thumbnails, originals }: Missing): Job | undefined {
    const first = (
      kind: Job['kind'],
      files: readonly FileToFetch[],
      busy: ReadonlySet<string>,
      mark: string,
    ): Job | undefined => {
      const file = files.find(({ sha256 }) => !busy.has(sha256) && !this.#held.isHeld(mark + sha256));
      return file === undefined ? undefined : { kind, file, name: mark + file.sha256 };
    };
    return (
      first('original', wanted, this.#running, 'asked ') ??
      first('thumbnail', thumbnails, this.#coming, 'thumbnail ') ??
      (this.#isSparing ? undefined : first('original', originals, this.#running, ''))
    );
  }

  #hasWork({ wanted, thumbnails, originals }: Missing): boolean {
    return wanted.length + thumbnails.length + (this.#isSparing ? 0 : originals.length) > 0;
  }

  async #round(signal: AbortSignal): Promise<number> {
    await this.#deps.files.reconciled();
    if (this.#hasWork(this.#missing.latest())) this.#on({ name: 'moving' });
    try {
      await this.#lanes.run(signal);
    } finally {
      await this.#noteThumbnails();
    }
    this.#loop.progressed();
    const missing = this.#missing.latest();
    // What waits for a line that is not paid for by the byte goes on there at the byte where it stopped. Before the
    // rows are here nobody knows what is still wanted.
    if (this.#deps.replica.meta('loaded') !== undefined)
      await this.#deps.files.keepUnfinished(
        new Set([...missing.wanted, ...missing.originals].map(({ sha256 }) => sha256)),
      );
    const { reason, waitMs } = this.#held;
    if (this.#hasWork(missing) && reason !== null) this.#on({ name: 'waiting', reason });
    else if (this.#isSparing && missing.originals.length > 0) this.#on({ name: 'waiting', reason: 'file.metered' });
    else this.#on({ name: 'idle' });
    return Math.min(REST_MS, waitMs);
  }

  async #fetch({ kind, file, name }: Job, signal: AbortSignal): Promise<void> {
    try {
      if (kind === 'original') await this.#fetchOriginal(file, signal);
      else await this.#fetchThumbnail(file, signal);
      this.#held.forget(name);
    } catch (error) {
      const reason = reasonOfOne(error);
      if (reason === undefined) this.#setAside(error, name, signal);
      else this.#held.hold(name, reason);
    } finally {
      this.#running.delete(file.sha256);
      if (kind === 'original') {
        this.#count.stopped(file.sha256);
        this.#reserved.delete(file.sha256);
      }
      this.#deps.onChange();
    }
  }

  /** As the way up does it: throws what the way failed by, and holds back what breaks off all others. */
  #setAside(error: unknown, name: string, signal: AbortSignal): void {
    if (isHubFault(error)) this.#held.hold(name, error.code, HUB_FAULT_WEIGHT);
    if (error instanceof HubFailure || signal.aborted) throw error;
    this.#deps.onError(error);
    this.#held.hold(name, reasonOf(error));
  }

  async #fetchThumbnail({ sha256, size }: FileToFetch, signal: AbortSignal): Promise<void> {
    try {
      const webp = await this.#deps.client.thumbnail(sha256, signal);
      if (webp === undefined) throw new HubFailure('refused', 'file.unknown', 'the hub has no thumbnail of it');
      this.#came.push({ sha256, size, webp });
      if (this.#came.length >= NOTED_TOGETHER) await this.#noteThumbnails();
    } catch (error) {
      this.#coming.delete(sha256);
      throw error;
    }
  }

  async #noteThumbnails(): Promise<void> {
    const came = this.#came;
    if (came.length === 0) return;
    this.#came = [];
    await this.#deps.files.keepThumbnails(came);
    for (const { sha256 } of came) this.#coming.delete(sha256);
    this.#loop.progressed();
  }

  async #fetchOriginal({ sha256, size }: FileToFetch, signal: AbortSignal): Promise<void> {
    const { files, client } = this.#deps;
    await this.#reserve(sha256, size);
    const counted = this.#counted(sha256);
    await files.fetchInto(sha256, size, (from) => counted(from, client.original(sha256, from, signal)));
    this.#count.done(sha256, size);
    this.#loop.progressed();
  }

  /** What comes is progress from its first byte on. */
  #counted(sha256: string): (from: number, source: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
    const count = this.#count;
    const progressed = (): void => this.#loop.progressed();
    const { onChange, courtesy } = this.#deps;
    return async function* (from, source) {
      let bytes = from;
      for await (const chunk of source) {
        yield chunk;
        await courtesy.rest();
        bytes += chunk.length;
        count.moved(sha256, bytes);
        progressed();
        onChange();
      }
    };
  }

  /**
   * Keeps room for it until it has come or failed. What the policy alone brings takes nobody's place: what went for it
   * would be missing, and would come back in its place. Throws AppError `file.diskFull` where there is no room.
   */
  async #reserve(sha256: string, size: number): Promise<void> {
    const { files, pins } = this.#deps;
    const needed = size - (await files.fetchedOf(sha256));
    this.#reserved.set(sha256, size);
    const room = await files.room();
    if (room === null) return;
    let free = room;
    for (const [other, bytes] of this.#reserved)
      if (other !== sha256) free -= Math.max(0, bytes - (await files.fetchedOf(other)));
    if (free >= needed) return;
    const freed = pins.holds(sha256) ? await pins.makeRoom(needed - free) : 0;
    if (free + freed < needed) throw new AppError('file.diskFull', { freeBytes: room });
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

/** Why this file waits while others go on; undefined where it is the way that failed. By code, never by text. */
function reasonOfOne(error: unknown): string | undefined {
  if (error instanceof FileRefused) return 'file.mismatch';
  const code = error instanceof HubFailure || error instanceof AppError ? error.code : undefined;
  return code !== undefined && OF_ONE_FILE.has(code) ? code : undefined;
}
