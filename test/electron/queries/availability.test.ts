/** The time line and the double bookings as screens ask for them, and how bookings are found. */
import { expect, test } from 'vitest';
import { bookingPolicy, timeline } from '../../../electron/queries/availability-queries.ts';
import { answer } from '../../../electron/queries/define-query.ts';
import { disputes } from '../../../electron/queries/dispute-queries.ts';
import { tourShortages } from '../../../electron/queries/tour-shortages.ts';
import { LookupStatements, SqliteRowStore } from '../../../electron/replica/sqlite-row-store.ts';
import { must } from '../../../shared/base/asserts.ts';
import { openTimeline } from '../../../shared/features/availability/time-line-answer.ts';
import { eventBookings, tourBookings } from '../../../shared/mutations/booking-plan.ts';
import { conflictIdOf } from '../../../shared/mutations/booking-rows.ts';
import { packingLineId } from '../../../shared/rules/packing.ts';
import { kyselyOver } from '../../../sqlite/sqlite-kysely.ts';
import { loneReplica } from '../../support/lone-replica.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../../support/rows.ts';

const clock = new Date(NOW);
const planner = { userId: idOf(9), permissions: ['schedule.edit'] };

test('who holds a thing on which days, what is free on each, and what serves instead', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const made = await replica.writeUnchecked(async (tx) => {
    const make = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    await make.theater();
    await make.make('users', { id: planner.userId, first_name: 'Мария', last_name: 'Волкова' });
    const category = await make.make('inventory_categories', { name: 'Свет' });
    const thing = (name: string, quantity: number, more: object = {}) =>
      make.make('inventory_items', { name, quantity, category_id: category, ...more });
    const item = await thing('Голова MegaPointe', 12, {
      model: 'MegaPointe',
      custom_fields: { Напряжение: '220 В' },
    });
    const spare = await thing('Голова Quantum', 6, { model: 'Quantum' });
    const alike = await thing('Голова MegaPointe', 4, { model: 'MegaPointe', custom_fields: { Напряжение: '110 В' } });
    await thing('Голова сломанная', 9, { status: 'in_repair' });
    const tour = await make.make('tours', {
      name: 'Казань',
      starts_on: dayFromNow(3),
      ends_on: dayFromNow(12),
    });
    const line = await make.make('packing_lines', {
      id: packingLineId(tour, item, null),
      tour_id: tour,
      inventory_item_id: item,
      quantity: 8,
    });
    const event = await make.make('schedule_events', { title: 'Мастер', event_date: dayFromNow(9) });
    const booking = await make.make('event_inventory', {
      event_id: event,
      inventory_item_id: item,
      quantity: 8,
      changed_by_id: planner.userId,
    });
    const off = await make.make('schedule_events', {
      title: 'Отменили',
      event_date: dayFromNow(9),
      status: 'cancelled',
    });
    await make.make('event_inventory', { event_id: off, inventory_item_id: item, quantity: 5 });
    const id = conflictIdOf(item, `tour ${tour}`, `event ${event}`);
    await make.make('booking_conflicts', {
      id,
      item_id: item,
      from_date: dayFromNow(9),
      to_date: dayFromNow(9),
      first_table: 'packing_lines',
      first_id: line,
      second_table: 'event_inventory',
      second_id: booking,
      short_by: 4,
    });
    return { item, spare, alike, tour, id, category };
  });
  const days = { from: dayFromNow(2), to: dayFromNow(13) };
  const view = openTimeline(await answer(replica, timeline, days, planner, clock));
  expect(view.things.map(({ name }) => name)).toEqual(['Голова MegaPointe']);
  const thing = must(view.things[0]);
  expect(thing.free).toEqual([12, 4, 4, 4, 4, 4, 4, -4, 4, 4, 4, 12]);
  expect(thing.bars.map(({ title, quantity, from, to }) => [title, quantity, from, to])).toEqual([
    ['Казань', 8, dayFromNow(3), dayFromNow(12)],
    ['Мастер', 8, dayFromNow(9), dayFromNow(9)],
  ]);
  expect(must(thing.bars[1]).who).toContain('Волкова');
  expect(thing.conflictId).toBe(made.id);

  // A thing that nobody holds is found by its name; what is in repair is free for nobody.
  const found = await answer(replica, timeline, { ...days, find: 'слома' }, planner, clock);
  expect(found.things).toMatchObject([{ have: 9, out: 9, outReason: 'in_repair', bars: [] }]);
  expect((await answer(replica, timeline, { ...days, tour: idOf(77) }, planner, clock)).things).toEqual([]);
  expect((await answer(replica, timeline, { ...days, category: made.category }, planner, clock)).things).toHaveLength(
    1,
  );

  const { open } = await answer(replica, disputes, {}, planner, clock);
  expect(open).toMatchObject([
    {
      conflictId: made.id,
      short: 4,
      have: 12,
      forBoth: 12,
      first: { title: 'Казань', isTour: true, quantity: 8, rest: 4, mayChange: false },
      second: { title: 'Мастер', quantity: 8, rest: 4, isMine: true, mayChange: true },
      // The most alike first, each with what is another about it.
      substitutes: [
        {
          id: made.alike,
          free: 4,
          differences: [{ field: 'Напряжение', isOwn: true, is: '110 В', wanted: '220 В' }],
        },
        {
          id: made.spare,
          free: 6,
          differences: [
            { field: 'model', isOwn: false, is: 'Quantum', wanted: 'MegaPointe' },
            { field: 'Напряжение', isOwn: true, is: null, wanted: '220 В' },
          ],
        },
      ],
    },
  ]);
  expect((await answer(replica, disputes, { conflict: made.id }, planner, clock)).open).toEqual(open);
  expect(await answer(replica, disputes, { conflict: idOf(77) }, planner, clock)).toEqual({ open: [], settled: [] });
  expect((await answer(replica, disputes, {}, { userId: idOf(8), permissions: [] }, clock)).open).toEqual([]);
  // The tour is told of what it is short, and on which day; of another there is nothing to say.
  expect(await answer(replica, tourShortages, { tour: made.tour }, planner, clock)).toEqual([
    { itemId: made.item, name: 'Голова MegaPointe', short: 4, from: dayFromNow(9) },
  ]);
  expect(await answer(replica, tourShortages, { tour: idOf(77) }, planner, clock)).toEqual([]);
  expect(await answer(replica, bookingPolicy, {}, planner, clock)).toBe('warn');
});

test('a shortage says why, and names the show, the days and whose it is, in each of the five ways', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const day = dayFromNow(9);
  await replica.writeUnchecked(async (tx) => {
    const make = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    await make.theater();
    await make.make('users', { id: planner.userId, first_name: 'Мария', last_name: 'Волкова' });
    const thing = (name: string, quantity: number, more: object = {}) =>
      make.make('inventory_items', { name, quantity, ...more });
    const event = await make.make('schedule_events', { title: 'Мастер', event_date: day });
    const take = (item: string, quantity: number) =>
      make.make('event_inventory', {
        event_id: event,
        inventory_item_id: item,
        quantity,
        changed_by_id: planner.userId,
      });
    await take(await thing('1 занята', 2), 2);
    const tour = await make.make('tours', { name: 'Казань', starts_on: dayFromNow(3), ends_on: dayFromNow(12) });
    const away = await thing('2 на гастролях', 3, { status: 'on_tour' });
    const line = { id: packingLineId(tour, away, null), tour_id: tour, inventory_item_id: away, quantity: 3 };
    await make.make('packing_lines', { ...line, updated_by_id: planner.userId });
    const broken = await thing('3 в ремонте', 1, { status: 'in_repair' });
    await make.make('faults', {
      inventory_item_id: broken,
      title: 'Не крутится',
      status: 'in_repair',
      reported_by_name: 'Н. Власов',
      created_at: `${dayFromNow(-2)}T10:00:00.000Z`,
    });
    const gone = await thing('4 списана', 1, { status: 'decommissioned' });
    await make.make('inventory_history', {
      item_id: gone,
      movement_type: 'write_off',
      quantity: 1,
      comment: 'Сгорел',
      created_by_name: 'О. Морозова',
      occurred_at: `${dayFromNow(-5)}T10:00:00.000Z`,
    });
    await take(gone, 1);
    await take(await thing('5 меньше, чем взяли', 1), 4);
  });
  const { things } = openTimeline(await answer(replica, timeline, { from: day, to: day }, planner, clock));
  const named = openTimeline(
    await answer(replica, timeline, { from: day, to: day, find: 'в ремонте' }, planner, clock),
  );
  const of = (name: string) => must([...things, ...named.things].find((one) => one.name.startsWith(name)));
  const taken = { title: 'Мастер', isTour: false, from: day, to: day, who: 'Мария Волкова', isMine: true };
  expect(of('1')).toMatchObject({ free: [0], bars: [{ ...taken, quantity: 2, isInvalid: false }] });
  expect(of('2')).toMatchObject({
    free: [0],
    outReason: null,
    bars: [{ title: 'Казань', isTour: true, quantity: 3, from: day, to: day, isInvalid: false }],
  });
  expect(of('3')).toMatchObject({
    free: [0],
    out: 1,
    outReason: 'in_repair',
    outNote: { what: 'Не крутится', who: 'Н. Власов', since: dayFromNow(-2) },
  });
  expect(of('4')).toMatchObject({
    free: [-1],
    outReason: 'decommissioned',
    outNote: { what: 'Сгорел', who: 'О. Морозова', since: dayFromNow(-5) },
    bars: [{ ...taken, quantity: 1, isInvalid: true }],
  });
  expect(of('5')).toMatchObject({ free: [-3], bars: [{ ...taken, quantity: 4, isInvalid: true }] });
});

test('bookings of a thing are found by the thing, and those of days by the days', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const days = { from: dayFromNow(0), to: dayFromNow(90) };
  const planOf = (query: ReturnType<typeof eventBookings> | ReturnType<typeof tourBookings>): string[] => {
    const { sql, parameters } = query.compile();
    return replica.reader
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...(parameters as unknown[]))
      .map(({ detail }) => detail);
  };
  for (const plan of [
    planOf(eventBookings(replica.db, [idOf(5)], days)),
    planOf(tourBookings(replica.db, [idOf(5)], days)),
  ])
    expect(plan.filter((line) => line.startsWith('SCAN'))).toEqual([]);
  const byThing = planOf(eventBookings(replica.db, [idOf(5)], days));
  expect(byThing.join('\n')).toMatch(/SEARCH b USING INDEX ix_event_inventory_inventory_item_id/);
  // Of the whole house: by the events of the days to what they take, and not by all that anybody ever took.
  const ofAll = planOf(eventBookings(replica.db, { of: idOf(1) }, days)).join('\n');
  expect(ofAll).toMatch(/SEARCH e USING INDEX \S*event_date \(theater_id=\? AND event_date>\? AND event_date<\?\)/);
  expect(ofAll).toMatch(/SEARCH b USING INDEX ix_event_inventory_event_id/);
  const packed = planOf(tourBookings(replica.db, { of: idOf(1) }, days)).join('\n');
  expect(packed).toMatch(/SEARCH b USING INDEX ix_packing_lines_tour_id/);
});
