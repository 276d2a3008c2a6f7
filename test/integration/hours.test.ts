/** Hours and approvals from the integrity model, and numbers that two people offline both chose. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../electron/host/replica-host.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { newId } from '../../shared/base/ids.ts';
import { act } from '../support/stock-room.ts';
import { createWorld } from '../support/world.ts';

const refusal = async (host: ReplicaHost, name: string, args: unknown): Promise<string> => {
  const outcome = await host.mutate(name, args);
  return outcome.ok ? 'done' : outcome.error.code;
};
const one = (host: ReplicaHost, sql: string): Record<string, unknown> | undefined =>
  host.replica.reader.prepare<[], Record<string, unknown>>(sql).get();

test('hours go from draft to approval, are locked, outlive their task, their phase and their people', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  for (const [email, role] of [
    ['worker@t1', 'technician'],
    ['head@t1', 'stage_manager'],
    ['admin@t1', 'admin'],
  ] as const)
    await world.user('t1', email, role);
  const worker = await world.replica('worker', 'worker@t1');
  const head = await world.replica('head', 'head@t1');
  const admin = await world.replica('admin', 'admin@t1');
  await head.engine?.syncOnce();
  const [project, other, phase, task, foreign] = [newId(), newId(), newId(), newId(), newId()];
  await act(head, 'row.create', { table: 'projects', id: project, values: { name: 'Гастроли' } });
  await act(head, 'row.create', { table: 'projects', id: other, values: { name: 'Ремонт' } });
  await act(head, 'row.create', {
    table: 'project_phases',
    id: phase,
    values: { project_id: project, name: 'Подготовка' },
  });
  await act(head, 'row.create', { table: 'tasks', id: task, values: { title: 'Упаковать', project_id: project } });
  await act(head, 'row.create', { table: 'tasks', id: foreign, values: { title: 'Покрасить', project_id: other } });
  await head.engine?.syncOnce();
  await worker.engine?.syncOnce();
  const me = String(
    one(worker, "SELECT e.id FROM employees e JOIN users u ON u.id = e.user_id WHERE u.email = 'worker@t1'")?.['id'],
  );
  const boss = String(
    one(worker, "SELECT e.id FROM employees e JOIN users u ON u.id = e.user_id WHERE u.email = 'head@t1'")?.['id'],
  );
  const entry = newId();
  const hours = (id: string, values: Record<string, unknown>): unknown => ({
    table: 'time_entries',
    id,
    values: { employee_id: me, project_id: project, date: '2026-11-20', hours: '7.50', ...values },
  });
  expect(await refusal(worker, 'row.create', hours(newId(), { employee_id: boss }))).toBe('time.notYours');
  expect(await refusal(worker, 'row.create', hours(newId(), { hours: '25' }))).toBe('value.invalid');
  expect(await refusal(worker, 'row.create', hours(newId(), { task_id: foreign }))).toBe('time.otherProject');
  await act(worker, 'row.create', hours(entry, { task_id: task, phase_id: phase }));
  expect(await refusal(worker, 'row.create', hours(newId(), { hours: '17' }))).toBe('time.tooMany');
  expect(await refusal(worker, 'time.approve', { id: entry })).toBe('permission.denied');
  await act(worker, 'time.submit', { id: entry });
  expect(
    await refusal(worker, 'row.update', {
      table: 'time_entries',
      id: entry,
      changes: { hours: '8' },
      seen: { hours: '7.50' },
    }),
  ).toBe('time.locked');
  await act(worker, 'time.withdraw', { id: entry, comment: 'ошибся' });
  await act(worker, 'row.update', {
    table: 'time_entries',
    id: entry,
    changes: { hours: '8' },
    seen: { hours: '7.50' },
  });
  await act(worker, 'time.submit', { id: entry });
  await worker.engine?.syncOnce();
  await head.engine?.syncOnce();
  // The one who decides has hours of their own, and may not decide about them.
  const own = newId();
  await act(head, 'row.create', hours(own, { employee_id: boss }));
  await act(head, 'time.submit', { id: own });
  expect(await refusal(head, 'time.approve', { id: own })).toBe('time.ownApproval');
  await act(head, 'time.reject', { id: entry, comment: 'нет упаковочного листа' });
  await head.engine?.syncOnce();
  await worker.engine?.syncOnce();
  await act(worker, 'time.submit', { id: entry });
  await worker.engine?.syncOnce();
  await head.engine?.syncOnce();
  await act(head, 'time.approve', { id: entry });
  expect(await refusal(head, 'time.reject', { id: entry, comment: 'поздно' })).toBe('status.transition');
  expect(await refusal(head, 'row.delete', { table: 'time_entries', id: entry, deletionId: newId() })).toBe(
    'time.locked',
  );
  // The task and the phase go, the worker leaves: the hours stay, with the trail and the names.
  await act(head, 'row.delete', { table: 'tasks', id: task, deletionId: newId() });
  await act(head, 'row.delete', { table: 'project_phases', id: phase, deletionId: newId() });
  await head.engine?.syncOnce();
  await admin.engine?.syncOnce();
  await act(admin, 'employee.deactivate', { id: me, deletionId: newId() });
  await admin.engine?.syncOnce();
  const { rows } = await world.hub.context.database.pool.query(
    'SELECT hours, status, task_id, phase_id, employee_id, approved_by_name, deleted_at, (SELECT array_agg(decision ORDER BY id) FROM approval_workflows w WHERE w.time_entry_id = t.id) IS NOT NULL AS traced FROM time_entries t WHERE id = $1',
    [entry],
  );
  expect(rows).toEqual([
    {
      hours: '8.00',
      status: 'approved',
      task_id: null,
      phase_id: null,
      employee_id: me,
      approved_by_name: 'head Тестов',
      deleted_at: null,
      traced: true,
    },
  ]);
  const trail = await world.hub.context.database.pool.query<{ decision: string; approver_name: string }>(
    'SELECT decision, approver_name FROM approval_workflows WHERE time_entry_id = $1 ORDER BY decided_at',
    [entry],
  );
  expect(trail.rows.map((row) => row.decision)).toEqual([
    'submitted',
    'withdrawn',
    'submitted',
    'rejected',
    'submitted',
    'approved',
  ]);
  expect(trail.rows[0]?.approver_name).toBe('worker Тестов');
});

test('two people offline choose one number: the hub refuses the second, says who has it and proposes a free one', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  for (const email of ['a@t1', 'b@t1']) await world.user('t1', email, 'warehouse_manager');
  const first = await world.replica('a', 'a@t1');
  const second = await world.replica('b', 'b@t1');
  for (const host of [first, second]) {
    await host.engine?.syncOnce();
    host.engine?.setOffline(true);
  }
  await act(first, 'row.create', {
    table: 'inventory_items',
    id: newId(),
    values: { name: 'Первый', inventory_number: 'LF-099' },
  });
  await act(second, 'row.create', {
    table: 'inventory_items',
    id: newId(),
    values: { name: 'Второй', inventory_number: 'LF-099' },
  });
  await act(second, 'row.create', {
    table: 'inventory_items',
    id: newId(),
    values: { name: 'За ним', inventory_number: 'LF-200' },
  });
  for (const host of [first, second]) {
    host.engine?.setOffline(false);
    await host.engine?.syncOnce();
  }
  const { refused } = await attentionList(second.replica);
  expect(refused.map(({ code, details }) => [code, details['holder'], details['proposal']])).toEqual([
    ['unique.taken', 'Первый', 'LF-100'],
  ]);
  await act(second, 'row.create', {
    table: 'inventory_items',
    id: newId(),
    values: { name: 'Второй', inventory_number: 'LF-100' },
  });
  await second.engine?.syncOnce();
  await first.engine?.syncOnce();
  expect(one(first, 'SELECT count(*) AS n FROM inventory_items')).toEqual({ n: 3 });
});

test('status machines hold for tasks, events and productions, and a stale choice is refused', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'stage_manager');
  const host = await world.replica('a', 'a@t1');
  await host.engine?.syncOnce();
  const cases = [
    ['tasks', { title: 'Т' }, 'completed', 'created'],
    ['schedule_events', { title: 'С', event_date: '2026-12-01' }, 'completed', 'planned'],
    ['performances', { title: 'П' }, 'archived', 'in_development'],
  ] as const;
  for (const [table, values, further, initial] of cases) {
    const id = newId();
    await act(host, 'row.create', { table, id, values });
    await act(host, 'row.update', { table, id, changes: { status: further }, seen: { status: initial } });
    expect(
      await refusal(host, 'row.update', { table, id, changes: { status: initial }, seen: { status: further } }),
    ).toBe('status.transition');
    expect(
      await refusal(host, 'row.update', {
        table,
        id,
        changes: { status: further === 'archived' ? 'active' : 'in_progress' },
        seen: { status: initial },
      }),
    ).toBe('conflict.changed');
  }
});
