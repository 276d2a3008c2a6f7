/** A companion that is started again is the same place to a browser, so that what its window kept is still there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Companion, startCompanion } from '../../../electron/companion/companion-server.ts';
import { keepPort, keptPort } from '../../../electron/companion/kept-port.ts';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';

test('the port is the one of last time; where another program has it, or nobody knows it, any other', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-port-'));
  const host = await ReplicaHost.open({ dir: join(dir, 'profile'), create: true, machineKey: Buffer.alloc(32, 1) });
  const start = (isPortOnlyWished = true): Promise<Companion> =>
    startCompanion({
      host,
      rendererDir: dir,
      port: keptPort(dir),
      isPortOnlyWished,
      hubUrl: 'http://127.0.0.1:1',
      demo: null,
      onError: () => undefined,
    });
  try {
    const first = await start();
    keepPort(dir, first.origin);
    await first.stop();
    const second = await start();
    expect(second.origin).toBe(first.origin);
    await second.stop();
    const other = createServer();
    await new Promise<void>((done) => {
      other.listen(keptPort(dir), '127.0.0.1', done);
    });
    // Whoever named it hears that it is taken.
    await expect(start(false)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const third = await start();
    expect(third.origin).not.toBe(first.origin);
    // It works there: somebody without the cookie is turned away by us.
    expect((await fetch(third.origin)).status).toBe(401);
    await third.stop();
    other.close();
    for (const rubbish of ['', 'x', '-1', '70000', '1.5']) {
      writeFileSync(join(dir, 'companion-port'), rubbish);
      expect([rubbish, keptPort(dir)]).toEqual([rubbish, 0]);
    }
  } finally {
    await host.close();
    rmSync(dir, { recursive: true });
  }
});
