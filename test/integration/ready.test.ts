/**
 * Ready to travel, with a real hub: what a tour needs is pinned and fetched, the hub goes away, and everything opens.
 * The command line says the same as the window, with an exit code.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readyLook } from '../../electron/host/ready-look.ts';
import { laptopsOf, prepare } from '../../electron/host/ready-part.ts';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import type { ReadyLook } from '../../shared/ipc/ready-contract.ts';
import { dayAfter } from '../../shared/rules/event-time.ts';
import { type ReadyRow, readyVerdict } from '../../shared/rules/ready.ts';
import { runCommand } from '../support/commands.ts';
import { MACHINE_KEY } from '../support/keys.ts';
import { picture } from '../support/pictures.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, Network, until, type World } from '../support/world.ts';

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

async function taken(host: ReplicaHost, name: string, pixels: number) {
  const bytes = await picture(pixels, 300);
  const { hasThumbnail: _thumbnail, ...file } = await host.files.take(once(bytes), { name, bytes: bytes.length });
  return file;
}

const create = (host: ReplicaHost, table: string, values: Readonly<Record<string, unknown>>): Promise<string> => {
  const id = newId();
  return act(host, 'row.create', { table, id, values }).then(() => id);
};

interface Tour {
  readonly tourId: string;
  /** Contents that the tour needs, by what they hang on. */
  readonly files: Readonly<Record<'passport' | 'venue' | 'contract' | 'packed' | 'case' | 'used', string>>;
  /** Of a thing that stays at home. */
  readonly other: string;
}

/** A production on tour: a document of it, a plan of the venue, photos of what is packed, of its case, of a thing. */
async function tourOf(host: ReplicaHost, startsOn = dayFromNow(1)): Promise<Tour> {
  const { items } = await stockRoom(host, 1, 4);
  const [packed = '', box = '', used = '', home = ''] = items;
  const performanceId = await create(host, 'performances', { title: 'Чайка' });
  const venueId = await create(host, 'venues', { name: 'Театр Качалова', code: 'kzn', type: 'tour', city: 'Казань' });
  const tourId = await create(host, 'tours', {
    name: 'Казань — Самара',
    code: 'KS26',
    starts_on: startsOn,
    ends_on: dayAfter(startsOn, 5),
  });
  await create(host, 'schedule_events', {
    title: 'Чайка',
    event_type: 'tour',
    event_date: startsOn,
    venue_id: venueId,
    performance_id: performanceId,
    tour_id: tourId,
  });
  const changes = [{ itemId: packed, caseId: box, by: 2 }];
  await act(host, 'packing.plan', { tourId, changes });
  await create(host, 'performance_inventory', { performance_id: performanceId, inventory_item_id: used });
  const document = await taken(host, 'паспорт.jpg', 401);
  const id = newId();
  await act(host, 'document.create', { id, versionId: newId(), name: 'Паспорт, свет', file: document });
  await act(host, 'row.update', {
    table: 'documents',
    id,
    changes: { performance_id: performanceId },
    seen: { performance_id: null },
  });
  const plan = await taken(host, 'план сцены.jpg', 402);
  await act(host, 'attachment.add', { id: newId(), table: 'venues', entityId: venueId, file: plan });
  const contract = await taken(host, 'договор.jpg', 407);
  await act(host, 'attachment.add', { id: newId(), table: 'tours', entityId: tourId, file: contract });
  const photo = async (itemId: string, pixels: number): Promise<string> => {
    const file = await taken(host, `${String(pixels)}.jpg`, pixels);
    await act(host, 'photo.add', { id: newId(), itemId, file });
    return file.sha256;
  };
  return {
    tourId,
    files: {
      passport: document.sha256,
      venue: plan.sha256,
      contract: contract.sha256,
      packed: await photo(packed, 403),
      case: await photo(box, 404),
      used: await photo(used, 405),
    },
    other: await photo(home, 406),
  };
}

async function two(world: World): Promise<{ home: ReplicaHost; road: ReplicaHost; network: Network }> {
  await world.theater('t1');
  await world.user('t1', 'anna@t1', 'admin');
  await world.user('t1', 'boris@t1', 'admin');
  const home = await world.replica('home', 'anna@t1');
  const network = new Network();
  const road = await world.replica('road', 'boris@t1', { fetch: network.fetch });
  await home.engine?.syncOnce();
  return { home, road, network };
}

const lookAt = async (host: ReplicaHost, tourId: string): Promise<ReadyLook> => must(await readyLook(host, tourId));
const rowOf = ({ facts }: ReadyLook, key: ReadyRow['key']): ReadyRow =>
  must(readyVerdict(facts).rows.find((row) => row.key === key));

const allUploaded = (host: ReplicaHost): boolean =>
  host.replica.prepared<[], { n: number }>('SELECT count(*) AS n FROM files WHERE uploaded_at IS NULL').get()?.n === 0;

test('a tour that was pinned before leaving is complete on the road', { timeout: 120_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { home, road, network } = await two(world);
  const { tourId, files, other } = await tourOf(home);
  home.engine?.start();
  await until('everything is on the hub', () => allUploaded(home), 60_000);
  await home.engine?.syncOnce();
  await road.engine?.syncOnce();

  const before = await lookAt(road, tourId);
  expect(before.facts.files).toMatchObject({ files: 6, missing: 6, elsewhere: 0, isPinned: false });
  expect(before.missing.map(({ name }) => name)).toContain('Паспорт, свет');
  expect(before.missing.map(({ of }) => of?.label)).toContain('Театр Качалова');
  expect(rowOf(before, 'files')).toMatchObject({ isGreen: false, act: 'fetch' });
  expect(rowOf(before, 'backup')).toMatchObject({ isGreen: false, act: 'backUp' });
  expect(rowOf(before, 'signIn')).toMatchObject({ isGreen: true });
  expect(rowOf(before, 'release')).toMatchObject({ reason: 'release.same' });
  expect(rowOf(before, 'clock')).toMatchObject({ isGreen: true });

  expect(await prepare(road, tourId, readyVerdict(before.facts).acts)).toEqual({ failed: [] });
  await until('all of it is here', async () => (await lookAt(road, tourId)).facts.files.missing === 0, 60_000);
  const after = await lookAt(road, tourId);
  expect(readyVerdict(after.facts)).toMatchObject({ isReady: true, left: 0, acts: [] });
  // What stays at home does not come along.
  expect(await road.files.sizeOf(other)).toBeUndefined();

  network.cut();
  for (const [what, sha256] of Object.entries(files)) {
    const bytes = await road.files.part(sha256);
    expect([what, bytes.length > 0]).toEqual([what, true]);
  }
  // What can be done without a hub is done; what cannot says so, and nothing of what is here is lost.
  const { failed } = await prepare(road, tourId, ['renew', 'fetch', 'backUp']);
  expect(failed.map(({ act: which, failure }) => [which, failure.code])).toEqual([['renew', 'hub.unreachable']]);
  expect((await lookAt(road, tourId)).facts.files).toMatchObject({ missing: 0, isPinned: true });
});

test('what breaks off halfway stays, and goes on when the line is back', { timeout: 120_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { home, road, network } = await two(world);
  const { tourId } = await tourOf(home);
  home.engine?.start();
  await until('everything is on the hub', () => allUploaded(home), 60_000);
  await home.engine?.syncOnce();
  await road.engine?.syncOnce();
  await road.fileEngine?.setPaused(true);
  network.cut();
  // The pin is durable without a network: what it holds comes by itself.
  expect((await prepare(road, tourId, ['fetch'])).failed).toEqual([]);
  const cut = await lookAt(road, tourId);
  expect(cut).toMatchObject({ isPaused: false, facts: { files: { missing: 6, isPinned: true } } });
  network.mend();
  road.engine?.retryNow();
  await until('all of it came', async () => (await lookAt(road, tourId)).facts.files.missing === 0, 60_000);
});

test('who travels together sees whose laptop is how old; others do not', { timeout: 120_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { home, road } = await two(world);
  const { tourId } = await tourOf(home);
  const boris = must(
    home.replica.prepared<[], { id: string }>("SELECT id FROM employees WHERE full_name LIKE '%boris%'").get(),
  ).id;
  await create(home, 'tour_members', { tour_id: tourId, employee_id: boris });
  await home.engine?.syncOnce();
  await road.engine?.syncOnce();
  await road.engine?.syncOnce();
  const laptops = await laptopsOf(home, tourId);
  expect(laptops).toHaveLength(1);
  expect(laptops[0]).toMatchObject({ employeeId: boris, laptop: { deviceId: road.sessions.data?.deviceId } });
  await world.user('t1', 'vera@t1', 'viewer');
  const stranger = await world.replica('stranger', 'vera@t1');
  await expect(laptopsOf(stranger, tourId)).rejects.toMatchObject({ code: 'permission.denied' });
});

test('the command line says the same, by its exit code', { timeout: 180_000 }, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { home, road } = await two(world);
  const { tourId } = await tourOf(home);
  home.engine?.start();
  await until('everything is on the hub', () => allUploaded(home), 60_000);
  await home.engine?.syncOnce();
  await road.engine?.syncOnce();
  const homeDir = mkdtempSync(join(tmpdir(), 'offstage-ready-'));
  const keyFile = join(homeDir, 'key');
  writeFileSync(keyFile, `${MACHINE_KEY.toString('hex')}\n`);
  const { dir } = road.replica;
  const ready = (...args: readonly string[]) =>
    runCommand(['replica', 'ready', '--dir', dir, '--key-file', keyFile, ...args], homeDir);
  try {
    const look = await lookAt(road, tourId);
    await road.close();
    const not = await ready('--tour', 'KS26');
    expect(not.code).toBe(1);
    expect(not.stdout).toContain('6 files,');
    expect(not.stdout).toContain('6 missing');
    const told = JSON.parse((await ready('--tour', 'Казань — Самара', '--json')).stdout) as {
      readonly rows: readonly ReadyRow[];
    };
    expect(told.rows.map(({ key, reason }) => [key, reason])).toEqual(
      readyVerdict(look.facts).rows.map(({ key, reason }) => [key, reason]),
    );
    const unknown = await ready('--tour', 'нет таких');
    expect([unknown.code, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('нет таких');
    const nameless = await runCommand(['replica', 'ready', '--dir', dir, '--key-file', keyFile], homeDir);
    const keyless = await runCommand(['replica', 'ready', '--dir', dir, '--tour', 'KS26'], homeDir);
    expect([nameless.code, keyless.code]).toEqual([2, 2]);
    // The command ends when the files are here, not when they are pinned.
    const yes = await ready('--tour', tourId, '--prepare');
    expect([yes.stdout.split('\n')[0], yes.code]).toEqual(['Казань — Самара: Ready to travel', 0]);

    // A laptop of which much is wrong, far from its hub: the window says so, and the command says the same.
    const cut = new Network();
    cut.cut();
    const again = await world.replica('road', 'boris@t1', { fetch: cut.fetch });
    const far = await create(again, 'tours', {
      name: 'Далеко',
      code: 'FAR',
      starts_on: dayFromNow(190),
      ends_on: dayFromNow(200),
    });
    await again.replica.setMeta({
      clock_offset_ms: '180000',
      hub_release: '99.0.0',
      last_synced_at: `${dayFromNow(-3)}T10:00:00.000Z`,
    });
    const wrong = await lookAt(again, far);
    expect(readyVerdict(wrong.facts).rows.flatMap(({ reason, isGreen }) => (isGreen ? [] : [reason]))).toEqual([
      'files.notPinned',
      'signIn.tooFar',
      'data.old',
      'sent.waiting',
      'clock.wrong',
      'release.older',
    ]);
    await again.close();
    const sorry = await ready('--tour', 'FAR', '--json');
    const { rows } = JSON.parse(sorry.stdout) as { readonly rows: readonly ReadyRow[] };
    expect([sorry.code, rows]).toEqual([1, readyVerdict(wrong.facts).rows]);
  } finally {
    rmSync(homeDir, { recursive: true, force: true });
  }
});
