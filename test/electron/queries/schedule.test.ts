/** Who plans sees the plan and what differs, everybody else what was told; what hangs is asked about before it drops. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asker, answer } from '../../../electron/queries/define-query.ts';
import {
  scheduleCollisions,
  scheduleFree,
  scheduleShifted,
  upcomingCollisions,
} from '../../../electron/queries/schedule/collision-queries.ts';
import { eventDetail } from '../../../electron/queries/schedule/event-queries.ts';
import { schedulePreview, scheduleRange } from '../../../electron/queries/schedule/schedule-queries.ts';
import { must } from '../../../shared/base/asserts.ts';
import { repeatedDays } from '../../../shared/rules/repeat.ts';
import { loneReplica } from '../../support/lone-replica.ts';
import { idOf } from '../../support/rows.ts';

const THEATER = idOf(1);
const NOW = new Date('2026-11-24T12:00:00.000Z');
const PLANNER: Asker = { userId: idOf(2), permissions: ['schedule.edit'] };
const READER: Asker = { userId: idOf(3), permissions: [] };
const [STAGE, ROOM, ANNA, GULL, NIGHT] = [idOf(10), idOf(11), idOf(20), idOf(30), idOf(31)];
const MOMENT = NOW.toISOString();

const state: { lone?: Awaited<ReturnType<typeof loneReplica>> } = {};
beforeAll(async () => {
  const lone = await loneReplica();
  state.lone = lone;
  await lone.replica.writeUnchecked((tx) => {
    const put = (table: string, row: Readonly<Record<string, string>>): void => {
      const all = { theater_id: THEATER, ...row };
      const names = Object.keys(all);
      tx.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(
        ...Object.values(all),
      );
      tx.touch(table as 'venues');
    };
    const stamps = { created_at: MOMENT, updated_at: MOMENT };
    tx.prepare(
      "INSERT INTO theaters (id, name, code, timezone, created_at, updated_at) VALUES (?, 'Т', 't', 'Europe/Moscow', ?, ?)",
    ).run(THEATER, MOMENT, MOMENT);
    for (const [id, email] of [
      [idOf(2), 'plan@t'],
      [idOf(3), 'anna@t'],
    ] as const)
      put('users', { id, email, first_name: 'А', last_name: 'Б' });
    put('venues', { id: STAGE, name: 'Сцена', code: 'S', type: 'stage', ...stamps });
    put('venues', { id: ROOM, name: 'Репзал', code: 'R', type: 'rehearsal', ...stamps });
    put('employees', { id: ANNA, user_id: idOf(3), full_name: 'Анна', ...stamps });
    const event = (id: string, more: Readonly<Record<string, string>>): void =>
      put('schedule_events', { id, title: 'Чайка', event_type: 'performance', venue_id: STAGE, ...stamps, ...more });
    event(GULL, { event_date: '2026-11-26', start_time: '19:00:00', end_time: '22:00:00' });
    event(NIGHT, { title: 'Разбор', event_date: '2026-11-26', start_time: '22:30:00', end_time: '04:00:00' });
    for (const [id, of] of [
      [idOf(40), GULL],
      [idOf(41), NIGHT],
    ] as const)
      put('event_calls', { id, event_id: of, employee_id: ANNA, function: 'свет', ...stamps });
  });
});
afterAll(async () => state.lone?.[Symbol.asyncDispose]());
const replica = () => must(state.lone).replica;
const week = { from: '2026-11-23', to: '2026-11-29', employeeId: null };
const range = (who: Asker) => answer(replica(), scheduleRange, week, who, NOW);
const told = (content: object, date: string) =>
  replica().writeUnchecked((tx) => {
    tx.prepare(
      'INSERT OR REPLACE INTO event_publications (id, theater_id, event_id, event_date, content, published_at) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(idOf(50), THEATER, GULL, date, JSON.stringify(content), MOMENT);
    tx.touch('event_publications');
  });
const published = {
  title: 'Чайка',
  date: '2026-11-25',
  call: null,
  ready: null,
  start: '19:00',
  end: '22:00',
  venueId: STAGE,
  venueText: null,
  type: 'performance',
  activity: null,
  status: 'planned',
  performanceId: null,
  variantId: null,
  calls: [{ employeeId: ANNA, function: 'свет', callTime: null, endTime: null }],
  participants: [],
};

test('drafts are seen by those who plan, and by nobody else', async () => {
  const plan = await range(PLANNER);
  expect(plan.events.map(({ title, state: of, daysLater }) => [title, of, daysLater])).toEqual([
    ['Чайка', 'draft', 0],
    ['Разбор', 'draft', 1],
  ]);
  expect(plan.unpublished).toHaveLength(2);
  const seen = await range(READER);
  expect([seen.isPlan, seen.events, seen.unpublished]).toEqual([false, [], []]);
  expect(await answer(replica(), eventDetail, { id: GULL }, READER, NOW)).toBeNull();
});

test('what was moved since is shown where it was told to those who are called, and as moved to those who plan', async () => {
  await told(published, '2026-11-25');
  const [seen, ...more] = (await range(READER)).events;
  expect(more).toEqual([]);
  expect(seen).toMatchObject({ date: '2026-11-25', state: 'published', mine: { function: 'свет', answer: 'invited' } });
  const plan = await range(PLANNER);
  expect(plan.events.find(({ id }) => id === GULL)).toMatchObject({
    date: '2026-11-26',
    state: 'changed',
    told: { date: '2026-11-25' },
  });
  const preview = await answer(replica(), schedulePreview, { ids: [GULL, NIGHT] }, PLANNER, NOW);
  expect(preview.events.map(({ kind }) => kind)).toEqual(['changed', 'new']);
  expect(preview.people).toMatchObject([{ name: 'Анна', hasAccount: true }]);
  expect(preview.people[0]?.changes.map(({ kind }) => kind)).toEqual(['changed', 'called']);
  await told({ ...published, date: '2026-11-26' }, '2026-11-26');
  expect((await range(PLANNER)).events.find(({ id }) => id === GULL)?.state).toBe('published');
});

test('an event that hangs over another is asked about, and there is room beside it', async () => {
  const to = { date: '2026-11-26', start: '20:00', end: '23:00', venueId: STAGE };
  const asked = await answer(replica(), scheduleCollisions, { id: null, to }, PLANNER, NOW);
  expect(asked.collisions.map(({ code, untilClock }) => [code, untilClock])).toEqual([
    ['venue.taken', '22:00'],
    ['venue.taken', '04:00'],
  ]);
  const { place } = await answer(replica(), scheduleFree, { id: null, to }, PLANNER, NOW);
  expect(place).not.toBeNull();
  const there = await answer(replica(), scheduleCollisions, { id: null, to: must(place ?? undefined) }, PLANNER, NOW);
  expect(there.collisions).toEqual([]);
  // A morning after a night of which somebody came home at four.
  const morning = { date: '2026-11-27', start: '11:00', end: '13:00', venueId: ROOM };
  const rest = await answer(replica(), scheduleCollisions, { id: GULL, to: morning }, PLANNER, NOW);
  expect(rest.collisions).toMatchObject([
    { code: 'person.rest', people: ['Анна'], restMinutes: 420, untilClock: '04:00' },
  ]);
});

test('many at once, and what waits in Attention, each pair once', async () => {
  const copies = [{ id: idOf(90), fromId: GULL, date: '2026-11-26', isCopy: true }];
  const shifted = await answer(replica(), scheduleShifted, { copies }, PLANNER, NOW);
  expect(shifted.events).toBe(1);
  expect(shifted.keys).toContain(`venue.taken ${GULL}`);
  await replica().writeUnchecked((tx) => {
    tx.prepare("UPDATE schedule_events SET end_time = '23:00:00' WHERE id = ?").run(GULL);
    tx.touch('schedule_events');
  });
  const { rows } = await answer(replica(), upcomingCollisions, {}, PLANNER, NOW);
  expect(rows.map(({ event, collision }) => [event.title, collision.code])).toEqual([
    ['Чайка', 'venue.taken'],
    ['Чайка', 'person.twice'],
  ]);
});

test('a rule becomes days', () => {
  const rule = { from: '2026-11-24', until: '2026-12-09', weekdays: [1, 4], everyWeeks: 1 };
  expect(repeatedDays(rule, 100)).toEqual(['2026-11-27', '2026-12-01', '2026-12-04', '2026-12-08']);
  expect(repeatedDays({ ...rule, everyWeeks: 2 }, 100)).toEqual(['2026-11-27', '2026-12-08']);
  expect(repeatedDays({ ...rule, weekdays: [] }, 100)).toEqual([]);
  expect(repeatedDays({ ...rule, until: '9999-12-31' }, 3)).toHaveLength(3);
  expect(repeatedDays({ ...rule, from: '9999-12-20', until: '9999-12-31' }, 100)).toEqual([
    '9999-12-21',
    '9999-12-24',
    '9999-12-28',
    '9999-12-31',
  ]);
});

test('after commits that say which rows they changed, the plan is what it is worked out to be anew', async () => {
  const [call, open, other] = [idOf(60), idOf(61), idOf(62)];
  const row = (sql: string, table: 'schedule_events' | 'event_calls' | 'event_publications', id: string) => () =>
    replica().writeUnchecked((tx) => {
      // As a rebase rewinds: nothing but the sync takes rows away.
      tx.prepare('UPDATE guards SET is_on = 0').run();
      tx.prepare(sql).run(id);
      tx.prepare('UPDATE guards SET is_on = 1').run();
      tx.touchRow(table, id);
    });
  const INSERT_CALL = `INSERT INTO event_calls (id, theater_id, event_id, function, created_at, updated_at)
    VALUES (?, '${THEATER}', '${NIGHT}', 'звук', '${MOMENT}', '${MOMENT}')`;
  const INSERT_EVENT = `INSERT INTO schedule_events (id, theater_id, title, event_type, event_date, created_at, updated_at)
    VALUES (?, '${THEATER}', 'Выходной', 'other', '2026-11-27', '${MOMENT}', '${MOMENT}')`;
  const steps = [
    row(INSERT_CALL, 'event_calls', call),
    row(`UPDATE event_calls SET employee_id = '${ANNA}' WHERE id = ?`, 'event_calls', call),
    row("UPDATE schedule_events SET start_time = '18:00:00' WHERE id = ?", 'schedule_events', GULL),
    row('UPDATE event_publications SET is_withdrawn = 1 WHERE id = ?', 'event_publications', idOf(50)),
    row('UPDATE event_publications SET is_withdrawn = 0 WHERE id = ?', 'event_publications', idOf(50)),
    row(INSERT_EVENT, 'schedule_events', other),
    row("UPDATE schedule_events SET event_date = '2026-12-24' WHERE id = ?", 'schedule_events', other),
    row("UPDATE schedule_events SET event_date = '2026-11-28' WHERE id = ?", 'schedule_events', other),
    row(INSERT_CALL, 'event_calls', open),
    // Undone before it was sent: the row is not there any more, and does not say whose it was.
    row('DELETE FROM event_calls WHERE id = ?', 'event_calls', open),
    row('DELETE FROM event_calls WHERE id = ?', 'event_calls', call),
    row('DELETE FROM schedule_events WHERE id = ?', 'schedule_events', other),
    row("UPDATE schedule_events SET start_time = '19:00:00' WHERE id = ?", 'schedule_events', GULL),
  ];
  await range(PLANNER);
  for (const step of steps) {
    await step();
    const kept = await range(PLANNER);
    // Any row may have changed: nothing is kept.
    await replica().writeUnchecked((tx) => tx.touch('schedule_events'));
    expect(kept).toEqual(await range(PLANNER));
  }
});
