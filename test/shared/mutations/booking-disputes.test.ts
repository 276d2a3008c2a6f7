/** Double bookings as two holders of one thing: whatever becomes of single bookings, and whoever may read what. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { refusedBooking } from '../../../electron/outbox/booking-check.ts';
import { must } from '../../../shared/base/asserts.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { packingLineId } from '../../../shared/rules/packing.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), {
    planner: ['schedule.edit', 'rows.delete', 'tours.edit', 'packing.run'],
    other: ['schedule.edit'],
    tourer: ['tours.edit'],
    packer: ['packing.run'],
    nobody: [],
  });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const SECRET = 'Незабудка';

const done = async (as: string, name: string, args: unknown): Promise<string> => {
  expect(await cast().act(as, name, args), name).toBeUndefined();
  return cast().lastMutationId;
};
const thing = (quantity: number, more: Readonly<Record<string, JsonValue>> = {}): Promise<string> =>
  cast().row('inventory_items', { name: 'Прожектор', quantity, status: 'in_stock', ...more });
const tourOf = (from: number, to: number): Promise<string> =>
  cast().row('tours', { name: 'Волга', starts_on: dayFromNow(from), ends_on: dayFromNow(to) });
const plan = (tourId: string, itemId: string, by: number, caseId: string | null = null, as = 'planner') =>
  done(as, 'packing.plan', { tourId, changes: [{ itemId, caseId, by }] });
const event = (on: number, title: string): Promise<string> =>
  cast().row('schedule_events', { title, event_date: dayFromNow(on) });
const take = async (as: string, eventId: string, itemId: string, quantity: number): Promise<string> => {
  const id = cast().newId();
  const values = { event_id: eventId, inventory_item_id: itemId, quantity };
  await done(as, 'row.create', { table: 'event_inventory', id, values });
  return id;
};
const openOf = async (itemId: string) => cast().rows('booking_conflicts', `item_id = '${itemId}' AND status = 'open'`);
const told = async (who: string) =>
  (await cast().rows('notifications', `user_id = '${cast().userId(who)}' AND type = 'booking.collided'`)).length;

/** A tour takes all five of a thing, and an evening three of them. */
async function dispute(title = 'Чайка') {
  const [item, box, tour] = [await thing(5), await thing(1, { name: 'Кофр' }), await tourOf(40, 60)];
  await plan(tour, item, 5);
  const evening = await event(45, title);
  const booking = await take('other', evening, item, 3);
  const [conflict] = await openOf(item);
  const { id, first_table: first } = must(conflict);
  const [ofTour, ofEvent] = first === 'packing_lines' ? ['first', 'second'] : ['second', 'first'];
  const pack = { tourId: tour, itemId: item, caseId: box, action: 'pack', quantity: 3 };
  return { item, box, tour, evening, booking, conflictId: String(id), ofTour, ofEvent, pack };
}

describe('a double booking stays the same', () => {
  test('while a packer packs into cases: nobody is told anew, and each side still gives way as it was seen', async () => {
    const { item, box, tour, conflictId, ofTour, ofEvent, pack, booking } = await dispute();
    const before = [await told('planner'), await told('other')];
    await done('packer', 'packing.record', pack);
    await plan(tour, item, 1, box, 'packer');
    await done('packer', 'packing.record', { ...pack, quantity: 2 });
    expect(await openOf(item)).toMatchObject([{ id: conflictId }]);
    expect([await told('planner'), await told('other')]).toEqual(before);
    const [row] = await openOf(item);
    expect(row?.[`${ofTour}_table`]).toBe('packing_lines');
    expect(row?.[`${ofTour}_id`]).not.toBe(packingLineId(tour, item, null));
    await done('planner', 'booking.settle', { conflictId, way: 'give_way', side: ofEvent });
    expect((await cast().read('event_inventory', booking))['deleted_at']).not.toBeNull();
    expect(await openOf(item)).toEqual([]);
  });

  test('and is settled only where the two go together afterwards, over all of their bookings', async () => {
    const [item, one, two, tour] = [await thing(10), await thing(1), await thing(1), await tourOf(40, 60)];
    await plan(tour, item, 4, one);
    await plan(tour, item, 3, two);
    await take('other', await event(45, 'Чайка'), item, 6);
    const [row] = await openOf(item);
    const isTourFirst = row?.['first_table'] === 'packing_lines';
    const split = (ofTour: number, ofEvent: number) =>
      cast().verdict('planner', 'booking.settle', {
        conflictId: row?.['id'],
        way: 'split',
        first: isTourFirst ? ofTour : ofEvent,
        second: isTourFirst ? ofEvent : ofTour,
      });
    for (const [ofTour, ofEvent] of [
      [6, 6],
      [5, 6],
      [7, 5],
    ] as const)
      expect(await split(ofTour, ofEvent)).toBe('booking.taken');
    expect(await openOf(item)).toHaveLength(1);
    expect(await split(5, 5)).toBe('done');
    expect(await openOf(item)).toEqual([]);
  });

  test('when the days between two evenings of one production have what they booked', async () => {
    const [item, tour, play] = [await thing(5), await tourOf(40, 42), await cast().row('performances')];
    const later = await tourOf(50, 52);
    const evening = async (on: number) => {
      const id = await event(on, 'Мастер');
      await cast().raw(`UPDATE schedule_events SET performance_id = '${play}' WHERE id = '${id}'`);
      return take('other', id, item, 3);
    };
    const [first, between, last] = [await evening(41), await evening(46), await evening(51)];
    await plan(tour, item, 5);
    await plan(later, item, 5);
    const rows = await openOf(item);
    expect(rows).toHaveLength(2);
    const row = must(rows.find((each) => each['from_date'] === dayFromNow(41)));
    const side = row['first_table'] === 'event_inventory' ? 'first' : 'second';
    await done('planner', 'booking.settle', { conflictId: row['id'], way: 'give_way', side });
    expect((await cast().read('event_inventory', first))['deleted_at']).not.toBeNull();
    for (const booking of [between, last])
      expect(await cast().read('event_inventory', booking)).toMatchObject({ quantity: 3, deleted_at: null });
  });
});

test('a thing is enough again when any of the bookings of two is of another one', async () => {
  const [item, tour, play, spare] = [
    await thing(5),
    await tourOf(40, 42),
    await cast().row('performances'),
    await thing(9),
  ];
  const bookings: string[] = [];
  for (const on of [40, 41]) {
    const id = await event(on, 'Мастер');
    await cast().raw(`UPDATE schedule_events SET performance_id = '${play}' WHERE id = '${id}'`);
    bookings.push(await take('other', id, item, 3));
  }
  await plan(tour, item, 5);
  for (const [index, id] of bookings.toReversed().entries()) {
    const edit = { changes: { inventory_item_id: spare }, seen: { inventory_item_id: item } };
    await done('planner', 'row.update', { table: 'event_inventory', id, ...edit });
    const open = await openOf(item);
    expect(open.map((row) => [row['from_date'], row['to_date']])).toEqual(
      index === 0 ? [[dayFromNow(40), dayFromNow(40)]] : [],
    );
  }
});

describe('who came first', () => {
  test('goes by the clock of the hub, and not by that of a laptop', async () => {
    const item = await thing(5);
    const own = await take('other', await event(45, 'Чайка'), item, 4);
    const values = { event_id: await event(45, 'Мастер'), inventory_item_id: item, quantity: 4 };
    const [args, when] = [
      { table: 'event_inventory', id: cast().newId(), values },
      { at: 5, clock: '2001-01-01T00:00:00.000Z' },
    ];
    expect(await cast().act('planner', 'row.create', args, when)).toBeUndefined();
    expect(await openOf(item)).toMatchObject([{ first_id: own, second_id: args.id }]);
  });
});

describe('what is said of a draft', () => {
  test('names it neither in a notice nor in a refusal to who does not plan', async () => {
    const [item, tour] = [await thing(5), await tourOf(40, 60)];
    await take('other', await event(45, SECRET), item, 5);
    await plan(tour, item, 1, null, 'packer');
    const notices = await cast().rows('notifications', `type = 'booking.collided'`);
    expect(notices.some((notice) => notice['user_id'] === cast().userId('packer'))).toBe(true);
    expect(JSON.stringify(notices)).not.toContain(SECRET);
    const [row] = await openOf(item);
    for (const [first, second] of [
      [1_000_000, 1_000_000],
      [0, 0],
    ]) {
      const args = { conflictId: row?.['id'], way: 'split', first, second };
      expect(await cast().verdict('nobody', 'booking.settle', args)).toBe('permission.denied');
      expect(await cast().verdict('packer', 'booking.settle', args)).toBe('permission.denied');
    }
    const dates = {
      table: 'tours',
      id: tour,
      changes: { ends_on: dayFromNow(44) },
      seen: { ends_on: dayFromNow(60) },
    };
    await cast().row('schedule_events', { title: SECRET, event_date: dayFromNow(50), tour_id: tour });
    expect(await cast().act('tourer', 'row.update', dates)).toEqual({
      code: 'tour.eventsOutsideUnseen',
      details: { count: 1 },
    });
    expect(await cast().act('planner', 'row.update', dates)).toMatchObject({
      code: 'tour.eventsOutside',
      details: { titles: `«${SECRET}»` },
    });
  });

  test('on the laptop that refuses by the rule of the theatre is that one of the events has it', async () => {
    const { conflictId, ofTour } = await dispute(SECRET);
    await done('admin', 'booking.setPolicy', { policy: 'block_all', seen: 'warn' });
    const row = await cast().read('booking_conflicts', conflictId);
    const effects = [
      { table: 'booking_conflicts', id: conflictId, before: null },
      { table: 'packing_lines', id: String(row[`${ofTour}_id`]), before: null },
    ] as const;
    const refusal = (permissions: readonly string[]) =>
      refusedBooking(must(cast().sides[0]).store().db, { theaterId: cast().theaterId, permissions }, effects);
    expect(await refusal(['packing.run'])).toMatchObject({ code: 'booking.takenByEvent' });
    expect(JSON.stringify(await refusal(['packing.run']))).not.toContain(SECRET);
    expect(await refusal(['schedule.edit'])).toMatchObject({ code: 'booking.taken', details: { holder: SECRET } });
    await done('admin', 'booking.setPolicy', { policy: 'warn', seen: 'block_all' });
  });
});

describe('a thing that serves instead', () => {
  test('is of use, there are enough of it, and nobody else has them', async () => {
    const { conflictId, ofEvent, evening } = await dispute();
    const instead = (itemId: string) =>
      cast().verdict('planner', 'booking.settle', { conflictId, way: 'substitute', side: ofEvent, itemId });
    for (const spare of [
      await thing(9, { status: 'decommissioned' }),
      await thing(9, { status: 'in_repair' }),
      await thing(2),
    ])
      expect(await instead(spare)).toBe('booking.substituteTaken');
    const unsafe = await thing(9);
    await cast().row('faults', { inventory_item_id: unsafe, severity: 'unsafe', status: 'open' });
    expect(await instead(unsafe)).toBe('booking.substituteTaken');
    const taken = await thing(9);
    await take('other', await event(45, 'Мастер'), taken, 7);
    expect(await instead(taken)).toBe('booking.substituteTaken');
    const left = await cast().rows('event_inventory', `event_id = '${evening}' AND deleted_at IS NULL`);
    expect(left).toHaveLength(1);
    expect(await instead(await thing(3))).toBe('done');
  });
});

describe('a settlement is taken back', () => {
  test('also after a packer has moved pieces between cases, and once', async () => {
    const { item, conflictId, ofTour, pack } = await dispute();
    const of = await done('planner', 'booking.settle', { conflictId, way: 'give_way', side: ofTour });
    await done('packer', 'packing.record', { ...pack, quantity: 1 });
    const planned = async (): Promise<number> =>
      (await cast().rows('packing_lines', `inventory_item_id = '${item}'`)).reduce(
        (sum, line) => sum + Number(line['quantity']),
        0,
      );
    expect(await planned()).toBe(2);
    await done('planner', 'booking.unsettle', { of });
    expect(await planned()).toBe(5);
    expect(await openOf(item)).toMatchObject([{ id: conflictId }]);
    expect(await cast().verdict('planner', 'booking.unsettle', { of })).toBe('undo.changed');
    expect(await planned()).toBe(5);
  });

  test('not where nothing of it stands as it was left, and not once more when there is enough', async () => {
    const { item, conflictId, ofEvent, booking } = await dispute();
    const split = ofEvent === 'first' ? { first: 1, second: 4 } : { first: 4, second: 1 };
    const of = await done('planner', 'booking.settle', { conflictId, way: 'split', ...split });
    await cast().raw(`UPDATE inventory_items SET quantity = 50 WHERE id = '${item}'`);
    await done('planner', 'booking.unsettle', { of });
    expect(await cast().read('event_inventory', booking)).toMatchObject({ quantity: 3 });
    expect(await cast().read('booking_conflicts', conflictId)).toMatchObject({ resolution: 'enough' });
    expect(await cast().verdict('planner', 'booking.unsettle', { of })).toBe('undo.changed');

    const second = await dispute();
    const gone = { conflictId: second.conflictId, way: 'give_way', side: second.ofEvent };
    const settled = await done('planner', 'booking.settle', gone);
    const deletions = await cast().rows('deletion_effects', `entity_id = '${second.booking}'`);
    await done('planner', 'deletion.restore', { deletionId: deletions[0]?.['deletion_id'] });
    expect(await cast().verdict('planner', 'booking.unsettle', { of: settled })).toBe('undo.changed');
  });
});

test('a slip in a date that brings a season of double bookings about is a handful of notices', async () => {
  const [item, tour] = [await thing(1), await tourOf(40, 60)];
  await plan(tour, item, 1);
  for (let on = 70; on < 100; on += 1)
    await cast().row('event_inventory', {
      event_id: await event(on, 'Чайка'),
      inventory_item_id: item,
      quantity: 1,
      changed_by_id: cast().userId('other'),
    });
  const before = await told('other');
  const dates = { changes: { ends_on: dayFromNow(200) }, seen: { ends_on: dayFromNow(60) } };
  await done('tourer', 'row.update', { table: 'tours', id: tour, ...dates });
  const open = await openOf(item);
  expect(open).toHaveLength(30);
  expect((await told('other')) - before).toBe(5);
  const notices = await cast().rows(
    'notifications',
    `user_id = '${cast().userId('other')}' AND entity_id IN (${open.map(({ id }) => `'${String(id)}'`).join()})`,
  );
  const said = notices.map((notice) => must(readNotice('booking.collided', notice['data'])));
  expect(said.map(({ from }) => from).toSorted()).toEqual([70, 71, 72, 73, 74].map(dayFromNow));
  const named = said.flatMap(({ conflictId, others = [] }) => [conflictId, ...others]);
  expect(named.toSorted()).toEqual(open.map(({ id }) => id).toSorted());
  expect(said.flatMap(({ more }) => more ?? [])).toEqual([25]);
});
