/** Two people offline whose work does not fit together: the hub decides by the rules, both learn what happened, nothing is lost silently. Each pair in both orders. */

import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { deletionPlan } from '../../electron/queries/deletion-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { PeopleClient } from '../../electron/sync/people-client.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { hubHealth } from '../../hub/admin/health.ts';
import { purgeAll } from '../../hub/admin/purge.ts';
import { newId } from '../../shared/base/ids.ts';
import { casePlaceId } from '../../shared/mutations/case-place.ts';
import { dayFromNow } from '../support/rows.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, PASSWORD, type World } from '../support/world.ts';

interface Pair {
  readonly world: World;
  readonly theaterId: string;
  readonly one: ReplicaHost;
  readonly other: ReplicaHost;
}

async function pair(world: World): Promise<Pair> {
  const theaterId = await world.theater('t1');
  for (const email of ['one@t1', 'other@t1']) await world.user('t1', email, 'stage_manager');
  const one = await world.replica('one', 'one@t1');
  const other = await world.replica('other', 'other@t1');
  for (const host of [one, other]) await host.engine?.syncOnce();
  return { world, theaterId, one, other };
}

/** A deletes as the dialog does: with the plan that is shown. */
async function deleteAsShown(host: ReplicaHost, table: string, id: string): Promise<string> {
  const preview = await answer(host.replica, deletionPlan, { table, id });
  const deletionId = newId();
  await act(host, 'row.delete', { table, id, deletionId, plan: preview?.shown });
  return deletionId;
}

const offline = ({ one, other }: Pair, isOffline: boolean): void => {
  for (const host of [one, other]) host.engine?.setOffline(isOffline);
};
const codes = async (host: ReplicaHost): Promise<string[]> =>
  (await attentionList(host.replica)).refused.map((refused) => refused.code);

/** The network returns for the first, then for the second; then all agree and no rule is broken. */
async function meet({ world, theaterId, one, other }: Pair, order: readonly ReplicaHost[]): Promise<void> {
  for (const host of [...order, ...order]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of [one, other]) expect(await replicaDigest(host.replica)).toEqual(hub);
  expect((await hubHealth(world.hub.context.database, new Date())).findings).toEqual([]);
}

test.each([
  ['the deletion', 0],
  ['the new thing', 1],
] as const)('a place’s last category is deleted while a thing is added to it; %s comes first', async (_name, first) => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const category = newId();
  await act(both.one, 'row.create', {
    table: 'inventory_categories',
    id: category,
    values: { name: 'Единственная', code: 'ONLY' },
  });
  await meet(both, [both.one, both.other]);
  offline(both, true);
  await deleteAsShown(both.one, 'inventory_categories', category);
  await act(both.other, 'row.create', {
    table: 'inventory_items',
    id: newId(),
    values: { name: 'Новое', inventory_number: 'NEW-1', category_id: category },
  });
  await meet(both, first === 0 ? [both.one, both.other] : [both.other, both.one]);
  // Who comes second hears why; what they entered is in front of them.
  expect(await codes(both.one)).toEqual(first === 0 ? [] : ['deletion.changed']);
  expect(await codes(both.other)).toEqual(first === 0 ? ['reference.deleted'] : []);
});

test.each([
  ['the deletion', 0],
  ['the packing', 1],
] as const)('a show is deleted while somebody packs it for tomorrow; %s comes first', async (_name, first) => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const room = await stockRoom(both.one);
  const event = newId();
  await act(both.one, 'row.create', {
    table: 'schedule_events',
    id: event,
    values: { title: 'Чайка', event_date: dayFromNow(1) },
  });
  await meet(both, [both.one, both.other]);
  offline(both, true);
  await deleteAsShown(both.one, 'schedule_events', event);
  const packed = newId();
  await act(both.other, 'row.create', {
    table: 'event_inventory',
    id: packed,
    values: { event_id: event, inventory_item_id: room.items[0], quantity: 1, changed_at: new Date().toISOString() },
  });
  await act(both.other, 'row.update', {
    table: 'event_inventory',
    id: packed,
    changes: { status: 'packed' },
    seen: { status: 'planned' },
  });
  await meet(both, first === 0 ? [both.one, both.other] : [both.other, both.one]);
  expect(await codes(both.one)).toEqual(first === 0 ? [] : ['deletion.changed']);
  expect((await codes(both.other)).toSorted()).toEqual(first === 0 ? ['reference.deleted', 'row.missing'] : []);
});

test.each([
  ['the first', 0],
  ['the second', 1],
] as const)('each puts the other case into theirs; %s comes first', async (_name, first) => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const shelf = newId();
  const cases = [newId(), newId()] as const;
  await act(both.one, 'row.create', { table: 'inventory_locations', id: shelf, values: { name: 'Полка', code: 'S' } });
  for (const [index, id] of cases.entries()) {
    await act(both.one, 'inventory.create', {
      id,
      values: { name: `Кофр ${index + 1}`, inventory_number: `K-${index + 1}` },
      stock: { locationId: shelf, quantity: 1 },
    });
  }
  await meet(both, [both.one, both.other]);
  offline(both, true);
  // Both make them cases, and belongings of the same case are added by both: that is one place each, and adds up.
  for (const host of [both.one, both.other]) {
    for (const itemId of cases) await act(host, 'case.make', { itemId });
    await act(host, 'kit.add', { caseItemId: cases[0], lines: [{ itemId: cases[1], quantity: 1 }] });
  }
  const into = (outer: string, inner: string): unknown => ({
    itemId: outer,
    things: [{ itemId: inner, fromLocationId: shelf, quantity: 1 }],
  });
  await act(both.one, 'case.pack', into(cases[0], cases[1]));
  await act(both.other, 'case.pack', into(cases[1], cases[0]));
  await meet(both, first === 0 ? [both.one, both.other] : [both.other, both.one]);
  // Who comes second hears that it would lie in itself; the other half stands.
  expect(await codes(both.one)).toEqual(first === 0 ? [] : ['tree.cycle']);
  expect(await codes(both.other)).toEqual(first === 0 ? ['tree.cycle'] : []);
  const [outer, inner] = first === 0 ? cases : [cases[1], cases[0]];
  const parentOf = (id: string): unknown =>
    both.one.replica.reader.prepare('SELECT parent_id AS parent FROM inventory_locations WHERE id = ?').get(id);
  expect(parentOf(casePlaceId(inner))).toEqual({ parent: casePlaceId(outer) });
  expect(parentOf(casePlaceId(outer))).toEqual({ parent: shelf });
  expect(both.one.replica.reader.prepare('SELECT quantity FROM kit_lines').all()).toEqual([{ quantity: 2 }]);
});

test.each([
  ['the restore', 0],
  ['the purge', 1],
] as const)('one restores what the hub purges; %s comes first', async (_name, first) => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const project = newId();
  await act(both.one, 'row.create', { table: 'projects', id: project, values: { name: 'Гастроли' } });
  const deletionId = await deleteAsShown(both.one, 'projects', project);
  await meet(both, [both.one, both.other]);
  offline(both, true);
  await act(both.other, 'deletion.restore', { deletionId });
  const purge = (): Promise<unknown> => purgeAll(world.hub.context.database, new Date(Date.now() + 1000), { days: 0 });
  if (first === 1) await purge();
  await meet(both, [both.other, both.one]);
  if (first === 0) await purge();
  await meet(both, [both.one, both.other]);
  expect(await codes(both.other)).toEqual(first === 0 ? [] : ['restore.purged']);
  expect(both.one.replica.reader.prepare('SELECT count(*) AS n FROM projects WHERE deleted_at IS NULL').get()).toEqual({
    n: first === 0 ? 1 : 0,
  });
});

test('both delete the same thing: the second learns that it is gone, and by whom it can be asked for', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const project = newId();
  await act(both.one, 'row.create', { table: 'projects', id: project, values: { name: 'Гастроли' } });
  await meet(both, [both.one, both.other]);
  offline(both, true);
  for (const host of [both.one, both.other]) await deleteAsShown(host, 'projects', project);
  await meet(both, [both.one, both.other]);
  expect(await codes(both.other)).toEqual(['row.deleted']);
});

test('what somebody entered offline and sent after they were let go waits for an administrator, who takes what was entered before', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { one, other } = await pair(world);
  await world.user('t1', 'admin@t1', 'admin');
  await world.user('t1', 'worker@t1', 'stage_manager');
  const laptop = await world.replica('shared', 'worker@t1');
  const admin = await world.replica('admin', 'admin@t1');
  for (const host of [laptop, admin]) await host.engine?.syncOnce();
  const [project, hours] = [newId(), newId()];
  await act(laptop, 'row.create', { table: 'projects', id: project, values: { name: 'Гастроли' } });
  await laptop.engine?.syncOnce();
  laptop.engine?.setOffline(true);
  const me = laptop.replica.reader
    .prepare<[], { id: string }>(
      "SELECT e.id FROM employees e JOIN users u ON u.id = e.user_id WHERE u.email = 'worker@t1'",
    )
    .get()?.id;
  await act(laptop, 'row.create', {
    table: 'time_entries',
    id: hours,
    values: { employee_id: me, project_id: project, date: '2026-11-20', hours: '4' },
  });
  await admin.engine?.syncOnce();
  await new Promise((done) => {
    setTimeout(done, 5);
  });
  await act(admin, 'employee.deactivate', { id: me, deletionId: newId() });
  await admin.engine?.syncOnce();
  await new Promise((done) => {
    setTimeout(done, 5);
  });
  await act(laptop, 'row.create', { table: 'tags', id: newId(), values: { name: 'после увольнения' } });
  // The next person on this laptop brings it back online.
  laptop.engine?.setOffline(false);
  await laptop.signIn({ hubUrl: world.hub.url, email: 'one@t1', password: PASSWORD });
  await laptop.engine?.syncOnce();
  expect(await codes(laptop)).toEqual(['mutation.quarantined', 'mutation.quarantined']);
  const hub = new PeopleClient(admin.client);
  const [before, after] = await hub.quarantined(undefined);
  expect(await hub.decide({ ids: [before?.id ?? ''], decision: 'accept' })).toMatchObject([{ outcome: 'accepted' }]);
  expect(await hub.decide({ ids: [after?.id ?? ''], decision: 'refuse' })).toMatchObject([{ outcome: 'refused' }]);
  await one.engine?.syncOnce();
  expect(one.replica.reader.prepare<[]>('SELECT hours FROM time_entries').all()).toEqual([{ hours: '4.00' }]);
  expect(await codes(other)).toEqual([]);
});
