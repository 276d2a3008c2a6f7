/** What nobody names any more goes, late and surely; what somebody may still name stays; what is lost is asked back. */
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { hubHealth } from '../../../hub/admin/health.ts';
import { purgeTheater } from '../../../hub/admin/purge.ts';
import { keepHouse } from '../../../hub/admin/upkeep.ts';
import { CONTENT_DAYS, collectGarbage } from '../../../hub/files/garbage.ts';
import { isOurStore } from '../../../hub/files/store-mark.ts';
import { startHub } from '../../../hub/server.ts';
import { newId } from '../../../shared/base/ids.ts';
import { RETENTION_DAYS } from '../../../shared/mutations/purge.ts';
import { seeded } from '../../simulation/random-world.ts';
import { bytesOf, FileLaptop, hashOf } from '../../support/file-laptop.ts';
import { picture } from '../../support/pictures.ts';
import { createWorld, until, type World } from '../../support/world.ts';

const DAY_MS = 86_400_000;

interface House {
  readonly world: World;
  readonly theaterId: string;
  readonly clock: { now: number };
  /** In the theatre, and in another one. */
  readonly laptop: FileLaptop;
  readonly stranger: FileLaptop;
}

async function house(): Promise<House & AsyncDisposable> {
  const clock = { now: Date.now() };
  const world = await createWorld(inject('postgresUrl'), { hub: { now: () => new Date(clock.now), upkeep: false } });
  const theaterId = await world.theater('t');
  await world.theater('other');
  await world.user('t', 'anna@t', 'admin');
  await world.user('other', 'boris@t', 'admin');
  const [laptop, stranger] = [
    await FileLaptop.register(world.hub.url, 'anna@t'),
    await FileLaptop.register(world.hub.url, 'boris@t'),
  ];
  const dispose = (): Promise<void> => world[Symbol.asyncDispose]();
  return { world, theaterId, clock, laptop, stranger, [Symbol.asyncDispose]: dispose };
}

const collect = ({ world }: House): ReturnType<typeof collectGarbage> => collectGarbage(world.hub.context.files);
const sizeOf = ({ world }: House, sha256: string): Promise<number | undefined> =>
  world.hub.context.files.store.sizeOf(sha256);
const rows = async ({ world }: House): Promise<unknown[]> =>
  (await world.hub.context.database.pool.query('SELECT sha256, uploaded_at IS NOT NULL AS here FROM files ORDER BY 1'))
    .rows;

test('a file goes when the trash would have gone, and its content a month after the last row', async () => {
  await using there = await house();
  const { world, clock, laptop, stranger, theaterId } = there;
  const { database, files } = world.hub.context;
  const [photo, id] = [await picture(200, 100), newId()];
  const sha256 = await laptop.name(photo, 'план.jpg', id);
  await laptop.bring(photo);
  await stranger.name(photo);
  await stranger.bring(photo);
  await until('it has a thumbnail', async () => (await files.store.thumbnail(theaterId, sha256)) !== undefined);
  const nothing = { rows: 0, contents: 0, bytes: 0, damaged: 0 };
  expect(await collect(there)).toEqual(nothing);

  // In the trash it can be restored: it stays as long as that.
  await laptop.push('row.delete', { table: 'documents', id, deletionId: newId() });
  clock.now += 400 * DAY_MS;
  expect(await collect(there)).toEqual(nothing);
  await purgeTheater(database, theaterId, new Date(clock.now + DAY_MS).toISOString());
  expect(await collect(there)).toEqual(nothing);
  expect((await hubHealth(database, new Date(clock.now), theaterId)).files).toMatchObject({
    unnamed: { count: 1, bytes: photo.length },
  });
  clock.now += (RETENTION_DAYS - 1) * DAY_MS;
  expect(await collect(there)).toEqual(nothing);
  clock.now += 2 * DAY_MS;
  expect(await collect(there)).toEqual({ ...nothing, rows: 1 });
  expect(await files.store.thumbnail(theaterId, sha256)).toBeUndefined();
  expect(await rows(there)).toHaveLength(1);

  // The other theatre has it still.
  clock.now += 2 * CONTENT_DAYS * DAY_MS;
  expect(await collect(there)).toEqual(nothing);
  expect(await sizeOf(there, sha256)).toBe(photo.length);
  await database.pool.query('UPDATE files SET uploaded_at = NULL');
  expect(await collect(there)).toEqual(nothing);
  clock.now += (CONTENT_DAYS - 1) * DAY_MS;
  expect(await collect(there)).toEqual(nothing);
  clock.now += 2 * DAY_MS;
  expect(await collect(there)).toEqual({ ...nothing, contents: 1, bytes: photo.length });
  expect(await sizeOf(there, sha256)).toBeUndefined();
  // Nothing is forgotten: the row names it, and whoever has it brings it again.
  expect(await rows(there)).toEqual([{ sha256, here: false }]);
});

test('what is named again, waits for an administrator, or is on its way stays', async () => {
  await using there = await house();
  const { world, clock, laptop, theaterId } = there;
  const { database } = world.hub.context;
  const contents = [1, 2, 3].map((seed) => bytesOf(seeded(seed), 1000));
  const hashes: string[] = [];
  for (const content of contents) {
    const id = newId();
    hashes.push(await laptop.name(content, 'x', id));
    await laptop.push('row.delete', { table: 'documents', id, deletionId: newId() });
  }
  await purgeTheater(database, theaterId, new Date(clock.now + DAY_MS).toISOString());
  expect(await rows(there)).toHaveLength(3);
  await collect(there);
  clock.now += (RETENTION_DAYS + 1) * DAY_MS;
  const [again = Buffer.alloc(0), arriving = Buffer.alloc(0)] = contents;
  await laptop.name(again);
  const location = (await laptop.begin(hashOf(arriving), 1000)).headers.get('location') ?? '';
  await database.pool.query(
    `INSERT INTO quarantined_mutations (id, theater_id, device_id, sequence, mutation_id, name, args, author_id,
      author_name, issued_at, clock_offset_ms, received_at, reason)
     VALUES (gen_random_uuid(), $1, gen_random_uuid(), 1, gen_random_uuid(), 'photo.add', $2, gen_random_uuid(), '',
      now(), 0, now(), 'rescue')`,
    [theaterId, JSON.stringify({ file: { sha256: hashes[2] } })],
  );
  expect(await collect(there)).toMatchObject({ rows: 0 });
  expect(await rows(there)).toHaveLength(3);
  // From when on nobody names it any more counts anew.
  await laptop.drop(location);
  await database.pool.query("UPDATE quarantined_mutations SET status = 'refused'");
  expect(await collect(there)).toMatchObject({ rows: 0 });
  clock.now += (RETENTION_DAYS - 1) * DAY_MS;
  expect(await collect(there)).toMatchObject({ rows: 0 });
  clock.now += 2 * DAY_MS;
  expect(await collect(there)).toMatchObject({ rows: 2 });
  expect(await rows(there)).toEqual([{ sha256: hashOf(again), here: false }]);
});

test('content that is gone from the disk, cut, or changed is noticed, and asked back in every theatre', async () => {
  await using there = await house();
  const { world, clock, laptop, stranger } = there;
  const { store } = world.hub.context.files;
  const contents = [1, 2, 3, 4].map((seed) => bytesOf(seeded(seed), 5000));
  const pathOf = (n: number): string => store.pathOf(hashOf(contents[n] ?? Buffer.alloc(0))) ?? '';
  for (const content of contents) {
    await laptop.name(content);
    expect((await laptop.bring(content)).status).toBe(204);
  }
  await stranger.name(contents[0] ?? Buffer.alloc(0));
  await stranger.bring(contents[0] ?? Buffer.alloc(0));
  rmSync(pathOf(0));
  appendFileSync(pathOf(1), 'x');
  writeFileSync(pathOf(2), Buffer.alloc(5000));
  let damaged = 0;
  // Each is read again within so many days.
  for (let day = 0; day < 32; day += 1) {
    damaged += (await collect(there)).damaged;
    clock.now += DAY_MS;
  }
  expect(damaged).toBe(3);
  const lost = new Set([0, 1, 2].map((n) => hashOf(contents[n] ?? Buffer.alloc(0))));
  for (const row of (await rows(there)) as { sha256: string; here: boolean }[])
    expect(row.here).toBe(!lost.has(row.sha256));
  const again = await FileLaptop.register(world.hub.url, 'anna@t');
  for (const content of contents.slice(0, 3)) expect((await again.bring(content)).status).toBe(204);
  expect(await collect(there)).toMatchObject({ damaged: 0 });
});

test('the daily upkeep looks through contents; what nobody has brought for a week is said', async () => {
  await using there = await house();
  const { world, clock, laptop } = there;
  const { database, files } = world.hub.context;
  const [brought, missing] = [bytesOf(seeded(1), 1000), bytesOf(seeded(2), 1000)];
  const sha256 = await laptop.name(brought);
  await laptop.bring(brought);
  await laptop.name(missing);
  rmSync(files.store.pathOf(sha256) ?? '');
  const health = async (): Promise<unknown> => (await hubHealth(database, new Date(clock.now))).files;
  expect(await health()).toMatchObject({ here: { count: 1, bytes: 1000 }, missing: { count: 0 }, uploads: 0 });
  clock.now += 8 * DAY_MS;
  const log = pino({ level: 'silent' });
  const now = (): Date => new Date(clock.now);
  await keepHouse({ database, log, now, files }, join(world.dir, 'backups'), () => Promise.resolve());
  expect(await health()).toMatchObject({ here: { count: 0, bytes: 0 }, missing: { count: 2 } });
});

test('a hub with another store than its database knows says nothing of contents, and does not begin', async () => {
  await using there = await house();
  const { world, clock, laptop } = there;
  const { database, files } = world.hub.context;
  const content = bytesOf(seeded(1), 1000);
  const sha256 = await laptop.name(content);
  await laptop.bring(content);
  const options = {
    dataDir: join(world.dir, 'elsewhere'),
    port: 0,
    databaseUrl: world.databaseUrl,
    log: pino({ level: 'silent' }),
    shapes: { streamId: 'elsewhere' },
    upkeep: false,
    now: () => new Date(clock.now),
  };
  await expect(startHub(options)).rejects.toMatchObject({ code: 'usage' });
  expect(await rows(there)).toEqual([{ sha256, here: true }]);
  // Somebody says that the old one is lost: the hub that still has it keeps its hands off.
  const second = await startHub({ ...options, filesLost: true });
  try {
    expect(await isOurStore(database, files.store)).toBe(false);
    rmSync(files.store.pathOf(sha256) ?? '');
    expect(await collect(there)).toEqual({ rows: 0, contents: 0, bytes: 0, damaged: 0 });
    expect(await laptop.fetch(sha256)).toMatchObject({ status: 410 });
    expect(await rows(there)).toEqual([{ sha256, here: true }]);
    expect(await collectGarbage(second.context.files)).toMatchObject({ damaged: 1 });
    expect(await rows(there)).toEqual([{ sha256, here: false }]);
    expect(await laptop.begin(sha256, 1000)).toMatchObject({ status: 503 });
  } finally {
    await second.stop();
  }
});
