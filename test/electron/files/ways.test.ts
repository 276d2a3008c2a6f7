/** Contents on their way, before a hub that the test plays: what holds one up, what goes on, and what is asked again. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { FakeFileHub, hashOf } from '../../support/fake-file-hub.ts';
import { LoneFiles } from '../../support/lone-files.ts';
import { picture } from '../../support/pictures.ts';
import { until } from '../../support/world.ts';

const CHUNK = 128 * 1024;

/** The hub has this content, and the laptop its row. */
async function onHub(hub: FakeFileHub, laptop: LoneFiles, bytes: Buffer): Promise<string> {
  const sha256 = hashOf(bytes);
  hub.files.set(sha256, { size: bytes.length, isUploaded: true, hasThumbnail: false });
  hub.contents.set(sha256, Buffer.from(bytes));
  await laptop.pull();
  return sha256;
}

const isHere = async (laptop: LoneFiles, sha256: string): Promise<boolean> =>
  (await laptop.files.sizeOf(sha256)) !== undefined;
const downOf = async (laptop: LoneFiles) => (await laptop.engine.status()).down;
const upOf = async (laptop: LoneFiles) => (await laptop.engine.status()).up;
const gets = (hub: FakeFileHub): number => hub.asked.filter(({ method }) => method === 'GET').length;

test('a file waits for its row, and goes as soon as the hub has it', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const { sha256 } = await laptop.take(randomBytes(1000));
  laptop.engine.start();
  await until('it waits', async () => (await upOf(laptop)).reason === 'file.unknown');
  laptop.push();
  laptop.engine.retryNow();
  await until('it is there', () => hub.contents.has(sha256));
});

test('a thumbnail is there before its original', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  await laptop.take(await picture(300, 200), 'a.jpg');
  await laptop.take(await picture(310, 200), 'b.jpg');
  laptop.push();
  laptop.engine.start();
  await until('both are there', () => hub.contents.size === 2);
  const ways = hub.asked.map(({ method, path }) => (path.endsWith('/thumbnail') ? 'thumbnail' : method));
  // Two are on their way at once: one's original may go while the other's thumbnail is still being read.
  const begun = (kind: string, until: number): number => ways.slice(0, until).filter((way) => way === kind).length;
  for (const until of ways.keys()) expect(begun('POST', until + 1)).toBeLessThanOrEqual(begun('thumbnail', until + 1));
  expect(begun('thumbnail', ways.length)).toBe(2);
  expect([...hub.thumbnails.values()].every((webp) => webp.toString('latin1', 8, 12) === 'WEBP')).toBe(true);
});

test('what the hub has no room for waits and is said; a smaller one goes', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const large = await laptop.take(randomBytes(500_000));
  const small = await laptop.take(randomBytes(1000));
  laptop.push();
  let hasRoom = false;
  hub.fate = ({ method }) =>
    method === 'POST' && !hasRoom && hub.contents.has(small.sha256) ? { status: 507, code: 'file.quota' } : 'done';
  // The large one is asked for last, because the small one goes first.
  laptop.engine.start();
  await until('the small one is there', () => hub.contents.has(small.sha256));
  hasRoom = true;
  laptop.engine.retryNow();
  await until('the large one as well', () => hub.contents.has(large.sha256));
});

test('a download goes on at the byte where it stopped, also after a restart', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const bytes = randomBytes(5 * CHUNK + 77);
  const sha256 = await onHub(hub, laptop, bytes);
  hub.fate = ({ method }) => (method === 'GET' ? { cut: 2 * CHUNK + 1000 } : 'done');
  await laptop.engine.want([sha256]);
  laptop.engine.start();
  await until('a part is here', async () => (await laptop.files.fetchedOf(sha256)) === 2 * CHUNK);
  await laptop.close();
  const asked: (string | null)[] = [];
  const { fetch } = hub;
  Object.assign(hub, {
    fetch: (url: string, init?: RequestInit) => {
      asked.push(new Headers(init?.headers).get('range'));
      return fetch(url, init);
    },
  });
  hub.fate = () => 'done';
  await laptop.open();
  laptop.engine.start();
  await until('all of it is here', () => isHere(laptop, sha256));
  expect(hashOf(await laptop.files.part(sha256))).toBe(sha256);
  // It had come further than the part that was looked at, if anything.
  const from = Number(/^bytes=(\d+)-$/.exec(asked[0] ?? '')?.[1]);
  expect(from).toBeGreaterThanOrEqual(2 * CHUNK);
  expect(from % CHUNK).toBe(0);
});

test('what the hub sends and is not that content is not kept; the sound one is', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const bytes = randomBytes(200_000);
  const sha256 = await onHub(hub, laptop, bytes);
  hub.looksAtItsOwn = false;
  hub.contents.set(sha256, Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]));
  await laptop.engine.want([sha256]);
  laptop.engine.start();
  await until('it is said', async () => (await downOf(laptop)).reason === 'file.mismatch');
  expect(await isHere(laptop, sha256)).toBe(false);
  hub.contents.set(sha256, bytes);
  laptop.engine.retryNow();
  await until('it is here', () => isHere(laptop, sha256));
});

test('by policy: on demand nothing comes unasked, pinned what is pinned, all everything', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const [first, second] = [await onHub(hub, laptop, randomBytes(10)), await onHub(hub, laptop, randomBytes(20))];
  await laptop.engine.setPolicy('onDemand');
  laptop.engine.start();
  await until('nothing is to be done', async () => (await downOf(laptop)).state === 'idle');
  expect(gets(hub)).toBe(0);
  await laptop.engine.want([second]);
  await until('what was asked for is here', () => isHere(laptop, second));
  expect(await isHere(laptop, first)).toBe(false);
  await laptop.engine.setPolicy('all');
  await until('everything is here', () => isHere(laptop, first));
});

test('told to wait, nothing travels, not after a restart either; told to go on, it does', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const { sha256 } = await laptop.take(randomBytes(100));
  laptop.push();
  await laptop.engine.setPaused(true);
  laptop.engine.start();
  await laptop.close();
  await laptop.open();
  laptop.engine.start();
  laptop.engine.retryNow();
  expect(await upOf(laptop)).toMatchObject({ state: 'paused', files: 1 });
  expect(hub.asked).toEqual([]);
  await laptop.engine.setPaused(false);
  await until('it is there', () => hub.contents.has(sha256));
});

test('on a line that is paid for by the byte, thumbnails and what is asked for go, and the rest waits', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const wanted = await onHub(hub, laptop, randomBytes(10));
  const other = await onHub(hub, laptop, randomBytes(20));
  const taken = await laptop.take(await picture(200, 100), 'a.jpg');
  laptop.push();
  await laptop.engine.setPolicy('all');
  laptop.engine.setMetered(true);
  laptop.engine.start();
  await laptop.engine.want([wanted]);
  await until('the thumbnail is there', () => hub.thumbnails.has(taken.sha256));
  await until('what was asked for is here', () => isHere(laptop, wanted));
  await until('both ways wait', async () =>
    [await upOf(laptop), await downOf(laptop)].every(({ reason }) => reason === 'file.metered'),
  );
  expect([hub.contents.has(taken.sha256), await isHere(laptop, other)]).toEqual([false, false]);
  laptop.engine.setMetered(false);
  await until('the rest follows', async () => hub.contents.has(taken.sha256) && (await isHere(laptop, other)));
});

test('where nobody is signed in any more both ways wait, and go on once somebody is', async () => {
  const hub = new FakeFileHub();
  await using laptop = await LoneFiles.begin(hub);
  const { sha256 } = await laptop.take(randomBytes(100));
  laptop.push();
  hub.fate = () => ({ status: 401, code: 'auth.expired' });
  laptop.engine.start();
  await until('it waits', async () => (await upOf(laptop)).reason === 'auth.expired');
  const before = hub.asked.length;
  hub.fate = () => 'done';
  // Nothing is tried again by itself: only somebody's doing helps.
  await laptop.take(randomBytes(50));
  expect(hub.asked.length).toBe(before);
  laptop.engine.retryNow();
  await until('it is there', () => hub.contents.has(sha256));
});
