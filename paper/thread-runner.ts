/** Sheets made in a thread of this process: for templates that came with the program. */
import { Worker } from 'node:worker_threads';
import type { WorkerReply } from './sheet-job.ts';
import type { StartRunner } from './sheet-runner.ts';

/** `url`: where the thread begins (`paper-worker.ts`). */
export const threadRunner =
  (url: URL): StartRunner =>
  ({ reply, gone }) => {
    const worker = new Worker(url);
    worker.on('message', (told: WorkerReply) => reply(told));
    // `exit` follows, and answers.
    worker.on('error', () => undefined);
    worker.on('exit', gone);
    return {
      post: (order) => worker.postMessage(order),
      hold: (isAtWork) => {
        if (isAtWork) worker.ref();
        else worker.unref();
      },
      end: async () => {
        worker.unref();
        await worker.terminate();
      },
    };
  };
