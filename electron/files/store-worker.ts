/** The thread of the store: it hashes, seals and opens content, so that the replica's thread need not. */
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { FileStore } from '../../files/file-store.ts';
import { asError } from '../../shared/base/as-error.ts';
import { type StoreAnswer, type StoreCommand, type StoreThreadData, type StoreWork, WINDOW } from './store-messages.ts';

const { dir, key } = workerData as StoreThreadData;
const store = FileStore.open({ dir, key: key === undefined ? undefined : Buffer.from(key), randomBytes });

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
async function send(id: number, content: AsyncIterable<Uint8Array>): Promise<void> {
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

async function run(id: number, work: StoreWork): Promise<void> {
  try {
    const opened = await store;
    const from = (at: number): AsyncGenerator<Uint8Array> => {
      const pieces = incoming(id);
      say({ kind: 'from', id, from: at });
      return pieces;
    };
    if (work.work === 'put') say({ kind: 'done', id, value: await opened.put(from(0), work.expected) });
    else if (work.work === 'resume')
      say({ kind: 'done', id, value: await opened.resume(work.name, from, work.expected) });
    else if (work.work === 'stateOf') say({ kind: 'done', id, value: await opened.stateOf(work.sha256) });
    else {
      await send(id, opened.read(work.sha256, work.range));
      say({ kind: 'done', id, value: undefined });
    }
  } catch (error) {
    const { name, message } = asError(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    say({ kind: 'failed', id, failure: { name, message, code } });
  } finally {
    listeners.delete(id);
  }
}

parentPort?.on('message', (command: StoreCommand) => {
  if (command.kind === 'begin') void run(command.id, command);
  else listeners.get(command.id)?.(command);
});
