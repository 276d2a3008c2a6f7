/**
 * A count adds only what was shared, posts only what was decided, and can be taken back; the same on laptops and hub.
 */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { newId } from '../../shared/base/ids.ts';
import { act, type StockRoom, stockRoom } from '../support/stock-room.ts';
import { createWorld, Network, type World } from '../support/world.ts';

interface Stage {
  readonly world: World;
  readonly theaterId: string;
  readonly a: ReplicaHost;
  readonly b: ReplicaHost;
  readonly room: StockRoom;
  readonly countId: string;
  readonly cables: { readonly a: Network; readonly b: Network };
}

/** Two laptops with a running count of two shelves, ten of each thing. */
async function openCount(world: World): Promise<Stage> {
  const theaterId = await world.theater('honest');
  await world.user('honest', 'anna@honest', 'warehouse_manager');
  await world.user('honest', 'boris@honest', 'warehouse_manager');
  const cables = { a: new Network(), b: new Network() };
  const a = await world.replica('a', 'anna@honest', { fetch: cables.a.fetch });
  const b = await world.replica('b', 'boris@honest', { fetch: cables.b.fetch });
  await a.engine?.syncOnce();
  const room = await stockRoom(a, 1, 3);
  const countId = newId();
  await act(a, 'count.create', { id: countId, name: 'Сейф', locationId: room.warehouse, isBlind: false });
  await act(a, 'count.start', { countId });
  await a.engine?.syncOnce();
  await b.engine?.syncOnce();
  return { world, theaterId, a, b, room, countId, cables };
}

const record = (
  host: ReplicaHost,
  { countId, room }: Stage,
  item: number,
  quantity: number,
  mode?: 'share' | 'second',
): Promise<void> =>
  act(host, 'count.recordEntry', {
    id: newId(),
    countId,
    itemId: room.items[item],
    scannedCode: null,
    locationId: room.shelves[0],
    quantity,
    ...(mode === undefined ? {} : { mode }),
  });
const quantities = async (host: ReplicaHost, { room }: Stage): Promise<number[]> => {
  const rows = await host.replica.db.selectFrom('inventory_items').select(['id', 'quantity']).execute();
  return room.items.map((id) => rows.find((row) => row.id === id)?.quantity ?? -1);
};
const key = ({ countId, room }: Stage, item: number): object => ({
  countId,
  itemId: room.items[item],
  locationId: room.shelves[0],
});

test('two who counted the same offline are asked, a second opinion stands beside, and only what was decided is posted', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const stage = await openCount(world);
  const { a, b, countId } = stage;
  stage.cables.a.cut();
  stage.cables.b.cut();
  await record(a, stage, 0, 10);
  await record(b, stage, 0, 10);
  await record(a, stage, 1, 8);
  await record(b, stage, 1, 9, 'second');
  stage.cables.a.mend();
  stage.cables.b.mend();
  for (const host of [a, b, a]) await host.engine?.syncOnce();

  const refused = await a.mutate('count.post', { countId });
  expect(refused).toMatchObject({ ok: false, error: { code: 'count.undecided', details: { open: 2, uncounted: 1 } } });
  // A number that nobody found, and one number where there are two.
  expect(await a.mutate('count.resolveLine', { ...key(stage, 0), resolution: 'accepted' })).toMatchObject({
    ok: false,
    error: { code: 'count.severalNumbers' },
  });
  expect(await a.mutate('count.resolveLine', { ...key(stage, 1), resolution: 'accepted', quantity: 17 })).toMatchObject(
    { ok: false, error: { code: 'count.severalNumbers' } },
  );
  await act(a, 'count.resolveLine', { ...key(stage, 0), resolution: 'pending', together: 'apart' });
  await act(a, 'count.resolveLine', { ...key(stage, 1), resolution: 'accepted', quantity: 9 });
  expect(await a.mutate('count.post', { countId })).toMatchObject({
    ok: false,
    error: { details: { open: 0, uncounted: 1 } },
  });
  await act(a, 'count.resolveRest', { countId, of: 'uncounted', resolution: 'ignored' });
  await act(a, 'count.post', { countId });
  for (const host of [a, b]) await host.engine?.syncOnce();
  for (const host of [a, b]) expect(await quantities(host, stage)).toEqual([10, 9, 10]);
  const hub = await hubDigest(world.hub.context.database, stage.theaterId);
  for (const host of [a, b]) expect(await replicaDigest(host.replica)).toEqual(hub);
});

test('a decision made while somebody else was counting offline is asked for again, by the hub too', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const stage = await openCount(world);
  const { a, b, countId } = stage;
  await record(a, stage, 0, 8);
  for (const host of [a, b]) await host.engine?.syncOnce();
  stage.cables.a.cut();
  await act(a, 'count.resolveRest', {
    countId,
    of: 'seen',
    numbers: [{ itemId: stage.room.items[0], locationId: stage.room.shelves[0], quantity: 8 }],
  });
  // As an older laptop says it: what nobody marked stays.
  await act(a, 'count.post', { countId, uncounted: 'keep' });
  expect(await quantities(a, stage)).toEqual([8, 10, 10]);
  await record(b, stage, 0, 1, 'share');
  await b.engine?.syncOnce();
  stage.cables.a.mend();
  await a.engine?.syncOnce();
  expect((await attentionList(a.replica)).refused).toMatchObject([
    { name: 'count.post', code: 'count.undecided', details: { open: 1, uncounted: 0 } },
  ]);
  expect(await quantities(a, stage)).toEqual([10, 10, 10]);
});

test('a posted count is taken back by opposite movements, once, and not where its things were used since', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const stage = await openCount(world);
  const { a, b, room, countId } = stage;
  await record(a, stage, 0, 12);
  await record(a, stage, 1, 7);
  for (const item of [0, 1]) await act(a, 'count.resolveLine', { ...key(stage, item), resolution: 'accepted' });
  await act(a, 'count.resolveRest', { countId, of: 'uncounted', resolution: 'accepted' });
  expect(await a.mutate('count.reverse', { countId })).toMatchObject({
    ok: false,
    error: { code: 'count.wrongStatus' },
  });
  await act(a, 'count.post', { countId });
  expect(await quantities(a, stage)).toEqual([12, 7, 0]);
  await act(a, 'inventory.writeOff', { itemId: room.items[0], locationId: room.shelves[0], quantity: 11 });
  expect(await a.mutate('count.reverse', { countId })).toMatchObject({
    ok: false,
    error: { code: 'stock.insufficient' },
  });
  expect(await quantities(a, stage)).toEqual([1, 7, 0]);
  await act(a, 'inventory.receive', { itemId: room.items[0], locationId: room.shelves[0], quantity: 1 });
  for (const host of [a, b]) await host.engine?.syncOnce();
  // Both take it back offline: the second is told who was first.
  stage.cables.b.cut();
  await act(a, 'count.reverse', { countId });
  await act(b, 'count.reverse', { countId });
  await a.engine?.syncOnce();
  stage.cables.b.mend();
  await b.engine?.syncOnce();
  expect((await attentionList(b.replica)).refused).toMatchObject([
    { name: 'count.reverse', code: 'count.alreadyReversed', details: { by: 'anna Тестов' } },
  ]);
  for (const host of [a, b]) expect(await quantities(host, stage)).toEqual([0, 10, 10]);
  const movements = await b.replica.db
    .selectFrom('inventory_history')
    .selectAll()
    .where('count_id', '=', countId)
    .execute();
  expect(movements).toHaveLength(6);
});

test('who counted an unknown code stays its counter when somebody else says what it was', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const stage = await openCount(world);
  const { a, b, room, countId } = stage;
  await act(a, 'count.recordEntry', {
    id: newId(),
    countId,
    itemId: null,
    scannedCode: 'ХХ-1',
    locationId: room.shelves[0],
    quantity: 10,
    mode: 'second',
  });
  for (const host of [a, b]) await host.engine?.syncOnce();
  await act(b, 'count.identifyCode', { countId, code: 'ХХ-1', itemId: room.items[0] });
  const rows = await b.replica.db
    .selectFrom('inventory_count_entries')
    .select(['counted_by_name', 'mode', 'quantity'])
    .where('item_id', '=', room.items[0] ?? '')
    .execute();
  expect(rows).toEqual([{ counted_by_name: 'anna Тестов', mode: 'second', quantity: 10 }]);
});

test('a new thing with its quantity is there whole or not at all', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const stage = await openCount(world);
  const { a, room } = stage;
  const id = newId();
  const wrong = await a.mutate('inventory.create', {
    id,
    values: { name: 'Рампа', inventory_number: 'R-1' },
    stock: { locationId: newId(), quantity: 4 },
  });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'row.missing' } });
  expect(await a.replica.db.selectFrom('inventory_items').select('id').where('id', '=', id).execute()).toEqual([]);
  await act(a, 'inventory.create', {
    id,
    values: { name: 'Рампа', inventory_number: 'R-1' },
    stock: { locationId: room.shelves[0], quantity: 4 },
  });
  await a.engine?.syncOnce();
  const { rows } = await world.hub.context.database.pool.query('SELECT quantity FROM inventory_items WHERE id = $1', [
    id,
  ]);
  expect(rows).toEqual([{ quantity: 4 }]);
});
