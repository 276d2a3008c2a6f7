/** A revoked laptop hands over everything, also what the hub cannot read. */
import { expect, inject, test } from 'vitest';
import { PeopleClient } from '../../../electron/sync/people-client.ts';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

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
