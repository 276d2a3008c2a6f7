/**
 * The way of contents down: what people wait for first, then thumbnails of everything, then originals as this laptop's
 * policy and pins say. A download goes on at the byte where it stopped; what arrives is what its hash says, or it is
 * not kept.
 */
import { FileRefused } from '../../files/file-store.ts';
import { AppError } from '../../shared/base/app-error.ts';
import { HubFailure } from '../sync/hub-client.ts';
import { FreshEnough } from './fresh-enough.ts';
import type { FileToFetch } from './held-rows.ts';
import { NOTED, NotedTogether } from './noted-together.ts';
import { PIN_TABLES } from './pin-scopes.ts';
import type { Pins } from './pins.ts';
import type { Left } from './transfer-count.ts';
import { Way, type WayDeps } from './way.ts';

/** Thumbnails that are asked for in one look. */
const THUMBNAILS = 500;
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

/** One per opened replica; begins with `way.start`. */
export class FileDownlink {
  readonly way: Way<Job>;
  readonly #deps: WayDeps & { readonly pins: Pins };
  readonly #missing: FreshEnough<Missing>;
  /** What is on its way, or has come and is not noted yet. */
  readonly #originals = new Set<string>();
  readonly #thumbnails = new Set<string>();
  /** Originals that are coming, and how large they will be. */
  readonly #reserved = new Map<string, number>();
  readonly #noted: { readonly originals: NotedTogether<FileToFetch>; readonly thumbnails: NotedTogether<FileToFetch> };

  constructor(deps: WayDeps & { readonly pins: Pins }) {
    this.#deps = deps;
    this.#missing = new FreshEnough(() => this.#look(), deps.monotonic);
    const { rows } = deps.files;
    this.#noted = {
      originals: this.#noting(this.#originals, (of) => rows.noteOriginals(of, deps.carrier.history)),
      thumbnails: this.#noting(this.#thumbnails, (of) => rows.noteThumbnails(of)),
    };
    this.way = new Way<Job>(deps, {
      next: () => this.#next(),
      run: ({ kind, file }, signal) =>
        kind === 'thumbnail' ? this.#fetchThumbnail(file, signal) : this.#fetchOriginal(file, signal),
      ended: ({ kind, file: { sha256 } }) => {
        if (kind === 'thumbnail') return;
        this.way.count.stopped(sha256);
        this.#reserved.delete(sha256);
      },
      nameOf: ({ name }) => name,
      reasonOfOne,
      before: () => deps.files.reconciled(),
      after: () => this.#noteAll(),
      settled: () => this.#forgetUnfinished(),
      left: () => this.#left(),
      hasWork: () => this.#hasWork(this.#missing.latest()),
      awaitsLine: () => this.way.isSparing && this.#missing.latest().originals.length > 0,
      restMs: () => Infinity,
      changed: () => this.#missing.changed(),
    });
    deps.replica.onChange((tables) => {
      if ([...tables].some((table) => WATCHED.has(table))) this.way.look();
    });
  }

  #noting(busy: Set<string>, note: (of: readonly FileToFetch[]) => Promise<void>): NotedTogether<FileToFetch> {
    return new NotedTogether<FileToFetch>({
      ...NOTED,
      note: async (of) => {
        await note(of);
        for (const { sha256 } of of) busy.delete(sha256);
        this.way.look();
      },
      onError: this.#deps.onError,
    });
  }

  async #noteAll(): Promise<void> {
    await this.#noted.thumbnails.flush();
    await this.#noted.originals.flush();
  }

  #left(): Left {
    const { wanted, originals } = this.#missing.latest();
    const all = new Map([...wanted, ...(this.way.isSparing ? [] : originals)].map((file) => [file.sha256, file]));
    const left = [...all.values()];
    return { files: left.length, bytes: left.reduce((sum, { size }) => sum + size, 0) };
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

  #next(): Job | undefined {
    const job = this.#jobIn(this.#missing.get()) ?? this.#jobIn(this.#missing.latest());
    if (job !== undefined) (job.kind === 'original' ? this.#originals : this.#thumbnails).add(job.file.sha256);
    return job;
  }

  #jobIn({ wanted, thumbnails, originals }: Missing): Job | undefined {
    const first = (
      kind: Job['kind'],
      files: readonly FileToFetch[],
      busy: ReadonlySet<string>,
      mark: string,
    ): Job | undefined => {
      const file = files.find(({ sha256 }) => !busy.has(sha256) && !this.way.held.isHeld(mark + sha256));
      return file === undefined ? undefined : { kind, file, name: mark + file.sha256 };
    };
    return (
      first('original', wanted, this.#originals, 'asked ') ??
      first('thumbnail', thumbnails, this.#thumbnails, 'thumbnail ') ??
      (this.way.isSparing ? undefined : first('original', originals, this.#originals, ''))
    );
  }

  #hasWork({ wanted, thumbnails, originals }: Missing): boolean {
    return wanted.length + thumbnails.length + (this.way.isSparing ? 0 : originals.length) > 0;
  }

  /**
   * What waits for a line that is not paid for by the byte goes on there at the byte where it stopped. Before the rows
   * are here nobody knows what is still wanted.
   */
  async #forgetUnfinished(): Promise<void> {
    const { replica, files } = this.#deps;
    if (replica.meta('loaded') === undefined) return;
    const { wanted, originals } = this.#missing.latest();
    await files.keepUnfinished(new Set([...wanted, ...originals].map(({ sha256 }) => sha256)));
  }

  async #fetchThumbnail(file: FileToFetch, signal: AbortSignal): Promise<void> {
    try {
      if (!(await this.#deps.carrier.fetchThumbnail(file, signal)))
        throw new HubFailure('refused', 'file.unknown', 'the hub has no thumbnail of it');
    } catch (error) {
      this.#thumbnails.delete(file.sha256);
      throw error;
    }
    this.way.progressed();
    this.#noted.thumbnails.add(file);
  }

  async #fetchOriginal(file: FileToFetch, signal: AbortSignal): Promise<void> {
    const { sha256, size } = file;
    try {
      await this.#reserve(sha256, size);
      await this.#deps.carrier.download(file, { moved: (bytes) => this.#moved(sha256, bytes), signal });
    } catch (error) {
      this.#originals.delete(sha256);
      throw error;
    }
    this.way.count.done(sha256, size);
    this.way.progressed();
    const isAwaited = this.#missing.get().wanted.some((wanted) => wanted.sha256 === sha256);
    this.#noted.originals.add(file, isAwaited);
  }

  /** What comes is progress from its first byte on. */
  #moved(sha256: string, bytes: number): void {
    this.way.count.moved(sha256, bytes);
    this.way.progressed();
    this.#deps.onChange();
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
}

function reasonOfOne(error: unknown): string | undefined {
  if (error instanceof FileRefused) return 'file.mismatch';
  const code = error instanceof HubFailure || error instanceof AppError ? error.code : undefined;
  return code !== undefined && OF_ONE_FILE.has(code) ? code : undefined;
}
