/**
 * A revoked laptop hands over what it holds, erases itself and says so; an administrator decides about each change;
 * nothing is lost.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { PeopleClient } from '../../electron/sync/people-client.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { APP_VERSION } from '../../shared/base/app-version.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { sampled } from '../support/effort.ts';
import { hashOf } from '../support/file-laptop.ts';
import { deviceHeader, get, post, register } from '../support/hub-laptop.ts';
import { pieces } from '../support/lone-files.ts';
import { picture } from '../support/pictures.ts';
import { act, type StockRoom, stockRoom } from '../support/stock-room.ts';
import { createWorld, MACHINE_KEY, Network, PASSWORD, until, type World } from '../support/world.ts';

interface Scene {
  readonly admin: ReplicaHost;
  readonly hub: PeopleClient;
  readonly laptop: ReplicaHost;
  readonly network: Network;
  readonly room: StockRoom;
  readonly deviceId: string;
}

/** An administrator at one laptop; two people at another, which is offline. */
async function scene(world: World): Promise<Scene> {
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'anna@t', 'warehouse_manager');
  await world.user('t', 'boris@t', 'warehouse_manager');
  const admin = await world.replica('admin', 'admin@t');
  await admin.engine?.syncOnce();
  const room = await stockRoom(admin);
  await admin.engine?.syncOnce();
  const network = new Network();
  const laptop = await world.replica('laptop', 'anna@t', { fetch: network.fetch });
  await laptop.signIn({ hubUrl: world.hub.url, email: 'boris@t', password: PASSWORD });
  await laptop.engine?.syncOnce();
  network.cut();
  return {
    admin,
    hub: new PeopleClient(admin.client),
    laptop,
    network,
    room,
    deviceId: must(laptop.sessions.data).deviceId,
  };
}

async function work(laptop: ReplicaHost, room: StockRoom, count: number): Promise<void> {
  const [item = '', other = ''] = room.items;
  for (let index = 0; index < count; index += 1) {
    const person = must(laptop.people.find(({ email }) => email === (index % 2 === 0 ? 'anna@t' : 'boris@t')));
    if (laptop.sessions.current?.userId !== person.userId) laptop.sessions.switchTo(person.userId, person.email);
    await act(laptop, 'inventory.receive', {
      itemId: index % 3 === 0 ? item : other,
      locationId: room.shelves[index % 2] ?? '',
      quantity: 1,
    });
  }
}

const isErased = (dir: string): boolean =>
  !['outbox.jsonl', 'session.json', 'device.json', 'backups'].some((name) => existsSync(join(dir, name)));

test('photos that only the revoked laptop has are handed over with the work that names them', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { admin, hub, laptop, network, room, deviceId } = await scene(world);
  const photos = await Promise.all([picture(400, 300), picture(300, 400)]);
  for (const photo of photos) {
    const { sha256, size, mime, name } = await laptop.files.take(pieces(photo), { name: 'стул.jpg' });
    await act(laptop, 'photo.add', { id: newId(), itemId: room.items[0] ?? '', file: { sha256, size, mime, name } });
  }
  await hub.revoke(deviceId, 'rescue');
  network.mend();
  laptop.engine?.retryNow();
  await until('the laptop has erased itself', () => !laptop.isSealed && laptop.wiped !== null, 60_000);
  const waiting = await hub.quarantined(deviceId);
  const outcomes = await hub.decide({ ids: waiting.map(({ id }) => id), decision: 'accept' });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
  await admin.engine?.syncOnce();
  const rows = admin.replica
    .prepared<[], { sha256: string; uploaded: string | null }>(
      `SELECT f.sha256, f.uploaded_at AS uploaded FROM inventory_photos p JOIN files f ON f.id = p.file_id`,
    )
    .all();
  expect(rows.map(({ sha256 }) => sha256).toSorted()).toEqual(photos.map((photo) => hashOf(photo)).toSorted());
  expect(rows.filter(({ uploaded }) => uploaded === null)).toEqual([]);
  for (const { sha256 } of rows) expect(await world.hub.context.files.store.stateOf(sha256)).toBe('whole');
});

test('a thousand changes of two people come into quarantine, and accepted they are what they would have been', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { admin, hub, laptop, network, room, deviceId } = await scene(world);
  await work(laptop, room, 1000);
  await laptop.backUp('daily');
  await hub.revoke(deviceId, 'rescue');
  network.mend();
  laptop.engine?.retryNow();
  await until('the laptop has erased itself', () => !laptop.isSealed && laptop.wiped !== null, 60_000);
  expect(laptop.wiped).toMatchObject({ handedOver: 1000 });
  expect([laptop.sessions.data, pendingCount(laptop.replica), laptop.replica.meta('device_id')]).toEqual([
    undefined,
    0,
    undefined,
  ]);
  expect(isErased(laptop.replica.dir)).toBe(true);
  await until('the hub knows', async () =>
    (await hub.devices()).some((device) => device.id === deviceId && device.wipedAt !== null),
  );
  expect((await hub.devices()).find(({ id }) => id === deviceId)).toMatchObject({
    mode: 'rescue',
    quarantined: 1000,
    revokedByName: 'admin Тестов',
    people: expect.arrayContaining(['anna Тестов', 'boris Тестов']) as unknown,
  });
  await expect(hub.readmit(deviceId)).rejects.toMatchObject({ code: 'device.wiped' });

  const waiting = await hub.quarantined(deviceId);
  expect(waiting).toHaveLength(1000);
  expect(
    waiting.every(
      ({ status, isTrusted, changedSince, reason }) =>
        status === 'waiting' && isTrusted && !changedSince && reason === 'rescue',
    ),
  ).toBe(true);
  const outcomes = await hub.decide({ ids: waiting.map(({ id }) => id), decision: 'accept' });
  expect(outcomes.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
  const { pool } = world.hub.context.database;
  const { rows } = await pool.query<{ name: string; n: string }>(
    "SELECT created_by_name AS name, count(*) AS n FROM inventory_history WHERE movement_type = 'receipt' GROUP BY 1 ORDER BY 1",
  );
  expect(rows).toEqual([
    { name: 'admin Тестов', n: '4' },
    { name: 'anna Тестов', n: '500' },
    { name: 'boris Тестов', n: '500' },
  ]);
  expect((await pool.query('SELECT sum(quantity)::int AS n FROM inventory_stock')).rows).toEqual([{ n: 1040 }]);
  expect(
    (
      await pool.query(
        "SELECT count(*)::int AS n FROM activity_log WHERE action = 'quarantine.decide:accept' AND actor_name = 'admin Тестов'",
      )
    ).rows,
  ).toEqual([{ n: 1000 }]);
  // The same decision again changes nothing.
  expect(
    (await hub.decide({ ids: waiting.slice(0, 3).map(({ id }) => id), decision: 'refuse' })).map(
      ({ outcome }) => outcome,
    ),
  ).toEqual(['accepted', 'accepted', 'accepted']);
  await admin.engine?.syncOnce();
  expect(await admin.compareWithHub()).toMatchObject({ differing: [] });

  // The laptop begins anew, as another one.
  await laptop.signIn({ hubUrl: world.hub.url, email: 'anna@t', password: PASSWORD });
  await laptop.engine?.syncOnce();
  expect([laptop.wiped, laptop.sessions.data?.deviceId === deviceId]).toEqual([null, false]);
  expect(await hubDigest(world.hub.context.database, must(laptop.sessions.data).theaterId)).toBeDefined();
}, 180_000);

test('the list of laptops says who works there, with which version, since when it has synced and how much waits', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { hub, laptop, network, room, deviceId } = await scene(world);
  const listed = async (): Promise<unknown> => (await hub.devices()).find(({ id }) => id === deviceId);
  const syncedAt = laptop.replica.meta('last_synced_at');
  expect(await listed()).toMatchObject({ appVersion: APP_VERSION, waiting: 0, revokedAt: null });
  await work(laptop, room, 3);
  network.mend();
  // It says so with whatever it asks, also where nothing of its work is taken.
  await laptop.client.counts();
  expect(await listed()).toMatchObject({
    people: expect.arrayContaining(['anna Тестов', 'boris Тестов']) as unknown,
    appVersion: APP_VERSION,
    lastSyncedAt: syncedAt,
    lastSeenAt: expect.any(String) as unknown,
    waiting: 3,
  });
}, 60_000);

test('what the rules do not allow goes on waiting with the reason, and can be tried again', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { admin, hub, laptop, network, room, deviceId } = await scene(world);
  const [item = ''] = room.items;
  const [shelf = '', other = ''] = room.shelves;
  await act(laptop, 'inventory.move', { itemId: item, fromLocationId: shelf, toLocationId: other, quantity: 8 });
  await act(admin, 'inventory.writeOff', { itemId: item, locationId: shelf, quantity: 5, comment: '' });
  await admin.engine?.syncOnce();
  await hub.revoke(deviceId, 'rescue');
  network.mend();
  laptop.engine?.retryNow();
  await until('the laptop has erased itself', () => laptop.wiped !== null, 60_000);
  const [waiting] = await hub.quarantined(undefined);
  expect(waiting).toMatchObject({ changedSince: true, authorName: 'boris Тестов', name: 'inventory.move' });
  const decide = (decision: 'accept' | 'refuse'): ReturnType<PeopleClient['decide']> =>
    hub.decide({ ids: [must(waiting).id], decision });
  expect(await decide('accept')).toMatchObject([{ outcome: 'failed', refusal: { code: 'stock.insufficient' } }]);
  expect(await hub.quarantined(undefined)).toMatchObject([
    { status: 'waiting', refusal: { code: 'stock.insufficient' } },
  ]);
  await act(admin, 'inventory.receive', { itemId: item, locationId: shelf, quantity: 5 });
  await admin.engine?.syncOnce();
  expect(await decide('accept')).toMatchObject([{ outcome: 'accepted' }]);
}, 120_000);

test('work of somebody who was let go waits for an administrator; the laptop goes on for the others', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { admin, hub, laptop, network, room } = await scene(world);
  await work(laptop, room, 4);
  const anna = must(laptop.people.find(({ email }) => email === 'anna@t')).userId;
  const boris = must(laptop.people.find(({ email }) => email === 'boris@t')).userId;
  // Deleted and switched off are the same.
  await act(admin, 'row.update', {
    table: 'users',
    id: boris,
    changes: { is_active: false },
    seen: { is_active: true },
  });
  await admin.engine?.syncOnce();
  network.mend();
  laptop.engine?.retryNow();
  await until('everything was sent', () => pendingCount(laptop.replica) === 0, 30_000);
  const waiting = await hub.quarantined(undefined);
  expect(waiting.map(({ authorId, reason }) => [authorId, reason])).toEqual([
    [boris, 'authorLeft'],
    [boris, 'authorLeft'],
  ]);
  const refused = laptop.replica.prepared<[], { code: string }>('SELECT code FROM refused_mutations').all();
  expect(refused).toEqual([{ code: 'mutation.quarantined' }, { code: 'mutation.quarantined' }]);
  expect(
    (await hub.decide({ ids: waiting.map(({ id }) => id), decision: 'accept' })).map(({ outcome }) => outcome),
  ).toEqual(['accepted', 'accepted']);
  laptop.sessions.switchTo(anna, 'anna@t');
  await laptop.engine?.syncOnce();
  await act(laptop, 'inventory.receive', {
    itemId: room.items[0] ?? '',
    locationId: room.shelves[0] ?? '',
    quantity: 1,
  });
  await laptop.engine?.syncOnce();
  expect(laptop.engine?.state.name).toBe('live');
}, 120_000);

test('a lost laptop’s work is taken but not trusted; revoked or readmitted, it loses nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { hub } = await scene(world);
  const { url } = world.hub;
  const laptop = await register(url, 'anna@t');
  const { userId } = laptop;
  const mutation = (sequence: number): unknown => ({
    id: newId(),
    sequence,
    name: 'row.create',
    args: { table: 'inventory_locations', id: newId(), values: { name: `Место ${sequence}`, code: `L-${sequence}` } },
    authorId: userId,
    issuedAt: new Date().toISOString(),
    clockOffsetMs: 0,
  });
  const mutations = [mutation(1), mutation(2)];
  const handOver = (list: readonly unknown[] = mutations): ReturnType<typeof post> =>
    post(url, '/v1/rescue', { deviceId: laptop.deviceId, epoch: 1, mutations: list }, deviceHeader(laptop));
  expect(await handOver()).toMatchObject({ status: 409, code: 'device.notRevoked' });
  await hub.revoke(laptop.deviceId, 'lost');
  for (const path of ['/v1/push', '/v1/barrier'])
    expect(await post(url, path, {}, deviceHeader(laptop)), path).toMatchObject({
      status: 403,
      code: 'device.revoked',
      body: { details: { mode: 'lost' } },
    });
  await until('the hub has heard', async () => (await get(url, '/v1/counts', laptop.accessToken)).status === 403);
  expect(await post(url, '/v1/auth/refresh', { refreshToken: laptop.refreshToken })).toMatchObject({
    status: 403,
    code: 'device.revoked',
  });
  expect((await handOver()).body).toEqual({ taken: 2, lastSequence: 2 });
  expect((await handOver()).body).toEqual({ taken: 0, lastSequence: 2 });
  expect(await hub.quarantined(laptop.deviceId)).toMatchObject([
    { isTrusted: false, reason: 'lost' },
    { isTrusted: false },
  ]);
  // Readmitted, it does not send again what waits here.
  await hub.readmit(laptop.deviceId);
  expect(
    (
      await post(
        url,
        '/v1/push',
        { deviceId: laptop.deviceId, schemaVersion: 2, epoch: 1, mutations: [...mutations, mutation(3)] },
        deviceHeader(laptop),
      )
    ).body,
  ).toMatchObject({ lastSequence: 3, refused: [] });
  // Somebody of another theatre, or without the right, sees and does nothing of it.
  await world.theater('other');
  await world.user('other', 'foreign@o', 'admin');
  const foreign = await register(url, 'foreign@o');
  const [first] = await hub.quarantined(laptop.deviceId);
  const asPerson = (tokens: { readonly accessToken: string }, path: string, body: unknown): ReturnType<typeof post> =>
    post(url, path, body, { authorization: `Bearer ${tokens.accessToken}` });
  expect((await get(url, '/v1/quarantine', foreign.accessToken)).body).toEqual({ quarantined: [] });
  expect(
    (await asPerson(foreign, '/v1/quarantine/decide', { ids: [must(first).id], decision: 'refuse' })).body,
  ).toEqual({ outcomes: [] });
  expect((await asPerson(foreign, `/v1/devices/${laptop.deviceId}/revoke`, { mode: 'lost' })).status).toBe(404);
  const plain = await register(url, 'boris@t');
  for (const path of ['/v1/devices', '/v1/quarantine'])
    expect(await get(url, path, plain.accessToken), path).toMatchObject({ status: 403, code: 'permission.denied' });
  // A laptop may claim an author; whoever never signed in there is none.
  await hub.revoke(laptop.deviceId, 'rescue');
  const claimed = { ...(mutation(4) as Record<string, unknown>), authorId: plain.userId };
  expect((await handOver([claimed])).body).toMatchObject({ taken: 1 });
  const found = must((await hub.quarantined(laptop.deviceId)).find(({ sequence }) => sequence === 4));
  expect(await hub.decide({ ids: [found.id], decision: 'accept' })).toMatchObject([
    { outcome: 'failed', refusal: { code: 'author.unknown' } },
  ]);
}, 120_000);

const child = fileURLToPath(new URL('../support/erase-child.ts', import.meta.url));

const deaths = ['erase.keys', 'erase.marked', 'erase.file', 'erase.done', 'erase.told'] as const;

test.for(sampled(deaths, 2))('a death at %s is finished at the next start', { timeout: 120_000 }, async (point) => {
  await using world = await createWorld(inject('postgresUrl'));
  const { hub, laptop, room, deviceId } = await scene(world);
  await work(laptop, room, 6);
  const { dir } = laptop.replica;
  await laptop.close();
  await hub.revoke(deviceId, 'rescue');
  const died = await new Promise<string | null>((done) => {
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, dir, point], {
      stdio: ['ignore', 'inherit', 'inherit'],
    }).once('exit', (_code, signal) => done(signal));
  });
  expect(died).toBe('SIGKILL');
  // Nothing of the network is needed to finish.
  const again = await ReplicaHost.open({
    dir,
    machineKey: MACHINE_KEY,
    fetch: () => Promise.reject(new TypeError('no network')),
  });
  expect(again.wiped).toMatchObject({ handedOver: 6 });
  expect([again.sessions.data, pendingCount(again.replica), again.replica.meta('device_id')]).toEqual([
    undefined,
    0,
    undefined,
  ]);
  await again.close();
  expect(readdirSync(dir)).not.toContain('session.json');
  expect((await hub.quarantined(deviceId)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
});
