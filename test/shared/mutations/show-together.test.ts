/** What an evening keeps of several people's work: signatures, corrections, and what is taken back. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { reportId, runId, timingId } from '../../../shared/rules/evening-rows.ts';
import { Cast, type When } from '../../support/cast.ts';
import { dayFromNow, NOW } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { reporter: ['checklists.mark', 'shows.report', 'shows.run'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

async function evening(day = dayFromNow(0)) {
  const performanceId = await cast().row('performances', { title: 'Чайка', status: 'active' });
  const event = { title: 'Чайка', event_date: day, performance_id: performanceId, status: 'planned', variant_id: null };
  const eventId = await cast().row('schedule_events', event);
  const checklist = await cast().row('performance_checklists', {
    performance_id: performanceId,
    phase: 'pre_show',
    variant_id: null,
  });
  const line = await cast().row('checklist_items', {
    checklist_id: checklist,
    is_critical: true,
    title: 'Стопор',
    sort_order: 0,
  });
  const scenes: string[] = [];
  for (const [act, rank] of [
    [1, 'a0'],
    [1, 'a1'],
    [2, 'a2'],
  ] as const)
    scenes.push(await cast().row('scenes', { performance_id: performanceId, act, number: rank, rank }));
  return { eventId, line, scenes, performanceId, checklist };
}
const run = (eventId: string) => cast().read('show_runs', runId(eventId));
const say = (as: string, name: string, args: object, when: When | number = 0): Promise<string> =>
  cast().verdict(as, name, args, typeof when === 'number' ? { at: when } : when);
async function done(as: string, name: string, args: object, when: When | number = 0) {
  expect(await say(as, name, args, when)).toBe('done');
  const inverse = must(
    must(mutationNamed(name)).inverse(args, { mutationId: cast().lastMutationId, newId: () => cast().newId() }),
  );
  return (minute: When | number) => say(as, inverse.name, inverse.args as object, minute);
}

const show = async (day = dayFromNow(0), more: Record<string, string | null> = {}) => {
  const performanceId = await cast().row('performances', { title: 'Чайка', status: 'active' });
  const eventId = await cast().row('schedule_events', {
    title: 'Чайка',
    event_date: day,
    performance_id: performanceId,
    status: 'planned',
    variant_id: null,
    venue_id: null,
    ...more,
  });
  return { performanceId, eventId };
};

const row = (eventId: string) => cast().read('show_reports', reportId(eventId));

test('what was typed and set right beside a signature, before it was known, is set right in the report', async () => {
  const { eventId } = await evening();
  await say('stage_manager', 'report.sign', { eventId }, 5);
  const keep = (wanted: string, seen: string | null, minute: number) =>
    say(
      'admin',
      'report.keep',
      { eventId, changes: { summary: wanted }, seen: { summary: seen }, status: 'draft' },
      { at: 20, clock: at(minute) },
    );
  expect(await keep('Занавес заело', null, 1)).toBe('done');
  expect(await keep('Занавес заело, но обошлось', 'Занавес заело', 2)).toBe('done');
  expect(await cast().read('show_reports', reportId(eventId))).toMatchObject({ summary: 'Занавес заело, но обошлось' });
  expect(await cast().rows('conflicts', `entity_id = '${reportId(eventId)}'`)).toHaveLength(0);
});

test('a number typed wrong beside a signature is set right', async () => {
  const { eventId } = await show();
  await say('stage_manager', 'report.sign', { eventId }, 5);
  const keep = (n: number, seen: number | null, minute: number) =>
    say(
      'admin',
      'report.keep',
      { eventId, changes: { attendance: n }, seen: { attendance: seen }, status: 'draft' },
      { at: 20, clock: at(minute) },
    );
  await keep(45, null, 1);
  await keep(450, 45, 2);
  expect(await row(eventId)).toMatchObject({ attendance: 450 });
});

test('what was taken back beside a signature stands nowhere', async () => {
  const { eventId } = await evening();
  await say(
    'stage_manager',
    'report.keep',
    { eventId, changes: { summary: 'Всё хорошо' }, seen: { summary: null } },
    1,
  );
  await say('stage_manager', 'report.sign', { eventId }, 5);
  const back = await done(
    'admin',
    'report.keep',
    { eventId, changes: { summary: 'Иванов пьян' }, seen: { summary: null }, status: 'draft' },
    { at: 20, clock: at(2) },
  );
  expect(await back({ at: 20, clock: at(3) })).toBe('done');
  expect((await cast().read('show_reports', reportId(eventId)))['summary']).toBe('Всё хорошо');
});

test('a correction leaves the side that its author did not touch', async () => {
  const { eventId } = await show();
  await say('technician', 'show.startAct', { eventId, number: 1 }, 5);
  const t = (startedAt: string, endedAt: string | null, seen: object) => ({
    eventId,
    part: 'act',
    number: 1,
    startedAt,
    endedAt,
    seen,
  });
  await say('stage_manager', 'show.correctTiming', t(at(3), at(50), { startedAt: at(5), endedAt: null }), 60);
  await say('technician', 'show.correctTiming', t(at(4), null, { startedAt: at(5), endedAt: null }), {
    at: 70,
    clock: at(20),
  });
  expect(await cast().read('show_timings', timingId(eventId, 'act', 1))).toMatchObject({ ended_at: at(50) });
});

test('a curtain that two have pressed stands when the first takes theirs back', async () => {
  const { eventId } = await show();
  await say('technician', 'show.startAct', { eventId, number: 1 }, 1);
  const back = await done('technician', 'show.curtain', { eventId }, 20);
  // the second pressed it as well a second later, and nothing was written for it
  expect(await say('stage_manager', 'show.curtain', { eventId }, 21)).toBe('done');
  await back(22);
  expect(await cast().read('show_timings', timingId(eventId, 'curtain', 1))).not.toMatchObject({ started_at: null });
});

test('an act that is taken back takes its scene back', async () => {
  const { eventId, scenes } = await evening();
  await say('stage_manager', 'show.startAct', { eventId, number: 1 }, 1);
  await say('stage_manager', 'show.scene', { eventId, sceneId: scenes[1], seen: scenes[0] }, 5);
  const back = await done('stage_manager', 'show.startAct', { eventId, number: 2 }, 10);
  expect(await back(11)).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: scenes[1] });
});

test('a report stays with its evening', async () => {
  const [one, two] = [await show(), await show()];
  expect(
    await say('reporter', 'report.keep', {
      eventId: one.eventId,
      changes: { summary: 'один' },
      seen: { summary: null },
    }),
  ).toBe('done');
  const moved = await say('reporter', 'row.update', {
    table: 'show_reports',
    id: reportId(one.eventId),
    changes: { event_id: two.eventId },
    seen: { event_id: one.eventId },
  });
  expect(moved).not.toBe('done');
});

test('an act that goes on ends with the signature', async () => {
  const { eventId } = await show();
  await say('technician', 'show.startAct', { eventId, number: 1 }, 1);
  expect(await say('stage_manager', 'report.sign', { eventId }, 90)).toBe('done');
  expect(await cast().read('show_timings', timingId(eventId, 'act', 1))).not.toMatchObject({ ended_at: null });
});

test('a copy that is taken back takes nobody else along', async () => {
  const { eventId } = await show(dayFromNow(3));
  const copy = cast().newId();
  const back = await done('stage_manager', 'schedule.copy', {
    copies: [{ fromId: eventId, id: copy, date: dayFromNow(4) }],
    withCalls: false,
  });
  const call = cast().newId();
  expect(
    await say(
      'admin',
      'schedule.call',
      { eventId: copy, calls: [{ id: call, employeeId: cast().employeeId('technician'), function: 'свет' }] },
      1,
    ),
  ).toBe('done');
  expect(
    await say('technician', 'show.note', { id: cast().newId(), eventId: copy, text: 'Нужен второй софит' }, 1),
  ).toBe('done');
  expect(await back(2)).not.toBe('done');
});

test('a shift that is taken back leaves an event that somebody has moved since', async () => {
  const { eventId } = await show(dayFromNow(3));
  const back = await done('stage_manager', 'schedule.shift', { ids: [eventId], days: 1 });
  const place = (date: string) => ({ date, start: '19:00', end: '22:00', venueId: null });
  expect(
    await say('admin', 'schedule.move', { id: eventId, seen: place(dayFromNow(4)), to: place(dayFromNow(10)) }, 1),
  ).toBe('done');
  await back(2);
  expect((await cast().read('schedule_events', eventId))['event_date']).toBe(dayFromNow(10));
});

test('points that are taken back where one has gone meanwhile', async () => {
  const { checklist } = await evening();
  const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const ids = [uuid(1), uuid(2)];
  const back = await done('stage_manager', 'checklist.insertItems', {
    checklistId: checklist,
    afterId: null,
    items: ids.map((id) => ({ id, title: 'п', isCritical: false })),
  });
  expect(await say('admin', 'row.delete', { table: 'checklist_items', id: ids[0], deletionId: cast().newId() })).toBe(
    'done',
  );
  expect(await back(1)).toBe('done');
});

test('a deleted point comes back where it stood though the list was numbered anew', async () => {
  const { checklist, line } = await evening();
  const point = (n: number) => cast().row('checklist_items', { checklist_id: checklist, title: `${n}`, sort_order: n });
  const [b, c, d] = [await point(1), await point(2), await point(3)];
  const del = cast().newId();
  expect(await say('stage_manager', 'row.delete', { table: 'checklist_items', id: c, deletionId: del })).toBe('done');
  const neu = '018f0000-0000-7000-8000-000000000011';
  expect(
    await say('stage_manager', 'checklist.insertItems', {
      checklistId: checklist,
      afterId: line,
      items: [{ id: neu, title: 'x', isCritical: false }],
    }),
  ).toBe('done');
  expect(await say('stage_manager', 'deletion.restore', { deletionId: del })).toBe('done');
  const rows = await cast().rows('checklist_items', `checklist_id = '${checklist}'`);
  const order = rows.toSorted((x, y) => Number(x['sort_order']) - Number(y['sort_order'])).map((r) => r['id']);
  expect(order).toEqual([line, neu, b, c, d]);
});

test('a wrong photo is taken back by whoever took it, and by nobody else', async () => {
  const { eventId, line } = await evening();
  const file = { sha256: 'a'.repeat(64), size: 20, mime: 'image/jpeg', name: 'ф.jpg' };
  const id = cast().newId();
  const back = await done('technician', 'show.photo', { id, eventId, itemId: line, file });
  const others = { id, deletionId: cast().newId() };
  expect(await say('reporter', 'show.takeBackPhoto', others, 1)).toBe('row.notYours');
  expect(await back(1)).toBe('done');
});
