/**
 * The thread of the store: it hashes, seals and opens content and carries it to the hub and back, so that the replica's
 * thread need not.
 */
import { randomBytes } from 'node:crypto';
import { setPriority } from 'node:os';
import { platform } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { FileStore, type StorePoint } from '../../files/file-store.ts';
import { asError } from '../../shared/base/as-error.ts';
import { HubFailure } from '../sync/hub-request.ts';
import { safeFetch } from '../sync/secure-hub.ts';
import { HubWays, type WayHears } from './content-ways.ts';
import {
  type StoreAnswer,
  type StoreCommand,
  type StoreFailure,
  type StoreThreadData,
  type StoreValue,
  type StoreWork,
  type TravelWork,
  WINDOW,
} from './store-messages.ts';
import { ThumbnailShelf } from './thumbnail-shelf.ts';

const { dir, key, thumbnails, beatMs, isBehind, heard: told } = workerData as StoreThreadData;
const asKey = (bytes: Uint8Array | undefined): Buffer | undefined =>
  bytes === undefined ? undefined : Buffer.from(bytes);
const listening = told === undefined ? undefined : new Int32Array(told);

/** In a test of faults nothing of this thread goes on before the point has been heard of. */
function reached(point: StorePoint): void {
  if (listening === undefined || point === 'store.appended') return;
  Atomics.store(listening, 0, 0);
  parentPort?.postMessage({ kind: 'reached', id: 0, point } satisfies StoreAnswer);
  Atomics.wait(listening, 0, 0);
}

const store = FileStore.open({ dir, key: asKey(key), randomBytes, reached, isShared: isBehind });
const shelf = ThumbnailShelf.beside(thumbnails.dir, asKey(thumbnails.key));
const ours = safeFetch(fetch);

/** Behind the thread that writes rows: somebody waits for what they enter, and what travels comes a moment later. */
const BEHIND = 5;
// Only on Linux it is this thread's alone; elsewhere it would be the whole process's.
if (isBehind && platform === 'linux') setPriority(BEHIND);

/** Whoever asked hears how far a content is so often at most, in milliseconds. */
const TOLD_MS = 100;

/** Of everything under way, what the other side sends for it. */
const listeners = new Map<number, (command: StoreCommand) => void>();

const say = (answer: StoreAnswer): void => {
  // A piece is handed over, not copied; it lies in memory of its own.
  if (answer.kind === 'piece') parentPort?.postMessage(answer, [answer.bytes.buffer as ArrayBuffer]);
  else parentPort?.postMessage(answer);
};

/**
 * What is being put, as it comes: it is listened to from now on, though it may be asked for later. The generator throws
 * where its source failed.
 */
function incoming(id: number): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const state: { end: boolean | undefined; wake: (() => void) | undefined } = { end: undefined, wake: undefined };
  listeners.set(id, (command) => {
    if (command.kind === 'piece') pieces.push(command.bytes);
    else if (command.kind === 'end') state.end = command.isWhole;
    state.wake?.();
  });
  return (async function* () {
    for (;;) {
      const piece = pieces.shift();
      if (piece !== undefined) {
        say({ kind: 'more', id });
        yield piece;
      } else if (state.end !== undefined) {
        if (state.end) return;
        throw new Error('the source has failed');
      } else
        await new Promise<void>((done) => {
          state.wake = done;
        });
    }
  })();
}

/** Sends content out, no faster than it is taken. */
async function send(id: number, content: AsyncIterable<Uint8Array>): Promise<undefined> {
  const state: { allowed: number; isStopped: boolean; wake: (() => void) | undefined } = {
    allowed: WINDOW,
    isStopped: false,
    wake: undefined,
  };
  listeners.set(id, (command) => {
    if (command.kind === 'more') state.allowed += 1;
    if (command.kind === 'stop') state.isStopped = true;
    state.wake?.();
  });
  for await (const chunk of content) {
    while (state.allowed === 0 && !state.isStopped)
      await new Promise<void>((done) => {
        state.wake = done;
      });
    if (state.isStopped) return;
    state.allowed -= 1;
    say({ kind: 'piece', id, bytes: new Uint8Array(chunk) });
  }
}

/** What of a way is said to whoever asked for it, and how they end it. */
function hears(id: number): WayHears {
  const end = new AbortController();
  let toldAt = -Infinity;
  listeners.set(id, (command) => {
    if (command.kind === 'stop') end.abort();
  });
  return {
    signal: end.signal,
    begun: (path) => say({ kind: 'begun', id, path }),
    moved: (bytes) => {
      const now = performance.now();
      if (now - toldAt < TOLD_MS) return;
      toldAt = now;
      say({ kind: 'moved', id, bytes });
    },
  };
}

async function work(opened: FileStore, id: number, asked: StoreWork): Promise<StoreValue> {
  switch (asked.work) {
    case 'put': {
      const pieces = incoming(id);
      say({ kind: 'ready', id });
      return opened.put(pieces, asked.expected);
    }
    case 'stateOf':
      return opened.stateOf(asked.sha256);
    case 'read':
      return send(id, opened.read(asked.sha256, asked.range));
    default:
      return travel(new HubWays(opened, shelf, ours), asked, hears(id));
  }
}

async function travel(ways: HubWays, asked: TravelWork, heard: WayHears): Promise<StoreValue> {
  switch (asked.work) {
    case 'upload':
      await ways.upload(asked.upload, heard);
      return undefined;
    case 'download':
      return ways.download(asked.fetched, heard);
    case 'isOnHub':
      return ways.isOnHub(asked.fetched, heard.signal);
    case 'fetchThumbnail':
      return ways.fetchThumbnail(asked.fetched, heard.signal);
    case 'giveThumbnail':
      await ways.giveThumbnail(asked.fetched, heard.signal);
      return undefined;
  }
}

let running = 0;
let beating: NodeJS.Timeout | undefined;

async function run(id: number, asked: StoreWork): Promise<void> {
  running += 1;
  if (running === 1) beating = setInterval(() => say({ kind: 'alive', id: 0 }), beatMs);
  try {
    say({ kind: 'done', id, value: await work(await store, id, asked) });
  } catch (error) {
    say({ kind: 'failed', id, failure: failureOf(error) });
  } finally {
    listeners.delete(id);
    running -= 1;
    if (running === 0) clearInterval(beating);
  }
}

function failureOf(error: unknown): StoreFailure {
  const { name, message } = asError(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (!(error instanceof HubFailure)) return { name, message, code, hub: undefined };
  const { kind, status, retryAfterMs, details } = error;
  return { name, message, code, hub: { kind, status, retryAfterMs, details } };
}

/** What comes before the store is open waits for it, so that nothing is said to whoever does not listen yet. */
const opened = store.then(
  () => undefined,
  () => undefined,
);

parentPort?.on('message', (command: StoreCommand) => {
  void opened.then(() => {
    if (command.kind === 'begin') void run(command.id, command);
    else listeners.get(command.id)?.(command);
  });
});
