/** Bookings of one thing that do not go together: kept, found, told, settled and taken back, the same on both sides. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { conflictIdOf } from '../../../shared/mutations/booking-rows.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { holderOf } from '../../../shared/rules/bookings.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { packingLineId } from '../../../shared/rules/packing.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), {
    planner: ['schedule.edit', 'rows.delete', 'inventory.edit', 'inventory.move'],
    other: ['schedule.edit', 'rows.delete'],
    tourer: ['tours.edit', 'packing.run'],
  });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const thing = (quantity = 1, more: Readonly<Record<string, JsonValue>> = {}): Promise<string> =>
  cast().row('inventory_items', { name: 'Проектор', quantity, ...more });
const event = (on: number, title: string, more: Readonly<Record<string, JsonValue>> = {}): Promise<string> =>
  cast().row('schedule_events', { title, event_date: dayFromNow(on), ...more });
const book = async (who: string, eventId: string, itemId: string, quantity = 1): Promise<string> => {
  const id = cast().newId();
  const values = { event_id: eventId, inventory_item_id: itemId, quantity };
  expect(await cast().verdict(who, 'row.create', { table: 'event_inventory', id, values })).toBe('done');
  return id;
};
/** A tour that packs the thing, as if somebody had planned it. */
const tourWith = async (itemId: string, quantity: number, from: number, to: number): Promise<string> => {
  const tour = await cast().row('tours', { name: 'Казань', starts_on: dayFromNow(from), ends_on: dayFromNow(to) });
  const id = packingLineId(tour, itemId, null);
  await cast().row('packing_lines', { id, tour_id: tour, inventory_item_id: itemId, quantity });
  return tour;
};
/** Whose a booking is, and of what. */
const heldBy = async (booking: string): Promise<{ holder: string; item: string }> => {
  const line = await cast().read('packing_lines', booking);
  if (typeof line['tour_id'] === 'string')
    return { holder: `tour ${line['tour_id']}`, item: String(line['inventory_item_id']) };
  const taken = await cast().read('event_inventory', booking);
  const event = await cast().read('schedule_events', String(taken['event_id']));
  const of = (column: string): string | null => (event[column] as string | null | undefined) ?? null;
  const holder = holderOf({ tourId: of('tour_id'), performanceId: of('performance_id'), eventId: of('id') });
  return { holder, item: String(taken['inventory_item_id']) };
};
/** The conflict of the thing of the first one with whoever holds the other. */
const conflictOf = async (one: string, other: string): Promise<string> => {
  const [first, second] = [await heldBy(one), await heldBy(other)];
  return conflictIdOf(first.item, first.holder, second.holder);
};
const conflict = async (one: string, other: string) => cast().read('booking_conflicts', await conflictOf(one, other));
const both = async (): Promise<{ item: string; one: string; other: string; id: string }> => {
  const item = await thing();
  const [one, other] = [
    await book('planner', await event(40, 'Чайка'), item),
    await book('other', await event(40, 'Мастер'), item),
  ];
  return { item, one, other, id: await conflictOf(one, other) };
};
const undo = async (who: string, name: string, args: unknown): Promise<string> => {
  const back = must(
    must(mutationNamed(name)).inverse(args, { mutationId: cast().lastMutationId, newId: () => cast().newId() }),
  );
  return cast().verdict(who, back.name, back.args);
};

describe('two bookings of one thing on one day', () => {
  test('are both kept, stand as a conflict, and both authors hear of it once', async () => {
    const { item, one, other, id } = await both();
    expect(await conflict(one, other)).toMatchObject({
      item_id: item,
      from_date: dayFromNow(40),
      to_date: dayFromNow(40),
      first_id: one,
      second_id: other,
      short_by: 1,
      status: 'open',
    });
    expect(
      await cast().verdict('other', 'row.update', {
        table: 'event_inventory',
        id: other,
        changes: { note: 'На балкон' },
        seen: { note: null },
      }),
    ).toBe('done');
    for (const who of ['planner', 'other']) {
      const notices = await cast().rows('notifications', `user_id = '${cast().userId(who)}' AND entity_id = '${id}'`);
      expect(notices).toHaveLength(1);
      const { event_id: first } = await cast().read('event_inventory', one);
      const { event_id: second } = await cast().read('event_inventory', other);
      // What an event is called is for whoever may read it when they read.
      expect(readNotice('booking.collided', notices[0]?.['data'])).toMatchObject({
        first: '',
        firstEventId: first,
        second: '',
        secondEventId: second,
      });
    }
  });

  test('are enough again when one is taken back, moved away or fewer, and too few when it returns', async () => {
    const { one, other } = await both();
    const deletionId = cast().newId();
    expect(await cast().verdict('other', 'row.delete', { table: 'event_inventory', id: other, deletionId })).toBe(
      'done',
    );
    expect(await conflict(one, other)).toMatchObject({ status: 'resolved', resolution: 'enough' });
    expect(await cast().verdict('other', 'deletion.restore', { deletionId })).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'open', resolution: null });
    const { event_id: eventId } = await cast().read('event_inventory', other);
    expect(await cast().verdict('other', 'schedule.shift', { ids: [eventId], days: 1 })).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'resolved', resolution: 'enough' });
    expect(await undo('other', 'schedule.shift', { ids: [eventId], days: 1 })).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'open' });
    expect(
      await cast().verdict('other', 'row.update', {
        table: 'schedule_events',
        id: eventId,
        changes: { status: 'cancelled' },
        seen: { status: 'planned' },
      }),
    ).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'resolved' });
  });

  test('of which the thing is another by now are no conflict', async () => {
    const { item, one, other } = await both();
    const spare = await thing();
    expect(
      await cast().verdict('other', 'row.update', {
        table: 'event_inventory',
        id: other,
        changes: { inventory_item_id: spare },
        seen: { inventory_item_id: item },
      }),
    ).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'resolved', resolution: 'enough' });
  });

  test('go together when there is another piece, and not when it is written off', async () => {
    const { item, one, other } = await both();
    const place = await cast().row('inventory_locations');
    const receipt = { itemId: item, locationId: place, quantity: 1 };
    expect(await cast().verdict('planner', 'inventory.receive', receipt)).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'resolved', resolution: 'enough' });
    const writeOff = { itemId: item, locationId: place, quantity: 1, comment: 'Разбит' };
    expect(await cast().verdict('admin', 'inventory.writeOff', writeOff)).toBe('done');
    expect(await conflict(one, other)).toMatchObject({ status: 'open' });
  });

  test('of days that are over are left alone', async () => {
    const item = await thing();
    const [one, other] = [
      await book('planner', await event(-3, 'Чайка'), item),
      await book('other', await event(-3, 'Мастер'), item),
    ];
    expect(await conflict(one, other)).toEqual({});
  });
});

test('a tour holds what it packs on all of its days, and its own evenings share it', async () => {
  const item = await thing(12);
  const tour = await tourWith(item, 8, 50, 60);
  await book('planner', await event(52, 'Чайка', { tour_id: tour }), item, 8);
  const evening = await book('other', await event(58, 'Мастер'), item, 8);
  const line = packingLineId(tour, item, null);
  expect(await conflict(line, evening)).toMatchObject({ from_date: dayFromNow(58), short_by: 4, status: 'open' });
  const dates = (ends: number, seen: number) => ({
    table: 'tours',
    id: tour,
    changes: { ends_on: dayFromNow(ends) },
    seen: { ends_on: dayFromNow(seen) },
  });
  expect(await cast().verdict('tourer', 'row.update', dates(57, 60))).toBe('done');
  expect(await conflict(line, evening)).toMatchObject({ status: 'resolved', resolution: 'enough' });
  expect(await cast().verdict('tourer', 'row.update', dates(60, 57))).toBe('done');
  expect(await conflict(line, evening)).toMatchObject({ status: 'open' });
});

describe('a double booking is settled', () => {
  test('by giving way, comes back when that is taken back, and somebody who was slower hears who was faster', async () => {
    const { one, other, id } = await both();
    const args = { conflictId: id, way: 'give_way', side: 'second' };
    expect(await cast().verdict('technician', 'booking.settle', args)).toBe('permission.denied');
    expect(await cast().verdict('other', 'booking.settle', args)).toBe('done');
    expect((await cast().read('event_inventory', other))['deleted_at']).not.toBeNull();
    expect(await conflict(one, other)).toMatchObject({
      status: 'resolved',
      resolution: 'give_way',
      resolved_by_name: 'other Т',
    });
    expect(await undo('other', 'booking.settle', args)).toBe('done');
    expect((await cast().read('event_inventory', other))['deleted_at']).toBeNull();
    expect(await conflict(one, other)).toMatchObject({ status: 'open' });
    expect(await cast().verdict('planner', 'booking.settle', { ...args, side: 'first' })).toBe('done');
    expect(await cast().act('other', 'booking.settle', args)).toMatchObject({
      code: 'booking.settled',
      details: { by: 'planner Т' },
    });
  });

  test('no more once its days are over, and it is said so: nobody has settled it', async () => {
    const id = await cast().row('booking_conflicts', { status: 'open' });
    const args = { conflictId: id, way: 'give_way', side: 'second' };
    expect(await cast().act('planner', 'booking.settle', args)).toMatchObject({ code: 'booking.over' });
  });

  test('on all evenings on which the two meet, by keeping what the other leaves', async () => {
    const item = await thing(12);
    const tour = await tourWith(item, 8, 70, 80);
    const mastery = await cast().row('performances');
    const evenings = [
      await book('other', await event(75, 'Мастер', { performance_id: mastery }), item, 8),
      await book('other', await event(76, 'Мастер', { performance_id: mastery }), item, 8),
    ];
    const line = packingLineId(tour, item, null);
    const found = await conflict(line, must(evenings[0]));
    const side = found['first_id'] === line ? 'second' : 'first';
    const args = { conflictId: await conflictOf(line, must(evenings[0])), way: 'give_way', side };
    expect(await cast().verdict('tourer', 'booking.settle', args)).toBe('permission.denied');
    expect(await cast().verdict('other', 'booking.settle', args)).toBe('done');
    for (const evening of evenings) {
      expect(await cast().read('event_inventory', evening)).toMatchObject({ quantity: 4 });
      expect(await conflict(line, evening)).toMatchObject({ status: 'resolved', resolution: 'give_way' });
    }
  });

  test('by sharing what there is, and not by more', async () => {
    const item = await thing(12);
    const [one, other] = [
      await book('planner', await event(90, 'Чайка'), item, 8),
      await book('other', await event(90, 'Мастер'), item, 8),
    ];
    const split = async (first: number, second: number) =>
      cast().verdict('planner', 'booking.settle', {
        conflictId: await conflictOf(one, other),
        way: 'split',
        first,
        second,
      });
    expect(await split(8, 5)).toBe('booking.taken');
    expect(await conflict(one, other)).toMatchObject({ status: 'open' });
    expect(await split(7, 5)).toBe('done');
    expect(await cast().read('event_inventory', one)).toMatchObject({ quantity: 7 });
    expect(await cast().read('event_inventory', other)).toMatchObject({ quantity: 5 });
  });

  test('by taking something equal instead, for an evening and for a tour', async () => {
    const { one, other, id } = await both();
    const spare = await thing();
    const args = { conflictId: id, way: 'substitute', side: 'second', itemId: spare };
    expect(await cast().verdict('other', 'booking.settle', args)).toBe('done');
    const { event_id: eventId } = await cast().read('event_inventory', other);
    const there = `event_id = '${String(eventId)}' AND inventory_item_id = '${spare}' AND deleted_at IS NULL`;
    expect(await cast().rows('event_inventory', there)).toHaveLength(1);
    expect(await conflict(one, other)).toMatchObject({ resolution: 'substitute' });
    expect(await undo('other', 'booking.settle', args)).toBe('done');
    expect(await cast().rows('event_inventory', there)).toHaveLength(0);
    expect(await conflict(one, other)).toMatchObject({ status: 'open' });

    const [wanted, instead] = [await thing(8), await thing(9)];
    const evening = await book('planner', await event(105, 'Мастер'), wanted, 5);
    const tour = await tourWith(wanted, 8, 100, 110);
    const touch = { table: 'event_inventory', id: evening, changes: { quantity: 6 }, seen: { quantity: 5 } };
    expect(await cast().verdict('planner', 'row.update', touch)).toBe('done');
    const line = packingLineId(tour, wanted, null);
    const found = await conflict(line, evening);
    const side = found['first_id'] === line ? 'first' : 'second';
    const ofTour = { conflictId: await conflictOf(line, evening), way: 'substitute', side, itemId: instead };
    expect(await cast().verdict('tourer', 'booking.settle', ofTour)).toBe('done');
    expect(await cast().read('packing_lines', line)).toMatchObject({ quantity: 2 });
    expect(await cast().read('packing_lines', packingLineId(tour, instead, null))).toMatchObject({ quantity: 6 });
    expect(await undo('tourer', 'booking.settle', ofTour)).toBe('done');
    expect(await cast().read('packing_lines', line)).toMatchObject({ quantity: 8 });
  });
});

test('the rule of the theatre is set by who keeps the settings, and not over the head of somebody else', async () => {
  const args = { policy: 'block_all', seen: 'warn' };
  expect(await cast().verdict('planner', 'booking.setPolicy', args)).toBe('permission.denied');
  expect(await cast().verdict('admin', 'booking.setPolicy', args)).toBe('done');
  expect(await cast().verdict('admin', 'booking.setPolicy', { policy: 'block_serialised', seen: 'warn' })).toBe(
    'booking.policyChanged',
  );
  // What was booked is kept on both sides all the same.
  const { one, other } = await both();
  expect(await conflict(one, other)).toMatchObject({ status: 'open' });
  expect(await cast().verdict('admin', 'booking.setPolicy', { policy: 'warn', seen: 'block_all' })).toBe('done');
});
