/** Has a template made that never ends, in a process of its own, and tells when that is at work. */
import { Paper } from '../../paper/engine.ts';
import { processRunner } from '../../paper/process-runner.ts';

const paper = new Paper({
  start: processRunner({
    process: new URL('../../paper/sheet-process.ts', import.meta.url),
    thread: new URL('../../paper/paper-worker.ts', import.meta.url),
  }),
});
const job = (text: string) =>
  ({ template: { text }, data: {}, language: 'ru', title: '', author: '', at: new Date(0) }) as const;
await paper.render(job('first'));
void paper.render(job('#for a in range(90000) { for b in range(90000) { let c = calc.sin(a * b) } }'), 600_000);
process.stdout.write('at work\n');
