/** A count made offline on one laptop reaches Postgres and every other laptop. */
import { expect, inject, test } from 'vitest';
import { pendingMutations } from '../../electron/outbox/outbox.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, Network, until } from '../support/world.ts';

test('two counters offline add up, edits merge or conflict, a refusal stands alone, posting follows the ledger', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('story');
  await world.user('story', 'anna@story', 'warehouse_manager');
  await world.user('story', 'boris@story', 'storekeeper');
  const cable = { a: new Network(), b: new Network() };
  const a = await world.replica('a', 'anna@story', { fetch: cable.a.fetch });
  const b = await world.replica('b', 'boris@story', { fetch: cable.b.fetch });
  const c = await world.replica('c', 'anna@story');
  await a.engine?.syncOnce();
  const room = await stockRoom(a);
  const [first = '', second = ''] = room.items;
  const [shelf = '', other = ''] = room.shelves;
  const countId = newId();
  await act(a, 'count.create', { id: countId, name: 'Склад', locationId: room.warehouse, isBlind: false });
  await a.engine?.syncOnce();
  await b.engine?.syncOnce();

  cable.a.cut();
  cable.b.cut();
  for (const host of [a, b]) await act(host, 'count.start', { countId });
  await act(a, 'count.recordEntry', {
    id: newId(),
    countId,
    itemId: first,
    scannedCode: null,
    locationId: shelf,
    quantity: 4,
  });
  const mistake = newId();
  await act(a, 'count.recordEntry', {
    id: mistake,
    countId,
    itemId: first,
    scannedCode: null,
    locationId: shelf,
    quantity: 100,
  });
  await act(a, 'count.undoEntry', { entryId: mistake });
  await act(a, 'count.recordEntry', {
    id: newId(),
    countId,
    itemId: null,
    scannedCode: 'UNKNOWN-1',
    locationId: shelf,
    quantity: 1,
  });
  await act(b, 'count.recordEntry', {
    id: newId(),
    countId,
    itemId: first,
    scannedCode: null,
    locationId: shelf,
    quantity: 5,
  });
  const seen = { name: 'Прожектор 1', manufacturer: null };
  await act(a, 'row.update', { table: 'inventory_items', id: first, changes: { name: 'Прожектор А' }, seen });
  await act(b, 'row.update', { table: 'inventory_items', id: first, changes: { manufacturer: 'ETC' }, seen });
  await act(b, 'row.update', { table: 'inventory_items', id: first, changes: { name: 'Прожектор Б' }, seen });
  await act(a, 'inventory.move', { itemId: second, fromLocationId: other, toLocationId: shelf, quantity: 8 });
  await act(b, 'inventory.move', { itemId: second, fromLocationId: other, toLocationId: shelf, quantity: 8 });
  await act(b, 'row.update', {
    table: 'inventory_items',
    id: second,
    changes: { serial_number: 'после отказа' },
    seen: { serial_number: null },
  });
  expect(pendingMutations(a.replica)).toHaveLength(7);

  cable.a.mend();
  await a.engine?.syncOnce();
  cable.b.mend();
  await b.engine?.syncOnce();
  await a.engine?.syncOnce();

  const attention = await attentionList(b.replica);
  expect(attention.refused).toMatchObject([
    { name: 'inventory.move', code: 'stock.insufficient', args: { quantity: 8 } },
  ]);
  expect(attention.conflicts).toMatchObject([
    {
      column_name: 'name',
      kept_value: 'Прожектор Б',
      other_value: 'Прожектор А',
      base_value: 'Прожектор 1',
      other_by_name: 'anna Тестов',
    },
  ]);
  const item = await a.replica.db
    .selectFrom('inventory_items')
    .selectAll()
    .where('id', '=', first)
    .executeTakeFirstOrThrow();
  expect(item).toMatchObject({ name: 'Прожектор Б', manufacturer: 'ETC' });
  expect(
    await a.replica.db
      .selectFrom('inventory_items')
      .select('serial_number')
      .where('id', '=', second)
      .executeTakeFirst(),
  ).toEqual({ serial_number: 'после отказа' });

  await act(a, 'conflict.resolve', { conflictId: attention.conflicts[0]?.id, choose: 'other' });
  // Both counted four and five of one thing without a word about it: posting waits until somebody says that they shared
  // the shelf.
  expect(await a.mutate('count.post', { countId, uncounted: 'keep' })).toMatchObject({
    ok: false,
    error: { code: 'count.undecided', details: { open: 1, names: ['Прожектор А'] } },
  });
  await act(a, 'count.resolveLine', {
    countId,
    itemId: first,
    locationId: shelf,
    resolution: 'accepted',
    together: 'sum',
    quantity: 9,
  });
  await act(a, 'count.post', { countId, uncounted: 'keep' });
  await a.engine?.syncOnce();
  await b.engine?.syncOnce();
  await c.engine?.syncOnce();
  expect(
    await c.replica.db
      .selectFrom('inventory_items')
      .select(['name', 'quantity'])
      .where('id', '=', first)
      .executeTakeFirst(),
  ).toEqual({ name: 'Прожектор А', quantity: 9 });
  expect(
    await c.replica.db
      .selectFrom('inventory_history')
      .select(['movement_type', 'quantity'])
      .where('count_id', '=', countId)
      .execute(),
  ).toEqual([{ movement_type: 'count_adjustment', quantity: 1 }]);

  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of [a, b, c]) expect(await replicaDigest(host.replica)).toEqual(hub);
  const { rows } = await world.hub.context.database.pool.query(
    `SELECT i.id FROM inventory_items i WHERE i.quantity <> (SELECT coalesce(sum(CASE WHEN h.to_location_id IS NOT NULL THEN h.quantity ELSE 0 END - CASE WHEN h.from_location_id IS NOT NULL THEN h.quantity ELSE 0 END), 0) FROM inventory_history h WHERE h.item_id = i.id)`,
  );
  expect(rows).toEqual([]);
});

test('what one laptop writes is on another that listens, without a call', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('live');
  await world.user('live', 'anna@live', 'warehouse_manager');
  const a = await world.replica('a', 'anna@live');
  const b = await world.replica('b', 'anna@live');
  await a.engine?.syncOnce();
  await b.engine?.syncOnce();
  const id = newId();
  const before = b.engine?.requests ?? 0;
  await act(a, 'row.create', { table: 'inventory_locations', id, values: { name: 'Сцена', code: 'ST' } });
  await until(
    'the row on b',
    () => b.replica.prepared('SELECT 1 FROM inventory_locations WHERE id = ?').get(id) !== undefined,
  );
  // One look per changed table: the row itself and its line in the activity log.
  expect((b.engine?.requests ?? 0) - before).toBeLessThanOrEqual(3);
});

test('a hub that is killed and comes back is caught up with', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('back');
  await world.user('back', 'anna@back', 'warehouse_manager');
  const a = await world.replica('a', 'anna@back');
  await a.engine?.syncOnce();
  await world.hub.stop();
  const id = newId();
  await act(a, 'row.create', { table: 'inventory_locations', id, values: { name: 'Сцена', code: 'ST' } });
  await until('the laptop notices', () => a.engine?.state.name === 'waiting');
  await world.restartHub();
  a.engine?.retryNow();
  await a.engine?.syncOnce();
  const { rowCount } = await world.hub.context.database.pool.query('SELECT 1 FROM inventory_locations WHERE id = $1', [
    id,
  ]);
  expect(rowCount).toBe(1);
});
