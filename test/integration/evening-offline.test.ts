/** Two laptops of one evening, both without a network: they mark one list, begin one act, sign one report, and meet. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { noticeList } from '../../electron/queries/notices/notice-queries.ts';
import { showEvening } from '../../electron/queries/show/evening-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import type { Evening } from '../../shared/features/show/queries.ts';
import { mutationNamed } from '../../shared/mutations/registry.ts';
import { dayFromNow } from '../support/rows.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, type World } from '../support/world.ts';

interface Pair {
  readonly world: World;
  readonly theaterId: string;
  readonly one: ReplicaHost;
  readonly other: ReplicaHost;
  readonly eventId: string;
  readonly items: readonly string[];
  readonly users: readonly [string, string];
}

async function pair(world: World): Promise<Pair> {
  const theaterId = await world.theater('t1');
  const user = (email: string): Promise<string> => world.user('t1', email, 'stage_manager');
  const users = [await user('one@t1'), await user('other@t1')] as const;
  const one = await world.replica('one', 'one@t1');
  const other = await world.replica('other', 'other@t1');
  for (const host of [one, other]) await host.engine?.syncOnce();
  const [performanceId, eventId, checklist] = [newId(), newId(), newId()];
  const items = [newId(), newId(), newId()];
  const create = (table: string, id: string, values: object): Promise<unknown> =>
    act(one, 'row.create', { table, id, values });
  await create('performances', performanceId, { title: 'Чайка' });
  await create('schedule_events', eventId, {
    title: 'Чайка',
    event_date: dayFromNow(0),
    performance_id: performanceId,
  });
  await create('performance_checklists', checklist, { performance_id: performanceId, name: 'Перед началом' });
  for (const [index, id] of items.entries())
    await create('checklist_items', id, { checklist_id: checklist, title: `Пункт ${index}`, is_critical: index === 0 });
  for (const host of [one, other, one]) await host.engine?.syncOnce();
  for (const host of [one, other]) host.engine?.setOffline(true);
  return { world, theaterId, one, other, eventId, items, users };
}

/**
 * A laptop knows the hub's clock as well as an answer is quick: on a busy machine, to some hundred milliseconds. Who
 * came later is later by more than that.
 */
const minutesAfter = (moment: string, minutes: number): string =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString();

const evening = async (host: ReplicaHost, eventId: string): Promise<Evening> =>
  must(await answer(host.replica, showEvening, { eventId }));
const codes = async (host: ReplicaHost): Promise<string[]> =>
  (await attentionList(host.replica)).refused.map(({ code }) => code);

/** The network returns for the first, then for the second; then all agree. */
async function meet({ world, theaterId, one, other }: Pair, order: readonly ReplicaHost[]): Promise<void> {
  for (const host of [...order, ...order]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const host of [one, other]) expect(await replicaDigest(host.replica)).toEqual(hub);
}

test('marks of two laptops meet line by line; who signs second hears who was first, and loses nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, eventId, items } = both;
  const [first = '', second = '', third = ''] = items;
  const mark = (host: ReplicaHost, itemId: string, isDone: boolean): Promise<unknown> =>
    act(host, 'show.mark', { eventId, itemId, isDone });
  await mark(one, first, true);
  await mark(one, second, true);
  await mark(other, second, true);
  await mark(other, third, true);
  await mark(other, third, false);
  // Both begin the same act; of two times the earlier stands.
  await act(one, 'show.startAct', { eventId, number: 1 });
  const begun = must((await evening(one, eventId)).times[0]?.startedAt);
  await act(other, 'show.startAct', { eventId, number: 1, at: minutesAfter(begun, 10) });
  await act(one, 'report.keep', { eventId, changes: { summary: 'раз\nдва' }, seen: {} });
  await act(one, 'report.sign', { eventId });
  const note = newId();
  const incident = { id: note, eventId, kind: 'incident', severity: 'minor', text: 'Заклинило' };
  await act(other, 'show.incident', incident);
  await act(other, 'report.sign', { eventId });
  expect((await evening(other, eventId)).report).toMatchObject({ isSigned: true, isPending: true });

  await meet(both, [one, other]);
  expect(await codes(one)).toEqual([]);
  expect(await codes(other)).toEqual(['report.signed']);
  const met = await evening(other, eventId);
  const of = (id: string) => met.lists[0]?.items.find((item) => item.id === id)?.mark;
  expect([of(first)?.isDone, of(second)?.isDone, of(third)?.isDone]).toEqual([true, true, false]);
  expect(of(second)?.isTwice).toBe(true);
  expect(met.times).toMatchObject([{ part: 'act', number: 1, startedAt: begun }]);
  expect(met.report).toMatchObject({ isSigned: true, summary: 'раз\nдва' });
  // What was written before anybody could know of the signature is there, as an addendum.
  expect(met.notes).toMatchObject([{ id: note, text: 'Заклинило', isAddendum: true }]);
});

test('the laptop that comes first may be the one that began later; two who sign one draft have both signed', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, eventId } = both;
  await act(one, 'show.startAct', { eventId, number: 1 });
  const earlier = must((await evening(one, eventId)).times[0]?.startedAt);
  await act(other, 'show.startAct', { eventId, number: 1, at: minutesAfter(earlier, 10) });
  await act(other, 'show.startInterval', { eventId, number: 1, at: minutesAfter(earlier, 20) });
  await meet(both, [other, one]);
  const { times, phase } = await evening(one, eventId);
  expect(phase).toBe('during');
  expect(times).toMatchObject([
    { part: 'act', number: 1, startedAt: earlier, endedAt: expect.any(String) as string },
    { part: 'interval', number: 1 },
  ]);

  for (const host of [one, other]) host.engine?.setOffline(true);
  for (const host of [one, other]) await act(host, 'report.sign', { eventId, seen: 'draft' });
  await meet(both, [one, other]);
  expect([await codes(one), await codes(other)]).toEqual([[], []]);
  const { report } = await evening(one, eventId);
  expect(report).toMatchObject({ isSigned: true, alsoSigned: [{ name: expect.any(String) as string }] });
  expect(report?.alsoSigned[0]?.name).not.toBe(report?.signedBy);
  for (const [host, userId] of [
    [one, both.users[0]],
    [other, both.users[1]],
  ] as const) {
    const { notices } = await answer(host.replica, noticeList, {}, { userId, permissions: [] });
    expect(notices.map(({ said }) => said.type)).toEqual(['report.signedTwice']);
  }
});

test('what was pressed by mistake and taken back without a network comes in one push, and the act goes on for all', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, eventId } = both;
  const number = { eventId, number: 1 };
  await act(one, 'show.startAct', number);
  const startedAt = must((await evening(one, eventId)).times[0]?.startedAt);
  await act(other, 'show.startAct', { ...number, at: minutesAfter(startedAt, 10) });
  const mistake = newId();
  expect(await one.mutate('show.startInterval', number, mistake)).toMatchObject({ ok: true });
  const inverse = must(must(mutationNamed('show.startInterval')).inverse(number, { mutationId: mistake, newId }));
  await act(one, inverse.name, inverse.args);
  await meet(both, [one, other]);
  for (const host of [one, other]) {
    const { times, phase } = await evening(host, eventId);
    expect(phase).toBe('during');
    expect(times.find(({ part }) => part === 'act')).toMatchObject({ startedAt, endedAt: null });
    expect(times.find(({ part }) => part === 'interval')?.startedAt ?? null).toBeNull();
    expect(await codes(host)).toEqual([]);
  }
});

test('of two summaries over one draft the second comes into the signed report by line, but for what collides', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const both = await pair(world);
  const { one, other, eventId } = both;
  await act(one, 'show.startAct', { eventId, number: 1 });
  const base = 'раз\nдва\nтри\nчетыре\nпять';
  await act(one, 'report.keep', { eventId, changes: { summary: base }, seen: {}, status: 'draft' });
  await meet(both, [one, other]);
  for (const host of [one, other]) host.engine?.setOffline(true);
  const write = (host: ReplicaHost, summary: string): Promise<unknown> =>
    act(host, 'report.keep', { eventId, changes: { summary }, seen: { summary: base }, status: 'draft' });
  await write(one, base.replace('раз', 'раз!'));
  await write(other, `${base.replace('раз', 'раз?')}\nшесть`);
  for (const host of [one, other]) await act(host, 'report.sign', { eventId, seen: 'draft' });
  await meet(both, [one, other]);
  expect([await codes(one), await codes(other)]).toEqual([[], []]);
  const signed = `${base.replace('раз', 'раз!')}\nшесть`;
  expect((await evening(other, eventId)).report).toMatchObject({ isSigned: true, summary: signed });
  const { conflicts } = await attentionList(other.replica);
  expect(conflicts).toMatchObject([{ kept_value: signed, other_value: `${base.replace('раз', 'раз?')}\nшесть` }]);
});
