/** What a file, a theatre and a laptop may take of the hub: exact, also where many ask at once, and said plainly. */
import { expect, inject, test } from 'vitest';
import { setQuota, usedBytes } from '../../../hub/files/quota.ts';
import { forgetUploads } from '../../../hub/files/upkeep.ts';
import { newId } from '../../../shared/base/ids.ts';
import { seeded } from '../../simulation/random-world.ts';
import { bytesOf, type FileAnswer, FileLaptop } from '../../support/file-laptop.ts';
import { createWorld, until } from '../../support/world.ts';

test('a file that is too large is refused before a byte of it comes', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { fileLimits: { fileBytes: 1000 } } });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  const [fits, large] = [bytesOf(seeded(1), 1000), bytesOf(seeded(2), 1001)];
  await laptop.name(fits);
  await laptop.name(large);
  expect(await laptop.bring(large)).toMatchObject({
    status: 413,
    code: 'file.tooLarge',
    body: { details: { most: 1000, size: 1001 } },
  });
  expect((await laptop.bring(fits)).status).toBe(204);
});

test('a quota is exact to the byte, however many ask at once; what both laptops bring counts once', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { fileLimits: { quotaBytes: 10_000, atOnce: 99 } },
  });
  const theaterId = await world.theater('t');
  await world.theater('other');
  await world.user('t', 'anna@t', 'admin');
  await world.user('other', 'boris@t', 'admin');
  const { database } = world.hub.context;
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  const second = await FileLaptop.register(world.hub.url, 'anna@t');
  const contents = Array.from({ length: 12 }, (_, n) => bytesOf(seeded(n + 1), 1500));
  const hashes: string[] = [];
  for (const content of contents) hashes.push(await laptop.name(content));
  const begin = (who: FileLaptop): Promise<FileAnswer[]> =>
    Promise.all(hashes.map((sha256) => who.begin(sha256, 1500)));
  const answers = (await Promise.all([begin(laptop), begin(second)])).flat();
  expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 507)).toEqual([]);
  const reserved = new Set(
    hashes.filter((_, n) => answers[n]?.status === 201 || answers[n + hashes.length]?.status === 201),
  );
  // Six times 1,500 bytes fit into 10,000, and not a seventh.
  expect(reserved.size).toBe(6);
  expect(await usedBytes(database.pool, theaterId)).toBe(9000);
  expect(answers.find(({ status }) => status === 507)).toMatchObject({
    code: 'file.quota',
    body: { details: { quota: 10_000, used: 9000, size: 1500 } },
  });
  for (const sha256 of reserved) {
    const n = hashes.indexOf(sha256);
    for (const [who, answer] of [
      [laptop, answers[n]],
      [second, answers[n + hashes.length]],
    ] as const) {
      const location = answer?.headers.get('location');
      if (location === null || location === undefined) continue;
      const sent = await who.send(location, 0, contents[n] ?? Buffer.alloc(0));
      expect([204, 404]).toContain(sent.status);
    }
  }
  expect(await usedBytes(database.pool, theaterId)).toBe(9000);
  const last = bytesOf(seeded(99), 1000);
  await laptop.name(last);
  expect((await laptop.bring(last)).status).toBe(204);
  expect(await usedBytes(database.pool, theaterId)).toBe(10_000);
  const one = bytesOf(seeded(100), 1);
  await laptop.name(one);
  expect(await laptop.bring(one)).toMatchObject({ status: 507, code: 'file.quota' });

  // Nobody else's quota is touched, and an administrator of the hub may give this theatre more.
  const stranger = await FileLaptop.register(world.hub.url, 'boris@t');
  await stranger.name(one);
  expect((await stranger.bring(one)).status).toBe(204);
  await setQuota(database, theaterId, 10_001);
  expect((await laptop.bring(one)).status).toBe(204);
  await setQuota(database, theaterId, undefined);
  const more = bytesOf(seeded(101), 1);
  await laptop.name(more);
  expect((await laptop.bring(more)).status).toBe(507);
});

test('an upload that nobody goes on with is forgotten by the hub’s clock, and its room is free again', async () => {
  const clock = { now: Date.parse('2026-11-30T10:00:00Z') };
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { now: () => new Date(clock.now), fileLimits: { quotaBytes: 5000 }, upkeep: false },
  });
  const theaterId = await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const { files, database } = world.hub.context;
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  const [first, second] = [bytesOf(seeded(1), 4000), bytesOf(seeded(2), 4000)];
  const hash = await laptop.name(first);
  await laptop.name(second);
  const location = (await laptop.begin(hash, 4000)).headers.get('location') ?? '';
  await laptop.send(location, 0, first.subarray(0, 1000));
  expect((await laptop.bring(second)).status).toBe(507);
  clock.now += 6 * 86_400_000;
  await forgetUploads(files);
  const again = await FileLaptop.register(world.hub.url, 'anna@t');
  expect(await again.offset(location)).toMatchObject({ status: 404 });
  expect((await laptop.offset(location)).headers.get('upload-offset')).toBe('1000');
  await laptop.send(location, 1000, first.subarray(1000, 2000));
  clock.now += 6 * 86_400_000;
  await forgetUploads(files);
  expect(await files.store.uploads()).toHaveLength(1);
  clock.now += 2 * 86_400_000;
  await forgetUploads(files);
  expect(await files.store.uploads()).toEqual([]);
  expect(await laptop.offset(location)).toMatchObject({ status: 404 });
  expect(await usedBytes(database.pool, theaterId)).toBe(0);
  expect((await laptop.bring(second)).status).toBe(204);
});

test('what lies among the uploads and belongs to none is swept', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { files } = world.hub.context;
  const one = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(10);
  };
  await files.store.append(newId(), 0, one(), 10);
  expect(await files.store.uploads()).toHaveLength(1);
  await forgetUploads(files);
  expect(await files.store.uploads()).toEqual([]);
});

test('a laptop that asks for too much at once waits', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { fileLimits: { atOnce: 1 } } });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  const content = bytesOf(seeded(1), 1000);
  const sha256 = await laptop.name(content);
  const location = (await laptop.begin(sha256, 1000)).headers.get('location') ?? '';
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const slow = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(content.subarray(0, 500));
      await held;
      controller.enqueue(content.subarray(500));
      controller.close();
    },
  });
  const sent = laptop.send(location, 0, slow);
  await until('half of it has come', async () => (await world.hub.context.files.store.uploads()).length === 1);
  const busy = await laptop.begin(sha256, 1000);
  expect(busy.status).toBe(429);
  expect([busy.code, busy.headers.get('retry-after')]).toEqual(['hub.busy', '1']);
  letGo();
  expect((await sent).status).toBe(204);
});
