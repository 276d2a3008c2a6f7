/**
 * The thread that reads, as the writer's thread knows it. It is started when somebody is expected to ask, or asks; one
 * that dies is started again and asked again, because reading does nothing twice; one that answers nothing for too long
 * is ended, as if it had died. With each request it hears what has been committed until then: its answer is that, or
 * newer.
 */
import { Worker } from 'node:worker_threads';
import { must } from '../../shared/base/asserts.ts';
import { COMMITS } from '../replica/read-connections.ts';
import type { Replica } from '../replica/replica.ts';
import type { Asker } from './define-query.ts';
import type {
  Held,
  ReadAnswer,
  ReaderCommand,
  ReaderData,
  ReaderReady,
  ReaderReply,
  ReadRequest,
} from './reader-messages.ts';
import { errorOf } from './thread-failure.ts';

/** Whose file the thread reads. */
export type ReaderPlace = Pick<Replica, 'dir' | 'vault'>;
/** Starts the thread; tests start one that dies. */
export type NewWorker = (data: ReaderData) => Worker;

/** What is asked, in whose name; `held` is what the asker has of an earlier answer. */
export interface Question {
  readonly name: string;
  readonly args: unknown;
  readonly author: Asker | undefined;
  readonly held?: Held | undefined;
}

interface Waiting {
  readonly question: Question;
  attempts: number;
  readonly resolve: (answer: ReadAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** A question during which the thread has died so often is not asked again. */
const MAX_ATTEMPTS = 2;
const CLOSE_MS = 5000;
/** So long nothing may be answered while somebody waits, in milliseconds. */
const READ_MS = 60_000;
/**
 * A thread that starts reads the whole program first. On a busy machine that takes longer than any question, and one
 * that was ended for it would begin from the start: it is given so many times as long.
 */
const TO_START = 5;

/** Where nobody has built the app: the source itself. */
const SOURCE = './reader-worker.ts';
const startWorker =
  (url: URL): NewWorker =>
  (workerData) =>
    new Worker(url, { workerData });

/** One per opened replica. Closing rejects whoever waits. */
export class Reader {
  readonly #place: ReaderPlace;
  /** Set once the file may be read. */
  #replica: Replica | undefined;
  readonly #newWorker: NewWorker;
  readonly #now: () => Date;
  readonly #waiting = new Map<number, Waiting>();
  readonly #readMs: number;
  #worker: Worker | undefined;
  /** Whether it has started, and not only been told to. */
  #isReady = false;
  #silence: NodeJS.Timeout | undefined;
  #next = 1;
  /** Commits of which the thread knows what they changed. */
  #toldUpTo = 0;
  #isClosed = false;

  constructor(
    place: ReaderPlace,
    now: () => Date,
    start: URL | NewWorker = new URL(SOURCE, import.meta.url),
    readMs = READ_MS,
  ) {
    this.#readMs = readMs;
    this.#place = place;
    this.#now = now;
    this.#newWorker = typeof start === 'function' ? start : startWorker(start);
  }

  /** Starts the thread, so that whoever asks first need not wait for that. */
  begin(): void {
    if (!this.#isClosed && this.#worker === undefined) this.#running().unref();
  }

  /** The file is open and good: from now on questions can be asked. */
  serve(replica: Replica): void {
    this.#replica = replica;
  }

  /** Answers a question. Throws what the query throws, AppErrors as such. */
  ask(question: Question): Promise<ReadAnswer> {
    if (this.#isClosed) return Promise.reject(new Error('the replica is closed'));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { question, attempts: 0, resolve, reject });
      this.#post(id);
    });
  }

  /** Nobody looks at a live query any more. */
  forget(live: string): void {
    this.#worker?.postMessage({ kind: 'forget', live } satisfies ReaderCommand);
  }

  /** Lets the file go. Whoever still waits is told so. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    clearTimeout(this.#silence);
    this.#fail(() => true);
    if (worker === undefined) return;
    const ended = new Promise<void>((done) => {
      worker.once('exit', () => done());
    });
    worker.ref();
    // One that is still starting would hear of it only then; it has nothing to let go.
    if (this.#isReady) worker.postMessage({ kind: 'close' } satisfies ReaderCommand);
    else void worker.terminate();
    const timer = setTimeout(() => void worker.terminate(), CLOSE_MS);
    await ended;
    clearTimeout(timer);
  }

  #post(id: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    waiting.attempts += 1;
    const { name, args, author, held } = waiting.question;
    const worker = this.#running();
    const replica = must(this.#replica);
    const { newestVersions: versions, view } = replica;
    const counts = replica.counts.since(this.#toldUpTo);
    const rows = replica.rows.since(this.#toldUpTo);
    this.#toldUpTo = versions.get(COMMITS) ?? this.#toldUpTo;
    const committed = { versions, view, counts, rows };
    const request: ReadRequest = { kind: 'read', id, name, args, author, at: this.#now().getTime(), committed, held };
    worker.postMessage(request satisfies ReaderCommand);
    this.#silence ??= this.#waitFor(worker);
  }

  /** A thread that hangs answers nobody, and nobody after them. */
  #waitFor(worker: Worker): NodeJS.Timeout {
    return setTimeout(() => void worker.terminate(), this.#isReady ? this.#readMs : TO_START * this.#readMs);
  }

  #running(): Worker {
    if (this.#worker !== undefined) {
      this.#worker.ref();
      return this.#worker;
    }
    const { dir, vault } = this.#place;
    const worker = this.#newWorker({ dir, key: vault.key });
    this.#worker = worker;
    this.#isReady = false;
    this.#toldUpTo = 0;
    worker.on('message', (message: ReaderReady | ReaderReply) => this.#hear(worker, message));
    // `exit` follows, and says what becomes of the questions.
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#died(worker));
    return worker;
  }

  #hear(worker: Worker, message: ReaderReady | ReaderReply): void {
    this.#stopWaiting();
    if (this.#worker === worker) this.#isReady = true;
    if ('id' in message) this.#take(message);
    if (this.#waiting.size > 0 && this.#worker !== undefined) this.#silence = this.#waitFor(this.#worker);
  }

  #take(reply: ReaderReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    // A thread with nothing to do keeps no process alive.
    if (this.#waiting.size === 0) this.#worker?.unref();
    if (reply.ok) waiting?.resolve(reply.answer);
    else waiting?.reject(errorOf(reply.failure));
  }

  #stopWaiting(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  #died(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#stopWaiting();
    this.#worker = undefined;
    this.#fail(({ attempts }) => attempts >= MAX_ATTEMPTS);
    for (const id of this.#waiting.keys()) this.#post(id);
  }

  #fail(which: (waiting: Waiting) => boolean): void {
    for (const [id, waiting] of this.#waiting) {
      if (!which(waiting)) continue;
      this.#waiting.delete(id);
      waiting.reject(new Error(this.#isClosed ? 'the replica is closed' : 'the reading thread has died'));
    }
  }
}
