/** The evening that a screen asks for: its checklists with marks, how far it is, what happened, and tonight's. */
import { expect, test } from 'vitest';
import { answer } from '../../../../electron/queries/define-query.ts';
import { houseChecklists, showEvening, showTonight } from '../../../../electron/queries/show/evening-queries.ts';
import { ITEMS } from '../../../../electron/queries/show/read-evening.ts';
import { LookupStatements, SqliteRowStore } from '../../../../electron/replica/sqlite-row-store.ts';
import { checklistMarkId } from '../../../../shared/rules/evening-rows.ts';
import { kyselyOver } from '../../../../sqlite/sqlite-kysely.ts';
import { type LoneReplica, loneReplica } from '../../../support/lone-replica.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../../../support/rows.ts';

const moment = new Date(NOW).toISOString();

async function evening({ replica }: LoneReplica) {
  return replica.writeUnchecked(async (tx) => {
    const factory = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      idOf(1),
    );
    const make = factory.make.bind(factory);
    await factory.theater();
    const performance_id = await make('performances', { title: 'Чайка', intermissions: 1 });
    const variant_id = await make('performance_variants', { performance_id, name: 'Гастроли' });
    const machinery = await make('departments', { name: 'Машинный', code: 'machinery' });
    const user = await make('users', { first_name: 'Ольга' });
    const employee = await make('employees', { full_name: 'Громов', user_id: user, department_id: machinery });
    const home = await make('schedule_events', { performance_id, event_date: dayFromNow(0), start_time: '19:00:00' });
    const tour = await make('schedule_events', { performance_id, variant_id, event_date: dayFromNow(3) });
    const list = await make('performance_checklists', { performance_id, department_id: machinery, phase: 'pre_show' });
    const own = await make('performance_checklists', { performance_id, variant_id, phase: 'load_in' });
    const template = await make('performance_checklists', { name: 'Шаблон', phase: 'pre_show' });
    const thing = await make('inventory_items', { name: 'Штанкет 7', inventory_number: 'SE-7' });
    await make('faults', { inventory_item_id: thing, title: 'Стучит', status: 'fixed' });
    const fault = await make('faults', { inventory_item_id: thing, title: 'Стопор', status: 'open' });
    const critical = await make('checklist_items', {
      checklist_id: list,
      is_critical: true,
      inventory_item_id: thing,
      responsible_id: employee,
      sort_order: 1,
    });
    const second = await make('checklist_items', { checklist_id: list, is_critical: false, sort_order: 2 });
    await make('checklist_items', { checklist_id: own });
    await make('checklist_items', { checklist_id: template });
    const mark = checklistMarkId(critical, home);
    await make('checklist_marks', {
      id: mark,
      checklist_item_id: critical,
      event_id: home,
      is_done: true,
      done_by_name: 'Ольга',
      done_at: moment,
      note: 'проверен',
    });
    for (const [action, actor] of [
      ['show.mark:create', 'Ольга'],
      ['show.mark:again', 'Ким'],
    ] as const)
      await make('activity_log', {
        action,
        actor_name: actor,
        entity_type: 'checklist_marks',
        entity_id: mark,
        changes: action.endsWith('create') ? { note: [null, 'проверен'] } : {},
      });
    const scene = await make('scenes', { performance_id, number: '2.3', title: 'Чайка', act: 2 });
    const run = await make('show_runs', { event_id: home, phase: 'during', current_scene_id: scene });
    await make('activity_log', {
      action: 'show.scene:update',
      entity_type: 'show_runs',
      entity_id: run,
      changes: { current_scene_id: [null, scene] },
      occurred_at: moment,
    });
    await make('show_timings', { event_id: home, part: 'act', number: 1, started_at: moment });
    await make('show_notes', { event_id: home, scene_id: scene, text: 'Заклинило', kind: 'incident', fault_id: fault });
    await make('show_notes', { event_id: tour, text: 'чужая' });
    await make('event_calls', { event_id: home, employee_id: employee, function: 'машинист' });
    return { home, tour, list, critical, second, scene, user, employee, machinery, template, fault };
  });
}

test('an evening has its checklists with marks, its course, what happened and who looks', async () => {
  await using lone = await loneReplica();
  const ids = await evening(lone);
  const asker = { userId: ids.user, permissions: ['*'] };
  const found = await answer(lone.replica, showEvening, { eventId: ids.home }, asker, new Date(NOW));
  expect(found).toMatchObject({
    event: { title: expect.any(String) as string, zone: 'Europe/Moscow' },
    production: { title: 'Чайка', intermissions: 1, isArchived: false },
    variant: null,
    phase: 'during',
    currentSceneId: ids.scene,
    sceneSince: moment,
    asOf: moment,
    times: [{ part: 'act', number: 1, startedAt: moment, endedAt: null, isCorrected: false }],
    notes: [{ text: 'Заклинило', scene: '2.3 Чайка', fault: { title: 'Стопор', status: 'open' }, task: null }],
    calls: [{ function: 'машинист', employee: 'Громов', departmentId: ids.machinery }],
    report: null,
    me: { employeeId: ids.employee, departmentIds: [ids.machinery] },
  });
  expect(found?.lists.map(({ id }) => id)).toEqual([ids.list]);
  const [critical, second] = found?.lists[0]?.items ?? [];
  expect(critical).toMatchObject({
    id: ids.critical,
    isCritical: true,
    responsible: 'Громов',
    thing: { number: 'SE-7' },
    fault: { id: ids.fault, title: 'Стопор' },
    mark: { isDone: true, by: 'Ольга', note: 'проверен', noteBy: 'Ольга', isTwice: true, isPending: false, photos: [] },
  });
  expect(second).toMatchObject({ id: ids.second, mark: null, fault: null });
  // The tour has a checklist more, no mark of the other evening, and has not begun.
  const tour = await answer(lone.replica, showEvening, { eventId: ids.tour });
  expect(tour).toMatchObject({ variant: { name: 'Гастроли' }, phase: 'before', sceneSince: null, times: [] });
  expect(tour?.lists.flatMap(({ items }) => items.map(({ mark }) => mark))).toEqual([null, null, null]);
  expect(await answer(lone.replica, showEvening, { eventId: idOf(99) })).toBeNull();
});

test('tonight is what is played today, and the house has its templates', async () => {
  await using lone = await loneReplica();
  const ids = await evening(lone);
  const tonight = await answer(lone.replica, showTonight, {}, undefined, new Date(NOW));
  expect(tonight.map(({ eventId, phase }) => [eventId, phase])).toEqual([[ids.home, 'during']]);
  expect(await answer(lone.replica, houseChecklists, {})).toMatchObject([
    { id: ids.template, name: 'Шаблон', lines: 1 },
  ]);
});

test('lines and their marks are found by indexes alone', async () => {
  await using lone = await loneReplica();
  const plan = lone.replica.reader.prepare<[string, string], { detail: string }>(`EXPLAIN QUERY PLAN ${ITEMS}`);
  const scans = plan.all(idOf(1), idOf(2)).filter(({ detail }) => detail.startsWith('SCAN'));
  expect(scans).toEqual([]);
});
