/** Entry of the process that makes sheets of templates of people's own, under plain Node (`process-runner.ts`). */
import { serveSheets } from './serve-sheets.ts';
import type { WorkerOrder } from './sheet-job.ts';

serveSheets(new URL(process.argv[2] ?? ''), {
  send: (reply) => process.send?.(reply),
  hear: (order) => process.on('message', (told) => order(told as WorkerOrder)),
  gone: (then) => process.on('disconnect', then),
});
