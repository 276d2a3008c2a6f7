/** Entry of the thread that makes sheets (`engine.ts`). */
import { parentPort } from 'node:worker_threads';
import { PAGES_TO_REMEMBER, SheetCompiler } from './compile-sheet.ts';
import type { WorkerOrder, WorkerReply } from './sheet-job.ts';

const compiler = new SheetCompiler();

parentPort?.on('message', ({ id, job }: WorkerOrder) => {
  const answer = compiler.make(job);
  const isSpent = answer.ok && answer.pages > PAGES_TO_REMEMBER;
  parentPort?.postMessage({ id, answer, isSpent, residentBytes: process.memoryUsage.rss() } satisfies WorkerReply);
});
