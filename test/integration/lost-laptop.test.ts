/**
 * A lost laptop that hears of its revocation and cannot hand anything over: it erases itself all the same, says so, and
 * tells the hub once the hub is back.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { PeopleClient } from '../../electron/sync/people-client.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { act } from '../support/stock-room.ts';
import { CHEAP_GUESS, createWorld, MACHINE_KEY, Network, until, type World } from '../support/world.ts';

/** The network goes away with the answer by which the laptop hears of its revocation, or even before. */
class LastWord extends Network {
  readonly asked: string[] = [];
  readonly fetchUntilRevoked = async (url: string, init?: RequestInit): Promise<Response> => {
    this.asked.push(new URL(url).pathname);
    const response = await this.fetch(url, init);
    if (response.status === 403) this.isUp = false;
    return response;
  };
}

interface Scene {
  readonly hub: PeopleClient;
  readonly laptop: ReplicaHost;
  readonly network: LastWord;
  readonly deviceId: string;
}

async function scene(world: World): Promise<Scene> {
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'anna@t', 'warehouse_manager');
  const admin = await world.replica('admin', 'admin@t');
  const network = new LastWord();
  const laptop = await world.replica('laptop', 'anna@t', { fetch: network.fetchUntilRevoked });
  await laptop.engine?.syncOnce();
  network.cut();
  for (const code of ['L-1', 'L-2', 'L-3'])
    await act(laptop, 'row.create', { table: 'inventory_locations', id: newId(), values: { name: code, code } });
  return { hub: new PeopleClient(admin.client), laptop, network, deviceId: must(laptop.sessions.data).deviceId };
}

const left = (dir: string): readonly string[] =>
  ['outbox.jsonl', 'session.json', 'backups'].filter((name) => existsSync(join(dir, name)));

const isHeard = (hub: PeopleClient, deviceId: string) => async (): Promise<boolean> =>
  (await hub.devices()).some((device) => device.id === deviceId && device.wipedAt !== null);

test('a lost laptop whose hub is away erases itself unheard, says so, and tells the hub when it is back', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { hub, laptop, network, deviceId } = await scene(world);
  await hub.revoke(deviceId, 'lost');
  network.mend();
  laptop.engine?.retryNow();
  await until('the laptop has erased itself', () => !laptop.isSealed && laptop.wiped !== null, 30_000);
  expect(laptop.wiped).toMatchObject({ handedOver: 0 });
  expect(network.isUp).toBe(false);
  expect(network.asked.filter((path) => path === '/v1/rescue')).toHaveLength(3);
  expect([laptop.sessions.data, pendingCount(laptop.replica), laptop.replica.meta('device_id')]).toEqual([
    undefined,
    0,
    undefined,
  ]);
  expect(left(laptop.replica.dir)).toEqual([]);
  await until('the hub was told in vain', () => network.asked.includes('/v1/rescue/wiped'));
  expect(await isHeard(hub, deviceId)()).toBe(false);
  // Nobody starts it again and nobody presses anything.
  network.mend();
  await until('the hub has heard', isHeard(hub, deviceId), 30_000);
  expect((await hub.devices()).find(({ id }) => id === deviceId)).toMatchObject({ mode: 'lost', quarantined: 0 });
}, 120_000);

test('a lost laptop that was closed on the way erases itself at the next start, with no hub anywhere', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { hub, laptop, network, deviceId } = await scene(world);
  const { dir } = laptop.replica;
  await hub.revoke(deviceId, 'lost');
  network.mend();
  laptop.engine?.retryNow();
  await until('the laptop has heard', () => existsSync(join(dir, 'revoked.json')), 30_000);
  await laptop.close();
  const open = (fetch: Network['fetch']): Promise<ReplicaHost> =>
    ReplicaHost.open({ dir, machineKey: MACHINE_KEY, guessCost: CHEAP_GUESS, fetch });
  const nowhere = await open(() => Promise.reject(new TypeError('no network')));
  expect([nowhere.wiped, pendingCount(nowhere.replica)]).toEqual([null, 3]);
  await until('the laptop has erased itself', () => !nowhere.isSealed && nowhere.wiped !== null, 30_000);
  expect(nowhere.wiped).toMatchObject({ handedOver: 0 });
  expect(left(dir)).toEqual([]);
  await nowhere.close();
  const again = await open(fetch);
  await until('the hub has heard', isHeard(hub, deviceId), 30_000);
  expect(again.wiped).toMatchObject({ handedOver: 0 });
  await again.close();
}, 120_000);
