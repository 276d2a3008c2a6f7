/** A show's evening: marks that meet, readiness, times of which the earlier stands, notes, and a report that is signed once. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { mutationNamed } from '../../../shared/mutations/registry.ts';
import { alsoSigned, checklistMarkId, reportId, runId, timingId } from '../../../shared/rules/evening-rows.ts';
import { Cast } from '../../support/cast.ts';
import { dayFromNow, NOW } from '../../support/rows.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { colleague: ['checklists.mark', 'rows.delete'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

interface Evening {
  readonly performanceId: string;
  readonly eventId: string;
  readonly critical: string;
  readonly line: string;
  readonly scenes: readonly [string, string];
}

async function evening(day = dayFromNow(0)): Promise<Evening> {
  const performanceId = await cast().row('performances', { title: 'Чайка', status: 'active' });
  const eventId = await cast().row('schedule_events', {
    title: 'Чайка',
    event_date: day,
    performance_id: performanceId,
  });
  const checklist = await cast().row('performance_checklists', { performance_id: performanceId, phase: 'pre_show' });
  const critical = await cast().row('checklist_items', {
    checklist_id: checklist,
    title: 'Штанкет 7: стопор',
    is_critical: true,
  });
  const line = await cast().row('checklist_items', { checklist_id: checklist, title: 'Рации', is_critical: false });
  const scene = (act: number, rank: string): Promise<string> =>
    cast().row('scenes', { performance_id: performanceId, act, number: `${act}.1`, rank });
  return { performanceId, eventId, critical, line, scenes: [await scene(1, 'a0'), await scene(2, 'a1')] };
}

const timing = (eventId: string, part: 'act' | 'interval' | 'curtain', number = 1): Promise<Record<string, unknown>> =>
  cast().read('show_timings', timingId(eventId, part, number));

describe('marks', () => {
  test('of two people are one row; the last word stands and the history keeps both, also the same word twice', async () => {
    const { eventId, line } = await evening();
    const id = checklistMarkId(line, eventId);
    const mark = (as: string, isDone: boolean, note?: string): Promise<string> =>
      cast().verdict(as, 'show.mark', { eventId, itemId: line, isDone, ...(note === undefined ? {} : { note }) });
    expect(await mark('technician', true)).toBe('done');
    expect(await mark('stage_manager', true)).toBe('done');
    expect(await cast().read('checklist_marks', id)).toMatchObject({ is_done: true, done_by_name: 'technician Т' });
    expect(await mark('stage_manager', false, 'ещё нет')).toBe('done');
    expect(await cast().read('checklist_marks', id)).toMatchObject({
      is_done: false,
      done_by_name: null,
      note: 'ещё нет',
    });
    const lines = await cast().rows('activity_log', `entity_id = '${id}'`);
    expect(lines.map(({ action }) => action).toSorted()).toEqual([
      'show.mark:again',
      'show.mark:create',
      'show.mark:update',
    ]);
  });

  test('meet a row that a laptop of before made under an id of its own', async () => {
    const { eventId, line } = await evening();
    const own = cast().newId();
    const values = { checklist_item_id: line, event_id: eventId, is_done: true };
    expect(await cast().verdict('technician', 'row.create', { table: 'checklist_marks', id: own, values })).toBe(
      'done',
    );
    expect(await cast().verdict('technician', 'show.mark', { eventId, itemId: line, isDone: false })).toBe('done');
    expect(await cast().read('checklist_marks', own)).toMatchObject({ is_done: false });
  });

  test('are taken back to what the person saw', () => {
    const inverse = must(mutationNamed('show.mark')).inverse(
      { eventId: at0, itemId: at0, isDone: true, note: 'б', before: { isDone: false, note: 'а' } },
      { mutationId: at0, newId: () => at0 },
    );
    expect(inverse?.args).toEqual({ eventId: at0, itemId: at0, isDone: false, note: 'а', of: at0 });
  });

  test('need the right to mark', async () => {
    const { eventId, line } = await evening();
    expect(await cast().verdict('viewer', 'show.mark', { eventId, itemId: line, isDone: true })).toBe(
      'permission.denied',
    );
  });
});
const at0 = '00000000-0000-7000-8000-00000000aaaa';

describe('ready', () => {
  test('is held back by critical lines, by name, until they are done', async () => {
    const { eventId, critical } = await evening();
    expect(await cast().act('stage_manager', 'show.ready', { eventId })).toEqual({
      code: 'show.notReady',
      details: { count: 1, lines: 'Штанкет 7: стопор' },
    });
    await cast().act('technician', 'show.mark', { eventId, itemId: critical, isDone: true });
    expect(await cast().verdict('stage_manager', 'show.ready', { eventId })).toBe('done');
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({
      phase: 'before',
      ready_by_name: 'stage_manager Т',
      override_reason: null,
    });
  });

  test('is declared all the same with a reason; who was first stands; and it can be taken back', async () => {
    const { eventId } = await evening();
    const reason = { eventId, overrideReason: 'Проверен визуально' };
    expect(await cast().verdict('technician', 'show.ready', reason)).toBe('done');
    expect(await cast().verdict('stage_manager', 'show.ready', { eventId })).toBe('done');
    const run = await cast().read('show_runs', runId(eventId));
    expect(run).toMatchObject({ ready_by_name: 'technician Т', override_reason: 'Проверен визуально' });
    expect(await cast().verdict('technician', 'show.takeBackReady', { eventId })).toBe('done');
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({ ready_at: null, override_reason: null });
  });

  test('asks nothing of lines of another variant, nor of what comes after the show', async () => {
    const { eventId, performanceId, critical } = await evening();
    await cast().act('technician', 'show.mark', { eventId, itemId: critical, isDone: true });
    const variant = await cast().row('performance_variants', { performance_id: performanceId });
    for (const values of [
      { phase: 'pre_show', variant_id: variant },
      { phase: 'post_show', variant_id: null },
    ]) {
      const checklist = await cast().row('performance_checklists', { performance_id: performanceId, ...values });
      await cast().row('checklist_items', { checklist_id: checklist, is_critical: true });
    }
    expect(await cast().verdict('technician', 'show.ready', { eventId })).toBe('done');
  });
});

describe('acts', () => {
  test('of two laptops that begin one, the earlier time stands, whichever comes first', async () => {
    const { eventId, scenes } = await evening();
    const start = (minute: number, arrives: number): Promise<string> =>
      cast().verdict('technician', 'show.startAct', { eventId, number: 1 }, { at: arrives, clock: at(minute) });
    expect(await start(5, 10)).toBe('done');
    expect(await start(2, 30)).toBe('done');
    expect(await start(7, 31)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(2), ended_at: null });
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({
      phase: 'during',
      current_scene_id: scenes[0],
    });
  });

  test('end with the interval, which ends with the next act; and the curtain ends the last', async () => {
    const { eventId, scenes } = await evening();
    const act = (name: string, minute: number, args: object = {}): Promise<string> =>
      cast().verdict('technician', name, { eventId, ...args }, { at: minute });
    expect(await act('show.openHouse', 0)).toBe('done');
    expect(await act('show.startAct', 1, { number: 1 })).toBe('done');
    expect(await act('show.startInterval', 40, { number: 1 })).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(1), ended_at: at(40) });
    expect(await act('show.startAct', 60, { number: 2 })).toBe('done');
    expect(await timing(eventId, 'interval')).toMatchObject({ started_at: at(40), ended_at: at(60) });
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({ current_scene_id: scenes[1] });
    expect(await act('show.curtain', 100)).toBe('done');
    expect(await timing(eventId, 'act', 2)).toMatchObject({ ended_at: at(100) });
    expect(await act('show.finish', 105)).toBe('done');
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({ phase: 'after' });
    // An act that somebody began without a network comes late: its time stands, and the evening stays over.
    expect(await act('show.startAct', 110, { number: 1 })).toBe('done');
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({ phase: 'after' });
  });

  test('last as long as they were seen to, where the clock was set meanwhile', async () => {
    const { eventId } = await evening();
    await cast().act('technician', 'show.startAct', { eventId, number: 1 }, { at: 200, clock: at(100) });
    const args = { eventId, number: 1, at: at(130) };
    // The clock was set back by an hour during the act.
    expect(await cast().verdict('technician', 'show.endAct', args, { at: 200, clock: at(70) })).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(100), ended_at: at(130) });
    // And what begins next begins when it was seen to, whatever the clock says.
    const second = { eventId, number: 2 };
    await cast().act('technician', 'show.startAct', second, { at: 200, clock: at(140) });
    const interval = { ...second, at: at(160) };
    await cast().act('technician', 'show.startInterval', interval, { at: 200, clock: at(60) });
    expect(await timing(eventId, 'act', 2)).toMatchObject({ started_at: at(140), ended_at: at(160) });
    expect(await timing(eventId, 'interval', 2)).toMatchObject({ started_at: at(160) });
    // Without a watch that only goes forward nothing ends before it began.
    await cast().act('technician', 'show.startInterval', { eventId, number: 1 }, { at: 200, clock: at(131) });
    await cast().act('technician', 'show.endInterval', { eventId, number: 1 }, { at: 200, clock: at(20) });
    expect(await timing(eventId, 'interval')).toMatchObject({ started_at: at(131), ended_at: at(131) });
  });

  test('keep the time that was set right by hand, whoever comes late with an earlier one', async () => {
    const { eventId } = await evening();
    await cast().act('technician', 'show.startAct', { eventId, number: 1 }, { at: 5 });
    const times = { startedAt: at(3), endedAt: at(50) };
    const correct = { eventId, part: 'act', number: 1, ...times, seen: { startedAt: at(5), endedAt: null } };
    expect(await cast().verdict('technician', 'show.correctTiming', correct)).toBe('done');
    expect(await cast().verdict('technician', 'show.startAct', { eventId, number: 1 }, { at: 60, clock: at(1) })).toBe(
      'done',
    );
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: at(3), ended_at: at(50), is_corrected: true });
    const wrong = { ...correct, startedAt: at(60), endedAt: at(50) };
    expect(await cast().verdict('technician', 'show.correctTiming', wrong)).toBe('show.endsBeforeItBegins');
  });

  test('taken back leave the evening before its beginning', async () => {
    const { eventId } = await evening();
    await cast().act('technician', 'show.startAct', { eventId, number: 1 });
    const inverse = must(
      must(mutationNamed('show.startAct')).inverse(
        { eventId, number: 1 },
        { mutationId: cast().lastMutationId, newId: () => at0 },
      ),
    );
    expect(await cast().verdict('technician', inverse.name, inverse.args)).toBe('done');
    expect(await timing(eventId, 'act')).toMatchObject({ started_at: null, ended_at: null });
    expect(await cast().read('show_runs', runId(eventId))).toMatchObject({ phase: 'before' });
  });

  test('of an evening are those of its own production alone', async () => {
    const [one, other] = [await evening(), await evening()];
    const args = { eventId: one.eventId, sceneId: other.scenes[0] };
    expect(await cast().verdict('technician', 'show.scene', args)).toBe('show.otherProduction');
    expect(await cast().verdict('technician', 'show.scene', { ...args, sceneId: one.scenes[1] })).toBe('done');
    const run = await cast().read('show_runs', runId(one.eventId));
    expect(run['current_scene_id']).toBe(one.scenes[1]);
  });
});

describe('notes', () => {
  const incident = (eventId: string, id = cast().newId()): object => ({
    id,
    eventId,
    kind: 'incident',
    severity: 'major',
    text: 'Заклинило дверь',
  });

  test('an incident has the time at which it was pressed and the scene that was on', async () => {
    const { eventId, scenes } = await evening();
    await cast().act('technician', 'show.startAct', { eventId, number: 1 });
    const id = cast().newId();
    await cast().act('technician', 'show.incident', incident(eventId, id), { at: 90, clock: at(12) });
    expect(await cast().read('show_notes', id)).toMatchObject({
      occurred_at: at(12),
      scene_id: scenes[0],
      is_addendum: false,
      author_name: 'technician Т',
    });
  });

  test('become a task or a fault once, also after the signature', async () => {
    const { eventId, performanceId } = await evening();
    const id = cast().newId();
    await cast().act('technician', 'show.incident', incident(eventId, id));
    await cast().act('stage_manager', 'report.sign', { eventId });
    const [taskId, again, faultId] = [cast().newId(), cast().newId(), cast().newId()];
    expect(await cast().verdict('technician', 'note.makeTask', { noteId: id, taskId })).toBe('done');
    expect(await cast().verdict('technician', 'note.makeTask', { noteId: id, taskId: again })).toBe('done');
    expect(await cast().verdict('technician', 'note.makeFault', { noteId: id, faultId })).toBe('done');
    expect(await cast().read('show_notes', id)).toMatchObject({ task_id: taskId, fault_id: faultId });
    expect(await cast().read('tasks', again)).toEqual({});
    expect(await cast().read('tasks', taskId)).toMatchObject({
      title: 'Заклинило дверь',
      performance_id: performanceId,
      priority: 'high',
    });
    expect(await cast().read('faults', faultId)).toMatchObject({
      event_id: eventId,
      severity: 'major',
      status: 'open',
    });
  });

  test('after the signature are addenda, and what was before it changes no more', async () => {
    const { eventId } = await evening();
    const [before, after] = [cast().newId(), cast().newId()];
    await cast().act('technician', 'show.incident', incident(eventId, before));
    await cast().act('stage_manager', 'report.sign', { eventId });
    expect(await cast().verdict('technician', 'show.incident', incident(eventId, after), { at: 5 })).toBe('done');
    expect(await cast().read('show_notes', after)).toMatchObject({ is_addendum: true });
    const edit = (id: string): Promise<string> =>
      cast().verdict('technician', 'row.update', {
        table: 'show_notes',
        id,
        changes: { text: 'иначе' },
        seen: { text: 'Заклинило дверь' },
      });
    expect([await edit(before), await edit(after)]).toEqual(['report.signed', 'done']);
    const times = { startedAt: at(1), endedAt: null };
    expect(
      await cast().verdict('technician', 'show.correctTiming', { eventId, part: 'act', number: 1, ...times }),
    ).toBe('report.signed');
    expect(await cast().verdict('technician', 'show.startAct', { eventId, number: 1 })).toBe('report.signed');
  });
});

test('what somebody wrote down is theirs: others set it right who keep reports, and an addendum nobody else', async () => {
  const { eventId } = await evening();
  const [note, addendum] = [cast().newId(), cast().newId()];
  const accident = (id: string) => ({ eventId, id, kind: 'accident', severity: 'major', text: 'Упал с лестницы' });
  await cast().act('technician', 'show.incident', accident(note));
  const edit = (as: string, id: string, changes: object, seen: object): Promise<string> =>
    cast().verdict(as, 'row.update', { table: 'show_notes', id, changes, seen });
  const remove = (as: string, id: string): Promise<string> =>
    cast().verdict(as, 'row.delete', { table: 'show_notes', id, deletionId: cast().newId() });
  const was = { text: 'Упал с лестницы' };
  expect([await edit('colleague', note, { text: 'Ничего' }, was), await remove('colleague', note)]).toEqual([
    'row.notYours',
    'row.notYours',
  ]);
  expect(await edit('technician', note, { text: 'Упал с лестницы, цел' }, was)).toBe('done');
  expect(await edit('stage_manager', note, { severity: 'minor' }, { severity: 'major' })).toBe('done');
  const other = (await evening()).eventId;
  expect(await edit('stage_manager', note, { event_id: other }, { event_id: eventId })).toBe('column.readonly');
  expect(await edit('technician', note, { author_name: 'Другой' }, { author_name: null })).toBe('column.readonly');
  await cast().act('stage_manager', 'report.sign', { eventId });
  await cast().act('technician', 'show.incident', accident(addendum), { at: 5 });
  for (const as of ['colleague', 'stage_manager'])
    expect([await edit(as, addendum, { text: 'Ничего' }, was), await remove(as, addendum)]).toEqual([
      'row.notYours',
      'row.notYours',
    ]);
  expect(await edit('technician', addendum, { text: 'Упал с лестницы, врач был' }, was)).toBe('done');
});

describe('the report', () => {
  test('is merged by line', async () => {
    const { eventId } = await evening();
    const keep = (summary: string, seen: string | null, attendance?: number): Promise<string> =>
      cast().verdict('stage_manager', 'report.keep', {
        eventId,
        changes: { summary, ...(attendance === undefined ? {} : { attendance }) },
        seen: { summary: seen, attendance: null },
      });
    expect(await keep('раз\nдва\nтри', null, 412)).toBe('done');
    expect(await keep('раз!\nдва\nтри', 'раз\nдва\nтри')).toBe('done');
    expect(await keep('раз\nдва\nтри!', 'раз\nдва\nтри')).toBe('done');
    expect(await cast().read('show_reports', reportId(eventId))).toMatchObject({
      summary: 'раз!\nдва\nтри!',
      attendance: 412,
      status: 'draft',
    });
  });

  test('is signed once; who comes second hears who was first, and what they wrote before stands', async () => {
    const { eventId } = await evening();
    expect(await cast().verdict('stage_manager', 'report.sign', { eventId })).toBe('done');
    expect(await cast().verdict('stage_manager', 'report.sign', { eventId })).toBe('done');
    const second = await cast().act('admin', 'report.sign', { eventId });
    expect(second).toMatchObject({ code: 'report.signed', details: { by: 'stage_manager Т' } });
    const changes = { attendance: 3 };
    expect(await cast().verdict('admin', 'report.keep', { eventId, changes, seen: {} })).toBe('report.signed');
    expect(await cast().verdict('technician', 'report.sign', { eventId })).toBe('permission.denied');
  });

  test('that was signed meanwhile takes in lines that were written over the draft, and loses none', async () => {
    const { eventId } = await evening();
    const id = reportId(eventId);
    const keep = (as: string, summary: string, seen: string | null, over?: 'draft'): Promise<string> =>
      cast().verdict(as, 'report.keep', {
        eventId,
        changes: { summary, attendance: 412 },
        seen: { summary: seen, attendance: null },
        ...(over === undefined ? {} : { status: over }),
      });
    const conflicts = (): ReturnType<Cast['rows']> => cast().rows('conflicts', `entity_id = '${id}'`);
    const base = 'раз\nдва\nтри\nчетыре';
    expect(await keep('stage_manager', base, null)).toBe('done');
    expect(await keep('stage_manager', base.replace('два', 'два!'), base)).toBe('done');
    await cast().act('stage_manager', 'report.sign', { eventId });
    // Whoever does not say that they saw a draft has seen the signature.
    expect(await keep('admin', `${base}\nпять`, base)).toBe('report.signed');
    expect(await keep('admin', `${base}\nпять`, base, 'draft')).toBe('done');
    const added = 'раз\nдва!\nтри\nчетыре\nпять';
    expect(await cast().read('show_reports', id)).toMatchObject({ summary: added, attendance: 412, status: 'signed' });
    expect(await conflicts()).toEqual([]);
    // The same line otherwise, and one that nobody else touched: what was signed stands, the other text waits.
    expect(await keep('admin', base.replace('два', 'две'), base, 'draft')).toBe('done');
    expect(await keep('admin', added.replace('\nтри', ''), added, 'draft')).toBe('done');
    expect(await cast().read('show_reports', id)).toMatchObject({ summary: added, status: 'signed' });
    const waiting = (await conflicts()).map(({ kept_value, other_value, kept_by_name, other_by_name }) => [
      kept_value,
      other_value,
      kept_by_name,
      other_by_name,
    ]);
    expect(waiting).toHaveLength(2);
    expect(waiting).toEqual(
      expect.arrayContaining([
        [added, added.replace('два!', 'две'), expect.any(String), 'admin Т'],
        [added, added.replace('\nтри', ''), expect.any(String), 'admin Т'],
      ]),
    );
  });

  /** Notices of the last mutation about an event, by whose they are. */
  const toldOf = async (type: string, eventId: string): Promise<Record<string, unknown>> => {
    const rows = await cast().rows('notifications', `type = '${type}' AND entity_id = '${eventId}'`);
    return Object.fromEntries(rows.map(({ user_id: user, data }) => [String(user), data]));
  };

  test('once signed is told to heads whom it concerns and to who wrote a note, never to who signed', async () => {
    const { eventId } = await evening();
    const head = (who: string): Promise<string> => cast().row('departments', { head_id: cast().userId(who) });
    const [lights, sound, own] = [
      await head('storekeeper'),
      await head('warehouse_manager'),
      await head('stage_manager'),
    ];
    await head('admin');
    await cast().row('event_calls', { event_id: eventId, employee_id: null, department_id: sound });
    const note = (who: string, departmentId: string | null): Promise<string> =>
      cast().verdict(who, 'show.note', { id: cast().newId(), eventId, text: 'Перегорел 12-й', departmentId });
    expect(await note('technician', lights)).toBe('done');
    expect(await note('stage_manager', own)).toBe('done');
    const incident = { id: cast().newId(), eventId, kind: 'incident', severity: 'minor', text: 'Заклинило' };
    expect(await cast().verdict('stage_manager', 'show.incident', incident)).toBe('done');
    expect(await cast().verdict('stage_manager', 'report.sign', { eventId, seen: 'draft' })).toBe('done');
    const said = { eventId, title: 'Чайка', by: 'stage_manager Т', incidents: 1 };
    expect(await toldOf('report.signed', eventId)).toEqual({
      [cast().userId('storekeeper')]: expect.objectContaining({ ...said, notes: 1 }) as unknown,
      [cast().userId('warehouse_manager')]: expect.objectContaining({ ...said, notes: 0 }) as unknown,
      [cast().userId('technician')]: expect.objectContaining({ ...said, notes: 1 }) as unknown,
    });
    // Signed again by the same person, nobody hears of it again.
    expect(await cast().verdict('stage_manager', 'report.sign', { eventId, seen: 'draft' })).toBe('done');
    expect(Object.keys(await toldOf('report.signed', eventId))).toHaveLength(3);
  });

  test('signed by two who both saw a draft keeps both signatures, and both are told', async () => {
    const { eventId } = await evening();
    expect(await cast().verdict('stage_manager', 'report.sign', { eventId, seen: 'draft' })).toBe('done');
    expect(await cast().verdict('admin', 'report.sign', { eventId, seen: 'draft' })).toBe('done');
    expect(await cast().verdict('admin', 'report.sign', { eventId, seen: 'draft' })).toBe('done');
    const { also_signed: also, ...report } = await cast().read('show_reports', reportId(eventId));
    expect(report).toMatchObject({ status: 'signed', signed_by_name: 'stage_manager Т' });
    expect(alsoSigned(also)).toMatchObject([{ id: cast().userId('admin'), name: 'admin Т' }]);
    const said = { eventId, first: 'stage_manager Т', second: 'admin Т' };
    expect(await toldOf('report.signedTwice', eventId)).toEqual({
      [cast().userId('stage_manager')]: expect.objectContaining(said) as unknown,
      [cast().userId('admin')]: expect.objectContaining(said) as unknown,
    });
  });
});

test('a production whose show runs is not archived; afterwards it is, and an evening of last week holds nothing back', async () => {
  const archive = (id: string): Promise<string> =>
    cast().verdict('stage_manager', 'row.update', {
      table: 'performances',
      id,
      changes: { status: 'archived' },
      seen: { status: 'active' },
    });
  const { eventId, performanceId } = await evening();
  await cast().act('technician', 'show.startAct', { eventId, number: 1 });
  expect(await archive(performanceId)).toBe('show.running');
  await cast().act('technician', 'show.finish', { eventId });
  expect(await archive(performanceId)).toBe('done');
  // The other way round the evening is played all the same: what happens is written down.
  expect(await cast().verdict('technician', 'show.reopen', { eventId })).toBe('done');
  const old = await evening(dayFromNow(-6));
  await cast().act('technician', 'show.startAct', { eventId: old.eventId, number: 1 });
  expect(await archive(old.performanceId)).toBe('done');
});
