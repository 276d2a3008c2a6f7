/** Entry of the process that makes sheets of templates that people have written, as the shell starts it. */
import { serveSheets } from '../../paper/serve-sheets.ts';
import type { WorkerOrder } from '../../paper/sheet-job.ts';

process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) throw new Error('nobody asks for sheets');
  serveSheets(new URL('paper.js', import.meta.url), {
    send: (reply) => port.postMessage(reply),
    hear: (order) => port.on('message', ({ data }) => order(data as WorkerOrder)),
    gone: (then) => port.on('close', then),
  });
  port.start();
});
