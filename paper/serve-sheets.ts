/**
 * What a process does that makes sheets of templates that people have written: a thread of it makes them, its first
 * thread watches how much the whole process holds, and whether anybody still waits. It ends itself at once when it
 * holds too much, when the thread has ended, and when whoever started it is gone.
 */
import { Worker } from 'node:worker_threads';
import type { WorkerOrder, WorkerReply } from './sheet-job.ts';

/** Whoever started the process. */
export interface Asker {
  send(reply: WorkerReply): void;
  hear(order: (order: WorkerOrder) => void): void;
  /** Nobody waits any more. */
  gone(then: () => void): void;
}

/** A list of 5,000 lines takes 300 MB of them. */
export const MOST_PROCESS_BYTES = 1024 * 1024 * 1024;
/** Between two looks, in milliseconds: memory comes by 1–2 GB a second. */
const LOOK_MS = 20;

/** Nothing of it can be caught or waited for: the thread may be in native code that does not come back. */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** `thread`: where the thread begins (`paper-worker.ts`). */
export function serveSheets(thread: URL, { send, hear, gone }: Asker): void {
  const worker = new Worker(thread);
  let watch: NodeJS.Timeout | undefined;
  worker.on('message', (reply: WorkerReply) => {
    clearInterval(watch);
    send(reply);
  });
  worker.on('error', endAtOnce);
  worker.on('exit', endAtOnce);
  gone(endAtOnce);
  hear((order) => {
    clearInterval(watch);
    watch = setInterval(() => {
      if (process.memoryUsage.rss() > MOST_PROCESS_BYTES) endAtOnce();
    }, LOOK_MS);
    worker.postMessage(order);
  });
}
