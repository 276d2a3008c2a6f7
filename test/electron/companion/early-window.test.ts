/** The window loads while the laptop's data is still being opened: what it asks meanwhile is answered then. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Companion, startCompanion } from '../../../electron/companion/companion-server.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';

async function serve(host: Promise<ReplicaHost>): Promise<{ companion: Companion; cookie: string; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-early-'));
  writeFileSync(join(dir, 'index.html'), '<title>app</title>');
  const companion = await startCompanion({
    host,
    rendererDir: dir,
    port: 0,
    isPortOnlyWished: false,
    hubUrl: 'http://127.0.0.1:1',
    demo: null,
    onError: () => undefined,
  });
  const entered = await fetch(companion.newEntrance());
  return { companion, cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '', dir };
}

const open = (companion: Companion, cookie: string): WebSocket =>
  new WebSocket(`${companion.origin.replace('http', 'ws')}/socket`, {
    headers: { cookie, origin: companion.origin },
  });

test('what is asked before the data is open is answered when it is, in the order in which it was asked', async () => {
  const opening = Promise.withResolvers<ReplicaHost>();
  const { companion, cookie, dir } = await serve(opening.promise);
  const socket = open(companion, cookie);
  const answers: number[] = [];
  const all = Promise.withResolvers<undefined>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { readonly id?: number };
    if (frame.id !== undefined) answers.push(frame.id);
    if (answers.length === 3) all.resolve(undefined);
  });
  await new Promise((done) => {
    socket.once('open', done);
  });
  for (const id of [1, 2, 3]) socket.send(JSON.stringify({ id, method: 'session.get', params: {} }));
  // The page is served meanwhile, to whoever has the cookie and to nobody else.
  expect((await fetch(companion.origin, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(companion.origin)).status).toBe(401);
  expect(answers).toEqual([]);
  const host = await ReplicaHost.open({
    dir: join(dir, 'profile'),
    create: true,
    expectsQuestions: true,
    machineKey: Buffer.alloc(32, 1),
  });
  opening.resolve(host);
  await all.promise;
  expect(answers).toEqual([1, 2, 3]);
  await companion.stop();
  await host.close();
  rmSync(dir, { recursive: true });
});

test('where the data cannot be opened, the window hears that there is nobody to answer', async () => {
  const opening = Promise.withResolvers<ReplicaHost>();
  opening.promise.catch(() => undefined);
  const { companion, cookie, dir } = await serve(opening.promise);
  const socket = open(companion, cookie);
  const closed = new Promise<number>((done) => {
    socket.once('close', done);
  });
  opening.reject(new Error('another process has it'));
  expect(await closed).toBe(1011);
  await companion.stop();
  rmSync(dir, { recursive: true });
});
