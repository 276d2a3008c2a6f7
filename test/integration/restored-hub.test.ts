/**
 * A hub that is restored under laptops that are connected: they notice by themselves, and what people have dealt with
 * stays dealt with.
 */
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { dismissRefusal, pendingCount } from '../../electron/outbox/outbox.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { backupHub } from '../../hub/admin/backup.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { restoreHub } from '../../hub/admin/restore.ts';
import { newId } from '../../shared/base/ids.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, until } from '../support/world.ts';

test('a restore revives no refusal that was dealt with, and a connected laptop notices it before it has anything to push', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  for (const name of ['a', 'b']) await world.user('t1', `${name}@t1`, 'stage_manager');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const {
    shelves: [from = '', left = ''],
    items: [item = ''],
  } = await stockRoom(a, 2, 1);
  const right = newId();
  await act(a, 'row.create', { table: 'inventory_locations', id: right, values: { name: 'Справа', code: 'R' } });
  await a.engine?.syncOnce();
  const b = await world.replica('b', 'b@t1');
  await b.engine?.syncOnce();
  const { database } = world.hub.context;
  const file = join(world.dir, 'hub.jsonl.gz');
  await backupHub(database, file, new Date());
  // Offline both take the same ten; the second is refused and deals with it.
  for (const host of [a, b]) host.engine?.setOffline(true);
  await act(b, 'inventory.move', { itemId: item, fromLocationId: from, toLocationId: left, quantity: 10 });
  await act(a, 'inventory.move', { itemId: item, fromLocationId: from, toLocationId: right, quantity: 10 });
  for (const host of [b, a]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const [refused] = (await attentionList(a.replica)).refused;
  expect(refused?.code).toBe('stock.insufficient');
  await dismissRefusal(a.deps, refused?.sequence ?? 0);
  // Both stay connected. The first to offer again is the one whose move was refused.
  b.engine?.setOffline(true);
  const before = a.sessions.data?.historyId;
  await restoreHub(database, file);
  await until(
    'A stands in the new history',
    () => a.sessions.data?.historyId !== before && a.engine?.state.name === 'live',
    30_000,
  );
  expect(pendingCount(a.replica)).toBe(0);
  b.engine?.setOffline(false);
  await b.engine?.syncOnce();
  await a.engine?.syncOnce();
  const { rows } = await database.pool.query(
    'SELECT location_id, quantity FROM inventory_stock WHERE item_id = $1 AND quantity > 0',
    [item],
  );
  expect(rows).toEqual([{ location_id: left, quantity: 10 }]);
  for (const host of [a, b]) expect((await attentionList(host.replica)).refused).toEqual([]);
  expect(await replicaDigest(a.replica)).toEqual(await hubDigest(database, theaterId));
  // The record of the refusal is kept, below all numbers that are in use.
  expect(a.replica.reader.prepare('SELECT sequence < 0 AS kept FROM refused_mutations').pluck().all()).toEqual([1]);
});

test('work that was sent before a restore and again after it is done once', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'один' } });
  await a.engine?.syncOnce();
  const { pool } = world.hub.context.database;
  // Its numbers are gone on the hub, its effects are not: as when a push of before arrives after the numbers were set
  // back.
  await pool.query('UPDATE device_progress SET last_sequence = 0, last_mutation_id = NULL');
  await pool.query('UPDATE seen_mutations SET sequence = 0');
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'два' } });
  await a.engine?.syncOnce();
  expect((await attentionList(a.replica)).refused).toEqual([]);
  expect((await pool.query('SELECT name FROM tags ORDER BY name')).rows).toEqual([{ name: 'два' }, { name: 'один' }]);
});
