/**
 * Paper, for the window, the command line and the hub: a template and its data become a PDF, in a thread or a process
 * (a runner) that is started with the first sheet and ends when none was asked for a while. One sheet is made after the
 * other.
 *
 * A sheet that takes too long is given up and its runner told to end. A process does at once; native code in a thread
 * cannot be stopped, so a thread ends once the compiler comes back, and another makes the next sheet. While too many of
 * such are at work nothing is made.
 */
import type { NoSheet, SheetAnswer, SheetJob, WorkerOrder, WorkerReply } from './sheet-job.ts';
import type { SheetRunner, StartRunner } from './sheet-runner.ts';
import { threadRunner } from './thread-runner.ts';

export interface PaperOptions {
  /** Where the thread begins; in a built app it is a file of its own. */
  readonly worker?: URL | undefined;
  /** What makes the sheets where it is not that thread. */
  readonly start?: StartRunner | undefined;
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
  readonly deadlineMs: number;
  readonly resolve: (answer: SheetAnswer) => void;
}

const none = (reason: NoSheet['reason']): NoSheet => ({ ok: false, reason, problems: [] });

/** Whoever still waits when it is closed gets `died`. */
export class Paper {
  readonly #start: StartRunner;
  readonly #deadlineMs: number;
  readonly #idleMs: number;
  readonly #queue: Waiting[] = [];
  readonly #givenUp = new Set<SheetRunner>();
  #runner: SheetRunner | undefined;
  #current: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  #next = 1;
  #isClosed = false;

  constructor({ worker, start, deadlineMs, idleMs }: PaperOptions = {}) {
    this.#start = start ?? threadRunner(worker ?? new URL(SOURCE, import.meta.url));
    this.#deadlineMs = deadlineMs ?? DEADLINE_MS;
    this.#idleMs = idleMs ?? IDLE_MS;
  }

  /** Makes a sheet, in `deadlineMs` at most. What is wrong with the template is an answer; rejects never. */
  render(job: SheetJob, deadlineMs: number = this.#deadlineMs): Promise<SheetAnswer> {
    if (this.#isClosed) return Promise.resolve(none('died'));
    return new Promise((resolve) => {
      this.#queue.push({ id: this.#next++, job, deadlineMs, resolve });
      this.#goOn();
    });
  }

  /** Ends the runner. Does not wait for one that is at work. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const runner = this.#runner;
    this.#runner = undefined;
    for (const waiting of [...(this.#current === undefined ? [] : [this.#current]), ...this.#queue.splice(0)])
      waiting.resolve(none('died'));
    if (this.#current === undefined) await runner?.end();
    else void runner?.end();
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
    const runner = this.#running();
    runner.hold(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(runner), waiting.deadlineMs);
    runner.post({ id: waiting.id, job: waiting.job } satisfies WorkerOrder);
  }

  #running(): SheetRunner {
    if (this.#runner !== undefined) return this.#runner;
    const runner: SheetRunner = this.#start({
      reply: (reply) => this.#hear(runner, reply),
      gone: () => {
        this.#givenUp.delete(runner);
        if (this.#runner === runner) this.#leave('died');
      },
    });
    this.#runner = runner;
    return runner;
  }

  #hear(runner: SheetRunner, { id, answer, isSpent, residentBytes }: WorkerReply): void {
    const current = this.#current;
    if (this.#runner !== runner || current?.id !== id) return;
    this.#current = undefined;
    clearTimeout(this.#timer);
    if (isSpent || residentBytes > MOST_RESIDENT_BYTES) {
      this.#runner = undefined;
      void runner.end();
    } else {
      // One with nothing to do keeps no process alive.
      runner.hold(false);
      this.#timer = setTimeout(() => this.#rest(runner), this.#idleMs).unref();
    }
    current.resolve(answer);
    this.#goOn();
  }

  #rest(runner: SheetRunner): void {
    if (this.#runner !== runner || this.#current !== undefined) return;
    this.#runner = undefined;
    void runner.end();
  }

  #giveUp(runner: SheetRunner): void {
    if (this.#runner !== runner) return;
    this.#givenUp.add(runner);
    // Whoever waits hears why before it is heard that the runner has ended.
    this.#leave('late');
    void runner.end();
  }

  /** Without its runner, the sheet that it had is not made; those that wait get another. */
  #leave(reason: NoSheet['reason']): void {
    clearTimeout(this.#timer);
    this.#runner = undefined;
    const current = this.#current;
    this.#current = undefined;
    current?.resolve(none(reason));
    this.#goOn();
  }
}
