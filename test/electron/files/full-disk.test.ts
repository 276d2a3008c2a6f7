/** Contents and a disk that has not room for all of them. */
import { statfsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { FakeFileHub, hashOf } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';
import { mayMount, SmallDisk } from '../../support/small-disk.ts';
import { until } from '../../support/world.ts';

const MIB = 1024 ** 2;

function bring(hub: FakeFileHub, bytes: Buffer): string {
  const sha256 = hashOf(bytes);
  hub.files.set(sha256, { size: bytes.length, isUploaded: true, hasThumbnail: false });
  hub.contents.set(sha256, bytes);
  return sha256;
}

const fetches = (hub: FakeFileHub, sha256: string): number =>
  hub.asked.filter(({ method, path }) => method === 'GET' && path.endsWith(sha256)).length;

const isFull = async (laptop: LoneFiles): Promise<boolean> =>
  (await laptop.engine.status()).down.reason === 'file.diskFull';

test.runIf(mayMount())('the policy «all» takes what fits, once, and leaves the reserve alone', async () => {
  const disk = new SmallDisk(96 * MIB);
  onTestFinished(() => disk.abandon());
  const hub = new FakeFileHub();
  const hashes = Array.from({ length: 9 }, (_, n) => bring(hub, Buffer.alloc(8 * MIB, `film ${n} `)));
  const laptop = await LoneFiles.begin(hub, { disk: disk.dir });
  await laptop.engine.setPolicy('all');
  await laptop.pull();
  laptop.engine.start();
  await until('the disk is said to be full', () => isFull(laptop));
  const here = (): number => laptop.rows.filter(({ has_original }) => has_original === 1).length;
  // That one has no room is known while those that have it are still on their way.
  await until('what fits is here', () => here() > 0 && here() === hashes.filter((one) => fetches(hub, one) > 0).length);
  expect(here()).toBeLessThan(hashes.length);
  const { bsize, bavail } = statfsSync(disk.dir);
  expect(bsize * bavail).toBeGreaterThan(60 * MIB);
  // Again and again it is seen that nothing fits: nothing goes for it, and nothing comes.
  const before = hub.asked.length;
  for (let round = 0; round < 5; round += 1) {
    laptop.engine.pause();
    laptop.engine.start();
    await until('the disk is said to be full', () => isFull(laptop));
  }
  expect(hub.asked.length).toBe(before);
  expect(Math.max(...hashes.map((sha256) => fetches(hub, sha256)))).toBe(1);
  // What somebody asks for takes the place of what nobody holds.
  const missing = hashes.find((sha256) => fetches(hub, sha256) === 0) ?? '';
  await laptop.engine.want([missing]);
  await until('what was asked for is here', async () => (await laptop.files.sizeOf(missing)) !== undefined);
  await laptop.close();
});

test('what has come of a film is kept while the line is paid for by the byte', async () => {
  const hub = new FakeFileHub();
  const sha256 = bring(hub, Buffer.alloc(MIB, 'film '));
  await using laptop = await LoneFiles.begin(hub);
  await laptop.engine.setPolicy('all');
  await laptop.pull();
  hub.fate = ({ path }) => (path.endsWith(sha256) ? { cut: 400_000 } : 'done');
  laptop.engine.start();
  await until('a part of it has come', async () => (await laptop.files.fetchedOf(sha256)) > 0);
  laptop.engine.pause();
  laptop.engine.setMetered(true);
  laptop.engine.start();
  await until('it waits', async () => (await laptop.engine.status()).down.reason === 'file.metered');
  expect(await laptop.files.fetchedOf(sha256)).toBeGreaterThan(0);
});
