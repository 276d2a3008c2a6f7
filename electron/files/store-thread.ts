/**
 * The store's work and the ways of contents in a thread of their own: sending and receiving, hashing, sealing and
 * opening never hold up whoever writes rows. A thread that dies, or is silent for long, fails what was under way, as a
 * disk would; the next use begins another.
 */
import { Worker } from 'node:worker_threads';
import { type ByteRange, type Expected, FileRefused, type FileState, type StoredFile } from '../../files/file-store.ts';
import { DamagedFile } from '../../files/sealed-file.ts';
import { type FaultPoint, isListenedTo, reached } from '../replica/fault-points.ts';
import { HubFailure } from '../sync/hub-request.ts';
import type { ContentWays, Fetched, Upload, WayHears } from './content-ways.ts';
import type {
  StoreAnswer,
  StoreCommand,
  StoreFailure,
  StoreThreadData,
  StoreValue,
  StoreWork,
} from './store-messages.ts';
import { WINDOW } from './store-messages.ts';

type Stored = StoredFile & { readonly isNew: boolean };

/** One piece of work, and who hears of it. */
interface Under {
  readonly hear: (answer: StoreAnswer) => void;
  readonly fail: (error: Error) => void;
}

const BEAT_MS = 5000;
/** A thread that has missed so many beats is given up: nothing that it does takes it away from its messages so long. */
const MISSED_BEATS = 12;

/** One per opened replica. */
export class StoreThread implements ContentWays {
  readonly #data: StoreThreadData;
  readonly #start: URL;
  readonly #under = new Map<number, Under>();
  #worker: Worker | undefined;
  #next = 1;
  #isClosed = false;
  #missed = 0;
  #watching: NodeJS.Timeout | undefined;

  /** `start`: where the thread begins; in a built app it is a file of its own. */
  constructor(
    data: Pick<StoreThreadData, 'dir' | 'key' | 'thumbnails'> & Partial<StoreThreadData>,
    start = new URL('./store-worker.ts', import.meta.url),
  ) {
    this.#data = { beatMs: BEAT_MS, isBehind: false, ...data };
    this.#start = start;
  }

  async upload(upload: Upload, hears: WayHears): Promise<void> {
    await this.#travel({ work: 'upload', upload }, hears);
  }

  async download(fetched: Fetched, hears: WayHears): Promise<StoredFile> {
    return (await this.#travel({ work: 'download', fetched }, hears)) as StoredFile;
  }

  async isOnHub(fetched: Fetched, signal: AbortSignal): Promise<boolean> {
    return (await this.#travel({ work: 'isOnHub', fetched }, { signal })) === true;
  }

  async fetchThumbnail(fetched: Fetched, signal: AbortSignal): Promise<boolean> {
    return (await this.#travel({ work: 'fetchThumbnail', fetched }, { signal })) === true;
  }

  async giveThumbnail(fetched: Fetched, signal: AbortSignal): Promise<void> {
    await this.#travel({ work: 'giveThumbnail', fetched }, { signal });
  }

  async #travel(
    work: StoreWork,
    { moved, begun, signal }: Partial<WayHears> & Pick<WayHears, 'signal'>,
  ): Promise<StoreValue> {
    signal.throwIfAborted();
    const { id, done, say } = this.#begin(work, (answer) => {
      if (answer.kind === 'moved') moved?.(answer.bytes);
      if (answer.kind === 'begun') begun?.(answer.path);
    });
    const stop = (): void => say({ kind: 'stop', id });
    signal.addEventListener('abort', stop);
    try {
      return await done;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** As `FileStore.put`. */
  put(source: AsyncIterable<Uint8Array>, expected: Expected): Promise<Stored> {
    return this.#fill({ work: 'put', expected }, source);
  }

  /** As `FileStore.stateOf`. */
  async stateOf(sha256: string): Promise<FileState> {
    return (await this.#ask({ work: 'stateOf', sha256 }, () => undefined)) as FileState;
  }

  /** As `FileStore.read`. */
  async *read(sha256: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const pieces: Uint8Array[] = [];
    const state: { end: { error?: Error } | undefined; wake: (() => void) | undefined } = {
      end: undefined,
      wake: undefined,
    };
    const begun = this.#begin({ work: 'read', sha256, range }, (answer) => {
      if (answer.kind === 'piece') pieces.push(answer.bytes);
      state.wake?.();
    });
    const over = (error?: Error): void => {
      state.end = error === undefined ? {} : { error };
      state.wake?.();
    };
    begun.done.then(() => over(), over);
    try {
      for (;;) {
        const piece = pieces.shift();
        if (piece !== undefined) {
          begun.say({ kind: 'more', id: begun.id });
          yield piece;
        } else if (state.end !== undefined) {
          if (state.end.error !== undefined) throw state.end.error;
          return;
        } else
          await new Promise<void>((done) => {
            state.wake = done;
          });
      }
    } finally {
      if (state.end === undefined) begun.say({ kind: 'stop', id: begun.id });
    }
  }

  /** Sends what the source gives as fast as the store takes it. Rejects with what either of them throws. */
  async #fill(work: StoreWork, source: AsyncIterable<Uint8Array>): Promise<Stored> {
    const state: { allowed: number; isOver: boolean; wake: (() => void) | undefined } = {
      allowed: WINDOW,
      isOver: false,
      wake: undefined,
    };
    const failed: { with?: unknown } = {};
    const pump = async (): Promise<void> => {
      let isWhole = false;
      try {
        for await (const bytes of source) {
          while (state.allowed === 0 && !state.isOver)
            await new Promise<void>((done) => {
              state.wake = done;
            });
          // The store has refused it: the rest goes nowhere.
          if (state.isOver) return;
          state.allowed -= 1;
          begun.say({ kind: 'piece', id: begun.id, bytes: new Uint8Array(bytes) });
        }
        isWhole = true;
      } catch (error) {
        failed.with = error;
      }
      begun.say({ kind: 'end', id: begun.id, isWhole });
    };
    const begun = this.#begin(work, (answer) => {
      if (answer.kind === 'ready') void pump();
      if (answer.kind === 'more') state.allowed += 1;
      state.wake?.();
    });
    try {
      return (await begun.done) as Stored;
    } catch (error) {
      throw 'with' in failed ? failed.with : error;
    } finally {
      state.isOver = true;
      state.wake?.();
    }
  }

  #ask(work: StoreWork, hear: (answer: StoreAnswer) => void): Promise<StoreValue> {
    return this.#begin(work, hear).done;
  }

  #begin(
    work: StoreWork,
    hear: (answer: StoreAnswer) => void,
  ): {
    readonly id: number;
    readonly done: Promise<StoreValue>;
    readonly say: (command: StoreCommand) => void;
  } {
    const id = this.#next++;
    if (this.#isClosed) {
      const done = Promise.reject<StoreValue>(new Error('the store is closed'));
      return { id, done, say: () => undefined };
    }
    const worker = this.#running();
    const { promise, resolve, reject } = Promise.withResolvers<StoreValue>();
    this.#under.set(id, {
      hear: (answer) => {
        if (answer.kind === 'done') resolve(answer.value);
        else if (answer.kind === 'failed') reject(errorOf(answer.failure));
        else hear(answer);
      },
      fail: reject,
    });
    worker.postMessage({ kind: 'begin', id, ...work } satisfies StoreCommand);
    const say = (command: StoreCommand): void => {
      if (!this.#under.has(id)) return;
      if (command.kind === 'piece') worker.postMessage(command, [command.bytes.buffer as ArrayBuffer]);
      else worker.postMessage(command);
    };
    return { id, done: promise, say };
  }

  #running(): Worker {
    if (this.#under.size === 0) this.#missed = 0;
    if (this.#worker !== undefined) {
      this.#worker.ref();
      return this.#worker;
    }
    const heard = isListenedTo() ? new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) : undefined;
    const worker = new Worker(this.#start, { workerData: { ...this.#data, heard } });
    this.#worker = worker;
    this.#watching ??= setInterval(() => this.#watch(), this.#data.beatMs).unref();
    worker.on('message', (answer: StoreAnswer) => {
      this.#missed = 0;
      if (answer.kind === 'reached' && heard !== undefined) pass(answer.point, heard);
      const under = this.#under.get(answer.id);
      if (answer.kind === 'done' || answer.kind === 'failed') this.#under.delete(answer.id);
      under?.hear(answer);
      // A thread with nothing to do keeps no process alive.
      if (this.#under.size === 0) worker.unref();
    });
    // `exit` follows, and says what becomes of what was under way.
    worker.on('error', () => undefined);
    worker.on('exit', () => this.#died(worker));
    return worker;
  }

  /** Counted by beats and not by the clock, which goes on while a laptop sleeps. */
  #watch(): void {
    this.#missed = this.#under.size === 0 ? 0 : this.#missed + 1;
    // `exit` follows.
    if (this.#missed > MISSED_BEATS) void this.#worker?.terminate();
  }

  #died(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    clearInterval(this.#watching);
    this.#watching = undefined;
    const under = [...this.#under.values()];
    this.#under.clear();
    for (const { fail } of under) fail(new Error('the thread of the store has died'));
  }

  /** Ends it, whatever is under way: what was half written is swept at the next start, what is unfinished goes on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#died(worker);
    await worker.terminate();
  }
}

/** Tells of a point that the thread has reached, and lets it go on. */
function pass(point: FaultPoint, heard: SharedArrayBuffer): void {
  reached(point);
  const waiting = new Int32Array(heard);
  Atomics.store(waiting, 0, 1);
  Atomics.notify(waiting, 0);
}

/** As it was thrown there. */
function errorOf({ name, message, code, hub }: StoreFailure): Error {
  if (hub !== undefined) {
    const { kind, status, retryAfterMs, details } = hub;
    return new HubFailure(kind, code ?? 'hub.answer', message, {
      details,
      ...(status === undefined ? {} : { status }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  if (name === 'FileRefused' && (code === 'file.tooLarge' || code === 'file.mismatch')) return new FileRefused(code);
  if (name === 'DamagedFile') return new DamagedFile(message);
  return code === undefined ? new Error(message) : Object.assign(new Error(message), { code });
}
