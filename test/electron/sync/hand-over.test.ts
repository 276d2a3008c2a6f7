/** A revoked laptop hands over everything, also what the hub cannot read, and to a hub that is out of order for long. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { pendingCount } from '../../../electron/outbox/outbox.ts';
import { handOver } from '../../../electron/sync/hand-over.ts';
import { HubFailure } from '../../../electron/sync/hub-client.ts';
import { PeopleClient } from '../../../electron/sync/people-client.ts';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, MACHINE_KEY, until } from '../../support/world.ts';

test('a hand-over that fails as a whole is halved until the culprit stands alone, and that one goes as text', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'anna@t', 'admin');
  const admin = await world.replica('admin', 'admin@t');
  const hub = new PeopleClient(admin.client);
  const sizes: number[] = [];
  const laptop = await world.replica('laptop', 'anna@t', {
    fetch: (url, init) => {
      if (url.endsWith('/v1/rescue') && typeof init?.body === 'string')
        sizes.push(init.body.split('"sequence":').length - 1);
      return fetch(url, init);
    },
  });
  await laptop.engine?.syncOnce();
  laptop.engine?.setOffline(true);
  for (const name of ['1', '2', '3', '4', '5', '6'])
    await act(laptop, 'row.create', { table: 'tags', id: newId(), values: { name } });
  // What an earlier version let in: a key that a reader of JSON rejects, and more than the hub takes in one request,
  // of letters that are two halves each.
  const poison = '{"table":"tags","values":{"name":"x","__proto__":{"a":1}}}';
  const huge = JSON.stringify({ table: 'tags', values: { name: `x${'🎭'.repeat(2_500_000)}` } });
  await laptop.replica.write('full', (tx) => {
    tx.prepare('UPDATE outbox SET args = ? WHERE sequence = 3').run(poison);
    tx.prepare('UPDATE outbox SET args = ? WHERE sequence = 5').run(huge);
  });
  const { deviceId } = must(laptop.sessions.data);
  await hub.revoke(deviceId, 'rescue');
  laptop.engine?.setOffline(false);
  await until('the laptop has erased itself', () => !laptop.isSealed && laptop.wiped !== null, 60_000);
  expect(laptop.wiped).toMatchObject({ handedOver: 6 });
  // Halves, in order, and each culprit twice: as it was, and as text.
  expect(sizes).toEqual([6, 3, 2, 1, 1, 3, 2, 1, 1, 1, 1]);
  const { rows } = await world.hub.context.database.pool.query<{ sequence: number; args: string }>(
    'SELECT sequence, args FROM quarantined_mutations WHERE device_id = $1 ORDER BY sequence',
    [deviceId],
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
  const textOf = (index: number): string => (JSON.parse(must(rows[index]).args) as { unreadable: string }).unreadable;
  expect(textOf(2)).toBe(poison);
  expect(textOf(4).slice(0, 40)).toBe(huge.slice(0, 40));
  expect(textOf(4).isWellFormed()).toBe(true);
  expect(await hub.quarantined(deviceId)).toHaveLength(6);
}, 120_000);

test('a hub that fails time after time is asked ever more rarely, and again soon once it has taken something', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await world.replica('laptop', 'anna@t');
  await laptop.engine?.syncOnce();
  laptop.engine?.setOffline(true);
  for (let index = 0; index < 201; index += 1)
    await act(laptop, 'row.create', { table: 'tags', id: newId(), values: { name: `метка ${index}` } });
  // Before each of the two batches it fails so often; once it says itself for how long it wants to be left alone.
  const failures = [20, 3];
  const asked: number[] = [];
  const waited: number[] = [];
  const handed = await handOver({
    replica: laptop.replica,
    client: {
      asDevice: (_path, body) => {
        const { mutations } = body as { readonly mutations?: readonly { readonly sequence: number }[] };
        const first = mutations?.[0]?.sequence;
        // Where it stands is not answered either.
        if (first === undefined) return Promise.reject(new HubFailure('busy', 'http.502', '', { status: 502 }));
        asked.push(first);
        const batch = first === 1 ? 0 : 1;
        failures[batch] = (failures[batch] ?? 0) - 1;
        const hint = failures[batch] === 19 ? { retryAfterMs: 3_600_000 } : {};
        if ((failures[batch] ?? 0) >= 0)
          return Promise.reject(new HubFailure('busy', 'http.503', '', { status: 503, ...hint }));
        return Promise.resolve(Response.json({ taken: mutations?.length ?? 0, lastSequence: 0 }));
      },
    },
    deviceId: newId(),
    mode: () => 'rescue',
    random: () => 0.5,
    pause: (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    },
    signal: new AbortController().signal,
  });
  expect(handed).toEqual({ count: 201 });
  expect(asked).toEqual([...Array<number>(21).fill(1), ...Array<number>(4).fill(201)]);
  // An hour is longer than anybody is waited for.
  expect(waited[0]).toBe(60_000);
  expect(waited.slice(1, 8)).toEqual([750, 1500, 3000, 6000, 12_000, 24_000, 45_000]);
  expect(new Set(waited.slice(8, 20))).toEqual(new Set([45_000]));
  expect(waited.slice(20)).toEqual([375, 750, 1500]);
});

test('nothing is erased while the hub takes nothing in, also after a restart; given up as lost it is', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'anna@t', 'admin');
  const hub = new PeopleClient((await world.replica('admin', 'admin@t')).client);
  const rescue = { tries: 0 };
  const outOfOrder = (url: string, init?: RequestInit): Promise<Response> => {
    if (!url.endsWith('/v1/rescue')) return fetch(url, init);
    rescue.tries += 1;
    return Promise.resolve(Response.json({ code: 'internal', message: 'out of order' }, { status: 500 }));
  };
  // Chance is switched off: its share of each wait is none.
  const options = { fetch: outOfOrder, random: () => 0 };
  const laptop = await world.replica('laptop', 'anna@t', options);
  await laptop.engine?.syncOnce();
  laptop.engine?.setOffline(true);
  for (const name of ['1', '2', '3']) await act(laptop, 'row.create', { table: 'tags', id: newId(), values: { name } });
  const { deviceId } = must(laptop.sessions.data);
  const { dir } = laptop.replica;
  const holdsAll = (host: ReplicaHost): boolean =>
    host.wiped === null &&
    pendingCount(host.replica) === 3 &&
    ['outbox.jsonl', 'session.json', 'keys.json', 'replica.sqlite'].every((name) => existsSync(join(dir, name)));

  await hub.revoke(deviceId, 'rescue');
  laptop.engine?.setOffline(false);
  await until('it has tried more often than a lost laptop would', () => rescue.tries > 4, 30_000);
  expect(holdsAll(laptop)).toBe(true);
  await laptop.close();

  rescue.tries = 0;
  const again = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY, ...options });
  try {
    await until('it goes on by itself', () => rescue.tries > 1, 30_000);
    expect(holdsAll(again)).toBe(true);
    expect(await hub.quarantined(deviceId)).toEqual([]);
    await hub.revoke(deviceId, 'lost');
    await until('it has erased itself', () => !again.isSealed && again.wiped !== null, 60_000);
    expect(again.wiped).toMatchObject({ handedOver: 0 });
    expect(existsSync(join(dir, 'outbox.jsonl'))).toBe(false);
  } finally {
    await again.close();
  }
}, 120_000);
