/**
 * Paper, for the window, the command line and the hub: a template and its data become a PDF, in a thread that is
 * started with the first sheet and ends when none was asked for a while. One sheet is made after the other.
 *
 * A sheet that takes too long is given up. Native code cannot be stopped from outside: its thread is told to end, does
 * so once the compiler comes back, and another makes the next sheet. While too many of such are at work nothing is
 * made.
 */
import { Worker } from 'node:worker_threads';
import type { NoSheet, SheetAnswer, SheetJob, WorkerOrder, WorkerReply } from './sheet-job.ts';

export interface PaperOptions {
  /** Where the thread begins; in a built app it is a file of its own. */
  readonly worker?: URL | undefined;
  /** So long one sheet may take, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Without work for so long the thread ends and gives its memory back. */
  readonly idleMs?: number | undefined;
}

/** Where nobody has built the app: the source itself. */
const SOURCE = './paper-worker.ts';
/** A form of 5,000 lines takes 3 s on a slow machine. */
const DEADLINE_MS = 30_000;
const IDLE_MS = 120_000;
/** So many threads that were given up may still be at work. */
const MOST_GIVEN_UP = 2;
/** Where the process holds more after a sheet, its thread makes no other. */
const MOST_RESIDENT_BYTES = 1024 * 1024 * 1024;

interface Waiting {
  readonly id: number;
  readonly job: SheetJob;
  readonly resolve: (answer: SheetAnswer) => void;
}

const none = (reason: NoSheet['reason']): NoSheet => ({ ok: false, reason, problems: [] });

/** One per process. Whoever still waits when it is closed gets `died`. */
export class Paper {
  readonly #url: URL;
  readonly #deadlineMs: number;
  readonly #idleMs: number;
  readonly #queue: Waiting[] = [];
  readonly #givenUp = new Set<Worker>();
  #worker: Worker | undefined;
  #current: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  #next = 1;
  #isClosed = false;

  constructor({ worker, deadlineMs, idleMs }: PaperOptions = {}) {
    this.#url = worker ?? new URL(SOURCE, import.meta.url);
    this.#deadlineMs = deadlineMs ?? DEADLINE_MS;
    this.#idleMs = idleMs ?? IDLE_MS;
  }

  /** Makes a sheet. What is wrong with the template is an answer; rejects never. */
  render(job: SheetJob): Promise<SheetAnswer> {
    if (this.#isClosed) return Promise.resolve(none('died'));
    return new Promise((resolve) => {
      this.#queue.push({ id: this.#next++, job, resolve });
      this.#goOn();
    });
  }

  /** Ends the thread. Does not wait for one that is at work. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const worker = this.#worker;
    this.#worker = undefined;
    for (const waiting of [...(this.#current === undefined ? [] : [this.#current]), ...this.#queue.splice(0)])
      waiting.resolve(none('died'));
    if (this.#current === undefined) await worker?.terminate();
    else void worker?.terminate();
    this.#current = undefined;
  }

  #goOn(): void {
    if (this.#current !== undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) return;
    if (this.#givenUp.size >= MOST_GIVEN_UP) {
      waiting.resolve(none('busy'));
      this.#goOn();
      return;
    }
    this.#current = waiting;
    const worker = this.#running();
    worker.ref();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(worker), this.#deadlineMs);
    worker.postMessage({ id: waiting.id, job: waiting.job } satisfies WorkerOrder);
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#url);
    this.#worker = worker;
    worker.on('message', (reply: WorkerReply) => this.#hear(worker, reply));
    // `exit` follows, and answers.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      this.#givenUp.delete(worker);
      if (this.#worker === worker) this.#leave('died');
    });
    return worker;
  }

  #hear(worker: Worker, { id, answer, isSpent, residentBytes }: WorkerReply): void {
    const current = this.#current;
    if (this.#worker !== worker || current?.id !== id) return;
    this.#current = undefined;
    clearTimeout(this.#timer);
    if (isSpent || residentBytes > MOST_RESIDENT_BYTES) {
      this.#worker = undefined;
      void worker.terminate();
    } else {
      // A thread with nothing to do keeps no process alive.
      worker.unref();
      this.#timer = setTimeout(() => this.#rest(worker), this.#idleMs).unref();
    }
    current.resolve(answer);
    this.#goOn();
  }

  #rest(worker: Worker): void {
    if (this.#worker !== worker || this.#current !== undefined) return;
    this.#worker = undefined;
    void worker.terminate();
  }

  #giveUp(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#givenUp.add(worker);
    worker.unref();
    void worker.terminate();
    this.#leave('late');
  }

  /** Without its thread, the sheet that it had is not made; those that wait get another. */
  #leave(reason: NoSheet['reason']): void {
    clearTimeout(this.#timer);
    this.#worker = undefined;
    const current = this.#current;
    this.#current = undefined;
    current?.resolve(none(reason));
    this.#goOn();
  }
}
