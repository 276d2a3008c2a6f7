/** What was told stands for those who see the schedule as it was told, until something else is. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { checklistMarkId } from '../../../shared/rules/evening-rows.ts';
import { readNotice } from '../../../shared/rules/notices.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { reporter: ['checklists.mark', 'shows.run', 'shows.report'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const say = (as: string, name: string, args: object): Promise<string> => cast().verdict(as, name, args);
const plan = (name: string, args: object): Promise<string> => say('stage_manager', name, args);

interface Told {
  readonly eventId: string;
  readonly item: string;
  readonly callId: string;
  readonly noteId: string;
}

/** An evening that was told, with a call of the technician's. */
async function told(venueId: string | null = null): Promise<Told> {
  const performanceId = await cast().row('performances', { title: 'Чайка', status: 'active' });
  const eventId = await cast().row('schedule_events', {
    title: 'Чайка',
    event_date: dayFromNow(0),
    start_time: '19:00:00',
    performance_id: performanceId,
    variant_id: null,
    venue_id: venueId,
    status: 'planned',
  });
  const checklist = await cast().row('performance_checklists', { performance_id: performanceId, phase: 'pre_show' });
  const item = await cast().row('checklist_items', { checklist_id: checklist, title: 'Стопор' });
  const callId = cast().newId();
  const call = { id: callId, employeeId: cast().employeeId('technician'), function: 'свет' };
  expect(await plan('schedule.call', { eventId, calls: [call] })).toBe('done');
  expect(await plan('schedule.publish', { ids: [eventId] })).toBe('done');
  const noteId = cast().newId();
  expect(await say('technician', 'show.note', { id: noteId, eventId, text: 'Погас софит' })).toBe('done');
  return { eventId, item, callId, noteId };
}

const isLive = async (table: 'schedule_events' | 'event_calls' | 'show_notes', id: string): Promise<boolean> =>
  (await cast().read(table, id))['deleted_at'] === null;
async function removed(...ids: string[]): Promise<string> {
  const deletionId = cast().newId();
  expect(await plan('schedule.remove', { ids, deletionId })).toBe('done');
  return deletionId;
}
const returned = async (who: string, about: string): Promise<readonly unknown[]> => {
  const where = `user_id = '${cast().userId(who)}' AND type = 'schedule.returned' AND entity_id = '${about}'`;
  return (await cast().rows('notifications', where)).map(({ data }) => readNotice('schedule.returned', data));
};

describe('an evening that is deleted and told to take place', () => {
  test('comes back with what its crew does on it, and who deleted it hears so', async () => {
    const acts: readonly ((of: Told) => readonly [string, string, object])[] = [
      ({ eventId, item }) => ['technician', 'show.mark', { eventId, itemId: item, isDone: true }],
      ({ eventId }) => ['technician', 'show.startAct', { eventId, number: 1 }],
      ({ eventId }) => [
        'technician',
        'show.incident',
        { id: cast().newId(), eventId, kind: 'accident', severity: 'major', text: 'Упал' },
      ],
      ({ eventId }) => ['reporter', 'report.keep', { eventId, changes: { attendance: 300 }, seen: {} }],
      ({ noteId }) => ['technician', 'note.makeFault', { noteId, faultId: cast().newId() }],
    ];
    for (const act of acts) {
      const of = await told();
      const deletionId = await removed(of.eventId);
      expect(await isLive('show_notes', of.noteId)).toBe(false);
      const [as, name, args] = act(of);
      expect([name, await say(as, name, args)]).toEqual([name, 'done']);
      const live = [await isLive('schedule_events', of.eventId), await isLive('event_calls', of.callId)];
      expect([...live, await isLive('show_notes', of.noteId)]).toEqual([true, true, true]);
      expect(await returned('stage_manager', of.eventId)).toMatchObject([{ title: 'Чайка' }]);
      expect(await plan('deletion.restore', { deletionId })).toBe('deletion.restored');
    }
  });

  test('keeps the mark when it is deleted once more and that is published, and returns with it', async () => {
    const { eventId, item } = await told();
    await removed(eventId);
    const mark = { eventId, itemId: item, isDone: true };
    expect(await say('technician', 'show.mark', mark)).toBe('done');
    const deletionId = await removed(eventId);
    expect(await plan('schedule.publish', { ids: [eventId] })).toBe('done');
    expect(await say('technician', 'show.mark', { ...mark, isDone: false })).toBe('row.deleted');
    expect(await plan('deletion.restore', { deletionId })).toBe('done');
    expect(await cast().read('checklist_marks', checklistMarkId(item, eventId))).toMatchObject({ is_done: true });
  });

  test('comes back alone of several that were deleted together, whose deletion is still taken back', async () => {
    const [one, other] = [await told(), await told()];
    const deletionId = await removed(one.eventId, other.eventId);
    expect(await say('technician', 'show.startAct', { eventId: one.eventId, number: 1 })).toBe('done');
    expect([await isLive('schedule_events', one.eventId), await isLive('schedule_events', other.eventId)]).toEqual([
      true,
      false,
    ]);
    expect(await plan('deletion.restore', { deletionId })).toBe('done');
    const parts = [await isLive('schedule_events', other.eventId), await isLive('event_calls', other.callId)];
    expect([...parts, await isLive('show_notes', other.noteId)]).toEqual([true, true, true]);
  });

  test('comes back without a venue that has gone, and stands there again when that returns', async () => {
    const venue = await cast().row('venues', { name: 'Малая сцена', is_active: true });
    const { eventId } = await told(venue);
    await removed(eventId);
    const gone = cast().newId();
    expect(await say('admin', 'row.delete', { table: 'venues', id: venue, deletionId: gone })).toBe('done');
    expect(await say('technician', 'show.startAct', { eventId, number: 1 })).toBe('done');
    expect(await cast().read('schedule_events', eventId)).toMatchObject({ deleted_at: null, venue_id: null });
    expect(await say('admin', 'deletion.restore', { deletionId: gone })).toBe('done');
    expect(await cast().read('schedule_events', eventId)).toMatchObject({ venue_id: venue });
  });

  test('has its calls answered without coming back, and the answer returns with it', async () => {
    const { eventId, callId } = await told();
    const deletionId = await removed(eventId);
    const yes = { callId, answer: 'confirmed', seen: 'invited' };
    expect(await say('technician', 'schedule.answer', yes)).toBe('done');
    expect(await isLive('schedule_events', eventId)).toBe(false);
    expect(await say('reporter', 'schedule.answer', yes)).toBe('row.someoneElses');
    expect(await plan('schedule.publish', { ids: [eventId] })).toBe('done');
    expect(await say('technician', 'schedule.answer', { ...yes, answer: 'declined' })).toBe('row.deleted');
    expect(await plan('deletion.restore', { deletionId })).toBe('done');
    expect(await cast().read('event_calls', callId)).toMatchObject({ answer: 'confirmed', deleted_at: null });
  });
});

describe('a part of somebody that was told', () => {
  const edit = (table: string, id: string, changes: object, seen: object): Promise<string> =>
    plan('row.update', { table, id, changes, seen });

  test('is made nobody else’s and nothing else by an edit, until it is taken back', async () => {
    const { eventId, callId } = await told();
    const technician = cast().employeeId('technician');
    const storekeeper = cast().employeeId('storekeeper');
    expect([
      await edit('event_calls', callId, { function: 'световод' }, { function: 'свет' }),
      await edit('event_calls', callId, { employee_id: null }, { employee_id: technician }),
    ]).toEqual(['schedule.partTold', 'schedule.partTold']);
    expect(await edit('event_calls', callId, { function: 'свет', note: 'с текстом' }, { note: null })).toBe('done');
    const draft = { id: cast().newId(), employeeId: storekeeper, function: 'склад' };
    expect(await plan('schedule.call', { eventId, calls: [draft] })).toBe('done');
    expect(await edit('event_calls', draft.id, { function: 'реквизит' }, { function: 'склад' })).toBe('done');
    const replace = { callId, employeeId: cast().employeeId('admin'), seen: technician };
    expect(await plan('schedule.replace', replace)).toBe('done');
  });

  test('by account stays theirs as well', async () => {
    const { eventId } = await told();
    const id = cast().newId();
    const values = { event_id: eventId, user_id: cast().userId('technician') };
    expect(await plan('row.create', { table: 'event_participants', id, values })).toBe('done');
    const change = (): Promise<string> =>
      edit('event_participants', id, { user_id: cast().userId('admin') }, { user_id: values.user_id });
    expect(await plan('schedule.publish', { ids: [eventId] })).toBe('done');
    expect(await change()).toBe('schedule.partTold');
    await removed(eventId);
    expect(await plan('schedule.publish', { ids: [eventId] })).toBe('done');
  });
});
