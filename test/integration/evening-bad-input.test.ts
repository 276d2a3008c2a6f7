/**
 * What goes wrong on an evening of two laptops without a network, in either order in which they come back: whoever is
 * concerned gets a sentence, and nothing that anybody wrote is lost.
 */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { answer } from '../../electron/queries/define-query.ts';
import { showEvening } from '../../electron/queries/show/evening-queries.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { must } from '../../shared/base/asserts.ts';
import { newId } from '../../shared/base/ids.ts';
import type { Evening } from '../../shared/features/show/queries.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import type { RefusedMutation } from '../../shared/ipc/views.ts';
import { byRank } from '../../shared/rules/rank.ts';
import { standingIn } from '../../shared/rules/variants.ts';
import { type EveningRoom, eveningRoom, SECTION } from '../support/evening-room.ts';
import { dayFromNow } from '../support/rows.ts';
import { act } from '../support/stock-room.ts';
import { createWorld, type World } from '../support/world.ts';

interface Evenings {
  readonly theaterId: string;
  readonly one: ReplicaHost;
  readonly other: ReplicaHost;
  readonly room: EveningRoom;
  /** The laptops in the order in which they come back. */
  readonly order: readonly ReplicaHost[];
  /** What each had sent before this evening. */
  readonly before: ReadonlyMap<ReplicaHost, number>;
  /** What is added to the clock of the second laptop, in minutes. */
  setClock(minutes: number): void;
}

interface Theater {
  readonly theaterId: string;
  readonly one: ReplicaHost;
  readonly other: ReplicaHost;
  readonly clock: { minutes: number };
}

const state: { world?: World; theater?: Theater } = {};
beforeAll(async () => {
  const world = await createWorld(inject('postgresUrl'));
  state.world = world;
  const theaterId = await world.theater('t1');
  for (const name of ['one', 'other']) await world.user('t1', `${name}@t1`, 'stage_manager');
  const clock = { minutes: 0 };
  const one = await world.replica('one', 'one@t1');
  const other = await world.replica('other', 'other@t1', {
    now: () => new Date(Date.now() + clock.minutes * 60_000),
  });
  state.theater = { theaterId, one, other, clock };
});
afterAll(async () => state.world?.[Symbol.asyncDispose]());

const ORDERS = [
  ['the first', 0],
  ['the second', 1],
] as const;

/** An evening that both laptops know, and no network. */
async function evenings(first = 0): Promise<Evenings> {
  const { theaterId, one, other, clock } = must(state.theater);
  clock.minutes = 0;
  for (const host of [one, other]) host.engine?.setOffline(false);
  await one.engine?.syncOnce();
  const room = await eveningRoom(one);
  for (const host of [one, other]) await host.engine?.syncOnce();
  for (const host of [one, other]) host.engine?.setOffline(true);
  const before = new Map<ReplicaHost, number>();
  for (const host of [one, other]) {
    const { refused } = await attentionList(host.replica);
    before.set(host, Math.max(0, ...refused.map(({ sequence }) => sequence)));
  }
  return {
    theaterId,
    one,
    other,
    room,
    before,
    order: first === 0 ? [one, other] : [other, one],
    setClock: (minutes) => {
      clock.minutes = minutes;
    },
  };
}

/** The network returns for one after the other; then all agree. */
async function meet({ theaterId, order }: Evenings): Promise<void> {
  for (const host of [...order, ...order]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const hub = await hubDigest(must(state.world).hub.context.database, theaterId);
  for (const host of order) expect(await replicaDigest(host.replica)).toEqual(hub);
}

const rows = (host: ReplicaHost, sql: string, ...values: string[]): Record<string, unknown>[] =>
  host.replica.reader.prepare<string[], Record<string, unknown>>(sql).all(...values);
const eveningOn = async (host: ReplicaHost, eventId: string): Promise<Evening> =>
  must(await answer(host.replica, showEvening, { eventId }));
/** What of this evening was refused and stands before somebody. */
const refusedOn = async ({ before }: Evenings, host: ReplicaHost): Promise<readonly RefusedMutation[]> =>
  (await attentionList(host.replica)).refused.filter(({ sequence }) => sequence > (before.get(host) ?? 0));
/** The same as they read it. */
const saidTo = async (both: Evenings, host: ReplicaHost): Promise<readonly string[]> =>
  (await refusedOn(both, host)).map(({ code, details }) => sentenceOf(code, details, 'ru'));
/** Who did what to a row, as everybody can read it. */
const history = (host: ReplicaHost, id: string): readonly string[] =>
  rows(host, `SELECT actor_name FROM activity_log WHERE entity_id = ? AND action LIKE '%:update'`, id).map((row) =>
    String(row['actor_name']),
  );

describe.each(ORDERS)('%s laptop comes back first', (_, first) => {
  test('two people signed one report: the second hears who was first, and what they wrote is there', async () => {
    const both = await evenings(first);
    const { one, other, room, order } = both;
    const { eventId } = room;
    for (const [host, text] of [
      [one, 'Заклинило дверь'],
      [other, 'Погас софит'],
    ] as const) {
      const incident = { id: newId(), eventId, kind: 'incident', severity: 'minor', text };
      await act(host, 'show.incident', incident);
      await act(host, 'report.keep', { eventId, changes: { summary: text }, seen: {} });
      await act(host, 'report.sign', { eventId });
    }
    await meet(both);
    const [winner, loser] = [must(order[0]), must(order[1])];
    const { report, notes } = await eveningOn(loser, eventId);
    expect(report?.isSigned).toBe(true);
    expect(await saidTo(both, winner)).toEqual([]);
    expect(new Set(await saidTo(both, loser))).toEqual(
      new Set([`Рапорт уже подписан (${report?.signedBy}). Он меняется только дополнением: напишите новую заметку.`]),
    );
    // What happened stands in the report, for the second as an addendum; what they wrote of it waits before them.
    expect(notes.map(({ text }) => text).toSorted()).toEqual(['Заклинило дверь', 'Погас софит']);
    const refused = await refusedOn(both, loser);
    expect(refused.map(({ name }) => name)).toEqual(['report.keep', 'report.sign']);
    expect(JSON.stringify(refused[0]?.args)).toContain(loser === one ? 'Заклинило дверь' : 'Погас софит');
  });

  test('one act was started on both: the earlier beginning stands on both, and the history has both', async () => {
    const both = await evenings(first);
    const { one, other, room } = both;
    const { eventId } = room;
    await act(one, 'show.startAct', { eventId, number: 1 });
    const begun = must((await eveningOn(one, eventId)).times[0]?.startedAt);
    both.setClock(4);
    await act(other, 'show.startAct', { eventId, number: 1 });
    await meet(both);
    for (const host of [one, other]) {
      const { times, phase } = await eveningOn(host, eventId);
      expect(phase).toBe('during');
      expect(times).toMatchObject([{ part: 'act', number: 1, startedAt: begun }]);
      expect(await saidTo(both, host)).toEqual([]);
    }
  });

  test('an event was moved by one and deleted by another: it is in the trash, and the other one hears of it', async () => {
    const both = await evenings(first);
    const { one, other, room } = both;
    const { eventId } = room;
    const [event] = rows(one, 'SELECT * FROM schedule_events WHERE id = ?', eventId);
    const venueId = String(event?.['venue_id']);
    const place = (date: string) => ({ date, start: '19:00', end: '22:00', venueId });
    await act(one, 'schedule.move', { id: eventId, seen: place(dayFromNow(0)), to: place(dayFromNow(3)) });
    const deletionId = newId();
    await act(other, 'schedule.remove', { ids: [eventId], deletionId });
    await meet(both);
    for (const host of [one, other])
      expect(
        rows(host, 'SELECT deleted_at FROM schedule_events WHERE id = ?', eventId)[0]?.['deleted_at'],
      ).not.toBeNull();
    expect(await saidTo(both, other)).toEqual([]);
    if (first === 1)
      expect(await saidTo(both, one)).toEqual(['«Чайка» удалено. Восстановите запись, чтобы продолжить.']);
    else {
      expect(await saidTo(both, one)).toEqual([]);
      expect(
        rows(
          one,
          `SELECT type, entity_id FROM notifications WHERE entity_id = ? AND type = 'schedule.removed'`,
          eventId,
        ),
      ).toEqual([{ type: 'schedule.removed', entity_id: eventId }]);
    }
    // It comes back with one key; moved, where the move came first.
    await act(one, 'deletion.restore', { deletionId });
    expect(rows(one, 'SELECT event_date FROM schedule_events WHERE id = ?', eventId)).toEqual([
      { event_date: dayFromNow(first === 0 ? 3 : 0) },
    ]);
  });

  test('a production was archived while its show ran: the evening goes on', async () => {
    const both = await evenings(first);
    const { one, other, room } = both;
    const { eventId, performanceId } = room;
    await act(one, 'show.startAct', { eventId, number: 1 });
    const archived = { table: 'performances', id: performanceId };
    const [{ status } = {}] = rows(one, 'SELECT status FROM performances WHERE id = ?', performanceId);
    await act(other, 'row.update', { ...archived, changes: { status: 'archived' }, seen: { status } });
    await meet(both);
    expect(await saidTo(both, one)).toEqual([]);
    expect(await saidTo(both, other)).toEqual(
      first === 0 ? ['«Чайка» сейчас идёт: в архив его можно убрать, когда вечер закончится.'] : [],
    );
    // Whoever runs the evening goes on, and reads that the production is archived.
    const running = await eveningOn(one, eventId);
    expect(running).toMatchObject({ phase: 'during', production: { isArchived: first === 1 } });
    await act(one, 'show.startInterval', { eventId, number: 1 });
    await act(one, 'show.finish', { eventId });
    await act(one, 'report.sign', { eventId });
    await one.engine?.syncOnce();
    await other.engine?.syncOnce();
    expect(await eveningOn(other, eventId)).toMatchObject({ phase: 'after', report: { isSigned: true } });
    expect(await saidTo(both, one)).toEqual([]);
  });

  test('a line of the run sheet was replaced on tour and its original deleted: what was written for the tour is kept', async () => {
    const both = await evenings(first);
    const { one, other, room } = both;
    const [line] = room.lines;
    const own = { lineId: line, changes: { what: 'вынос с колосников' }, seen: { what: 'вынос 1' }, stood: 'base' };
    await act(one, 'runSheet.replaceInVariant', { variantId: room.variantId, lines: [own] });
    await act(other, 'runSheet.removeLines', { ids: [line], deletionId: newId() });
    await meet(both);
    expect(await saidTo(both, other)).toEqual([]);
    const lines = rows(
      other,
      'SELECT * FROM run_sheet_lines WHERE scene_id = ? AND deleted_at IS NULL',
      room.scenes[0],
    );
    const onTour = standingIn(lines as never, room.variantId).map(({ row }) => (row as { what?: string }).what);
    if (first === 0) {
      expect(await saidTo(both, one)).toEqual([]);
      expect(onTour).toContain('вынос с колосников');
    } else {
      expect(await saidTo(both, one)).toEqual(['«вынос 1» удалено. Восстановите запись, чтобы продолжить.']);
      const refused = await refusedOn(both, one);
      expect(JSON.stringify(refused[0]?.args)).toContain('вынос с колосников');
    }
    expect(lines.filter((row) => row['variant_id'] === null).map((row) => row['id'])).not.toContain(line);
  });

  test('two people moved one line of the run sheet: it stands once, where the later put it, and the history has both', async () => {
    const both = await evenings(first);
    const { one, other, room } = both;
    const [first1, second, third] = room.lines;
    const from = [{ sceneId: room.scenes[0], afterId: null }];
    await act(one, 'runSheet.move', { ids: [first1], sceneId: room.scenes[0], afterId: second, from });
    await act(other, 'runSheet.move', { ids: [first1], sceneId: room.scenes[0], afterId: third, from });
    await meet(both);
    for (const host of [one, other]) {
      expect(await saidTo(both, host)).toEqual([]);
      const lines = rows(
        host,
        'SELECT id, rank FROM run_sheet_lines WHERE scene_id = ? AND deleted_at IS NULL',
        room.scenes[0],
      ) as { id: string; rank: string }[];
      expect(lines.toSorted(byRank).map(({ id }) => id)).toEqual(
        first === 0 ? [second, third, first1] : [second, first1, third],
      );
      expect(new Set(history(host, first1)).size).toBe(2);
    }
  });
});

test('a clock that jumps during an act: the act is as long as it was, on both laptops', async () => {
  const both = await evenings();
  const { one, other, room } = both;
  const { eventId } = room;
  await act(other, 'show.startAct', { eventId, number: 1 });
  const begun = must((await eveningOn(other, eventId)).times[0]?.startedAt);
  const after = (minutes: number): string => new Date(Date.parse(begun) + minutes * 60_000).toISOString();
  // Somebody sets it back by half a day; the window's watch has counted on, fifty minutes.
  both.setClock(-12 * 60);
  await act(other, 'show.startInterval', { eventId, number: 1, at: after(50) });
  both.setClock(3 * 60);
  await act(other, 'show.endInterval', { eventId, number: 1, at: after(65) });
  const expected = [
    { part: 'act', number: 1, startedAt: begun, endedAt: after(50) },
    { part: 'interval', number: 1, startedAt: after(50), endedAt: after(65) },
  ];
  expect((await eveningOn(other, eventId)).times).toMatchObject(expected);
  both.setClock(0);
  await meet(both);
  for (const host of [one, other]) expect((await eveningOn(host, eventId)).times).toMatchObject(expected);
});

test('a section of two megabytes is refused where it is written, in words, and nothing else is held up', async () => {
  const both = await evenings();
  const { one, other, room } = both;
  const { sectionId: id } = room;
  const outcome = await one.mutate('passport.edit', { id, base: SECTION, content: 'свет\n'.repeat(222_223) });
  expect(outcome.ok).toBe(false);
  if (!outcome.ok)
    expect(sentenceOf(outcome.error.code, outcome.error.details, 'ru')).toBe(
      'Это слишком много для одной записи (больше одного мегабайта). Ничего не изменено. Разделите на части или приложите файлом.',
    );
  const longer = `${SECTION}\n${'свет\n'.repeat(10_000)}`;
  await act(one, 'passport.edit', { id, base: SECTION, content: longer });
  await act(other, 'show.startAct', { eventId: room.eventId, number: 1 });
  await meet(both);
  for (const host of [one, other])
    expect(rows(host, 'SELECT content FROM passport_sections WHERE id = ?', id)).toEqual([{ content: longer }]);
});
