/** A backup says what it holds of files, takes contents along where that is asked, and what comes back is whole. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { backupHub, readBackup } from '../../../hub/admin/backup.ts';
import { restoreHub } from '../../../hub/admin/restore.ts';
import { connectDatabase } from '../../../hub/database.ts';
import { claimArrivals } from '../../../hub/files/arrivals.ts';
import { openContentStore } from '../../../hub/files/files-url.ts';
import { newId } from '../../../shared/base/ids.ts';
import { seeded } from '../../simulation/random-world.ts';
import { bytesOf, FileLaptop, hashOf } from '../../support/file-laptop.ts';
import { createDatabase, createWorld, type World } from '../../support/world.ts';

const contents = [1, 2, 3].map((seed) => bytesOf(seeded(seed), 2000 + seed));
const [first = Buffer.alloc(0), second = Buffer.alloc(0), third = Buffer.alloc(0)] = contents;

async function brought(world: World): Promise<FileLaptop> {
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await FileLaptop.register(world.hub.url, 'anna@t');
  for (const content of [first, second]) {
    await laptop.name(content);
    await laptop.bring(content);
  }
  // Named, and on a laptop still: no business of a backup of the hub.
  await laptop.name(third);
  return laptop;
}

const log = pino({ level: 'silent' });
const now = (): Date => new Date();
const here = async (world: World): Promise<number | null> =>
  (await world.hub.context.database.pool.query('SELECT 1 FROM files WHERE uploaded_at IS NOT NULL')).rowCount;
const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

test('a backup says how many contents it names; those that go along lie beside it once for all backups', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await brought(world);
  const { database, files } = world.hub.context;
  const folder = join(world.dir, 'backups');
  const file = join(world.dir, 'rows.gz');
  const bytes = first.length + second.length;
  await backupHub(database, file, now());
  expect((await readBackup(file, () => Promise.resolve())).header.files).toEqual({
    count: 2,
    bytes,
    areIncluded: false,
  });
  expect(existsSync(join(world.dir, 'files'))).toBe(false);

  writeFileSync(join(world.dir, 'x'), '');
  const into = (name: string): string => join(world.dir, name);
  const once = await backupHub(database, into('one.gz'), now(), undefined, files.store);
  expect(once.contents).toEqual({ copied: 2, known: 0, missing: 0 });
  expect(once.header.files).toEqual({ count: 2, bytes, areIncluded: true });
  expect(filesIn(join(world.dir, 'files')).toSorted()).toEqual([hashOf(first), hashOf(second)].toSorted());
  // One that was damaged there is copied again; one that the hub lost is said to be missing.
  writeFileSync(join(world.dir, 'files', hashOf(first).slice(0, 2), hashOf(first)), 'damaged');
  rmSync(files.store.pathOf(hashOf(second)) ?? '');
  const twice = await backupHub(database, into('two.gz'), now(), 't', files.store);
  expect(twice.contents).toEqual({ copied: 1, known: 1, missing: 0 });
  rmSync(join(world.dir, 'files'), { recursive: true });
  const thrice = await backupHub(database, into('three.gz'), now(), undefined, files.store);
  expect(thrice.contents).toEqual({ copied: 1, known: 0, missing: 1 });
  expect(existsSync(folder)).toBe(false);
});

test('contents come back with their rows; those that are nowhere are asked from laptops', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const laptop = await brought(world);
  const { database, files } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  await backupHub(database, file, now(), undefined, files.store);
  rmSync(files.store.pathOf(hashOf(first)) ?? '');
  writeFileSync(files.store.pathOf(hashOf(second)) ?? '', 'damaged');
  expect((await restoreHub(database, file, { files })).contents).toEqual({ back: 2, missing: 0 });
  expect(await here(world)).toBe(2);
  expect((await laptop.fetch(hashOf(second))).bytes.equals(second)).toBe(true);

  rmSync(files.store.pathOf(hashOf(first)) ?? '');
  rmSync(join(world.dir, 'files', hashOf(first).slice(0, 2)), { recursive: true });
  expect((await restoreHub(database, file, { files })).contents).toEqual({ back: 0, missing: 1 });
  expect(await here(world)).toBe(1);
  expect((await laptop.bring(first)).status).toBe(204);
  // Without a word about where contents are, nothing is said of them.
  rmSync(files.store.pathOf(hashOf(first)) ?? '');
  expect((await restoreHub(database, file)).contents).toEqual({ back: 0, missing: 0 });
  expect(await here(world)).toBe(2);
});

test('what came after a backup is not lost with the rows that said so, though laptops have let go of it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const laptop = await brought(world);
  const { database, files } = world.hub.context;
  const file = join(world.dir, 'before.gz');
  await backupHub(database, file, now());
  // One that was named by then, and one that nobody knew.
  const fourth = bytesOf(seeded(4), 3000);
  await laptop.name(fourth);
  for (const content of [third, fourth]) expect((await laptop.bring(content)).status).toBe(204);
  expect((await restoreHub(database, file, { files })).contents).toEqual({ back: 0, missing: 0 });
  expect((await laptop.fetch(hashOf(third))).bytes.equals(third)).toBe(true);
  expect(await laptop.fetch(hashOf(fourth))).toMatchObject({ status: 404, code: 'file.unknown' });
  // A laptop names again what the backup does not know; its content nobody has but the hub.
  await (await FileLaptop.register(world.hub.url, 'anna@t')).name(fourth);
  expect(await laptop.fetch(hashOf(fourth))).toMatchObject({ status: 404, code: 'file.elsewhere' });
  expect(await claimArrivals(files)).toBe(1);
  expect((await laptop.fetch(hashOf(fourth))).bytes.equals(fourth)).toBe(true);
  expect(await claimArrivals(files)).toBe(0);
});

test('a new machine has everything: rows and contents', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await brought(world);
  const file = join(world.dir, 'all.gz');
  await backupHub(world.hub.context.database, file, now(), undefined, world.hub.context.files.store);
  const fresh = await createDatabase(inject('postgresUrl'));
  const database = connectDatabase({ url: fresh.url });
  try {
    const store = await openContentStore(join(world.dir, `new-${newId()}`), undefined);
    expect((await restoreHub(database, file, { files: { database, store, now, log } })).contents).toEqual({
      back: 2,
      missing: 0,
    });
    expect([await store.stateOf(hashOf(first)), await store.stateOf(hashOf(second))]).toEqual(['whole', 'whole']);
  } finally {
    await database.close();
    await fresh.drop();
  }
});
