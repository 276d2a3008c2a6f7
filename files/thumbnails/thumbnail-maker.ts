/**
 * Has thumbnails made by a thread of its own, one at a time, each within a deadline. A thread that hangs, dies or takes
 * too much memory is replaced by a new one for the next; whoever waited is told `late`. Without work there is no
 * thread.
 */
import { Worker } from 'node:worker_threads';
import type { ThumbnailOptions, ThumbnailOutcome, ThumbnailSource } from './make-thumbnail.ts';

export interface ThumbnailRequest {
  readonly source: ThumbnailSource;
  readonly mime: string;
  readonly options: ThumbnailOptions | undefined;
}
export type ThumbnailAnswer = { readonly outcome: ThumbnailOutcome } | { readonly failure: string };

/** For one of them, milliseconds; a PDF that is a town plan takes seconds. */
const DEADLINE_MS = 30_000;
/** A thread without work is kept so long. */
const IDLE_MS = 10_000;
/** Of the thread's own memory for JavaScript, megabytes. */
const HEAP_MB = 512;

export interface MakerOptions {
  /** Where the thread begins: the source beside this file, or what was built of it. */
  readonly thread?: URL | undefined;
  readonly deadlineMs?: number | undefined;
  /** Told what only a fault of the program explains; whoever waits gets `broken`. */
  readonly onError?: ((error: Error) => void) | undefined;
}

interface Job {
  readonly request: ThumbnailRequest;
  readonly done: (outcome: ThumbnailOutcome) => void;
}

/** One per process. */
export class ThumbnailMaker {
  readonly #thread: URL;
  readonly #deadlineMs: number;
  readonly #onError: (error: Error) => void;
  readonly #waiting: Job[] = [];
  #worker: Worker | undefined;
  #running: { readonly job: Job; readonly timer: NodeJS.Timeout } | undefined;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ thread, deadlineMs, onError }: MakerOptions = {}) {
    this.#thread = thread ?? new URL('./thumbnail-worker.ts', import.meta.url);
    this.#deadlineMs = deadlineMs ?? DEADLINE_MS;
    this.#onError = onError ?? ((): void => undefined);
  }

  /** How many are being made or wait. */
  get waiting(): number {
    return this.#waiting.length + (this.#running === undefined ? 0 : 1);
  }

  /** The thumbnail, or why there is none; `late` also where the maker is closed meanwhile. Never throws. */
  make(source: ThumbnailSource, mime: string, options?: ThumbnailOptions): Promise<ThumbnailOutcome> {
    if (this.#isClosed) return Promise.resolve({ code: 'late' });
    return new Promise((done) => {
      this.#waiting.push({ request: { source, mime, options }, done });
      this.#next();
    });
  }

  /** Ends the thread, whatever it is at. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { done } of this.#waiting.splice(0)) done({ code: 'late' });
    const worker = this.#worker;
    this.#drop({ code: 'late' });
    await worker?.terminate();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const job = this.#waiting.shift();
    clearTimeout(this.#idle);
    if (job === undefined) {
      this.#idle = setTimeout(() => this.#drop({ code: 'late' }), IDLE_MS);
      this.#idle.unref();
      return;
    }
    const worker = this.#worker ?? this.#begin();
    this.#running = { job, timer: setTimeout(() => this.#drop({ code: 'late' }), this.#deadlineMs) };
    const { source } = job.request;
    // Handed over and not copied: a town plan in a PDF is as large as a film.
    if ('bytes' in source && source.isGiven === true)
      worker.postMessage(job.request, [source.bytes.buffer as ArrayBuffer]);
    else worker.postMessage(job.request);
  }

  #begin(): Worker {
    const worker = new Worker(this.#thread, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    // A process that has nothing else to do may end.
    worker.unref();
    this.#worker = worker;
    worker.on('message', (answer: ThumbnailAnswer) => {
      if (this.#worker !== worker) return;
      if ('failure' in answer) this.#onError(new Error(answer.failure));
      this.#end('outcome' in answer ? whole(answer.outcome) : { code: 'broken' });
    });
    worker.on('error', (error: Error) => {
      if (this.#worker !== worker) return;
      this.#onError(error);
      this.#drop({ code: 'late' });
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#drop({ code: 'late' });
    });
    return worker;
  }

  /** The thread is given up; what it was at ends with this outcome. */
  #drop(outcome: ThumbnailOutcome): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    if (this.#running !== undefined) this.#end(outcome);
  }

  #end(outcome: ThumbnailOutcome): void {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return;
    clearTimeout(running.timer);
    running.job.done(outcome);
    if (!this.#isClosed) this.#next();
  }
}

/** What came from another thread is bytes, not a Buffer. */
const whole = (outcome: ThumbnailOutcome): ThumbnailOutcome =>
  'webp' in outcome ? { ...outcome, webp: Buffer.from(outcome.webp) } : outcome;
