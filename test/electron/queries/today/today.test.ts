/** What Today and the bell answer: tonight with its counts, what is wrong, what waits for somebody, what others did. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asker, answer } from '../../../../electron/queries/define-query.ts';
import { comingCalls, noticeList } from '../../../../electron/queries/notices/notice-queries.ts';
import { todayDay } from '../../../../electron/queries/today/day-queries.ts';
import { todayChanges, todayMine } from '../../../../electron/queries/today/mine-queries.ts';
import { todayProblems } from '../../../../electron/queries/today/problem-queries.ts';
import { LookupStatements, SqliteRowStore } from '../../../../electron/replica/sqlite-row-store.ts';
import { must } from '../../../../shared/base/asserts.ts';
import type { QueryOf } from '../../../../shared/ipc/query.ts';
import { kyselyOver } from '../../../../sqlite/sqlite-kysely.ts';
import { type LoneReplica, loneReplica } from '../../../support/lone-replica.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../../../support/rows.ts';

const moment = new Date(NOW).toISOString();
const hoursLater = (hours: number): string => new Date(Date.parse(moment) + hours * 3_600_000).toISOString();
const TODAY = dayFromNow(0);

interface Rows {
  readonly user: string;
  readonly other: string;
  readonly event: string;
  readonly call: string;
  readonly fault: string;
  readonly task: string;
}
const state: { lone?: LoneReplica; rows?: Rows } = {};
beforeAll(async () => {
  const lone = await loneReplica();
  state.lone = lone;
  state.rows = await lone.replica.writeUnchecked(async (tx): Promise<Rows> => {
    const store = new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite));
    const factory = new RowFactory(store, idOf(1));
    const make = factory.make.bind(factory);
    await factory.theater();
    const performance_id = await make('performances', { title: 'Чайка' });
    const light = await make('departments', { name: 'Свет', code: 'light' });
    const user = await make('users', { first_name: 'Ольга', notification_settings: { muted: ['schedule.replaced'] } });
    const other = await make('users', { first_name: 'Ким' });
    const employee = await make('employees', { full_name: 'Громов', user_id: user });
    const pak = await make('employees', { full_name: 'Пак' });
    const night = {
      performance_id,
      variant_id: null,
      event_date: TODAY,
      start_time: '19:00:00',
      call_time: '17:30:00',
    };
    const event = await make('schedule_events', {
      ...night,
      title: 'Чайка',
      event_type: 'performance',
      activity: null,
      status: 'planned',
      venue_id: null,
    });
    const list = await make('performance_checklists', {
      performance_id,
      variant_id: null,
      department_id: light,
      phase: 'pre_show',
    });
    await make('checklist_items', { checklist_id: list, is_critical: true, title: 'Штанкет' });
    const done = await make('checklist_items', { checklist_id: list, is_critical: true, title: 'Пушка' });
    await make('checklist_marks', { checklist_item_id: done, event_id: event, is_done: true });
    const thing = await make('inventory_items', { name: 'Штанкет 7', inventory_number: 'SE-7' });
    await make('performance_inventory', { performance_id, inventory_item_id: thing });
    const fault = await make('faults', {
      inventory_item_id: thing,
      title: 'не держит стопор',
      severity: 'unsafe',
      status: 'open',
    });
    await make('faults', { inventory_item_id: thing, title: 'починено', status: 'fixed' });
    const call = await make('event_calls', {
      event_id: event,
      employee_id: employee,
      function: 'свет',
      answer: 'invited',
    });
    await make('event_calls', { event_id: event, employee_id: pak, function: 'звук', answer: 'declined' });
    await make('event_calls', { event_id: event, employee_id: null, function: 'грим', answer: 'invited' });
    await make('event_publications', {
      event_id: event,
      event_date: TODAY,
      is_withdrawn: false,
      content: {
        title: 'Чайка',
        date: TODAY,
        call: '17:30:00',
        ready: null,
        start: '19:00:00',
        end: null,
        venueId: null,
        venueText: null,
        type: 'performance',
        activity: null,
        status: 'planned',
        performanceId: performance_id,
        variantId: null,
        calls: [{ employeeId: employee, function: 'свет', callTime: null, endTime: null }],
        participants: [],
      },
    });
    const task = await make('tasks', { title: 'Позвонить', assignee_id: user, status: 'assigned', deadline: moment });
    await make('tasks', { title: 'Готово', assignee_id: user, status: 'completed' });
    const log = { entity_type: 'tasks', entity_id: task, occurred_at: hoursLater(-1), recorded_at: hoursLater(-1) };
    await make('activity_log', {
      ...log,
      action: 'row.update:update',
      user_id: other,
      actor_name: 'Ким',
      changes: { title: ['а', 'б'] },
    });
    await make('activity_log', { ...log, action: 'row.update:update', user_id: user, changes: { title: ['б', 'в'] } });
    await make('activity_log', {
      ...log,
      entity_type: 'performance_checklists',
      entity_id: list,
      action: 'row.update:update',
      user_id: other,
      changes: {},
    });
    const told = {
      user_id: user,
      is_read: false,
      entity_type: 'schedule_events',
      entity_id: event,
      created_at: moment,
    };
    const head = { eventId: event, title: 'Чайка', date: TODAY, start: '19:00' };
    await make('notifications', {
      ...told,
      type: 'schedule.declined',
      data: { ...head, function: 'звук', employeeId: pak, name: 'Пак' },
    });
    await make('notifications', { ...told, type: 'schedule.replaced', data: {} });
    await make('notifications', { ...told, type: 'of.tomorrow', title: 'Новое', data: {}, is_read: true });
    await make('notifications', { ...told, user_id: other, type: 'schedule.declined', data: {} });
    return { user, other, event, call, fault, task };
  });
});
afterAll(async () => state.lone?.[Symbol.asyncDispose]());

const rows = (): Rows => must(state.rows);
const asker = (permissions: readonly string[] = []): Asker => ({ userId: rows().user, permissions });
const ask = <A, R>(query: Parameters<typeof answer<A, R>>[1] & QueryOf<A, R>, args: A, who = asker()): Promise<R> =>
  answer(must(state.lone).replica, query, args, who, new Date(NOW));

test('tonight stands with how far its checklists are and what holds it back', async () => {
  const { evenings, events, today } = await ask(todayDay, {}, asker(['schedule.edit']));
  expect(today).toBe(TODAY);
  expect(events.map(({ id }) => id)).toContain(rows().event);
  expect(evenings).toHaveLength(1);
  expect(evenings[0]).toMatchObject({
    eventId: rows().event,
    phase: 'before',
    departments: [{ name: 'Свет', code: 'light', done: 1, total: 2, critical: 1 }],
    holds: [{ title: 'Штанкет' }],
    parts: [{ part: 'act', number: 1, plannedStart: evenings[0]?.start, startedAt: null }],
  });
});

test('what is wrong is told to those who can settle it, what may hurt somebody first', async () => {
  const found = await ask(todayProblems, {}, asker(['schedule.edit']));
  expect(found[0]).toMatchObject({ kind: 'fault', id: rows().fault, thing: 'Штанкет 7' });
  const kinds = found.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'fault')).toHaveLength(1);
  expect(kinds).toEqual(expect.arrayContaining(['critical', 'declined', 'open', 'unanswered']));
  const others = (await ask(todayProblems, {})).map(({ kind }) => kind);
  expect(others).toEqual(['fault', 'critical']);
});

test('calls to be answered and open tasks wait for the reader', async () => {
  const mine = await ask(todayMine, {});
  expect(mine.calls).toMatchObject([{ callId: rows().call, function: 'свет', call: '17:30' }]);
  expect(mine.tasks.map(({ id }) => id)).toEqual([rows().task]);
  expect(mine.openTasks).toBe(1);
});

test('what others changed is told by object, parts as a change of their whole, and one’s own is not', async () => {
  const changes = await ask(todayChanges, { since: hoursLater(-2) });
  expect(changes.total).toBe(2);
  expect(changes.objects).toMatchObject([
    { table: 'performances', label: 'Чайка', changes: 1 },
    { table: 'tasks', id: rows().task, by: 'Ким', changes: 1, columns: ['title'] },
  ]);
  expect((await ask(todayChanges, { since: hoursLater(1) })).total).toBe(0);
});

test('the bell tells one’s own notices without muted kinds; one of a newer version by its title', async () => {
  const { notices, unread, muted } = await ask(noticeList, {});
  expect(muted).toEqual(['schedule.replaced']);
  expect(unread).toBe(1);
  expect(notices.map(({ said }) => said.type).toSorted()).toEqual(['schedule.declined', 'unknown']);
  expect(notices.find(({ said }) => said.type === 'unknown')?.title).toBe('Новое');
});

test('a published call is told with its moment on the clock of the place', async () => {
  const { calls } = await ask(comingCalls, {});
  expect(calls).toMatchObject([{ eventId: rows().event, function: 'свет', clock: '17:30' }]);
  expect(new Date(must(calls[0]).at).toISOString().slice(0, 10)).toBe(TODAY);
});
