/** Two planners without a network: what both book and plan is kept, found on the hub, told, and settled. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { timeline } from '../../electron/queries/availability-queries.ts';
import { type Asker, answer } from '../../electron/queries/define-query.ts';
import { disputes } from '../../electron/queries/dispute-queries.ts';
import { noticeList } from '../../electron/queries/notices/notice-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, type World } from '../support/world.ts';

interface Pair {
  readonly world: World;
  readonly theaterId: string;
  readonly one: ReplicaHost;
  readonly other: ReplicaHost;
  readonly users: readonly [string, string];
  readonly item: string;
  readonly shelf: string;
  readonly events: readonly [string, string];
}

const DAY = dayFromNow(20);

async function pair(world: World): Promise<Pair> {
  const theaterId = await world.theater('t1');
  const user = (email: string): Promise<string> => world.user('t1', email, 'stage_manager');
  const users = [await user('one@t1'), await user('other@t1')] as const;
  await world.user('t1', 'admin@t1', 'admin');
  const one = await world.replica('one', 'one@t1');
  const other = await world.replica('other', 'other@t1');
  for (const host of [one, other]) await host.engine?.syncOnce();
  const room = await stockRoom(one, 1, 1);
  const events = [newId(), newId()] as const;
  for (const [index, id] of events.entries())
    await act(one, 'row.create', {
      table: 'schedule_events',
      id,
      values: { title: index === 0 ? 'Чайка' : 'Мастер', event_date: DAY },
    });
  for (const host of [one, other, one]) await host.engine?.syncOnce();
  for (const host of [one, other]) host.engine?.setOffline(true);
  return { world, theaterId, one, other, users, item: must(room.items[0]), shelf: must(room.shelves[0]), events };
}

const book = (host: ReplicaHost, eventId: string, itemId: string, quantity: number) => {
  const values = { event_id: eventId, inventory_item_id: itemId, quantity };
  return host.mutate('row.create', { table: 'event_inventory', id: newId(), values });
};

async function meet({ world, theaterId, one, other }: Pair): Promise<void> {
  for (const host of [one, other, one, other]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of [one, other]) expect(await replicaDigest(host.replica)).toEqual(hub);
}

const planner = (userId: string): Asker => ({ userId, permissions: ['schedule.edit', 'rows.delete'] });

test('both bookings are kept and stand before both authors; one gives way, and both see how it ended', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, item, events, users } = both;
  expect(await book(one, events[0], item, 7)).toMatchObject({ ok: true });
  expect(await book(other, events[1], item, 6)).toMatchObject({ ok: true });
  for (const host of [one, other])
    expect((await answer(host.replica, disputes, {}, planner(users[0]))).open).toEqual([]);
  await meet(both);
  for (const [index, host] of [one, other].entries()) {
    const asker = planner(must(users[index]));
    const [dispute] = (await answer(host.replica, disputes, {}, asker)).open;
    expect(dispute).toMatchObject({ short: 3, have: 10, from: DAY, to: DAY });
    expect([dispute?.first, dispute?.second].filter((side) => side?.isMine === true)).toHaveLength(1);
    expect([dispute?.first.title, dispute?.second.title].toSorted()).toEqual(['Мастер', 'Чайка']);
    const line = (await answer(host.replica, timeline, { from: DAY, to: DAY }, asker)).things[0];
    expect(line).toMatchObject({ free: [-3], conflictId: dispute?.conflictId });
    const told = await answer(host.replica, noticeList, {}, asker);
    expect(told.notices.filter(({ said }) => said.type === 'booking.collided')).toHaveLength(1);
  }
  // Whoever neither booked nor plans is not asked.
  expect((await answer(one.replica, disputes, {}, { userId: newId(), permissions: [] })).open).toEqual([]);
  const [dispute] = (await answer(one.replica, disputes, {}, planner(users[0]))).open;
  const side = dispute?.first.isMine === true ? 'first' : 'second';
  await act(one, 'booking.settle', { conflictId: dispute?.conflictId, way: 'give_way', side });
  await meet(both);
  const after = await answer(other.replica, disputes, {}, planner(users[1]));
  expect(after.open).toEqual([]);
  expect(after.settled).toMatchObject([{ resolution: 'give_way' }]);
  const [line] = (await answer(other.replica, timeline, { from: DAY, to: DAY }, planner(users[1]))).things;
  expect(line).toMatchObject({ free: [0] });
});

test('both settle it without a network, each their way: one way stands, and the other hears who was faster', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, item, events, users } = both;
  await book(one, events[0], item, 7);
  await book(other, events[1], item, 6);
  await meet(both);
  for (const host of [one, other]) host.engine?.setOffline(true);
  const [dispute] = (await answer(one.replica, disputes, {}, planner(users[0]))).open;
  const conflictId = dispute?.conflictId;
  await act(one, 'booking.settle', { conflictId, way: 'split', first: 5, second: 5 });
  await act(other, 'booking.settle', { conflictId, way: 'give_way', side: 'first' });
  await meet(both);
  const refused = other.replica.prepared('SELECT code FROM refused_mutations').all();
  expect(refused).toEqual([{ code: 'booking.settled' }]);
  const left = other.replica.prepared('SELECT quantity FROM event_inventory WHERE deleted_at IS NULL').all();
  expect(left).toEqual([{ quantity: 5 }, { quantity: 5 }]);
});

test('each rule of the theatre is asked before a booking is queued: of single things, of all, of none', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { one, item: ten, shelf, events } = await pair(world);
  const admin = await world.replica('admin', 'admin@t1');
  const rule = async (policy: string, seen: string): Promise<void> => {
    await act(admin, 'booking.setPolicy', { policy, seen });
    one.engine?.setOffline(false);
    for (const host of [admin, one]) await host.engine?.syncOnce();
    one.engine?.setOffline(true);
  };
  await admin.engine?.syncOnce();
  const single = newId();
  const values = { name: 'Проектор', inventory_number: 'P-1' };
  await act(one, 'row.create', { table: 'inventory_items', id: single, values });
  await act(one, 'inventory.receive', { itemId: single, locationId: shelf, quantity: 1 });
  const codeOf = async (eventId: string, item: string, quantity: number): Promise<string> => {
    const outcome = await book(one, eventId, item, quantity);
    return outcome.ok ? 'booked' : outcome.error.code;
  };
  const free = async (): Promise<void> => {
    const booked = one.replica.reader
      .prepare<[], string>('SELECT id FROM event_inventory WHERE deleted_at IS NULL')
      .pluck()
      .all();
    for (const id of booked) await act(one, 'row.delete', { table: 'event_inventory', id, deletionId: newId() });
  };
  const all = async (): Promise<readonly string[]> => {
    const found = [
      await codeOf(events[0], ten, 7),
      await codeOf(events[1], ten, 6),
      await codeOf(events[0], single, 1),
      await codeOf(events[1], single, 1),
    ];
    await free();
    // One alone may want more than there are, with nobody else in the way.
    found.push(await codeOf(events[0], ten, 11), await codeOf(events[0], single, 2));
    await free();
    return found;
  };
  expect(await all()).toEqual(['booked', 'booked', 'booked', 'booked', 'booked', 'booked']);
  await rule('block_serialised', 'warn');
  expect(await all()).toEqual(['booked', 'booked', 'booked', 'booking.taken', 'booked', 'booking.tooFew']);
  await rule('block_all', 'block_serialised');
  expect(await all()).toEqual([
    'booked',
    'booking.taken',
    'booked',
    'booking.taken',
    'booking.tooFew',
    'booking.tooFew',
  ]);
  // Nothing of what was refused waits to be sent.
  one.engine?.setOffline(false);
  await one.engine?.syncOnce();
  expect(one.replica.prepared('SELECT code FROM refused_mutations').all()).toEqual([]);
});

test('what the theatre forbids is refused on the laptop that knows of it, and kept where two could not know', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, item, events } = both;
  const admin = await world.replica('admin', 'admin@t1');
  await admin.engine?.syncOnce();
  await act(admin, 'booking.setPolicy', { policy: 'block_all', seen: 'warn' });
  await admin.engine?.syncOnce();
  await meet(both);
  for (const host of [one, other]) host.engine?.setOffline(true);
  expect(await book(one, events[0], item, 7)).toMatchObject({ ok: true });
  expect(await book(one, events[1], item, 6)).toMatchObject({
    ok: false,
    error: { code: 'booking.taken', details: { short: 3, holder: 'Чайка', from: DAY } },
  });
  expect(one.replica.prepared('SELECT count(*) AS n FROM event_inventory').get()).toEqual({ n: 1 });
  expect(one.replica.prepared('SELECT count(*) AS n FROM booking_conflicts').get()).toEqual({ n: 0 });
  expect(await book(other, events[1], item, 6)).toMatchObject({ ok: true });
  await meet(both);
  for (const host of [one, other])
    expect(host.replica.prepared('SELECT status FROM booking_conflicts').all()).toEqual([{ status: 'open' }]);
});

test('a day that a tour lost and a code that is taken are refused where they are known of, and else kept with what hangs on them', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other } = both;
  const days = { starts_on: dayFromNow(30), ends_on: dayFromNow(40) };
  const tour = (host: ReplicaHost, id: string, name: string) =>
    host.mutate('row.create', { table: 'tours', id, values: { name, code: 'Т-1', ...days } });
  const evening = (host: ReplicaHost, id: string, on: number) => {
    const values = { title: 'Чайка', event_date: dayFromNow(on), tour_id: known };
    return host.mutate('schedule.create', { id, values });
  };
  const [known, unknown] = [newId(), newId()];
  expect(await tour(one, known, 'Волга')).toMatchObject({ ok: true });
  await meet(both);
  for (const host of [one, other]) host.engine?.setOffline(true);
  expect(await tour(one, newId(), 'Кама')).toMatchObject({
    ok: false,
    error: { code: 'unique.taken', details: { holder: 'Волга', proposal: 'Т-2' } },
  });
  expect(await evening(one, newId(), 45)).toMatchObject({ ok: false, error: { code: 'tour.eventOutside' } });
  const second = { name: 'Кама', code: 'Т-2', ...days };
  await act(one, 'row.create', { table: 'tours', id: newId(), values: second });
  await act(one, 'row.update', {
    table: 'tours',
    id: known,
    changes: { ends_on: dayFromNow(35) },
    seen: { ends_on: days.ends_on },
  });
  // The other one knows of neither.
  await act(other, 'row.create', { table: 'tours', id: unknown, values: { ...second, name: 'Ока' } });
  const event = newId();
  expect(await evening(other, event, 38)).toMatchObject({ ok: true });
  expect(await book(other, event, both.item, 1)).toMatchObject({ ok: true });
  await meet(both);
  expect(other.replica.prepared('SELECT code FROM refused_mutations').all()).toEqual([]);
  const kept = other.replica.prepared('SELECT code FROM tours WHERE id = ?').get(unknown);
  expect(kept).toEqual({ code: 'Т-3' });
  expect(other.replica.prepared('SELECT tour_id FROM schedule_events WHERE id = ?').get(event)).toEqual({
    tour_id: null,
  });
  const { notices } = await answer(other.replica, noticeList, {}, planner(both.users[1]));
  expect(notices.map(({ said }) => said.type).toSorted()).toEqual(['tour.eventLeft', 'tour.recoded']);
});
