/** The store's thread carries contents, and what becomes of them where it dies or does not answer. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreThread } from '../../../electron/files/store-thread.ts';
import { FakeFileHub, hashOf } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';
import { picture } from '../../support/pictures.ts';
import { until } from '../../support/world.ts';

const isHere = async (laptop: LoneFiles, sha256: string): Promise<boolean> =>
  (await laptop.files.sizeOf(sha256)) !== undefined;

test('contents and thumbnails travel in the store’s thread; a word of the hub comes back as it was said', async () => {
  const hub = new FakeFileHub();
  await using port = await hub.listen();
  await using one = await LoneFiles.begin(hub, { hubUrl: port.url });
  await using other = await LoneFiles.begin(hub, { hubUrl: port.url });
  const photo = await one.take(await picture(300, 200), 'a.jpg');
  const film = await one.take(randomBytes(3_000_000));
  one.engine.start();
  await until('it waits for its row', async () => (await one.engine.status()).up.reason === 'file.unknown');
  one.push();
  one.engine.retryNow();
  await until('both are on the hub', () => hub.contents.has(photo.sha256) && hub.contents.has(film.sha256));
  await other.pull();
  await other.engine.setPolicy('all');
  other.engine.start();
  await until('both are here', async () => (await isHere(other, photo.sha256)) && (await isHere(other, film.sha256)));
  await until('the rows say so', () => other.rows.filter((row) => row.has_original === 1).length === 2);
  expect(await other.files.keptThumbnail(photo.sha256)).toEqual(hub.thumbnails.get(photo.sha256));
  expect(hashOf(await other.files.part(film.sha256))).toBe(film.sha256);
  expect([...one.problems, ...other.problems]).toEqual([]);
});

test('a thread that dies in the middle is begun again, and what it was at goes on', async () => {
  const hub = new FakeFileHub();
  await using port = await hub.listen();
  const storeThread = new URL('../../support/mortal-store.ts', import.meta.url);
  await using laptop = await LoneFiles.begin(hub, { hubUrl: port.url, storeThread });
  const contents = Array.from({ length: 4 }, () => randomBytes(1_000_000));
  for (const bytes of contents) {
    hub.files.set(hashOf(bytes), { size: bytes.length, isUploaded: true, hasThumbnail: false });
    hub.contents.set(hashOf(bytes), bytes);
  }
  await laptop.pull();
  await laptop.engine.setPolicy('all');
  laptop.engine.start();
  await until('it has died', () => existsSync(join(laptop.dir, 'files', 'died')));
  await until('all of them wait', async () => (await laptop.engine.status()).down.state === 'waiting');
  laptop.engine.retryNow();
  await until('all of them are here', () => laptop.rows.filter((row) => row.has_original === 1).length === 4);
  for (const bytes of contents) expect(hashOf(await laptop.files.part(hashOf(bytes)))).toBe(hashOf(bytes));
});

test('a thread that does not answer any more is given up, and whoever waits is told', async () => {
  const hung = new URL('data:text/javascript,for(;;);');
  const data = { dir: '/nowhere', key: undefined, thumbnails: { dir: '/nowhere', key: undefined }, beatMs: 10 };
  const store = new StoreThread(data, hung);
  await expect(store.stateOf('a'.repeat(64))).rejects.toThrow('the thread of the store has died');
  await store.close();
});
