/** The companion's one-time token stands in no command line, and still lets the window in. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { startCompanion } from '../../../electron/companion/companion-server.ts';
import { eraseEntrance, openAppWindow } from '../../../electron/companion/entrance-page.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';

test('the browser is started with the address of a private page; the page leads in, once', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-entrance-'));
  const host = await ReplicaHost.open({ dir: join(dir, 'profile'), create: true, machineKey: Buffer.alloc(32, 1) });
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
  const entrance = companion.newEntrance();
  const token = new URL(entrance).searchParams.get('token') ?? '';
  const page = pathToFileURL(join(dir, 'entrance.html')).href;
  // A browser that only says how it was called.
  const browser = join(dir, 'browser.sh');
  writeFileSync(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > "${join(dir, 'argv')}"\n`);
  chmodSync(browser, 0o700);
  const window = openAppWindow(browser, dir, entrance);
  await new Promise((done) => {
    window.once('exit', done);
  });
  const argv = readFileSync(join(dir, 'argv'), 'utf8');
  expect(argv).toContain(`--app=${page}`);
  expect([token.length > 30, argv.includes(token)]).toEqual([true, false]);
  expect(statSync(fileURLToPath(page)).mode & 0o077).toBe(0);
  const [, target = ''] = /content="0;url=([^"]+)"/.exec(readFileSync(fileURLToPath(page), 'utf8')) ?? [];
  const entered = await fetch(target, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect([entered.status, entered.headers.get('set-cookie')]).toEqual([
    200,
    expect.stringMatching(/HttpOnly; SameSite=Strict/),
  ]);
  expect(await (await fetch(companion.origin, { headers: { cookie } })).text()).toBe('<title>app</title>');
  expect((await fetch(target)).status).toBe(401);
  eraseEntrance(dir);
  expect(existsSync(fileURLToPath(page))).toBe(false);
  await companion.stop();
  await host.close();
  rmSync(dir, { recursive: true });
});
