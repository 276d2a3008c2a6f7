/** A file that cannot be read here, or that the hub fails at, breaks off no other. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TakenFile } from '../../../shared/ipc/file-contract.ts';
import { FakeFileHub, hashOf } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';
import { until } from '../../support/world.ts';

const MIB = 1024 ** 2;
const GOOD = 8;

test('a file that the disk does not read waits alone; the others go up at once', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const { sha256: bad } = await laptop.take(Buffer.from('scratched'));
  const good: TakenFile[] = [];
  for (let n = 0; n < GOOD; n += 1) good.push(await laptop.take(Buffer.alloc(3 * MIB, `photo ${n} `)));
  // What is read there fails, as where a disk has a bad spot.
  const path = join(laptop.dir, 'files', bad.slice(0, 2), bad);
  rmSync(path);
  mkdirSync(path);
  laptop.push();
  laptop.engine.start();
  await until('the others are on the hub', () => good.every(({ sha256 }) => hub.contents.has(sha256)));
  // Nobody had to ask how far an upload had come.
  expect(hub.asked.filter(({ method }) => method === 'HEAD')).toEqual([]);
  await until('one waits', async () => (await laptop.engine.status()).up.state === 'waiting');
  expect((await laptop.engine.status()).up.reason).toMatch(/^internal: EISDIR/);
  expect(laptop.problems.length).toBeGreaterThan(0);
});

test('a file that the hub fails at waits alone; the others come down', async () => {
  const hub = new FakeFileHub();
  const [bad = '', ...good] = Array.from({ length: GOOD + 1 }, (_, n) => {
    const bytes = Buffer.alloc(n === 0 ? 9 : MIB, `photo ${n} `);
    hub.files.set(hashOf(bytes), { size: bytes.length, isUploaded: true, hasThumbnail: false });
    hub.contents.set(hashOf(bytes), bytes);
    return hashOf(bytes);
  });
  hub.fate = ({ path }) => (path.endsWith(bad) ? { status: 500, code: 'hub.failed' } : 'done');
  await using laptop = await LoneFiles.begin(hub);
  await laptop.engine.setPolicy('all');
  await laptop.pull();
  laptop.engine.start();
  await until('the others are here', () => {
    const here = laptop.rows.filter(({ has_original }) => has_original === 1).map(({ sha256 }) => sha256);
    return good.every((sha256) => here.includes(sha256));
  });
  expect(hub.asked.filter(({ path }) => path.endsWith(bad)).length).toBe(1);
});
