/** How the replica's process reaches one that the shell has started for it: through a port that comes later. */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { type SheetPort, SheetsByShell } from '../../../electron/main/sheets-by-shell.ts';
import { Paper } from '../../../paper/engine.ts';
import type { MadeSheet, WorkerOrder } from '../../../paper/sheet-job.ts';

const JOB = { template: { text: 'x' }, data: {}, language: 'ru', title: '', author: '', at: new Date(0) } as const;
const SHEET: MadeSheet = { ok: true, pdf: new Uint8Array([1]), pages: 1, warnings: [] };

/** Electron wraps what a port hears. */
const portOf = (port: MessagePort): SheetPort => ({
  postMessage: (order) => port.postMessage(order),
  on: (event: 'message' | 'close', hear: (message: { readonly data: unknown }) => void) =>
    port.on(event, (data: unknown) => hear({ data })),
  start: () => port.start(),
  close: () => port.close(),
});

/** A shell whose processes answer, or keep silent. */
function shell(answers: boolean) {
  const started: MessagePort[] = [];
  const sheets = new SheetsByShell((id) => {
    const { port1, port2 } = new MessageChannel();
    started.push(port1);
    port1.on('message', (order: WorkerOrder) => {
      if (answers) port1.postMessage({ id: order.id, answer: SHEET, isSpent: false, residentBytes: 1 });
    });
    setImmediate(() => sheets.connect(id, portOf(port2)));
  });
  return { started, sheets };
}

test('what is asked before the process is there waits for it, and one process makes several sheets', async () => {
  const { started, sheets } = shell(true);
  const paper = new Paper({ start: sheets.start });
  const [first, second] = [paper.render(JOB), paper.render(JOB)];
  expect(await first).toMatchObject({ ok: true, pages: 1 });
  expect(await second).toMatchObject({ ok: true });
  expect(started).toHaveLength(1);
  await paper.close();
});

test('one that is given up hears that its port is closed, and the next sheet has another', async () => {
  const { started, sheets } = shell(false);
  const paper = new Paper({ start: sheets.start });
  const late = paper.render(JOB, 50);
  const closed = new Promise<void>((done) => {
    setImmediate(() => started[0]?.on('close', done));
  });
  expect(await late).toMatchObject({ ok: false, reason: 'late' });
  await closed;
  void paper.render(JOB, 60_000);
  await expect.poll(() => started.length).toBe(2);
  await paper.close();
});

test('one whose process has died is answered so', async () => {
  const { started, sheets } = shell(false);
  const paper = new Paper({ start: sheets.start });
  const died = paper.render(JOB, 60_000);
  await expect.poll(() => started.length).toBe(1);
  setImmediate(() => started[0]?.close());
  expect(await died).toMatchObject({ ok: false, reason: 'died' });
  await paper.close();
});
