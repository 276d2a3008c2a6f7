/**
 * The way of contents up. Thumbnails go first, because everybody sees them at once; then originals, the small ones
 * first.
 *
 * A file goes only once the hub has its row: until then it answers `file.unknown`, and the file waits for the row.
 */
import { AppError } from '../../shared/base/app-error.ts';
import { pendingCount } from '../outbox/outbox.ts';
import { HubFailure } from '../sync/hub-client.ts';
import { ChunkSize } from './chunk-size.ts';
import { FreshEnough } from './fresh-enough.ts';
import type { FileToSend } from './held-rows.ts';
import { NOTED, NotedTogether } from './noted-together.ts';
import type { Left } from './transfer-count.ts';
import { Way, type WayDeps } from './way.ts';

/** What was sent is confirmed by its row that comes down; after so long it is offered again, and answered at once. */
const WORD_MS = 60_000;
/** What the hub says of one file and not of the way. */
const OF_ONE_FILE = new Set(['file.unknown', 'file.mismatch', 'file.tooLarge', 'file.quota']);

interface Job {
  readonly kind: 'thumbnail' | 'original';
  readonly file: FileToSend;
}

/** One per opened replica; begins with `way.start`. */
export class FileUplink {
  readonly way: Way<Job>;
  readonly #deps: WayDeps;
  readonly #chunk = new ChunkSize();
  /** When each was sent of which the row has not come down yet. */
  readonly #sent = new Map<string, number>();
  /** Thumbnails that were handed over, until the row says so. */
  readonly #shown = new Set<string>();
  readonly #running = new Set<string>();
  /** The most bytes that the hub ever had of each: sending again what it had is no progress. */
  readonly #furthest = new Map<string, number>();
  /** What the hub has taken, until that is noted. */
  readonly #confirmed: NotedTogether<string>;
  readonly #rows: FreshEnough<readonly FileToSend[]>;

  constructor(deps: WayDeps) {
    this.#deps = deps;
    this.#rows = new FreshEnough(() => this.#open(), deps.monotonic);
    this.#confirmed = new NotedTogether<string>({
      ...NOTED,
      note: (of) => deps.files.rows.noteConfirmed(of, deps.carrier.history),
      onError: deps.onError,
    });
    this.way = new Way<Job>(deps, {
      next: () => this.#next(),
      run: ({ kind, file }, signal) =>
        kind === 'thumbnail' ? this.#giveThumbnail(file, signal) : this.#giveOriginal(file, signal),
      ended: ({ file: { sha256 } }) => {
        this.#running.delete(sha256);
        this.way.count.stopped(sha256);
      },
      nameOf: ({ file }) => file.sha256,
      reasonOfOne,
      heldBack: ({ file }, reason) => this.#heldBack(file, reason),
      after: () => this.#confirmed.flush(),
      left: () => this.#left(),
      // Originals wait where the line is paid for by the byte.
      hasWork: () => this.#unsent().some((file) => !this.way.isSparing || this.#owesThumbnail(file)),
      awaitsLine: () => this.way.isSparing && this.#unsent().length > 0,
      restMs: () => (this.#sent.size > 0 ? WORD_MS : Infinity),
      changed: () => this.#rows.changed(),
    });
    deps.replica.onChange((tables) => this.#heard(tables));
  }

  #left(): Left {
    const left = this.#unsent();
    return { files: left.length, bytes: left.reduce((sum, { size }) => sum + size, 0) };
  }

  #heard(tables: ReadonlySet<string>): void {
    // A row may have reached the hub, or have come back from it.
    if (tables.has('outbox') && pendingCount(this.#deps.replica) === 0) this.way.held.release('file.unknown');
    if (tables.has('outbox') || tables.has('files') || tables.has('stored_files')) this.way.look();
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

  #unsent(rows = this.#rows.latest()): readonly FileToSend[] {
    return rows.filter(({ sha256 }) => !this.#sent.has(sha256));
  }

  #owesThumbnail({ sha256, owesThumbnail }: FileToSend): boolean {
    return owesThumbnail && !this.#shown.has(sha256);
  }

  #next(): Job | undefined {
    const job = this.#jobIn(this.#rows.get()) ?? this.#jobIn(this.#rows.latest());
    if (job !== undefined) this.#running.add(job.file.sha256);
    return job;
  }

  #jobIn(rows: readonly FileToSend[]): Job | undefined {
    const free = this.#unsent(rows).filter(({ sha256 }) => !this.#running.has(sha256) && !this.way.held.isHeld(sha256));
    const unseen = free.find((file) => this.#owesThumbnail(file));
    if (unseen !== undefined) return { kind: 'thumbnail', file: unseen };
    const [file] = this.way.isSparing ? [] : free;
    return file === undefined ? undefined : { kind: 'original', file };
  }

  async #giveThumbnail(file: FileToSend, signal: AbortSignal): Promise<void> {
    await this.#deps.carrier.giveThumbnail(file, signal);
    this.#shown.add(file.sha256);
  }

  async #giveOriginal({ sha256, size }: FileToSend, signal: AbortSignal): Promise<void> {
    const { files, carrier, monotonic } = this.#deps;
    const { rows } = files;
    const begunAt = rows.uploadOf(sha256);
    const noted: Promise<void>[] = [];
    const chunk = this.#chunk.begin(monotonic());
    try {
      await carrier.upload(
        { sha256, size, chunkBytes: chunk.bytes, begunAt },
        {
          begun: (path) => {
            // A file that goes in one request has nothing to go on with.
            if (path !== begunAt && size > chunk.bytes) noted.push(rows.noteUpload(sha256, path));
          },
          moved: (bytes) => {
            chunk.taken(monotonic());
            this.#taken(sha256, bytes);
          },
          signal,
        },
      );
    } catch (error) {
      if (!signal.aborted && error instanceof HubFailure && error.kind === 'unreachable') chunk.lost();
      throw error;
    } finally {
      await Promise.all(noted);
    }
    if (begunAt !== undefined || noted.length > 0) await rows.forgetUpload(sha256);
    this.#confirmed.add(sha256);
    this.way.count.done(sha256, size);
    this.#sent.set(sha256, monotonic());
    this.way.progressed();
  }

  #taken(sha256: string, bytes: number): void {
    this.way.count.moved(sha256, bytes);
    if (bytes > (this.#furthest.get(sha256) ?? 0)) {
      this.#furthest.set(sha256, bytes);
      this.way.progressed();
    }
    this.#deps.onChange();
  }

  /** The hub does not take this one, or it is not what it was here. */
  async #heldBack({ sha256 }: FileToSend, reason: string): Promise<void> {
    if (reason !== 'file.mismatch') return;
    const { files } = this.#deps;
    await files.rows.forgetUpload(sha256);
    // Where ours is damaged it is not ours to send any more.
    await files.isSound(sha256);
  }
}

function reasonOfOne(error: unknown): string | undefined {
  if (error instanceof AppError && (error.code === 'file.damaged' || error.code === 'file.elsewhere'))
    return error.code;
  return error instanceof HubFailure && OF_ONE_FILE.has(error.code) ? error.code : undefined;
}
