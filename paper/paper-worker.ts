/** Entry of the thread that makes sheets (`engine.ts`). */
import { parentPort } from 'node:worker_threads';
import { SheetCompiler } from './compile-sheet.ts';
import type { WorkerOrder, WorkerReply } from './sheet-job.ts';

const compiler = new SheetCompiler();

parentPort?.on('message', ({ id, job }: WorkerOrder) => {
  const answer = compiler.make(job);
  parentPort?.postMessage({ id, answer, residentBytes: process.memoryUsage.rss() } satisfies WorkerReply);
});
