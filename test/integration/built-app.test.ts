/** `offstage app` as people run it, from what is built of the sources: it opens a folder, and its threads answer. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { start } from '../support/house.ts';

const program = fileURLToPath(new URL('../../bin/offstage.mjs', import.meta.url));
const built = fileURLToPath(new URL('../../out/app', import.meta.url));
const BUILD_MS = 180_000;

/** The first answer to a request of a window. */
async function asked(
  entrance: string,
  request: { readonly method: string; readonly params: object },
): Promise<unknown> {
  const { origin } = new URL(entrance);
  const cookie = (await fetch(entrance)).headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await fetch(origin, { headers: { cookie } })).status).toBe(200);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { headers: { cookie, origin } });
  socket.once('open', () => socket.send(JSON.stringify({ id: 1, ...request })));
  const answer = await new Promise<unknown>((done) => {
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { readonly id?: number };
      if (frame.id === 1) done(frame);
    });
  });
  socket.close();
  return answer;
}

test(
  'the built app serves its window, opens the folder, and finds it good the next time',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'offstage-built-'));
    const args = ['app', '--profile', 'built', '--companion', '--no-window', '--hub', 'http://127.0.0.1:1'];
    const env = { OFFSTAGE_KEY_FILE: join(home, 'key') };
    try {
      for (const time of ['first', 'second']) {
        const app = await start(args, /app ready at \S+/, home, { program, env });
        const answer = await asked(app.line.replace('app ready at ', ''), { method: 'session.get', params: {} });
        // The file that the first start made is examined by the thread of the second.
        expect([time, answer]).toMatchObject([
          time,
          { ok: true, value: { lock: 'open', rebuilt: null, isRegistered: false } },
        ]);
        // What failed to be built would have been run from the sources.
        for (const part of ['app.js', 'reader.js', 'file.js'])
          expect([part, existsSync(join(built, part))]).toEqual([part, true]);
        await app.stop();
        expect(app.child.exitCode).toBe(0);
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
  BUILD_MS,
);
