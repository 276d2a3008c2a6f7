/** What was done is taken back to the same rows; what somebody else touched since is not, and is said. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { answer } from '../../../electron/queries/define-query.ts';
import { undoOutlook } from '../../../electron/queries/undo-queries.ts';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import type { UndoOutlook } from '../../../shared/features/undo/queries.ts';
import type { Intent } from '../../../shared/mutations/mutation.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { act, stockRoom } from '../../support/stock-room.ts';
import { createWorld, type World } from '../../support/world.ts';

/** Runs a mutation that must succeed; answers how to look at taking it back, and how to do so. */
async function done(host: ReplicaHost, name: string, args: unknown) {
  const id = newId();
  expect(await host.mutate(name, args, id), `${name} ${JSON.stringify(args)}`).toMatchObject({ ok: true });
  const inverse = must(must(mutationNamed(name)).inverse(args, { mutationId: id, newId }));
  const look = (): Promise<UndoOutlook> =>
    host.replica.read(() => answer(host.replica, undoOutlook, { done: { name, args }, inverse }));
  const takeBack = async (): Promise<Intent> => {
    const { obstacle, intent } = await look();
    expect(obstacle).toBeNull();
    await act(host, intent.name, intent.args);
    return intent;
  };
  return { look, takeBack };
}

/** A row without what every change stamps. */
function rowOf(host: ReplicaHost, table: string, id: string): unknown {
  const row = must(
    host.replica.prepared<[string], Record<string, unknown>>(`SELECT * FROM ${table} WHERE id = ?`).get(id),
  );
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/^(updated|created)_/.test(name)));
}

const state: { world?: World; replicas: readonly ReplicaHost[] } = { replicas: [] };
beforeAll(async () => {
  const world = await createWorld(inject('postgresUrl'));
  state.world = world;
  await world.theater('undo');
  await world.user('undo', 'admin@undo', 'admin');
  const replicas: ReplicaHost[] = [];
  for (const name of ['one', 'two']) {
    const host = await world.replica(name, 'admin@undo');
    await host.engine?.syncOnce();
    replicas.push(host);
  }
  state.replicas = replicas;
});
afterAll(() => state.world?.[Symbol.asyncDispose]());
const laptop = (index: number): ReplicaHost => must(state.replicas[index]);

test('edits, statuses and deletions are taken back to what was there', async () => {
  const host = laptop(0);
  const { items } = await stockRoom(host);
  const [first = '', second = ''] = items;
  const before = rowOf(host, 'inventory_items', first);
  const edits = [
    [{ purchase_price: '12' }, { purchase_price: null }],
    [
      { name: 'Прожектор у портала', purchase_date: '2026-11-01' },
      { name: 'Прожектор 1', purchase_date: null },
    ],
  ] as const;
  for (const [changes, seen] of edits) {
    const edit = await done(host, 'row.update', { table: 'inventory_items', id: first, changes, seen });
    await edit.takeBack();
    expect(rowOf(host, 'inventory_items', first)).toEqual(before);
  }
  const status = { itemId: first, status: 'in_repair', seen: 'in_stock' };
  await (await done(host, 'inventory.changeStatus', status)).takeBack();
  expect(rowOf(host, 'inventory_items', first)).toEqual(before);
  const kept = rowOf(host, 'inventory_items', second);
  const deletion = await done(host, 'row.delete', { table: 'inventory_items', id: second, deletionId: newId() });
  await deletion.takeBack();
  expect(rowOf(host, 'inventory_items', second)).toEqual(kept);
  // Whoever else brings it back has done it.
  expect((await deletion.look()).obstacle?.code).toBe('deletion.restored');
});

test('a move is taken back by the way back, as long as the things are still there', async () => {
  const host = laptop(0);
  const { items, shelves } = await stockRoom(host);
  const [itemId = ''] = items;
  const [from = '', to = ''] = shelves;
  const stock = (): unknown =>
    host.replica
      .prepared<[string], unknown>(
        'SELECT location_id, quantity FROM inventory_stock WHERE item_id = ? AND quantity <> 0',
      )
      .all(itemId);
  const before = [rowOf(host, 'inventory_items', itemId), stock()];
  const way = { itemId, fromLocationId: from, toLocationId: to, quantity: 4 };
  const move = await done(host, 'inventory.move', way);
  expect(stock()).not.toEqual(before[1]);
  await move.takeBack();
  expect([rowOf(host, 'inventory_items', itemId), stock()]).toEqual(before);
  const again = await done(host, 'inventory.move', way);
  await act(host, 'inventory.writeOff', { itemId, locationId: to, quantity: 1 });
  const { obstacle, intent } = await again.look();
  expect(obstacle).toBeNull();
  expect(await host.mutate(intent.name, intent.args)).toMatchObject({
    ok: false,
    error: { code: 'stock.insufficient' },
  });
});

test('a receipt and a write-off are taken back by a movement of their own, once', async () => {
  const host = laptop(0);
  const { items, shelves } = await stockRoom(host);
  const [itemId = ''] = items;
  const [locationId = ''] = shelves;
  const ledger = (): number =>
    Number(
      host.replica
        .prepared<[string], { n: number }>('SELECT count(*) AS n FROM inventory_history WHERE item_id = ?')
        .get(itemId)?.n,
    );
  const before = [rowOf(host, 'inventory_items', itemId), ledger()] as const;
  for (const name of ['inventory.receive', 'inventory.writeOff']) {
    const lines = ledger();
    const movement = await done(host, name, { itemId, locationId, quantity: 3 });
    const intent = await movement.takeBack();
    expect([rowOf(host, 'inventory_items', itemId), ledger()]).toEqual([before[0], lines + 2]);
    expect(await host.mutate(intent.name, intent.args)).toMatchObject({
      ok: false,
      error: { code: 'movement.takenBack' },
    });
  }
  // What was received has been used: it stays received.
  const gone = await done(host, 'inventory.receive', { itemId, locationId, quantity: 2 });
  const held = Number(
    host.replica
      .prepared<[string, string], { quantity: number }>(
        'SELECT quantity FROM inventory_stock WHERE item_id = ? AND location_id = ?',
      )
      .get(itemId, locationId)?.quantity,
  );
  await act(host, 'inventory.writeOff', { itemId, locationId, quantity: held });
  const { intent } = await gone.look();
  expect(await host.mutate(intent.name, intent.args)).toMatchObject({
    ok: false,
    error: { code: 'stock.insufficient' },
  });
  // A move has a way back of its own.
  const [line] = host.replica
    .prepared<[string], { id: string }>(
      "SELECT id FROM inventory_history WHERE item_id = ? AND to_location_id IS NULL AND movement_type = 'write_off'",
    )
    .all(itemId);
  const [other = ''] = shelves.slice(1);
  await act(host, 'inventory.receive', { itemId, locationId: other, quantity: 1 });
  await act(host, 'inventory.move', { itemId, fromLocationId: other, toLocationId: locationId, quantity: 1 });
  const [moved] = host.replica
    .prepared<[string], { id: string }>(
      "SELECT id FROM inventory_history WHERE item_id = ? AND movement_type = 'transfer'",
    )
    .all(itemId);
  expect(line).toBeDefined();
  expect(await host.mutate('inventory.takeBack', { movementId: moved?.id })).toMatchObject({
    ok: false,
    error: { code: 'movement.noWayBack' },
  });
});

test('what was made goes alone; with something that belongs to it the plan is shown first', async () => {
  const host = laptop(0);
  const id = newId();
  const making = await done(host, 'row.create', {
    table: 'inventory_locations',
    id,
    values: { name: 'Ниша', code: 'N' },
  });
  const child = newId();
  const values = { name: 'Полка', code: 'P', parent_id: id };
  const inside = await done(host, 'row.create', { table: 'inventory_locations', id: child, values });
  expect((await making.look()).obstacle).toMatchObject({ code: 'undo.hasMore', details: { id, title: 'Ниша' } });
  await inside.takeBack();
  const intent = await making.takeBack();
  expect(intent.args).toHaveProperty('plan.fingerprint');
  expect(rowOf(host, 'inventory_locations', id)).toHaveProperty('deleted_at', expect.any(String));
  expect((await making.look()).obstacle?.code).toBe('row.deleted');
});

test('an edit over which somebody else has written stays, and it is said who and where', async () => {
  const [one, two] = [laptop(0), laptop(1)];
  const [item = ''] = (await stockRoom(one)).items;
  const edit = { table: 'inventory_items', id: item };
  const mine = await done(one, 'row.update', { ...edit, changes: { model: 'A' }, seen: { model: null } });
  await one.engine?.syncOnce();
  await two.engine?.syncOnce();
  await act(two, 'row.update', { ...edit, changes: { serial_number: '7' }, seen: { serial_number: null } });
  await two.engine?.syncOnce();
  await one.engine?.syncOnce();
  // Another field: nobody's word is lost.
  expect((await mine.look()).obstacle).toBeNull();
  await act(two, 'row.update', { ...edit, changes: { model: 'B' }, seen: { model: 'A' } });
  await two.engine?.syncOnce();
  await one.engine?.syncOnce();
  const { obstacle, titles } = await mine.look();
  expect(obstacle).toMatchObject({ code: 'undo.changed', details: { column: 'model', title: 'Прожектор 1' } });
  expect(obstacle?.details['by']).not.toBe('');
  expect(titles).toEqual({ [item]: 'Прожектор 1' });
});
