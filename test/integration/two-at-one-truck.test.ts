/**
 * Two laptops without a network at one truck: one sends it off while the other still loads it, or takes something out.
 * They meet in either order: nothing is lost or refused, both are told, and the sums of the ledger are those of the
 * stock.
 */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { lastLoadActs } from '../../electron/queries/transports/load-acts.ts';
import { transportBoard } from '../../electron/queries/transports/transport-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { hubHealth } from '../../hub/admin/health.ts';
import { newId } from '../../shared/base/ids.ts';
import { stockId } from '../../shared/mutations/stock.ts';
import { tourPlaceId } from '../../shared/mutations/tour-stock.ts';
import { readNotice } from '../../shared/rules/notices.ts';
import { isThorough } from '../support/effort.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, type World } from '../support/world.ts';

interface Yard {
  readonly world: World;
  readonly theaterId: string;
  readonly sender: ReplicaHost;
  readonly loader: ReplicaHost;
  readonly people: readonly string[];
  readonly tourId: string;
  readonly truck: string;
  readonly venue: string;
  /** A case, a lamp in it, and a cable in no case. */
  readonly box: string;
  readonly lamp: string;
  readonly cable: string;
}

async function yard(world: World): Promise<Yard> {
  const theaterId = await world.theater('t1');
  const people = [
    await world.user('t1', 'ivan@t1', 'warehouse_manager'),
    await world.user('t1', 'olga@t1', 'warehouse_manager'),
  ];
  await world.user('t1', 'boss@t1', 'admin');
  const planner = await world.replica('planner', 'boss@t1');
  const sender = await world.replica('sender', 'ivan@t1');
  const loader = await world.replica('loader', 'olga@t1');
  await planner.engine?.syncOnce();
  const { items } = await stockRoom(planner);
  const [box = '', lamp = '', cable = ''] = items;
  const [tourId, truck, venue] = [newId(), newId(), newId()];
  const create = (table: string, id: string, values: object): Promise<void> =>
    act(planner, 'row.create', { table, id, values });
  await create('tours', tourId, { name: 'Волга', starts_on: dayFromNow(1), ends_on: dayFromNow(9) });
  await create('venues', venue, { name: 'Театр в Казани', code: 'KZN', city: 'Казань', type: 'tour' });
  await create('transports', truck, { tour_id: tourId, name: 'Фура 1' });
  const changes = [
    { itemId: lamp, caseId: box, by: 4 },
    { itemId: cable, caseId: null, by: 5 },
  ];
  await act(planner, 'packing.plan', { tourId, changes });
  await act(planner, 'packing.record', { tourId, itemId: lamp, caseId: box, action: 'pack', quantity: 4 });
  await planner.engine?.syncOnce();
  for (const host of [sender, loader]) await host.engine?.syncOnce();
  return { world, theaterId, sender, loader, people, tourId, truck, venue, box, lamp, cable };
}

const load = ({ tourId, truck, cable }: Yard, host: ReplicaHost, quantity: number): Promise<void> =>
  act(host, 'packing.record', { tourId, itemId: cable, caseId: null, action: 'load', quantity, transportId: truck });

const seenIn = async ({ tourId, truck }: Yard, host: ReplicaHost): Promise<number> => {
  const board = await answer(host.replica, transportBoard, { tourId });
  const places = board?.lines.flatMap(({ loaded }) => loaded.filter(({ at }) => at === truck)) ?? [];
  return places.reduce((sum, { pieces }) => sum + pieces, 0);
};

/** Whoever is first in `order` meets the hub first; then all agree. */
async function meet({ world, theaterId, sender, loader }: Yard, order: readonly ReplicaHost[]): Promise<void> {
  for (const host of [...order, ...order]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of [sender, loader]) {
    expect(await replicaDigest(host.replica)).toEqual(hub);
    expect((await attentionList(host.replica)).refused).toEqual([]);
  }
  expect((await hubHealth(world.hub.context.database, new Date())).findings).toEqual([]);
}

/** Who was told what. */
async function told({ world, people }: Yard): Promise<readonly (readonly [number, string])[]> {
  const { rows } = await world.hub.context.database.pool.query<{ user_id: string; data: unknown }>(
    "SELECT user_id, data FROM notifications WHERE type = 'transport.met' ORDER BY user_id, id",
  );
  return rows
    .map(({ user_id: who, data }) => {
      const { departedBy, loadedBy, act: what } = readNotice('transport.met', data) ?? {};
      return [people.indexOf(who), `${departedBy} ${what} ${loadedBy}`] as const;
    })
    .toSorted(([a], [b]) => a - b);
}

const standsOnTour = (at: Yard, host: ReplicaHost, item: string): number =>
  host.replica
    .prepared<[string], { quantity: number }>('SELECT quantity FROM inventory_stock WHERE id = ?')
    .get(stockId(item, tourPlaceId(at.tourId)))?.quantity ?? 0;

/** A push tries each meeting in one order, any `RUNS=…` in both. */
const orders = (second: string, pushed: number): readonly (readonly [string, number])[] => {
  const both = [
    ['whoever sends it off', 0],
    [second, 1],
  ] as const;
  return isThorough ? both : both.slice(pushed, pushed + 1);
};

test.each(orders('whoever loads it', 0))(
  'what is loaded while it leaves goes along, and both are told; %s comes back first',
  async (_, first) => {
    await using world = await createWorld(inject('postgresUrl'));
    const at = await yard(world);
    const { sender, loader, tourId, truck, venue, box, lamp, cable } = at;
    for (const host of [sender, loader]) host.engine?.setOffline(true);
    await load(at, sender, 2);
    await act(sender, 'transport.depart', { id: truck, venueId: venue, seen: await seenIn(at, sender) });
    // Who cannot hear of it goes on: a case with what lies in it, and two more.
    await act(loader, 'packing.recordCase', { tourId, caseId: box, action: 'load', transportId: truck });
    await load(at, loader, 2);
    expect([await seenIn(at, sender), await seenIn(at, loader)]).toEqual([2, 7]);
    await meet(at, first === 0 ? [sender, loader] : [loader, sender]);
    for (const host of [sender, loader]) {
      expect(await seenIn(at, host)).toBe(9);
      expect([box, lamp, cable].map((item) => standsOnTour(at, host, item))).toEqual([1, 4, 4]);
      const acts = await answer(host.replica, lastLoadActs, { tourId, transportId: truck });
      expect(acts.map(({ kind, pieces, isUndone, isPending }) => ({ kind, pieces, isUndone, isPending }))).toEqual([
        { kind: 'load', pieces: 2, isUndone: false, isPending: false },
        { kind: 'load', pieces: 1, isUndone: false, isPending: false },
        { kind: 'load', pieces: 2, isUndone: false, isPending: false },
      ]);
    }
    const notices = await told(at);
    expect(notices.map(([who]) => who)).toEqual([0, 1]);
    for (const [, text] of notices) expect(text).toMatch(/ivan.* load .*olga/);
    // The case is taken out again as one act, by whoever sees it in the list.
    const acts = await answer(sender.replica, lastLoadActs, { tourId, transportId: truck });
    await act(sender, 'packing.undo', { of: acts[1]?.id, isAct: true });
    await meet(at, [sender, loader]);
    expect(await seenIn(at, loader)).toBe(4);
    expect([box, lamp, cable].map((item) => standsOnTour(at, loader, item))).toEqual([0, 0, 4]);
    const after = await answer(loader.replica, lastLoadActs, { tourId, transportId: truck });
    expect(after.map(({ isUndone }) => isUndone)).toEqual([false, true, false]);
  },
  300_000,
);

test.each(orders('whoever takes it out', 1))(
  'what is taken out while it leaves is at home, and both are told; %s comes back first',
  async (_, first) => {
    await using world = await createWorld(inject('postgresUrl'));
    const at = await yard(world);
    const { sender, loader, tourId, truck, venue, cable } = at;
    await load(at, sender, 3);
    for (const host of [sender, loader]) await host.engine?.syncOnce();
    for (const host of [sender, loader]) host.engine?.setOffline(true);
    await act(sender, 'transport.depart', { id: truck, venueId: venue, seen: await seenIn(at, sender) });
    await act(loader, 'transport.putBack', { tourId, transportId: truck, itemId: cable, caseId: null, quantity: 1 });
    await meet(at, first === 0 ? [sender, loader] : [loader, sender]);
    for (const host of [sender, loader]) {
      expect(await seenIn(at, host)).toBe(2);
      expect(standsOnTour(at, host, cable)).toBe(2);
    }
    const notices = await told(at);
    expect(notices.map(([who]) => who)).toEqual([0, 1]);
    for (const [, text] of notices) expect(text).toMatch(/ivan.* putBack .*olga/);
  },
  300_000,
);
