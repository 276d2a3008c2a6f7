/** What an evening keeps: times that were cleared or taken back, scenes that come late, signatures, ids, the event itself. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { checklistMarkId, lineMarkId, reportId, runId, timingId } from '../../../shared/rules/evening-rows.ts';
import { Cast, type When } from '../../support/cast.ts';
import { dayFromNow, NOW } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { reporter: ['checklists.mark', 'shows.run', 'shows.report'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

interface Evening {
  readonly eventId: string;
  readonly line: string;
  readonly scenes: readonly string[];
}

async function evening(day = dayFromNow(0)): Promise<Evening> {
  const performanceId = await cast().row('performances', { title: 'Чайка', status: 'active' });
  const event = { title: 'Чайка', event_date: day, performance_id: performanceId, status: 'planned' };
  const eventId = await cast().row('schedule_events', event);
  const checklist = await cast().row('performance_checklists', { performance_id: performanceId, phase: 'pre_show' });
  const line = await cast().row('checklist_items', { checklist_id: checklist, is_critical: true, title: 'Стопор' });
  const scenes: string[] = [];
  for (const rank of ['a0', 'a1', 'a2'])
    scenes.push(await cast().row('scenes', { performance_id: performanceId, act: 1, number: rank, rank }));
  return { eventId, line, scenes };
}

const timing = (eventId: string, part: 'act' | 'interval', number = 1): Promise<Record<string, unknown>> =>
  cast().read('show_timings', timingId(eventId, part, number));
const run = (eventId: string): Promise<Record<string, unknown>> => cast().read('show_runs', runId(eventId));
const say = (as: string, name: string, args: object, when: When | number = 0): Promise<string> =>
  cast().verdict(as, name, args, typeof when === 'number' ? { at: when } : when);

const file = { sha256: 'a'.repeat(64), size: 20, mime: 'image/jpeg', name: 'ф.jpg' };

/** Does it, and answers what takes it back, which may be asked for later. */
async function done(
  as: string,
  name: string,
  args: object,
  when: When | number = 0,
): Promise<(minute: number) => Promise<string>> {
  expect(await say(as, name, args, when)).toBe('done');
  const inverse = must(
    must(mutationNamed(name)).inverse(args, { mutationId: cast().lastMutationId, newId: () => cast().newId() }),
  );
  return (minute) => say(as, inverse.name, inverse.args as object, minute);
}

describe('a time that was cleared by hand', () => {
  const clear = (eventId: string) => ({ eventId, part: 'act', number: 1, startedAt: null, endedAt: null });

  test('is taken anew: the act begins, with its phase and its scene', async () => {
    const { eventId, scenes } = await evening();
    expect(await say('stage_manager', 'show.correctTiming', clear(eventId))).toBe('done');
    expect(await say('technician', 'show.startAct', { eventId, number: 1 }, 3)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(3), is_corrected: false });
    expect(await run(eventId)).toMatchObject({ phase: 'during', current_scene_id: scenes[0] });
  });

  test('is taken anew after a correction was taken back that came before the beginning', async () => {
    const { eventId } = await evening();
    const seen = { startedAt: null, endedAt: null };
    const wrong = { ...clear(eventId), startedAt: at(1), seen };
    const back = await done('stage_manager', 'show.correctTiming', wrong);
    expect(await back(2)).toBe('done');
    expect(await say('technician', 'show.startAct', { eventId, number: 1 }, 3)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(3), is_corrected: false });
  });

  test('holds only the side that was set: an act whose beginning was set right ends with the button', async () => {
    const { eventId } = await evening();
    await say('stage_manager', 'show.correctTiming', { ...clear(eventId), startedAt: at(1) });
    expect(await say('technician', 'show.endAct', { eventId, number: 1 }, 50)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(1), ended_at: at(50) });
    expect(await say('technician', 'show.startAct', { eventId, number: 1 }, { at: 60, clock: at(0) })).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(1) });
  });
});

describe('taken back', () => {
  test('an interval leaves the act going on', async () => {
    const { eventId } = await evening();
    await say('technician', 'show.startAct', { eventId, number: 1 }, 1);
    const back = await done('technician', 'show.startInterval', { eventId, number: 1 }, 20);
    expect(await back(21)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(1), ended_at: null });
    expect(await timing(eventId, 'interval')).toMatchObject({ started_at: null, ended_at: null });
    expect(await run(eventId)).toMatchObject({ phase: 'during' });
  });

  test('the end of the evening leaves the act going on', async () => {
    const { eventId } = await evening();
    await say('technician', 'show.startAct', { eventId, number: 1 }, 1);
    const back = await done('technician', 'show.finish', { eventId }, 20);
    expect(await timing(eventId, 'act')).toMatchObject({ ended_at: at(20) });
    expect(await back(21)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(1), ended_at: null });
    expect(await run(eventId)).toMatchObject({ phase: 'during' });
  });

  test('an interval leaves the act over where the next has begun meanwhile', async () => {
    const { eventId } = await evening();
    await say('technician', 'show.startAct', { eventId, number: 1 }, 1);
    const back = await done('technician', 'show.startInterval', { eventId, number: 1 }, 20);
    await say('stage_manager', 'show.startAct', { eventId, number: 2 }, 40);
    expect(await back(41)).toBe('show.timeStands');
    expect(await timing(eventId, 'act')).toMatchObject({ ended_at: at(20) });
    expect(await timing(eventId, 'interval')).toMatchObject({ started_at: at(20), ended_at: at(40) });
  });

  test('a beginning that somebody else was first with stands, and so does the evening', async () => {
    const { eventId } = await evening();
    await say('stage_manager', 'show.startAct', { eventId, number: 1 }, 1);
    const back = await done('technician', 'show.startAct', { eventId, number: 1 }, 2);
    expect(await back(3)).toBe('show.timeStands');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(1) });
    expect(await run(eventId)).toMatchObject({ phase: 'during' });
    // So do laptops of before ask.
    const old = { eventId, part: 'act', number: 1, what: 'start' };
    expect(await say('technician', 'show.takeBackTime', old)).toBe('show.timeStands');
    expect(await say('stage_manager', 'show.takeBackTime', old)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: null });
  });

  test('an earlier beginning that came late gives way to the one before it', async () => {
    const { eventId } = await evening();
    const first = await done('stage_manager', 'show.startAct', { eventId, number: 1 }, 5);
    const back = await done('technician', 'show.startAct', { eventId, number: 1 }, { at: 9, clock: at(2) });
    expect(await first(10)).toBe('show.timeStands');
    expect(await back(11)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(5) });
    expect(await run(eventId)).toMatchObject({ phase: 'during' });
  });

  test('a beginning that was set right by hand since stands', async () => {
    const { eventId } = await evening();
    const back = await done('technician', 'show.startAct', { eventId, number: 1 }, 5);
    const times = { startedAt: at(5), endedAt: at(50) };
    await say('stage_manager', 'show.correctTiming', { eventId, part: 'act', number: 1, ...times }, 51);
    expect(await back(52)).toBe('show.timeStands');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(5), ended_at: at(50), is_corrected: true });
  });

  test('a correction leaves what others have corrected since', async () => {
    const { eventId } = await evening();
    await say('technician', 'show.startAct', { eventId, number: 1 }, 5);
    const correct = (startedAt: string) => ({ eventId, part: 'act', number: 1, startedAt, endedAt: null });
    const mine = { ...correct(at(3)), seen: { startedAt: at(5), endedAt: null } };
    const back = await done('technician', 'show.correctTiming', mine, 10);
    await say('stage_manager', 'show.correctTiming', correct(at(4)), 11);
    expect(await back(12)).toBe('show.timeStands');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(4), is_corrected: true });
    const again = await done('stage_manager', 'show.correctTiming', { ...correct(at(2)), seen: mine.seen }, 13);
    expect(await again(14)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(4), is_corrected: true });
  });

  test('a scene stays where somebody else has turned it since', async () => {
    const { eventId, scenes } = await evening();
    const [first, second, third] = scenes;
    await say('technician', 'show.scene', { eventId, sceneId: first }, 1);
    const back = await done('technician', 'show.scene', { eventId, sceneId: second, seen: first }, 2);
    await say('stage_manager', 'show.scene', { eventId, sceneId: third }, 3);
    expect(await back(4)).toBe('show.sceneStands');
    expect(await run(eventId)).toMatchObject({ current_scene_id: third });
    const own = await done('stage_manager', 'show.scene', { eventId, sceneId: second, seen: third }, 5);
    expect(await own(6)).toBe('done');
    expect(await run(eventId)).toMatchObject({ current_scene_id: third });
  });
});

describe('a mark that is taken back', () => {
  const read = (line: string, eventId: string) => cast().read('checklist_marks', checklistMarkId(line, eventId));

  test('returns what it found, and leaves what somebody else has said since', async () => {
    const { eventId, line: itemId } = await evening();
    const mark = { eventId, itemId, isDone: true, before: { isDone: false, note: null } };
    expect(await (await done('technician', 'show.mark', mark))(1)).toBe('done');
    expect(await read(itemId, eventId)).toMatchObject({ is_done: false, done_by_name: null });
    await say('technician', 'show.mark', mark, 2);
    const open = { eventId, itemId, isDone: false, before: { isDone: true, note: null } };
    const back = await done('technician', 'show.mark', open, 3);
    await say('stage_manager', 'show.mark', { eventId, itemId, isDone: false, note: 'Стопор снят, не трогать' }, 4);
    expect(await back(5)).toBe('show.markStands');
    expect(await read(itemId, eventId)).toMatchObject({ is_done: false, note: 'Стопор снят, не трогать' });
  });

  test('leaves what somebody else said as well, before or after', async () => {
    const { eventId, line: itemId, scenes } = await evening();
    const lineId = await cast().row('run_sheet_lines', { scene_id: scenes[0] ?? '' });
    const acts = [
      ['show.mark', { eventId, itemId, isDone: true, before: { isDone: false, note: null } }],
      ['show.markLine', { eventId, lineId, isDone: true }],
    ] as const;
    for (const [name, args] of acts) {
      const first = await done('stage_manager', name, args, 1);
      const second = await done('technician', name, args, 2);
      expect([name, await second(3), await first(4)]).toEqual([name, 'show.markStands', 'show.markStands']);
    }
    expect(await read(itemId, eventId)).toMatchObject({ is_done: true });
    expect(await cast().read('run_sheet_marks', lineMarkId(lineId, eventId))).toMatchObject({ is_done: true });
  });
});

test('a scene that was turned without a network comes late and turns nobody back', async () => {
  const { eventId, scenes } = await evening();
  const [first, second, third] = scenes;
  await say('stage_manager', 'show.scene', { eventId, sceneId: first }, 1);
  await say('stage_manager', 'show.scene', { eventId, sceneId: third }, 60);
  expect(await say('technician', 'show.scene', { eventId, sceneId: second }, { at: 70, clock: at(10) })).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: third });
  // Whoever turned last themselves turns on, whatever their clock says.
  const back = { at: 71, clock: at(5) };
  expect(await say('stage_manager', 'show.scene', { eventId, sceneId: second }, back)).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: second });
  expect(await say('technician', 'show.scene', { eventId, sceneId: first }, 72)).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: first });
});

describe('after the signature', () => {
  test('readiness and its reason stand, and nobody declares it any more', async () => {
    const [ready, other] = [await evening(), await evening()];
    await say('technician', 'show.ready', { eventId: ready.eventId, overrideReason: 'Проверен' });
    for (const { eventId } of [ready, other]) await say('stage_manager', 'report.sign', { eventId });
    expect(await say('technician', 'show.takeBackReady', { eventId: ready.eventId }, 5)).toBe('report.signed');
    expect(await run(ready.eventId)).toMatchObject({ override_reason: 'Проверен' });
    const late = { eventId: other.eventId, overrideReason: 'Проверен' };
    expect(await say('technician', 'show.ready', late, 5)).toBe('report.signed');
  });

  test('marks and photos of before are taken when they come, and those of after are refused', async () => {
    const { eventId, line, scenes } = await evening();
    const runLine = await cast().row('run_sheet_lines', { scene_id: scenes[0] ?? '' });
    await say('stage_manager', 'report.sign', { eventId }, 60);
    const acts = (): readonly (readonly [string, object])[] => [
      ['show.mark', { eventId, itemId: line, isDone: true }],
      ['show.markLine', { eventId, lineId: runLine, isDone: true }],
      ['show.photo', { id: cast().newId(), eventId, itemId: line, file }],
    ];
    for (const [name, args] of acts()) {
      expect([name, await say('technician', name, args, 61)]).toEqual([name, 'report.signed']);
      expect([name, await say('technician', name, args, { at: 62, clock: at(30) })]).toEqual([name, 'done']);
    }
    const edit = { table: 'checklist_marks', id: checklistMarkId(line, eventId) };
    const untick = { ...edit, changes: { is_done: false }, seen: { is_done: true } };
    expect(await say('technician', 'row.update', untick, 63)).toBe('report.signed');
    const mark = { checklist_item_id: await cast().row('checklist_items'), event_id: eventId };
    const made = { table: 'checklist_marks', id: cast().newId(), values: mark };
    expect(await say('technician', 'row.create', made, 63)).toBe('report.signed');
  });

  test('a photo comes to a note by no other evening, and the end of the evening writes no time', async () => {
    const [{ eventId }, other] = [await evening(), await evening()];
    const note = cast().newId();
    await say('technician', 'show.note', { id: note, eventId, text: 'Погас софит' });
    await say('technician', 'show.startInterval', { eventId, number: 1 });
    await say('stage_manager', 'report.sign', { eventId }, 4);
    const photo = { id: cast().newId(), eventId: other.eventId, noteId: note, file };
    expect(await say('technician', 'show.photo', photo, 5)).toBe('mutation.invalid');
    expect(await say('technician', 'show.finish', { eventId }, 5)).toBe('report.signed');
    expect(await timing(eventId, 'interval')).toMatchObject({ ended_at: at(4) });
  });

  test('an addendum may have a photo', async () => {
    const { eventId } = await evening();
    await say('stage_manager', 'report.sign', { eventId });
    const note = cast().newId();
    await say('technician', 'show.note', { id: note, eventId, text: 'Погас софит' }, 5);
    expect(await say('technician', 'show.photo', { id: cast().newId(), eventId, noteId: note, file }, 6)).toBe('done');
  });

  test('the event stays, and so does one whose show runs; one of last week that nobody finished goes', async () => {
    const [signed, running, old] = [await evening(), await evening(), await evening(dayFromNow(-6))];
    await say('stage_manager', 'report.sign', { eventId: signed.eventId });
    for (const { eventId } of [running, old]) await say('technician', 'show.startAct', { eventId, number: 1 });
    const remove = (eventId: string): Promise<string> =>
      say('admin', 'schedule.remove', { ids: [eventId], deletionId: cast().newId() });
    const erase = (id: string): Promise<string> =>
      say('admin', 'row.delete', { table: 'schedule_events', id, deletionId: cast().newId() });
    expect([await remove(signed.eventId), await erase(signed.eventId)]).toEqual(['event.reported', 'event.reported']);
    expect([await remove(running.eventId), await erase(running.eventId)]).toEqual(['event.running', 'event.running']);
    await say('technician', 'show.finish', { eventId: running.eventId });
    expect([await remove(running.eventId), await erase(old.eventId)]).toEqual(['done', 'done']);
  });
});

test('a report is not signed before the day, unless the evening was begun', async () => {
  const { eventId } = await evening(dayFromNow(3));
  expect(await say('stage_manager', 'report.sign', { eventId })).toBe('report.tooEarly');
  await say('technician', 'show.startAct', { eventId, number: 1 });
  expect(await say('stage_manager', 'report.sign', { eventId })).toBe('done');
});

describe('an id that can be foreseen', () => {
  test('is nobody’s to take for another row', async () => {
    const [one, other] = [await evening(), await evening()];
    const lineId = await cast().row('run_sheet_lines', { scene_id: one.scenes[0] ?? '' });
    const take = (table: string, id: string, values: object): Promise<string> =>
      say('stage_manager', 'row.create', { table, id, values });
    const { eventId } = one;
    const mark = { checklist_item_id: one.line, event_id: other.eventId };
    expect(await take('checklist_marks', checklistMarkId(one.line, eventId), mark)).toBe('mutation.invalid');
    const done = { line_id: lineId, event_id: other.eventId };
    expect(await take('run_sheet_marks', lineMarkId(lineId, eventId), done)).toBe('mutation.invalid');
    expect(await take('show_reports', reportId(eventId), { event_id: other.eventId })).toBe('mutation.invalid');
    // Its own row may have it.
    const own = { checklist_item_id: one.line, event_id: eventId };
    expect(await take('checklist_marks', checklistMarkId(one.line, eventId), own)).toBe('done');
  });

  test('that was taken all the same keeps nobody from marking and signing', async () => {
    const [one, other] = [await evening(), await evening()];
    const { eventId, line } = one;
    const event_id = other.eventId;
    await cast().row('checklist_marks', { id: checklistMarkId(line, eventId), checklist_item_id: line, event_id });
    await cast().row('show_reports', { id: reportId(eventId), event_id });
    await cast().row('show_timings', { id: timingId(eventId, 'act', 1), event_id, part: 'act', number: 1 });
    await cast().row('show_runs', { id: runId(eventId), event_id });
    const mark = { eventId, itemId: line, isDone: true };
    expect([await say('technician', 'show.mark', mark), await say('technician', 'show.mark', mark)]).toEqual([
      'done',
      'done',
    ]);
    expect(await say('technician', 'show.startAct', { eventId, number: 1 })).toBe('done');
    expect(await say('stage_manager', 'report.sign', { eventId })).toBe('done');
    for (const table of ['checklist_marks', 'show_reports', 'show_runs', 'show_timings'] as const)
      expect(await cast().rows(table, `event_id = '${eventId}'`)).toHaveLength(1);
  });
});

test('of two laptops of one account the later turn stands, whichever comes first', async () => {
  const { eventId, scenes } = await evening();
  const [first, second, third] = scenes;
  await say('stage_manager', 'show.scene', { eventId, sceneId: first, seen: null }, 1);
  await say('stage_manager', 'show.scene', { eventId, sceneId: third, seen: first }, 60);
  // Pressed on the other laptop while the first scene was on there, and sent when its network returned.
  const late = { at: 70, clock: at(10) };
  expect(await say('stage_manager', 'show.scene', { eventId, sceneId: second, seen: first }, late)).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: third });
  // Whoever sees the scene that is on turns on from it, whatever their clock says.
  const slow = { at: 71, clock: at(5) };
  expect(await say('stage_manager', 'show.scene', { eventId, sceneId: second, seen: third }, slow)).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: second });
});

test('whoever sees the scene that another person turned to turns on from it, whatever their clock says', async () => {
  const { eventId, scenes } = await evening();
  const [first, second] = scenes;
  await say('stage_manager', 'show.scene', { eventId, sceneId: first, seen: null }, 10);
  const slow = { at: 12, clock: at(8) };
  expect(await say('technician', 'show.scene', { eventId, sceneId: second, seen: first }, slow)).toBe('done');
  expect(await run(eventId)).toMatchObject({ current_scene_id: second });
});

test('a photo of a mark, or of a note, is as fixed by the signature as that itself', async () => {
  const { eventId, line } = await evening();
  const [ofMark, ofNote, note, late] = [cast().newId(), cast().newId(), cast().newId(), cast().newId()];
  const incident = { id: note, eventId, kind: 'incident', severity: 'minor', text: 'Заклинило' };
  expect(await say('technician', 'show.incident', incident)).toBe('done');
  expect(await say('technician', 'show.photo', { id: ofMark, eventId, itemId: line, file })).toBe('done');
  expect(await say('technician', 'show.photo', { id: ofNote, eventId, noteId: note, file })).toBe('done');
  await say('stage_manager', 'report.sign', { eventId }, 4);
  const remove = (id: string, when: When | number): Promise<string> =>
    say('admin', 'row.delete', { table: 'attachments', id, deletionId: cast().newId() }, when);
  expect([await remove(ofMark, 5), await remove(ofNote, 5)]).toEqual(['report.signed', 'report.signed']);
  const mark = checklistMarkId(line, eventId);
  const onto = (entityId: string, table: string): object => ({ id: late, table, entityId, file });
  expect(await say('admin', 'attachment.add', onto(mark, 'checklist_marks'), 5)).toBe('report.signed');
  expect(await say('admin', 'attachment.add', onto(note, 'show_notes'), 5)).toBe('report.signed');
  const caption = { table: 'attachments', id: ofMark, changes: { caption: 'иначе' }, seen: { caption: null } };
  expect(await say('admin', 'row.update', caption, 5)).toBe('report.signed');
  // Deleted before anybody signed, and sent later: it was done then.
  expect(await remove(ofMark, { at: 6, clock: at(3) })).toBe('done');
});

describe('whoever does not plan runs the evening that was told', () => {
  /** Told for today; planned since as another production's, on another day, under a name that nobody was told. */
  async function replanned(): Promise<Evening> {
    const told = await evening();
    const { performance_id: production } = await cast().read('schedule_events', told.eventId);
    const content = { title: 'Чайка', date: dayFromNow(0), start: '19:00', type: 'performance', status: 'planned' };
    const nothing = { call: null, ready: null, end: null, venueId: null, venueText: null, activity: null };
    const of = { performanceId: String(production), variantId: null, calls: [], participants: [] };
    await cast().row('event_publications', {
      event_id: told.eventId,
      event_date: content.date,
      performance_id: String(production),
      is_withdrawn: false,
      content: { ...content, ...nothing, ...of },
    });
    const other = await cast().row('performances', { title: 'Тайна', status: 'active' });
    const changes = { title: 'Тайна', performance_id: other, event_date: dayFromNow(9) };
    const seen = { title: 'Чайка', performance_id: String(production), event_date: dayFromNow(0) };
    const edit = { table: 'schedule_events', id: told.eventId, changes, seen };
    expect(await say('stage_manager', 'row.update', edit)).toBe('done');
    return told;
  }

  test('its critical lines, its scenes and its day count, and not those of a draft', async () => {
    const { eventId, line, scenes } = await replanned();
    expect(await say('technician', 'show.ready', { eventId })).toBe('show.notReady');
    expect(await say('technician', 'show.mark', { eventId, itemId: line, isDone: true })).toBe('done');
    expect(await say('technician', 'show.ready', { eventId })).toBe('done');
    expect(await say('technician', 'show.scene', { eventId, sceneId: scenes[1], seen: null })).toBe('done');
    expect(await run(eventId)).toMatchObject({ current_scene_id: scenes[1] });
    expect(await say('reporter', 'report.sign', { eventId })).toBe('done');
    const told = await cast().rows('notifications', `entity_id = '${eventId}'`);
    expect(JSON.stringify(told)).not.toContain('Тайна');
  });

  test('no refusal names what was not told', async () => {
    const { eventId, line } = await replanned();
    const removed = { ids: [eventId], deletionId: cast().newId() };
    expect(await say('stage_manager', 'schedule.remove', removed)).toBe('done');
    expect(await say('stage_manager', 'schedule.publish', { ids: [eventId] })).toBe('done');
    const refused = await cast().act('technician', 'show.mark', { eventId, itemId: line, isDone: true });
    expect(refused).toMatchObject({ code: 'row.deleted', details: { title: 'Чайка' } });
  });
});
