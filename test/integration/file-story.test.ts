/** Photos from the shelf to another laptop: taken offline, sent by themselves, shown elsewhere, fetched when asked for. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { PeopleClient } from '../../electron/sync/people-client.ts';
import { newId } from '../../shared/base/ids.ts';
import type { TakenFile } from '../../shared/ipc/file-contract.ts';
import { picture } from '../support/pictures.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, until, type World } from '../support/world.ts';

const CHILD = fileURLToPath(new URL('../support/file-child.ts', import.meta.url));

async function theatre(world: World, laptops: readonly string[]): Promise<ReplicaHost[]> {
  await world.theater('t1');
  for (const name of laptops) await world.user('t1', `${name}@t1`, 'stage_manager');
  const hosts: ReplicaHost[] = [];
  for (const name of laptops) {
    const host = await world.replica(name, `${name}@t1`);
    await host.engine?.syncOnce();
    hosts.push(host);
  }
  return hosts;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** As the window takes a photo of a thing. */
async function photo(host: ReplicaHost, itemId: string, bytes: Buffer, name = 'снимок.jpg'): Promise<TakenFile> {
  const { hasThumbnail, ...file } = await host.files.take(once(bytes), { name, bytes: bytes.length });
  await act(host, 'photo.add', { id: newId(), itemId, file });
  return { ...file, hasThumbnail };
}

interface Held {
  readonly sha256: string;
  readonly uploaded: number;
  readonly thumbOnHub: number;
  readonly original: number;
  readonly thumbnail: number;
}

/** What a laptop knows of each file. */
const heldBy = (host: ReplicaHost): readonly Held[] =>
  host.replica
    .prepared<[], Held>(
      `SELECT f.sha256, f.uploaded_at IS NOT NULL AS uploaded, f.has_thumbnail AS thumbOnHub,
         coalesce(s.has_original, 0) AS original, coalesce(s.has_thumbnail, 0) AS thumbnail
       FROM files f LEFT JOIN stored_files s ON s.sha256 = f.sha256 ORDER BY f.sha256`,
    )
    .all();

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('photos that were taken offline travel after a restart; others see thumbnails, and originals when they ask', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const [one, other] = await theatre(world, ['one', 'other']);
  if (one === undefined || other === undefined) throw new Error('two laptops');
  const { items } = await stockRoom(one);
  one.engine?.setOffline(true);
  const photos = await Promise.all([1, 2, 3].map((n) => picture(400 + n, 300)));
  for (const [index, bytes] of photos.entries()) {
    const taken = await photo(one, items[index] ?? '', bytes);
    expect(taken).toMatchObject({ hasThumbnail: true, width: 401 + index, height: 300 });
    expect((await one.files.thumbnail(taken.sha256)).subarray(0, 4).toString()).toBe('RIFF');
  }
  for (const held of heldBy(one)) expect(held).toMatchObject({ uploaded: 0, original: 1, thumbnail: 1 });
  expect((await one.fileEngine?.status())?.up).toMatchObject({ state: 'off', files: 3, filesDone: 0 });
  await one.close();
  const again = await world.replica('one', 'one@t1');
  again.engine?.start();
  other.engine?.start();
  await until('every photo is on the hub', () => heldBy(again).every(({ uploaded }) => uploaded === 1));
  await until(
    'the other laptop has thumbnails',
    () => heldBy(other).filter(({ thumbnail }) => thumbnail === 1).length === 3,
  );
  expect(heldBy(other).every(({ original }) => original === 0)).toBe(true);
  const wanted = hashOf(photos[1] ?? Buffer.alloc(0));
  await other.fileEngine?.want([wanted]);
  await until('what was asked for is there', async () => (await other.files.sizeOf(wanted)) !== undefined);
  expect(hashOf(await other.files.part(wanted))).toBe(wanted);
  expect(
    heldBy(other)
      .filter(({ original }) => original === 1)
      .map(({ sha256 }) => sha256),
  ).toEqual([wanted]);
  await until('nothing is left to move', async () => (await other.fileEngine?.status())?.down.state === 'idle');
  expect((await again.fileEngine?.status())?.up).toMatchObject({ state: 'idle', files: 0, bytes: 0 });
});

test('a laptop that is given up erases the contents of files with everything else', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const [one, other] = await theatre(world, ['one', 'other']);
  if (one === undefined || other === undefined) throw new Error('two laptops');
  const { items } = await stockRoom(one);
  one.engine?.start();
  const { sha256 } = await photo(one, items[0] ?? '', await picture(300, 200));
  await until('the photo is on the hub', () => heldBy(one).every(({ uploaded }) => uploaded === 1));
  const folder = join(one.replica.dir, 'files');
  expect(readdirSync(join(folder, sha256.slice(0, 2)))).toEqual([sha256]);
  await world.user('t1', 'admin@t1', 'admin');
  const admin = await world.replica('admin', 'admin@t1');
  await new PeopleClient(admin.client).revoke(one.sessions.data?.deviceId ?? '', 'lost');
  one.engine?.retryNow();
  await until('it has erased itself', () => one.wiped !== null);
  const left = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
  expect(left.filter((name) => name.includes(sha256))).toEqual([]);
});

test('a replica whose file was damaged is built anew and keeps the contents that it alone has', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const [one] = await theatre(world, ['one']);
  if (one === undefined) throw new Error('a laptop');
  const { items } = await stockRoom(one);
  await one.engine?.syncOnce();
  one.engine?.setOffline(true);
  const { sha256 } = await photo(one, items[0] ?? '', await picture(300, 200));
  const { dir } = one.replica;
  await one.close();
  writeFileSync(join(dir, 'replica.sqlite'), randomBytes(50_000));
  const again = await world.replica('one', 'one@t1');
  expect(again.rebuilt).toBeDefined();
  await again.files.reconciled();
  const rows = 'SELECT sha256, has_original, has_thumbnail FROM stored_files';
  expect(again.replica.prepared(rows).all()).toEqual([{ sha256, has_original: 1, has_thumbnail: 1 }]);
  again.engine?.start();
  await until('the photo is on the hub', () => heldBy(again).some(({ uploaded }) => uploaded === 1), 30_000);
});

test('killed in the middle of everything, a laptop goes on where it was, both ways', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const [one, other] = await theatre(world, ['one', 'other']);
  if (one === undefined || other === undefined) throw new Error('two laptops');
  const { items } = await stockRoom(one);
  await one.engine?.syncOnce();
  one.engine?.setOffline(true);
  const contents = Array.from({ length: 4 }, () => randomBytes(3_000_000));
  for (const bytes of contents) await photo(one, items[0] ?? '', bytes, 'план.bin');
  const { dir } = one.replica;
  await one.close();
  const lives = async (laptop: string, goal: string): Promise<void> => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, laptop, goal]);
    await new Promise((done) => {
      child.once('exit', done);
    });
  };
  // It ends itself, as by kill -9, as soon as so many of them have gone, whatever is under way then.
  await lives(dir, 'up 1');
  await lives(dir, 'up 2');
  await lives(dir, 'up 4');
  await other.engine?.syncOnce();
  expect(heldBy(other).filter(({ uploaded }) => uploaded === 1).length).toBeGreaterThanOrEqual(4);
  await other.fileEngine?.setPolicy('all');
  const far = other.replica.dir;
  await other.close();
  await lives(far, 'down 1');
  await lives(far, 'down 3');
  const last = await world.replica('other', 'other@t1');
  last.engine?.start();
  await until('everything is here', () => heldBy(last).every(({ original }) => original === 1), 30_000);
  for (const bytes of contents) expect(hashOf(await last.files.part(hashOf(bytes)))).toBe(hashOf(bytes));
});
