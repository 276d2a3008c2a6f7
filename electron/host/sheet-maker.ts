/**
 * Files of lists, each made by a thread of its own that ends with it, few at once. Whoever asked can look how far
 * theirs is, and stop it; one that says nothing for too long is ended.
 */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import type { ExportProgress } from '../../shared/ipc/export-contract.ts';
import type { MadeSheet, SheetOrder, SheetReply, SheetThreadData } from '../queries/sheets/sheet-messages.ts';
import { errorOf } from '../queries/thread-failure.ts';
import type { Replica } from '../replica/replica.ts';

/** On two cores a third would only make the others slower. */
const MOST_AT_ONCE = 2;
/** So long a thread may say nothing, in milliseconds: starting, putting in order and packing are silent. */
const SILENCE_MS = 180_000;
/** Where nobody has built the app: the source itself. */
const SOURCE = new URL('../queries/sheets/sheet-worker.ts', import.meta.url);

/** Whose rows are read. */
export type SheetPlace = Pick<Replica, 'dir' | 'vault' | 'newestVersions' | 'view'>;

interface Options {
  /** Where the thread begins; in a built app it is a file of its own. */
  readonly thread: URL | undefined;
  readonly now: () => Date;
  readonly silenceMs?: number;
}

interface Work {
  progress: ExportProgress;
  stop(): void;
}

/** One per host. */
export class SheetMaker {
  readonly #options: Options;
  /** By the id that the asker gave. */
  readonly #works = new Map<string, Work>();

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Makes it, as the replica's current view may see it. Throws AppError `export.busy`, `export.stopped`,
   * `export.failed`, and as `makeSheet`.
   */
  async make(id: string, place: SheetPlace, order: SheetOrder): Promise<MadeSheet> {
    if (this.#works.size >= MOST_AT_ONCE || this.#works.has(id)) throw new AppError('export.busy');
    const { dir, vault, newestVersions: versions, view } = place;
    const { thread = SOURCE, now } = this.#options;
    // A thread that begins knows nothing: it need not hear what changed before.
    const committed = { versions, view, counts: [], rows: [] };
    const data: SheetThreadData = { ...order, dir, key: vault.key, at: now().getTime(), committed };
    const worker = new Worker(thread, { workerData: data });
    try {
      return await this.#hear(id, worker);
    } finally {
      this.#works.delete(id);
      await worker.terminate();
    }
  }

  #hear(id: string, worker: Worker): Promise<MadeSheet> {
    const { silenceMs = SILENCE_MS } = this.#options;
    return new Promise<MadeSheet>((resolve, reject) => {
      const work: Work = {
        progress: { done: 0, total: 0 },
        stop: () => reject(new AppError('export.stopped')),
      };
      this.#works.set(id, work);
      const fail = (problem: string): void => reject(new AppError('export.failed', { problem }));
      const silence = setTimeout(() => fail(`${silenceMs} ms`), silenceMs);
      worker.on('message', (reply: SheetReply) => {
        silence.refresh();
        if (reply.kind === 'progress') work.progress = { done: reply.done, total: reply.total };
        else if (reply.kind === 'made') resolve(reply.made);
        else reject(failed(errorOf(reply.failure)));
      });
      worker.on('error', (error) => fail(errorText(error)));
      worker.on('exit', (code) => {
        clearTimeout(silence);
        fail(`exit ${code}`);
      });
    });
  }

  /** Null where it is not being made (any more). */
  progress(id: string): ExportProgress | null {
    return this.#works.get(id)?.progress ?? null;
  }

  stop(id: string): void {
    this.#works.get(id)?.stop();
  }

  /** Nobody who comes now may get what was asked for before. */
  stopAll(): void {
    for (const { stop } of this.#works.values()) stop();
  }
}

/** What was expected says itself; anything else is a file that could not be made. */
const failed = (error: Error): AppError =>
  error instanceof AppError ? error : new AppError('export.failed', { problem: error.message }, { cause: error });
