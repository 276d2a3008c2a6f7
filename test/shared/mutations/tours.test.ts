/** Tours as wholes: the same on the laptop and on the hub; days that hold what lies in them. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { tourParts } from '../../../shared/mutations/tour-mutations.ts';
import { dayAfter } from '../../../shared/rules/event-time.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { packingLineId } from '../../../shared/rules/packing.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { tourer: ['tours.edit'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const AS = 'stage_manager';
const act = (name: string, args: unknown, as = AS) => cast().verdict(as, name, args);
const live = (table: TableName, where: string) => cast().rows(table, `deleted_at IS NULL AND ${where}`);
const inverse = (name: string, args: unknown) =>
  must(must(mutationNamed(name)).inverse(args, { mutationId: cast().lastMutationId, newId: () => cast().newId() }));

let at = 20;
/** A tour of four days, far from those of other tests, with one of everything. */
async function tour(more: Readonly<Record<string, JsonValue>> = {}) {
  at += 400;
  const starts = dayFromNow(at);
  const id = await cast().row('tours', { name: 'Пермь', starts_on: starts, ends_on: dayAfter(starts, 3), ...more });
  const venue = await cast().row('venues', { timezone: 'Asia/Yekaterinburg' });
  const event = await cast().row('schedule_events', {
    title: 'Чайка',
    event_date: dayAfter(starts, 1),
    start_time: '19:00:00',
    venue_id: venue,
    tour_id: id,
  });
  await cast().row('event_calls', {
    event_id: event,
    employee_id: cast().employeeId('technician'),
    function: 'свет',
    answer: 'confirmed',
  });
  const member = { tour_id: id, employee_id: cast().employeeId('technician'), function: 'свет' };
  await cast().row('tour_members', member);
  const stay = await cast().row('tour_stays', {
    tour_id: id,
    city: 'Пермь',
    name: 'Прикамье',
    arrives_on: starts,
    leaves_on: dayAfter(starts, 3),
  });
  await cast().row('tour_rooms', { stay_id: stay, employee_id: cast().employeeId('technician'), room: '511' });
  const truck = await cast().row('transports', {
    tour_id: id,
    name: 'Фура 1',
    departs_at: `${starts}T01:00:00.000Z`,
    status: 'arrived',
    venue_id: venue,
  });
  const [item, kofr] = [await cast().row('inventory_items'), await cast().row('inventory_items')];
  const line = await cast().row('packing_lines', {
    id: packingLineId(id, item, kofr),
    tour_id: id,
    inventory_item_id: item,
    case_item_id: kofr,
    quantity: 4,
    transport_id: truck,
  });
  return { id, starts, event, stay, truck, item, kofr, line };
}

const copyOf = (id: string, startsOn: string) => ({
  tourId: id,
  id: cast().newId(),
  name: 'Пермь снова',
  startsOn,
  parts: [...tourParts],
});

describe('last year’s tour', () => {
  test('is the start of this year’s: as a plan, on the same days of it; and goes again in one step', async () => {
    const old = await tour({ status: 'completed' });
    const startsOn = dayAfter(old.starts, 364);
    const args = copyOf(old.id, startsOn);
    expect(await act('tour.copy', args)).toBe('done');
    expect(await cast().read('tours', args.id)).toMatchObject({
      name: 'Пермь снова',
      starts_on: startsOn,
      ends_on: dayAfter(startsOn, 3),
      status: 'planned',
    });
    const own = `tour_id = '${args.id}'`;
    const event = must((await live('schedule_events', own))[0]);
    expect(event).toMatchObject({ event_date: dayAfter(startsOn, 1), status: 'planned' });
    expect(await live('event_calls', `event_id = '${String(event['id'])}'`)).toMatchObject([{ answer: 'invited' }]);
    expect(await cast().rows('event_publications', `event_id = '${String(event['id'])}'`)).toEqual([]);
    expect(await live('tour_members', own)).toMatchObject([{ function: 'свет' }]);
    const stay = must((await live('tour_stays', own))[0]);
    expect(stay).toMatchObject({ arrives_on: startsOn, leaves_on: dayAfter(startsOn, 3) });
    expect(await live('tour_rooms', `stay_id = '${String(stay['id'])}'`)).toMatchObject([{ room: '511' }]);
    const truck = must((await live('transports', own))[0]);
    expect(truck).toMatchObject({ status: 'planned', venue_id: null });
    expect(String(truck['departs_at']).slice(0, 10)).toBe(startsOn);
    const id = packingLineId(args.id, old.item, old.kofr);
    expect(await live('packing_lines', own)).toMatchObject([{ id, quantity: 4, transport_id: truck['id'] }]);
    const back = inverse('tour.copy', args);
    expect(await act(back.name, back.args)).toBe('done');
    for (const table of ['schedule_events', 'tour_members', 'tour_stays', 'transports', 'packing_lines'] as const)
      expect(await live(table, own), table).toEqual([]);
    expect(await live('schedule_events', `tour_id = '${old.id}'`)).toHaveLength(1);
    const again = inverse(back.name, back.args);
    expect(await act(again.name, again.args)).toBe('done');
    expect(await live('schedule_events', own)).toHaveLength(1);
  });

  test('is not taken back once somebody has added to it', async () => {
    const old = await tour();
    const args = copyOf(old.id, dayAfter(old.starts, 364));
    expect(await act('tour.copy', args)).toBe('done');
    const back = inverse('tour.copy', args);
    await cast().row('tour_members', { tour_id: args.id, employee_id: cast().employeeId('storekeeper') });
    expect(await act(back.name, back.args)).toContain('undo.hasMore');
    expect(await live('schedule_events', `tour_id = '${args.id}'`)).toHaveLength(1);
  });

  test('is not taken back with a contract that hangs on it', async () => {
    const old = await tour();
    const args = copyOf(old.id, dayAfter(old.starts, 364));
    expect(await act('tour.copy', args)).toBe('done');
    const back = inverse('tour.copy', args);
    await cast().row('attachments', { entity_table: 'tours', entity_id: args.id });
    expect(await act(back.name, back.args)).toContain('undo.hasMore');
    expect(await live('schedule_events', `tour_id = '${args.id}'`)).toHaveLength(1);
  });

  test('leaves out who and what is gone, and what was not asked for', async () => {
    const old = await tour();
    const gone = { table: 'inventory_items', id: old.kofr, deletionId: cast().newId() };
    // The warehouse deletes a case that no tour to come packs: it is old by then.
    await cast().row('tours', { name: 'x', starts_on: old.starts, ends_on: old.starts });
    const verdict = await act('row.delete', gone, 'admin');
    const args = { ...copyOf(old.id, dayAfter(old.starts, 364)), parts: ['packing'] };
    expect(await act('tour.copy', args)).toBe('done');
    expect(await live('schedule_events', `tour_id = '${args.id}'`)).toEqual([]);
    expect(await live('packing_lines', `tour_id = '${args.id}'`)).toMatchObject([
      { case_item_id: verdict === 'done' ? null : old.kofr, quantity: 4, transport_id: null },
    ]);
  });

  test('asks for the right to plan where events come along, and for a day that there is', async () => {
    const old = await tour();
    const args = copyOf(old.id, dayAfter(old.starts, 364));
    expect(await act('tour.copy', args, 'tourer')).toContain('permission.denied');
    expect(await act('tour.copy', { ...args, parts: ['people'] }, 'tourer')).toBe('done');
    const never = { ...copyOf(old.id, '2027-02-31') };
    expect(await act('tour.copy', never)).toContain('value.invalid');
    expect(await act('tour.copy', copyOf(old.id, '9999-12-30'))).toContain('value.invalid');
  });
});

test('a tour whose code another one has by now is kept under the next, with all that is built on it', async () => {
  const { starts } = await tour({ code: 'ВЛГ-26' });
  const id = cast().newId();
  const values = { name: 'Волга', code: 'ВЛГ-26', starts_on: starts, ends_on: dayAfter(starts, 1) };
  expect(await act('row.create', { table: 'tours', id, values })).toBe('done');
  expect(await cast().read('tours', id)).toMatchObject({ name: 'Волга', code: 'ВЛГ-27' });
  const copy = { tourId: id, id: cast().newId(), name: 'Кама', code: 'ВЛГ-26', startsOn: starts, parts: [] };
  expect(await act('tour.copy', copy)).toBe('done');
  expect(await cast().read('tours', copy.id)).toMatchObject({ code: 'ВЛГ-28' });
  const notices = await cast().rows('notifications', `type = 'tour.recoded'`);
  expect(notices.map((notice) => readNotice('tour.recoded', notice['data']))).toEqual(
    expect.arrayContaining([
      { tour: 'Волга', wanted: 'ВЛГ-26', code: 'ВЛГ-27', holder: 'Пермь' },
      { tour: 'Кама', wanted: 'ВЛГ-26', code: 'ВЛГ-28', holder: 'Пермь' },
    ]),
  );
});

describe('a tour that moves', () => {
  test('takes its days along, and comes back', async () => {
    const { id, starts, event, stay } = await tour();
    const args = { tourId: id, days: 2 };
    expect(await act('tour.shift', args)).toBe('done');
    expect(await cast().read('tours', id)).toMatchObject({ starts_on: dayAfter(starts, 2) });
    expect(await cast().read('schedule_events', event)).toMatchObject({ event_date: dayAfter(starts, 3) });
    expect(await cast().read('tour_stays', stay)).toMatchObject({ arrives_on: dayAfter(starts, 2) });
    const back = inverse('tour.shift', args);
    expect(await act(back.name, back.args)).toBe('done');
    expect(await cast().read('schedule_events', event)).toMatchObject({ event_date: dayAfter(starts, 1) });
  });

  test('moves once where two move it by as much, and not where it stands elsewhere by now', async () => {
    const { id, starts } = await tour();
    const seen = { startsOn: starts, endsOn: dayAfter(starts, 3) };
    const args = { tourId: id, days: 7, seen };
    const stands = async (days: number): Promise<void> =>
      expect(await cast().read('tours', id)).toMatchObject({
        starts_on: dayAfter(starts, days),
        ends_on: dayAfter(starts, days + 3),
      });
    expect(await act('tour.shift', args)).toBe('done');
    const first = inverse('tour.shift', args);
    expect(await act('tour.shift', args, 'admin')).toBe('done');
    await stands(7);
    // Whoever was slower has moved nothing, and takes nothing back.
    const slower = inverse('tour.shift', args);
    expect(await act(slower.name, slower.args, 'admin')).toBe('tour.movedMeanwhile');
    expect(await act('tour.shift', { ...args, days: 3 }, 'admin')).toBe('tour.movedMeanwhile');
    await stands(7);
    expect(await act(first.name, first.args)).toBe('done');
    await stands(0);
    // Laptops of before do not say what they saw.
    expect(await act('tour.shift', { tourId: id, days: 1 })).toBe('done');
    await stands(1);
  });

  test('does not leave an evening that is over behind', async () => {
    const { id, starts } = await tour();
    await cast().row('schedule_events', { event_date: starts, status: 'completed', tour_id: id });
    expect(await act('tour.shift', { tourId: id, days: 1 })).toContain('tour.eventsOutside');
    expect(await cast().read('tours', id)).toMatchObject({ starts_on: starts });
  });
});

describe('an event of a tour', () => {
  const outside = 'tour.eventOutside';

  test('lies within its days, whoever moves it', async () => {
    const { starts, event } = await tour();
    const place = { date: dayAfter(starts, 1), start: '19:00', end: null, venueId: null };
    const later = { ...place, date: dayAfter(starts, 4) };
    expect(await act('schedule.move', { id: event, seen: place, to: later })).toContain(outside);
    expect(await act('schedule.shift', { ids: [event], days: 3 })).toContain(outside);
    const changes = { event_date: dayAfter(starts, -1) };
    const seen = { event_date: dayAfter(starts, 1) };
    expect(await act('row.update', { table: 'schedule_events', id: event, changes, seen })).toContain(outside);
    expect(await act('schedule.shift', { ids: [event], days: -3 })).toContain(outside);
    expect(await cast().read('schedule_events', event)).toMatchObject({ event_date: dayAfter(starts, 1) });
    // What has nothing to do with its day is edited as ever.
    const title = { changes: { title: 'Чайка!' }, seen: { title: 'Чайка' } };
    expect(await act('row.update', { table: 'schedule_events', id: event, ...title })).toBe('done');
  });

  test('that was planned on a day which the tour has lost is kept without it, and its author hears so', async () => {
    const { id, starts } = await tour();
    const event = cast().newId();
    const values = { title: 'Свет', event_date: dayAfter(starts, 9), start_time: '19:00:00', tour_id: id };
    expect(await act('schedule.create', { id: event, values })).toBe('done');
    expect(await cast().read('schedule_events', event)).toMatchObject({ tour_id: null, title: 'Свет' });
    const call = { event_id: event, employee_id: cast().employeeId('technician'), function: 'свет' };
    expect(await act('row.create', { table: 'event_calls', id: cast().newId(), values: call })).toBe('done');
    const [notice] = await cast().rows('notifications', `entity_id = '${event}' AND type = 'tour.eventLeft'`);
    expect(notice).toMatchObject({ user_id: cast().userId(AS) });
    expect(readNotice('tour.eventLeft', notice?.['data'])).toMatchObject({
      title: 'Свет',
      tour: 'Пермь',
      from: starts,
    });
  });

  test('is copied with its tour where the day is one of the tour’s, and without it elsewhere', async () => {
    const { id, starts, event } = await tour();
    const [inside, elsewhere] = [cast().newId(), cast().newId()];
    const copies = [
      { fromId: event, id: inside, date: dayAfter(starts, 2) },
      { fromId: event, id: elsewhere, date: dayAfter(starts, 9) },
    ];
    expect(await act('schedule.copy', { copies, withCalls: false })).toBe('done');
    expect(await cast().read('schedule_events', inside)).toMatchObject({ tour_id: id });
    expect(await cast().read('schedule_events', elsewhere)).toMatchObject({ tour_id: null });
  });

  test('keeps a tour from shrinking below it, and goes on without a tour that is deleted', async () => {
    const { id, starts, event } = await tour();
    const shrink = { changes: { ends_on: starts }, seen: { ends_on: dayAfter(starts, 3) } };
    expect(await act('row.update', { table: 'tours', id, ...shrink })).toContain('tour.eventsOutside');
    const deletionId = cast().newId();
    expect(await act('row.delete', { table: 'tours', id, deletionId }, 'admin')).toBe('done');
    expect(await cast().read('schedule_events', event)).toMatchObject({ tour_id: null, deleted_at: null });
    // It went elsewhere meanwhile: the tour comes back without it.
    const changes = { event_date: dayAfter(starts, 20) };
    const seen = { event_date: dayAfter(starts, 1) };
    expect(await act('row.update', { table: 'schedule_events', id: event, changes, seen })).toBe('done');
    expect(await act('deletion.restore', { deletionId }, 'admin')).toBe('done');
    expect(await cast().read('schedule_events', event)).toMatchObject({ tour_id: null });
  });

  test('comes back out of the trash without a tour that has shrunk', async () => {
    const { id, starts, event } = await tour();
    const deletionId = cast().newId();
    expect(await act('row.delete', { table: 'schedule_events', id: event, deletionId })).toBe('done');
    const shrink = { changes: { ends_on: starts }, seen: { ends_on: dayAfter(starts, 3) } };
    expect(await act('row.update', { table: 'tours', id, ...shrink })).toBe('done');
    expect(await act('deletion.restore', { deletionId })).toBe('done');
    expect(await cast().read('schedule_events', event)).toMatchObject({ tour_id: null, deleted_at: null });
  });
});
