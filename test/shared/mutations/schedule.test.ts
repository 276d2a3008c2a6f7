/** Planning, calling, publishing: the same on the laptop and on the hub, and who hears of what. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { DEFAULT_POLICY, policyOf } from '../../../shared/rules/collisions.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { markOf, readPublished } from '../../../shared/rules/publication.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { planner: ['schedule.edit', 'rows.delete'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

let days = 10;
/** Far from the days of the other tests, so that their plans do not meet. */
const nextDay = (): string => {
  days += 10;
  return dayFromNow(days);
};
const event = (date: string, more: Readonly<Record<string, JsonValue>> = {}): Promise<string> =>
  cast().row('schedule_events', {
    title: 'Чайка',
    event_date: date,
    start_time: '19:00:00',
    end_time: '22:00:00',
    call_time: '17:30:00',
    ...more,
  });
const call = (eventId: string, who: string, more: Readonly<Record<string, JsonValue>> = {}): Promise<string> =>
  cast().row('event_calls', { event_id: eventId, employee_id: cast().employeeId(who), function: 'свет', ...more });
const noticesOf = (who: string, type: string, about: string) =>
  cast().rows('notifications', `user_id = '${cast().userId(who)}' AND type = '${type}' AND data LIKE '%${about}%'`);
const inverse = (name: string, args: unknown) =>
  must(mutationNamed(name)).inverse(args, { mutationId: cast().lastMutationId, newId: () => cast().newId() });
const placeOf = (date: string, start = '19:00:00', end = '22:00:00', venueId: string | null = null) => ({
  date,
  start,
  end,
  venueId,
});

describe('a moved event', () => {
  test('takes its call along, and comes back', async () => {
    const date = nextDay();
    const id = await event(date);
    const args = { id, seen: placeOf(date), to: placeOf(dayFromNow(days + 1), '12:00', '15:00') };
    expect(await cast().verdict('stage_manager', 'schedule.move', args)).toBe('done');
    expect(await cast().read('schedule_events', id)).toMatchObject({
      event_date: dayFromNow(days + 1),
      start_time: '12:00:00',
      end_time: '15:00:00',
      call_time: '10:30:00',
    });
    const back = must(inverse('schedule.move', args));
    expect(await cast().verdict('stage_manager', back.name, back.args)).toBe('done');
    expect(await cast().read('schedule_events', id)).toMatchObject({ event_date: date, call_time: '17:30:00' });
  });

  test('that two moved stands whole where the later wants it, and the other place is kept to be decided', async () => {
    const date = nextDay();
    const id = await event(date);
    const friday = placeOf(dayFromNow(days + 1));
    const noon = placeOf(date, '12:00', '15:00');
    expect(await cast().verdict('stage_manager', 'schedule.move', { id, seen: placeOf(date), to: friday })).toBe(
      'done',
    );
    expect(await cast().verdict('planner', 'schedule.move', { id, seen: placeOf(date), to: noon })).toBe('done');
    expect(await cast().read('schedule_events', id)).toMatchObject({ event_date: date, start_time: '12:00:00' });
    const conflicts = await cast().rows('conflicts', `entity_id = '${id}'`);
    expect(conflicts.map((row) => row['column_name'])).toEqual(['event_date']);
  });

  test('that was deleted meanwhile stays deleted, and says its name', async () => {
    const date = nextDay();
    const id = await event(date);
    const gone = { table: 'schedule_events', id, deletionId: cast().newId() };
    expect(await cast().verdict('planner', 'row.delete', gone)).toBe('done');
    const refusal = await cast().act('stage_manager', 'schedule.move', {
      id,
      seen: placeOf(date),
      to: placeOf(dayFromNow(days + 1)),
    });
    expect(refusal).toMatchObject({ code: 'row.deleted', details: { title: 'Чайка' } });
  });

  test('is moved by those who plan', async () => {
    const id = await event(nextDay());
    const args = { id, seen: placeOf(dayFromNow(days)), to: placeOf(dayFromNow(days + 1)) };
    expect(await cast().verdict('technician', 'schedule.move', args)).toBe('permission.denied');
  });
});

describe('many events', () => {
  test('are shifted by days together; those deleted meanwhile stay; undone', async () => {
    const date = nextDay();
    const [one, other, gone] = [await event(date), await event(dayFromNow(days + 1)), await event(date)];
    await cast().verdict('planner', 'schedule.remove', { ids: [gone], deletionId: cast().newId() });
    const args = { ids: [one, other, gone], days: 3 };
    expect(await cast().verdict('planner', 'schedule.shift', args)).toBe('done');
    expect((await cast().read('schedule_events', one))['event_date']).toBe(dayFromNow(days + 3));
    expect((await cast().read('schedule_events', other))['event_date']).toBe(dayFromNow(days + 4));
    expect((await cast().read('schedule_events', gone))['event_date']).toBe(date);
    const back = must(inverse('schedule.shift', args));
    expect(await cast().verdict('planner', back.name, back.args)).toBe('done');
    expect((await cast().read('schedule_events', one))['event_date']).toBe(date);
    expect(await cast().verdict('planner', 'schedule.shift', { ids: [gone], days: 1 })).toBe('row.deleted');
  });

  test('are copied without what was deleted since they were over: a venue, a production, a thing', async () => {
    const [venue, hall] = [await cast().row('venues'), await cast().row('venues')];
    const performance = await cast().row('performances');
    const [poor, rich] = [
      await event(dayFromNow(-40), { venue_id: venue, performance_id: performance }),
      await event(dayFromNow(-40), { venue_id: hall }),
    ];
    const item = await cast().row('inventory_items');
    await cast().row('event_inventory', { event_id: poor, inventory_item_id: item });
    for (const [table, id] of [
      ['venues', venue],
      ['performances', performance],
      ['inventory_items', item],
    ])
      expect(await cast().verdict('admin', 'row.delete', { table, id, deletionId: cast().newId() })).toBe('done');
    const date = nextDay();
    const [a, b, c] = [cast().newId(), cast().newId(), cast().newId()];
    const copies = [
      { fromId: poor, id: a, date },
      { fromId: rich, id: b, date },
      { fromId: rich, id: c, date: dayFromNow(days + 1), venueId: venue },
    ];
    expect(await cast().verdict('planner', 'schedule.copy', { copies, withCalls: true })).toBe('done');
    expect(await cast().read('schedule_events', a)).toMatchObject({ venue_id: null, performance_id: null });
    expect(await cast().read('schedule_events', b)).toMatchObject({ venue_id: hall });
    expect(await cast().read('schedule_events', c)).toMatchObject({ venue_id: null });
    expect(await cast().rows('event_inventory', `event_id = '${a}'`)).toEqual([]);
  });

  test('at the end of all days are planned as others are, and go no further', async () => {
    const id = cast().newId();
    const values = { title: 'Последний', event_date: '9999-12-31', start_time: '19:00', end_time: '01:00' };
    expect(await cast().verdict('planner', 'schedule.create', { id, values })).toBe('done');
    expect(await cast().verdict('planner', 'schedule.publish', { ids: [id] })).toBe('done');
    expect(await cast().verdict('planner', 'schedule.shift', { ids: [id], days: 1 })).toBe('value.invalid');
    const first = cast().newId();
    const early = { ...values, event_date: '0001-01-01' };
    expect(await cast().verdict('planner', 'schedule.create', { id: first, values: early })).toBe('done');
    expect(await cast().verdict('planner', 'schedule.shift', { ids: [first], days: -1 })).toBe('value.invalid');
  });

  test('are copied and repeated with calls and things, as drafts, and undone together', async () => {
    const date = nextDay();
    const source = await event(date, { status: 'confirmed' });
    await call(source, 'technician');
    await cast().row('event_inventory', { event_id: source, quantity: 2 });
    const [a, b, c] = [cast().newId(), cast().newId(), cast().newId()];
    const repeated = {
      id: source,
      dates: [
        { id: a, date: dayFromNow(days + 1) },
        { id: b, date: dayFromNow(days + 2) },
      ],
      withCalls: true,
    };
    expect(await cast().verdict('planner', 'schedule.repeat', repeated)).toBe('done');
    const copy = { copies: [{ fromId: source, id: c, date: dayFromNow(days + 3) }], withCalls: false };
    expect(await cast().verdict('planner', 'schedule.copy', copy)).toBe('done');
    for (const id of [a, b])
      expect(await cast().read('schedule_events', id)).toMatchObject({ title: 'Чайка', status: 'planned' });
    const rowsOf = async (table: 'event_calls' | 'event_inventory', id: string): Promise<number> =>
      (await cast().rows(table, `event_id = '${id}' AND deleted_at IS NULL`)).length;
    expect([
      await rowsOf('event_calls', a),
      await rowsOf('event_calls', c),
      await rowsOf('event_inventory', c),
    ]).toEqual([1, 0, 1]);
    const back = must(inverse('schedule.repeat', repeated));
    expect(await cast().verdict('planner', back.name, back.args)).toBe('done');
    expect((await cast().read('schedule_events', a))['deleted_at']).not.toBeNull();
    expect(await rowsOf('event_calls', b)).toBe(0);
  });
});

describe('calls', () => {
  test('are answered by whoever is called, for others by those who plan; a no is told', async () => {
    const date = nextDay();
    const id = cast().newId();
    const values = { title: 'Гамлет', event_date: date, start_time: '11:00' };
    const callId = cast().newId();
    const calls = [{ id: callId, employeeId: cast().employeeId('technician'), function: 'сцена' }];
    expect(await cast().verdict('planner', 'schedule.create', { id, values, calls })).toBe('done');
    const no = { callId, answer: 'declined', seen: 'invited' };
    expect(await cast().verdict('storekeeper', 'schedule.answer', no)).toBe('row.someoneElses');
    expect(await cast().verdict('technician', 'schedule.answer', no)).toBe('done');
    expect((await cast().read('event_calls', callId))['answer']).toBe('declined');
    expect(await noticesOf('planner', 'schedule.declined', id)).toHaveLength(1);
    const back = must(inverse('schedule.answer', no));
    expect(await cast().verdict('technician', back.name, back.args)).toBe('done');
    expect(await cast().verdict('stage_manager', 'schedule.answer', { ...no, answer: 'confirmed' })).toBe('done');
  });

  test('of one person as one thing are made once', async () => {
    const id = await event(nextDay());
    const one = { employeeId: cast().employeeId('technician'), function: 'звук' };
    const first = { eventId: id, calls: [{ id: cast().newId(), ...one }] };
    expect(await cast().verdict('planner', 'schedule.call', first)).toBe('done');
    const again = {
      eventId: id,
      calls: [
        { id: cast().newId(), ...one },
        { id: cast().newId(), ...one, function: 'свет' },
      ],
    };
    expect(await cast().verdict('stage_manager', 'schedule.call', again)).toBe('done');
    expect(await cast().rows('event_calls', `event_id = '${id}'`)).toHaveLength(2);
    const back = must(inverse('schedule.call', first));
    expect(await cast().verdict('planner', back.name, back.args)).toBe('done');
    expect(await cast().rows('event_calls', `event_id = '${id}' AND deleted_at IS NULL`)).toHaveLength(1);
  });

  test('are filled by somebody else: both hear at once, and publishing does not say it again', async () => {
    const id = await event(nextDay());
    const callId = await call(id, 'technician');
    const [old, fresh] = [cast().employeeId('technician'), cast().employeeId('storekeeper')];
    expect(await cast().verdict('planner', 'schedule.publish', { ids: [id] })).toBe('done');
    const args = { callId, employeeId: fresh, seen: old };
    expect(await cast().verdict('planner', 'schedule.replace', args)).toBe('done');
    for (const who of ['technician', 'storekeeper'])
      expect(await noticesOf(who, 'schedule.replaced', id)).toHaveLength(1);
    expect(await cast().verdict('planner', 'schedule.publish', { ids: [id] })).toBe('done');
    expect(await noticesOf('storekeeper', 'schedule.published', id)).toHaveLength(0);
    expect(await cast().verdict('stage_manager', 'schedule.replace', { ...args, employeeId: null })).toBe(
      'conflict.changed',
    );
    const back = must(inverse('schedule.replace', args));
    expect(await cast().verdict('planner', back.name, back.args)).toBe('done');
    expect((await cast().read('event_calls', callId))['employee_id']).toBe(old);
  });
});

describe('publishing', () => {
  const publish = (ids: readonly string[], as = 'planner') => cast().verdict(as, 'schedule.publish', { ids });
  const publicationOf = async (id: string) => (await cast().rows('event_publications', `event_id = '${id}'`))[0];

  test('tells everybody what changed for them, once, and nobody else', async () => {
    const date = nextDay();
    const [one, other] = [await event(date), await event(dayFromNow(days + 1), { title: 'Гамлет' })];
    await call(one, 'technician');
    await call(other, 'technician');
    await call(other, 'storekeeper', { call_time: '18:00:00' });
    expect(await publish([one, other])).toBe('done');
    const [told, ...more] = await noticesOf('technician', 'schedule.published', one);
    expect(more).toEqual([]);
    const notice = must(readNotice('schedule.published', told?.['data']));
    expect(notice.changes.map(({ eventId, kind }) => [eventId, kind])).toEqual([
      [one, 'called'],
      [other, 'called'],
    ]);
    expect(await noticesOf('storekeeper', 'schedule.published', one)).toHaveLength(0);
    expect(await noticesOf('stage_manager', 'schedule.published', other)).toHaveLength(0);
    // Nothing changed: nothing is told.
    expect(await publish([one, other])).toBe('done');
    expect(await noticesOf('technician', 'schedule.published', one)).toHaveLength(1);
    // An earlier call of the evening is nothing to whoever has a time of their own.
    await cast().raw(`UPDATE schedule_events SET call_time = '16:00:00' WHERE id = '${other}'`);
    expect(await publish([other], 'stage_manager')).toBe('done');
    expect(await noticesOf('storekeeper', 'schedule.published', other)).toHaveLength(1);
    expect(await noticesOf('technician', 'schedule.published', other)).toHaveLength(2);
    expect(readPublished((await publicationOf(other))?.['content'])).toMatchObject({ call: '16:00', title: 'Гамлет' });
  });

  test('leaves out what somebody else changed after the person looked, and says so to them alone', async () => {
    const date = nextDay();
    const [seen, changed] = [await event(date), await event(date, { title: 'Черновик' })];
    await call(changed, 'technician');
    for (const id of [seen, changed]) expect(await publish([id])).toBe('done');
    await cast().raw(`UPDATE schedule_events SET title = 'Увиденное' WHERE id IN ('${seen}', '${changed}')`);
    const marks = await Promise.all(
      [seen, changed].map(async (id) => {
        const told = must(readPublished((await publicationOf(id))?.['content']));
        return { id, mark: markOf({ ...told, title: 'Увиденное' }) };
      }),
    );
    // What means the same to everybody is no change.
    await cast().raw(`UPDATE schedule_events SET status = 'confirmed' WHERE id = '${seen}'`);
    const edit = { id: changed, seen: placeOf(date), to: placeOf(date, '12:00', '15:00') };
    expect(await cast().verdict('stage_manager', 'schedule.move', edit)).toBe('done');
    expect(await cast().verdict('planner', 'schedule.publish', { ids: [seen, changed], seen: marks })).toBe('done');
    expect((await publicationOf(seen))?.['content']).toMatchObject({ title: 'Увиденное' });
    expect((await publicationOf(changed))?.['content']).toMatchObject({ title: 'Черновик', start: '19:00' });
    const [notice, ...more] = await noticesOf('planner', 'schedule.leftOut', changed);
    expect(readNotice('schedule.leftOut', notice?.['data'])).toMatchObject({ eventId: changed, more: 0 });
    expect(more).toEqual([]);
    expect(await noticesOf('technician', 'schedule.published', changed)).toHaveLength(1);
    expect(await noticesOf('stage_manager', 'schedule.leftOut', changed)).toEqual([]);
    // Whoever looks again publishes it.
    expect(await publish([changed])).toBe('done');
    expect((await publicationOf(changed))?.['content']).toMatchObject({ title: 'Увиденное', start: '12:00' });
  });

  test('leaves out a deletion that the person did not see', async () => {
    const date = nextDay();
    const id = await event(date);
    expect(await publish([id])).toBe('done');
    const told = must(readPublished((await publicationOf(id))?.['content']));
    await cast().raw(`UPDATE schedule_events SET title = 'Иначе' WHERE id = '${id}'`);
    const seen = [{ id, mark: markOf({ ...told, title: 'Иначе' }) }];
    const gone = { ids: [id], deletionId: cast().newId() };
    expect(await cast().verdict('stage_manager', 'schedule.remove', gone)).toBe('done');
    expect(await cast().verdict('planner', 'schedule.publish', { ids: [id], seen })).toBe('done');
    expect((await publicationOf(id))?.['is_withdrawn']).toBe(false);
    expect(await noticesOf('planner', 'schedule.leftOut', id)).toHaveLength(1);
    const shown = [{ id, mark: markOf(undefined) }];
    expect(await cast().verdict('planner', 'schedule.publish', { ids: [id], seen: shown })).toBe('done');
    expect((await publicationOf(id))?.['is_withdrawn']).toBe(true);
  });

  test('does not go around a blocked collision by a replacement', async () => {
    const date = nextDay();
    const setting = await cast().row('settings', {
      key: 'schedule.collisions',
      value: { 'person.twice': 'block', 'venue.taken': 'block' },
    });
    const venue = await cast().row('venues');
    const [told, other] = [await event(date, { venue_id: venue }), await event(date, { title: 'Репетиция' })];
    const callId = await call(told, 'technician');
    await call(other, 'storekeeper');
    expect(await publish([told])).toBe('done');
    // Somebody else's draft on the same stage keeps nobody from filling a place tonight.
    await event(date, { title: 'Монтировка', venue_id: venue });
    const [old, fresh] = [cast().employeeId('technician'), cast().employeeId('storekeeper')];
    expect(await cast().act('planner', 'schedule.replace', { callId, employeeId: fresh, seen: old })).toMatchObject({
      code: 'schedule.blocked',
      details: { rule: 'person.twice', other: 'Репетиция' },
    });
    expect((await cast().read('event_calls', callId))['employee_id']).toBe(old);
    expect((await publicationOf(told))?.['content']).toMatchObject({ calls: [{ employeeId: old }] });
    const free = { callId, employeeId: cast().employeeId('stage_manager'), seen: old };
    expect(await cast().verdict('planner', 'schedule.replace', free)).toBe('done');
    await cast().raw(`DELETE FROM settings WHERE id = '${setting}'`);
  });

  test('withdraws what was deleted, and publishes it anew when it is back', async () => {
    const id = await event(nextDay());
    await call(id, 'technician');
    expect(await publish([id])).toBe('done');
    const deletionId = cast().newId();
    expect(await cast().verdict('planner', 'schedule.remove', { ids: [id], deletionId })).toBe('done');
    expect((await publicationOf(id))?.['is_withdrawn']).toBe(false);
    expect(await publish([id])).toBe('done');
    expect((await publicationOf(id))?.['is_withdrawn']).toBe(true);
    expect(await noticesOf('technician', 'schedule.published', 'withdrawn')).toHaveLength(1);
    expect(await cast().verdict('planner', 'deletion.restore', { deletionId })).toBe('done');
    expect(await publish([id])).toBe('done');
    expect((await publicationOf(id))?.['is_withdrawn']).toBe(false);
  });

  test('is refused where the theatre blocks a collision; the plan is not', async () => {
    const date = nextDay();
    const venue = await cast().row('venues');
    const setting = await cast().row('settings', {
      key: 'schedule.collisions',
      value: { 'venue.taken': 'block' },
    });
    const one = await event(date, { venue_id: venue });
    const other = cast().newId();
    const values = { title: 'Монтировка', event_date: date, start_time: '20:00', end_time: '23:00', venue_id: venue };
    expect(await cast().verdict('planner', 'schedule.create', { id: other, values })).toBe('done');
    expect(await cast().act('planner', 'schedule.publish', { ids: [one] })).toMatchObject({
      code: 'schedule.blocked',
      details: { title: 'Чайка', rule: 'venue.taken', other: 'Монтировка' },
    });
    expect(await publicationOf(one)).toBeUndefined();
    await cast().raw(`DELETE FROM settings WHERE id = '${setting}'`);
    expect(await publish([one])).toBe('done');
  });
});

test('two plans that meet are both kept, and both authors hear of it; what was shown before is no news', async () => {
  const date = nextDay();
  const venue = await cast().row('venues');
  const [one, other, third] = [cast().newId(), cast().newId(), cast().newId()];
  const values = (title: string) => ({
    title,
    event_date: date,
    start_time: '10:00',
    end_time: '12:00',
    venue_id: venue,
  });
  expect(await cast().verdict('planner', 'schedule.create', { id: one, values: values('Свет') })).toBe('done');
  expect(await cast().verdict('stage_manager', 'schedule.create', { id: other, values: values('Звук') })).toBe('done');
  for (const who of ['planner', 'stage_manager']) {
    const [notice] = await noticesOf(who, 'schedule.collided', one);
    expect(readNotice('schedule.collided', notice?.['data'])).toMatchObject({ otherId: one, codes: ['venue.taken'] });
  }
  const known = [`venue.taken ${one}`, `venue.taken ${other}`];
  expect(await cast().verdict('stage_manager', 'schedule.create', { id: third, values: values('Грим'), known })).toBe(
    'done',
  );
  expect(await noticesOf('planner', 'schedule.collided', third)).toHaveLength(0);
});

describe('a rule of the theatre', () => {
  const rulesNow = async () => {
    const rows = await cast().rows('settings', "key LIKE 'schedule.%'");
    const read = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
    return policyOf(new Map(rows.map((row) => [String(row['key']), read(row['value'])])));
  };

  test('is set by who keeps the settings, one at a time, and comes back', async () => {
    const block = { rule: 'person.twice', severity: 'block', seen: 'warn' };
    expect(await cast().verdict('planner', 'schedule.setRule', block)).toBe('permission.denied');
    expect(await cast().verdict('admin', 'schedule.setRule', block)).toBe('done');
    expect(await cast().verdict('admin', 'schedule.setRule', { restHours: 10, seen: 12 })).toBe('done');
    const venue = { rule: 'venue.taken', severity: 'block', seen: 'warn' };
    expect(await cast().verdict('admin', 'schedule.setRule', venue)).toBe('done');
    expect(await rulesNow()).toMatchObject({
      restHours: 10,
      severity: { 'person.twice': 'block', 'venue.taken': 'block', 'person.rest': 'warn' },
    });
    for (const args of [block, venue, { restHours: 10, seen: 12 }]) {
      const back = must(inverse('schedule.setRule', args));
      expect(await cast().verdict('admin', back.name, back.args)).toBe('done');
    }
    expect(await rulesNow()).toEqual(DEFAULT_POLICY);
  });

  test('that somebody else has changed meanwhile is refused by its name, and the same wish of two is no quarrel', async () => {
    const args = { rule: 'set.away', severity: 'block', seen: 'warn' };
    expect(await cast().verdict('admin', 'schedule.setRule', args)).toBe('done');
    expect(await cast().verdict('admin', 'schedule.setRule', args)).toBe('done');
    expect(await cast().act('admin', 'schedule.setRule', { ...args, severity: 'warn' })).toMatchObject({
      code: 'schedule.ruleChanged',
      details: { rule: 'set.away' },
    });
    expect(await cast().verdict('admin', 'schedule.setRule', { restHours: 49, seen: 12 })).toBe('mutation.invalid');
    expect(await cast().verdict('admin', 'schedule.setRule', { ...args, severity: 'warn', seen: 'block' })).toBe(
      'done',
    );
  });
});
