/** An evening whose report is signed stays what the report speaks of, whatever becomes of the plan. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { reporter: ['checklists.mark', 'shows.run', 'shows.report'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const say = (as: string, name: string, args: object, at = 0): Promise<string> => cast().verdict(as, name, args, { at });

interface Evening {
  readonly eventId: string;
  readonly performanceId: string;
  readonly date: string;
}

async function evening(title = 'Чайка'): Promise<Evening> {
  const performanceId = await cast().row('performances', { title, status: 'active' });
  const date = dayFromNow(0);
  const eventId = await cast().row('schedule_events', {
    title,
    event_date: date,
    start_time: '19:00:00',
    end_time: null,
    venue_id: null,
    performance_id: performanceId,
    variant_id: null,
    status: 'planned',
  });
  return { eventId, performanceId, date };
}
async function signed(by = 'stage_manager', title?: string): Promise<Evening> {
  const made = await evening(title);
  expect(await say(by, 'report.sign', { eventId: made.eventId })).toBe('done');
  return made;
}

const event = (id: string): Promise<Readonly<Record<string, unknown>>> => cast().read('schedule_events', id);
const told = async (id: string): Promise<unknown> =>
  (await cast().rows('event_publications', `event_id = '${id}'`))[0]?.['content'];
const edit = (id: string, changes: object, seen: object): Promise<string> =>
  say('stage_manager', 'row.update', { table: 'schedule_events', id, changes, seen }, 5);
/** What the planner was told of signed events that were left as they are. */
const leftOut = async (about: string): Promise<readonly string[][]> => {
  const theirs = `user_id = '${cast().userId('stage_manager')}' AND type = 'schedule.signedStay'`;
  const notices = await cast().rows('notifications', `${theirs} AND data LIKE '%${about}%'`);
  return notices.map(({ data }) => must(readNotice('schedule.signedStay', data)).events.map(({ eventId }) => eventId));
};

describe('one gesture', () => {
  test('does not move, rename or give another production, and what the report says nothing of is written', async () => {
    const { eventId, performanceId, date } = await signed();
    const other = await evening();
    const place = { date, start: '19:00', end: null, venueId: null };
    const verdicts = [
      await say('stage_manager', 'schedule.move', { id: eventId, seen: place, to: { ...place, start: '12:00' } }),
      await say('stage_manager', 'schedule.shift', { ids: [eventId], days: 7 }),
      await edit(eventId, { title: 'Вишнёвый сад' }, { title: 'Чайка' }),
      await edit(eventId, { performance_id: other.performanceId }, { performance_id: performanceId }),
      await edit(eventId, { status: 'cancelled' }, { status: 'planned' }),
    ];
    expect(verdicts).toEqual(Array(5).fill('event.signed'));
    expect(await edit(eventId, { title: 'Чайка', description: 'Аншлаг' }, { description: null })).toBe('done');
    expect(await edit(eventId, { status: 'confirmed' }, { status: 'planned' })).toBe('done');
    expect(await event(eventId)).toMatchObject({ title: 'Чайка', event_date: date, description: 'Аншлаг' });
  });

  test('that settles a disputed title for the other one is refused as well', async () => {
    const { eventId } = await evening();
    expect(await edit(eventId, { title: 'Чайка!' }, { title: 'Чайка' })).toBe('done');
    expect(await edit(eventId, { title: 'Чайка?' }, { title: 'Чайка' })).toBe('done');
    const [conflict] = await cast().rows('conflicts', `entity_id = '${eventId}'`);
    expect(await say('stage_manager', 'report.sign', { eventId })).toBe('done');
    const choice = { conflictId: String(must(conflict)['id']), choose: 'other' };
    expect(await say('admin', 'conflict.resolve', choice)).toBe('event.signed');
    expect(await say('admin', 'conflict.resolve', { ...choice, choose: 'kept' })).toBe('done');
  });
});

test('a report takes lines from a draft for a day after the signature, and after that none', async () => {
  const { eventId } = await evening();
  const keep = (minute: number, summary: string, seen: string | null): Promise<string> =>
    say('reporter', 'report.keep', { eventId, changes: { summary }, seen: { summary: seen }, status: 'draft' }, minute);
  expect(await keep(1, 'раз', null)).toBe('done');
  expect(await say('stage_manager', 'report.sign', { eventId }, 5)).toBe('done');
  expect(await keep(60 * 23, 'раз\nдва', 'раз')).toBe('done');
  expect(await keep(60 * 25, 'раз\nдва\nтри', 'раз\nдва')).toBe('report.signed');
  const [report] = await cast().rows('show_reports', `event_id = '${eventId}'`);
  expect(report).toMatchObject({ summary: 'раз\nдва' });
});

describe('a set', () => {
  test('that is shifted leaves out what is signed and says which; so does taking the shift back', async () => {
    const [stays, goes] = [await signed(), await evening()];
    const args = { ids: [stays.eventId, goes.eventId], days: 2 };
    expect(await say('stage_manager', 'schedule.shift', args)).toBe('done');
    expect((await event(stays.eventId))['event_date']).toBe(stays.date);
    expect((await event(goes.eventId))['event_date']).toBe(dayFromNow(2));
    expect(await leftOut(stays.eventId)).toEqual([[stays.eventId]]);
    const done = { mutationId: cast().lastMutationId, newId: () => cast().newId() };
    const back = must(must(mutationNamed('schedule.shift')).inverse(args, done));
    expect(await say('technician', 'show.startAct', { eventId: goes.eventId, number: 1 })).toBe('done');
    expect(await say('stage_manager', 'report.sign', { eventId: goes.eventId })).toBe('done');
    expect(await say('stage_manager', back.name, back.args as object)).toBe('event.signed');
    expect((await event(goes.eventId))['event_date']).toBe(dayFromNow(2));
  });

  test('that is deleted leaves out what is signed and says which', async () => {
    const [stays, goes] = [await signed(), await evening()];
    const ids = [stays.eventId, goes.eventId];
    expect(await say('stage_manager', 'schedule.remove', { ids, deletionId: cast().newId() })).toBe('done');
    expect((await event(stays.eventId))['deleted_at']).toBeNull();
    expect((await event(goes.eventId))['deleted_at']).not.toBeNull();
    expect(await leftOut(stays.eventId)).toEqual([[stays.eventId]]);
  });

  test('of a file makes no signed evening another one, and neither does taking the file back', async () => {
    const at = (uid: string, start: string, date = dayFromNow(0)) => ({ title: uid, date, start, end: null });
    const put = (uid: string, values: object, seen: object | null) => ({ uid, recurrence: null, values, seen });
    const first = { events: [put('вечер@x', at('вечер@x', '19:00'), null)] };
    expect(await say('stage_manager', 'schedule.import', first)).toBe('done');
    const [row] = await cast().rows('schedule_events', "title = 'вечер@x'");
    const id = String(must(row)['id']);
    const again = { events: [put('вечер@x', at('вечер@x', '18:00'), { start_time: '19:00' })] };
    expect(await say('stage_manager', 'schedule.import', again)).toBe('done');
    const taken = must(
      must(mutationNamed('schedule.import')).inverse(again, { mutationId: '', newId: () => cast().newId() }),
    );
    expect(await say('stage_manager', 'report.sign', { eventId: id })).toBe('done');
    const late = {
      events: [
        put('вечер@x', at('вечер@x', '20:00'), { start_time: '18:00' }),
        put('новый@x', at('новый@x', '19:00', dayFromNow(3)), null),
      ],
    };
    expect(await say('stage_manager', 'schedule.import', late)).toBe('done');
    expect((await event(id))['start_time']).toBe('18:00:00');
    expect(await cast().rows('schedule_events', "title = 'новый@x'")).toHaveLength(1);
    expect(await leftOut(id)).toEqual([[id]]);
    expect(await say('stage_manager', taken.name, taken.args as object)).toBe('done');
    expect((await event(id))['start_time']).toBe('18:00:00');
    expect(await leftOut(id)).toHaveLength(2);
  });
});

describe('who signed what was told', () => {
  /** Told as «Чайка», planned as something else, and signed by who sees what was told. */
  async function planGoneOn(by: string): Promise<Evening> {
    const made = await evening();
    expect(await say('stage_manager', 'schedule.publish', { ids: [made.eventId] })).toBe('done');
    expect(await edit(made.eventId, { title: 'Замена' }, { title: 'Чайка' })).toBe('done');
    expect(await say(by, 'report.sign', { eventId: made.eventId })).toBe('done');
    return made;
  }

  test('has not signed what was planned instead: that is not told, and the plan may come back', async () => {
    const { eventId } = await planGoneOn('reporter');
    expect(await say('stage_manager', 'schedule.publish', { ids: [eventId] })).toBe('done');
    expect(await told(eventId)).toMatchObject({ title: 'Чайка' });
    expect(await leftOut(eventId)).toEqual([[eventId]]);
    expect(await edit(eventId, { title: 'Третье' }, { title: 'Замена' })).toBe('event.signed');
    expect(await edit(eventId, { title: 'Чайка' }, { title: 'Замена' })).toBe('done');
    expect(await edit(eventId, { description: 'Аншлаг' }, { description: null })).toBe('done');
    expect(await say('stage_manager', 'schedule.publish', { ids: [eventId] })).toBe('done');
    expect(await told(eventId)).toMatchObject({ title: 'Чайка', description: 'Аншлаг' });
  });

  test('who plans has signed the plan, and it is told', async () => {
    const { eventId } = await planGoneOn('stage_manager');
    expect(await edit(eventId, { title: 'Чайка' }, { title: 'Замена' })).toBe('event.signed');
    expect(await say('stage_manager', 'schedule.publish', { ids: [eventId] })).toBe('done');
    expect(await told(eventId)).toMatchObject({ title: 'Замена' });
  });
});
