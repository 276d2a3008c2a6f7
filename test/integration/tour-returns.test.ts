/** A planner deletes a tour while its packers load without a network: what they loaded stands, and both are told. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { noticeList } from '../../electron/queries/notices/notice-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld } from '../support/world.ts';

test('what was loaded offline brings the tour back; whoever knows that it was deleted is refused at once', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  const users = [await world.user('t1', 'one@t1', 'admin'), await world.user('t1', 'other@t1', 'stage_manager')];
  const planner = await world.replica('one', 'one@t1');
  const packer = await world.replica('other', 'other@t1');
  const sync = async (...hosts: readonly ReplicaHost[]): Promise<void> => {
    for (const host of hosts) {
      host.engine?.setOffline(false);
      await host.engine?.syncOnce();
    }
  };
  await sync(planner, packer);
  const room = await stockRoom(planner, 1, 1);
  const [item, tourId, truckId] = [must(room.items[0]), newId(), newId()];
  const values = { name: 'Урал', starts_on: dayFromNow(5), ends_on: dayFromNow(15) };
  await act(planner, 'row.create', { table: 'tours', id: tourId, values });
  await act(planner, 'row.create', { table: 'transports', id: truckId, values: { name: 'Фура', tour_id: tourId } });
  await act(planner, 'packing.plan', { tourId, changes: [{ itemId: item, caseId: null, by: 4 }] });
  await sync(planner, packer, planner);
  for (const host of [planner, packer]) host.engine?.setOffline(true);

  await act(planner, 'row.delete', { table: 'tours', id: tourId, deletionId: newId() });
  const load = { tourId, itemId: item, caseId: null, action: 'load', quantity: 2, transportId: truckId };
  await act(packer, 'packing.record', load);
  // On the laptop that knows, it is in the trash: nobody goes on with it by a slip.
  expect(await planner.mutate('packing.record', load)).toMatchObject({ ok: false, error: { code: 'row.deleted' } });
  expect(await planner.mutate('transport.depart', { id: truckId, venueId: null, isEmpty: true })).toMatchObject({
    ok: false,
    error: { code: 'row.deleted' },
  });
  // The deletion is heard of first, the load after it.
  await sync(planner, packer, planner, packer, planner);
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const [index, host] of [planner, packer].entries()) {
    expect(await replicaDigest(host.replica)).toEqual(hub);
    expect(host.replica.prepared('SELECT code FROM refused_mutations').all()).toEqual([]);
    expect(host.replica.prepared('SELECT deleted_at FROM tours WHERE id = ?').get(tourId)).toEqual({
      deleted_at: null,
    });
    const asker = { userId: must(users[index]), permissions: ['schedule.edit'] };
    const { notices } = await answer(host.replica, noticeList, {}, asker);
    expect(notices.map(({ said }) => said.type)).toContain('tour.returned');
  }
});
