/**
 * The schedule of a theatre that has planned for years: 20,000 events, a hundred thousand things, a month of 600 events
 * over 12 venues. What a calendar asks, what hangs over it while somebody drags, and a move until it is durable.
 */

import { answer } from '../../electron/queries/define-query.ts';
import { comingCalls, noticeList } from '../../electron/queries/notices/notice-queries.ts';
import {
  scheduleCollisions,
  scheduleFree,
  upcomingCollisions,
} from '../../electron/queries/schedule/collision-queries.ts';
import { eventDetail } from '../../electron/queries/schedule/event-queries.ts';
import { planOf } from '../../electron/queries/schedule/plan.ts';
import { scheduleRange } from '../../electron/queries/schedule/schedule-queries.ts';
import { todayDay } from '../../electron/queries/today/day-queries.ts';
import { todayChanges, todayMine } from '../../electron/queries/today/mine-queries.ts';
import { todayProblems } from '../../electron/queries/today/problem-queries.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { canonicalJson } from '../../shared/base/json.ts';
import { dayAfter } from '../../shared/rules/event-time.ts';
import type { JsonValue } from '../../shared/schema/define.ts';
import { loneReplica } from '../support/lone-replica.ts';
import { idOf } from '../support/rows.ts';
import { type Add, ms, percentile, type Spent, spent } from './measure.ts';

const EVENTS = 20_000;
const ITEMS = 100_000;
const VENUES = 12;
const PEOPLE = 150;
const PRODUCTIONS = 20;
/** Twenty a day: 600 in a month of thirty days. */
const A_DAY = 20;
const CALLED = 12;
const FIRST_DAY = '2025-03-01';
const MONTH = '2026-11-01';
export const MOMENT = '2026-11-10T09:00:00.000Z';
const THEATER = idOf(1);
const PLANNER = { userId: idOf(2), permissions: ['*'] };
const READER = { userId: idOf(2), permissions: [] };

/** Rows of this house by their kind and number: 1 events, 3 people, 4 productions, 5 things, 6 what they need. */
export const houseId = (kind: number, number: number): string => idOf(kind * 0x1000000 + number);
const event = (n: number): string => houseId(1, n);
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const eventOf = (n: number) => {
  const start = 10 * 60 + ((n * 37) % 44) * 15;
  return {
    date: dayAfter(FIRST_DAY, Math.floor(n / A_DAY)),
    start: clock(start),
    end: clock(Math.min(1439, start + 90)),
    venue: n % VENUES,
    production: n % PRODUCTIONS,
  };
};
const calledTo = (n: number): number[] => Array.from({ length: CALLED }, (_, k) => (n * 11 + k * 7) % PEOPLE);

/** Years of a theatre, by `houseId`. */
export async function fillSchedule(replica: Replica): Promise<void> {
  await replica.writeUnchecked((tx) => {
    const insert = (table: string, columns: readonly string[], rows: Iterable<readonly unknown[]>): void => {
      const statement = tx.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      for (const row of rows) statement.run(...(row as never[]));
      tx.touch(table as 'venues');
    };
    const many = function* (count: number, row: (n: number) => readonly unknown[]): Generator<readonly unknown[]> {
      for (let n = 0; n < count; n += 1) yield row(n);
    };
    insert(
      'theaters',
      ['id', 'name', 'code', 'timezone', 'created_at', 'updated_at'],
      [[THEATER, 'Т', 't', 'Europe/Moscow', MOMENT, MOMENT]],
    );
    insert(
      'venues',
      ['id', 'theater_id', 'name', 'code', 'type', 'created_at', 'updated_at'],
      many(VENUES, (n) => [
        houseId(2, n),
        THEATER,
        `Площадка ${n}`,
        `V${n}`,
        n < 3 ? 'stage' : 'rehearsal',
        MOMENT,
        MOMENT,
      ]),
    );
    insert(
      'employees',
      ['id', 'theater_id', 'full_name', 'created_at', 'updated_at'],
      many(PEOPLE, (n) => [houseId(3, n), THEATER, `Человек ${n}`, MOMENT, MOMENT]),
    );
    insert(
      'performances',
      ['id', 'theater_id', 'title', 'created_at', 'updated_at'],
      many(PRODUCTIONS, (n) => [houseId(4, n), THEATER, `Спектакль ${n}`, MOMENT, MOMENT]),
    );
    insert(
      'inventory_items',
      ['id', 'theater_id', 'name', 'inventory_number', 'quantity', 'created_at', 'updated_at'],
      many(ITEMS, (n) => [houseId(5, n), THEATER, `Вещь ${n}`, `N-${n}`, 1, MOMENT, MOMENT]),
    );
    insert(
      'performance_inventory',
      ['id', 'theater_id', 'performance_id', 'inventory_item_id', 'quantity', 'created_at'],
      many(PRODUCTIONS * 100, (n) => [
        houseId(6, n),
        THEATER,
        houseId(4, n % PRODUCTIONS),
        houseId(5, n * 3),
        1,
        MOMENT,
      ]),
    );
    insert(
      'schedule_events',
      [
        'id',
        'theater_id',
        'title',
        'event_type',
        'event_date',
        'start_time',
        'end_time',
        'venue_id',
        'performance_id',
        'created_at',
        'updated_at',
      ],
      many(EVENTS, (n) => {
        const { date, start, end, venue, production } = eventOf(n);
        const type = n % 4 === 0 ? 'performance' : 'rehearsal';
        return [
          event(n),
          THEATER,
          `Событие ${n}`,
          type,
          date,
          `${start}:00`,
          `${end}:00`,
          houseId(2, venue),
          houseId(4, production),
          MOMENT,
          MOMENT,
        ];
      }),
    );
    insert(
      'event_calls',
      ['id', 'theater_id', 'event_id', 'employee_id', 'function', 'created_at', 'updated_at'],
      many(EVENTS * CALLED, (n) => [
        houseId(7, n),
        THEATER,
        event(Math.floor(n / CALLED)),
        houseId(3, calledTo(Math.floor(n / CALLED))[n % CALLED] ?? 0),
        'сцена',
        MOMENT,
        MOMENT,
      ]),
    );
    insert(
      'event_publications',
      ['id', 'theater_id', 'event_id', 'event_date', 'performance_id', 'content', 'published_at'],
      many(EVENTS, (n) => {
        const { date, production } = eventOf(n);
        return [houseId(8, n), THEATER, event(n), date, houseId(4, production), canonicalJson(told(n)), MOMENT];
      }),
    );
  });
}

/** As publishing writes it; every tenth has changed since. */
function told(n: number): JsonValue {
  const { date, start, end, venue, production } = eventOf(n);
  return {
    title: `Событие ${n}`,
    date,
    call: n % 10 === 0 ? '09:00' : null,
    ready: null,
    start,
    end,
    venueId: houseId(2, venue),
    venueText: null,
    type: n % 4 === 0 ? 'performance' : 'rehearsal',
    activity: null,
    status: 'planned',
    performanceId: houseId(4, production),
    variantId: null,
    calls: calledTo(n)
      .map((who) => ({ employeeId: houseId(3, who), function: 'сцена', callTime: null, endTime: null }))
      .toSorted((a, b) => (a.employeeId < b.employeeId ? -1 : 1)),
    participants: [],
  };
}

type Row = (what: string, target: number, runs: number, work: (n: number) => Promise<unknown>) => Promise<void>;

/** The first screen, each of its questions on another day, so that nothing is kept from the one before. */
async function benchToday(replica: Replica, row: Row): Promise<void> {
  const on = (n: number): Date => new Date(Date.parse(MOMENT) + n * 86_400_000);
  const since = new Date(Date.parse(MOMENT) - 86_400_000).toISOString();
  for (const [who, asker] of [
    ['who plans', PLANNER],
    ['everybody else', READER],
  ] as const) {
    replica.viewAs(asker.permissions, asker.userId);
    await row(`today: the day and its evenings at 20,000 events, for ${who}`, 50, 100, async (n) =>
      JSON.stringify(await answer(replica, todayDay, {}, asker, on(n))),
    );
    await row(`today: what is wrong, for ${who}`, 50, 100, (n) => answer(replica, todayProblems, {}, asker, on(n)));
  }
  replica.viewAs(PLANNER.permissions, PLANNER.userId);
  await row('today: what waits for the reader', 50, 100, (n) => answer(replica, todayMine, {}, PLANNER, on(n)));
  await row('today: what others changed', 50, 100, () => answer(replica, todayChanges, { since }, PLANNER, on(0)));
  await row('today: notices and coming calls', 50, 100, async (n) => {
    await answer(replica, noticeList, {}, PLANNER, on(n));
    await answer(replica, comingCalls, {}, PLANNER, on(n));
  });
}

export async function benchSchedule(add: Add): Promise<void> {
  await using lone = await loneReplica();
  const { replica } = lone;
  await fillSchedule(replica);
  const now = new Date(MOMENT);
  /** By the processor's time, because other work on the machine stretches the clock; the clock is told as well. */
  const row = async (
    what: string,
    target: number,
    runs: number,
    work: (n: number) => Promise<unknown>,
  ): Promise<void> => {
    const samples: Spent[] = [];
    for (let n = 0; n < runs; n += 1) samples.push(await spent(() => work(n)));
    const [clocks, processor] = [samples.map((one) => one.clock), samples.map((one) => one.processor)];
    const both = (of: readonly number[]): string => `p50 ${ms(percentile(of, 0.5))}, p99 ${ms(percentile(of, 0.99))}`;
    add(what, `p99 ≤ ${target} ms`, both(processor), percentile(processor, 0.99) <= target, `clock ${both(clocks)}`);
  };
  const month = (n: number) => ({ from: dayAfter(MONTH, n % 5), to: dayAfter(MONTH, (n % 5) + 29), employeeId: null });
  /** Another month with every run, none of them twice. */
  const anotherMonth = (n: number) => ({
    from: dayAfter(FIRST_DAY, n * 30),
    to: dayAfter(FIRST_DAY, n * 30 + 29),
    employeeId: null,
  });
  await answer(replica, scheduleRange, month(0), PLANNER, now);
  await row(
    'schedule: a month of 600 events over 12 venues at 20,000 events, opened for the first time, with what was told',
    50,
    Math.floor(EVENTS / A_DAY / 30) - 1,
    async (n) => JSON.stringify(await answer(replica, scheduleRange, anotherMonth(n), PLANNER, now)),
  );
  await answer(replica, scheduleRange, month(0), PLANNER, now);
  await row('schedule: the same month after an event of it was moved', 50, 200, async (n) => {
    const id = event(12_200 + n);
    await replica.writeUnchecked((tx) => {
      tx.prepare('UPDATE schedule_events SET start_time = ? WHERE id = ?').run(`${clock(600 + (n % 40) * 15)}:00`, id);
      tx.touchRow('schedule_events', id);
    });
    return JSON.stringify(await answer(replica, scheduleRange, month(0), PLANNER, now));
  });
  await row('schedule: the same month as it was told', 50, 200, async (n) =>
    JSON.stringify(await answer(replica, scheduleRange, month(n), READER, now)),
  );
  const middle = Math.floor(EVENTS / 2);
  const place = (n: number) => ({
    date: dayAfter(eventOf(middle).date, n % 5),
    start: clock(600 + (n % 40) * 15),
    end: clock(690 + (n % 40) * 15),
    venueId: houseId(2, n % VENUES),
  });
  const ask = (n: number) => ({ id: event(middle + (n % A_DAY)), to: place(n) });
  await answer(replica, scheduleCollisions, ask(0), PLANNER, now);
  await row('schedule: collisions of an event that is being dragged, at 20,000 events, in words', 10, 400, (n) =>
    answer(replica, scheduleCollisions, ask(n), PLANNER, now),
  );
  const whole = await planOf(replica, FIRST_DAY, dayAfter(FIRST_DAY, EVENTS / A_DAY));
  const moved = [...whole.events.values()];
  await row('schedule: collisions of a moved event against 20,000 events, the rules alone', 10, 1000, (n) => {
    const one = moved[(n * 7919) % moved.length];
    const date = moved[(n * 104_729) % moved.length]?.event_date ?? MONTH;
    return Promise.resolve(one === undefined ? [] : whole.index.collisionsOf({ ...one, event_date: date }));
  });
  await row('schedule: the nearest free place', 150, 60, (n) => answer(replica, scheduleFree, ask(n), PLANNER, now));
  await row('schedule: the page of an event, each weeks away from the one before', 50, 100, (n) =>
    answer(replica, eventDetail, { id: event((middle + n * 389) % EVENTS) }, PLANNER, now),
  );
  await benchToday(replica, row);
  await row('schedule: collisions of the next month, for Attention', 1000, 10, () =>
    answer(replica, upcomingCollisions, {}, PLANNER, now),
  );
}
