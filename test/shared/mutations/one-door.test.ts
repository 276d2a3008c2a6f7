/**
 * Every mutation that writes a row for somebody asks what a plain edit asks; what people write in their own name is
 * theirs.
 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'), { rater: ['people.manage', 'conflicts.resolve', 'rows.delete'] });
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

/** A conflict about a column: `first` stood there, `kept` won. */
async function conflict(
  table: string,
  id: string,
  column: string,
  [base, first, kept]: readonly [unknown, unknown, unknown],
): Promise<string> {
  expect(
    await cast().verdict('admin', 'row.update', { table, id, changes: { [column]: first }, seen: { [column]: base } }),
  ).toBe('done');
  expect(
    await cast().verdict('admin', 'row.update', { table, id, changes: { [column]: kept }, seen: { [column]: base } }),
  ).toBe('done');
  const [found] = await cast().rows('conflicts', `entity_id = '${id}' AND column_name = '${column}'`);
  return String(found?.['id']);
}

test('settling a conflict needs the right of the table and of the column', async () => {
  const employee = await cast().row('employees', { hourly_rate: '100.00' });
  const conflictId = await conflict('employees', employee, 'hourly_rate', ['100.00', '500.00', '150.00']);
  for (const choose of ['other', 'kept']) {
    expect(await cast().verdict('technician', 'conflict.resolve', { conflictId, choose })).toBe('permission.denied');
    expect(await cast().verdict('rater', 'conflict.resolve', { conflictId, choose })).toBe('permission.denied');
  }
  expect(await cast().read('employees', employee)).toMatchObject({ hourly_rate: '150.00' });
  expect(await cast().verdict('admin', 'conflict.resolve', { conflictId, choose: 'other' })).toBe('done');
  expect(await cast().read('employees', employee)).toMatchObject({ hourly_rate: '500.00' });
});

test('a column that its author may not see is not theirs to write either', async () => {
  const employee = await cast().row('employees', { hourly_rate: '100.00' });
  const changes = { hourly_rate: '1.00' };
  expect(await cast().verdict('rater', 'row.update', { table: 'employees', id: employee, changes, seen: {} })).toBe(
    'permission.denied',
  );
  const values = { full_name: 'Новый', hourly_rate: '1.00' };
  expect(await cast().verdict('rater', 'row.create', { table: 'employees', id: cast().newId(), values })).toBe(
    'permission.denied',
  );
  expect(
    await cast().verdict('rater', 'row.create', {
      table: 'employees',
      id: cast().newId(),
      values: { full_name: 'Новый' },
    }),
  ).toBe('done');
});

test('settling a conflict about something that was changed since does not overwrite it in silence', async () => {
  const item = await cast().row('inventory_items', { name: 'n0' });
  const conflictId = await conflict('inventory_items', item, 'name', ['n0', 'n1', 'n2']);
  const newest = { table: 'inventory_items', id: item, changes: { name: 'n3' }, seen: { name: 'n2' } };
  expect(await cast().verdict('admin', 'row.update', newest)).toBe('done');
  expect(await cast().verdict('storekeeper', 'conflict.resolve', { conflictId, choose: 'other' })).toBe('done');
  expect(await cast().read('inventory_items', item)).toMatchObject({ name: 'n1' });
  const open = await cast().rows('conflicts', `entity_id = '${item}' AND status = 'open'`);
  expect(open).toMatchObject([{ other_value: 'n3', kept_value: 'n1' }]);
});

test('a side of a conflict that is empty can be chosen, and chosen against, like any other', async () => {
  for (const [kept, other] of [
    ['завод', null],
    [null, 'завод'],
  ]) {
    const item = await cast().row('inventory_items', { manufacturer: 'прежний' });
    const conflictId = await conflict('inventory_items', item, 'manufacturer', ['прежний', other, kept]);
    expect(await cast().verdict('admin', 'conflict.resolve', { conflictId, choose: 'other' })).toBe('done');
    expect(await cast().read('inventory_items', item)).toMatchObject({ manufacturer: other });
    expect(await cast().rows('conflicts', `entity_id = '${item}' AND status = 'open'`)).toEqual([]);
  }
});

test('settling a conflict keeps the rules of the row: a comment stays its author’s, locked hours stay locked', async () => {
  const comment = cast().newId();
  const project = await cast().row('projects');
  const values = { entity_type: 'projects', entity_id: project, content: 'c0' };
  expect(await cast().verdict('admin', 'row.create', { table: 'comments', id: comment, values })).toBe('done');
  const conflictId = await conflict('comments', comment, 'content', ['c0', 'c1', 'c2']);
  expect(await cast().verdict('stage_manager', 'conflict.resolve', { conflictId, choose: 'other' })).toBe(
    'row.notYours',
  );
  const hours = cast().newId();
  const day = { employee_id: cast().employeeId('technician'), project_id: project, date: '2026-11-01', hours: '8.00' };
  expect(await cast().verdict('technician', 'row.create', { table: 'time_entries', id: hours, values: day })).toBe(
    'done',
  );
  const about = await conflict('time_entries', hours, 'hours', ['8.00', '7.00', '6.00']);
  expect(await cast().verdict('technician', 'time.submit', { id: hours })).toBe('done');
  expect(await cast().verdict('stage_manager', 'conflict.resolve', { conflictId: about, choose: 'other' })).toBe(
    'time.locked',
  );
});

test('bringing a row back needs its right and keeps its rules', async () => {
  const project = await cast().row('projects');
  const day = { employee_id: cast().employeeId('technician'), project_id: project, date: '2026-10-01', hours: '14.00' };
  const [first, second, deletionId] = [cast().newId(), cast().newId(), cast().newId()];
  expect(await cast().verdict('technician', 'row.create', { table: 'time_entries', id: first, values: day })).toBe(
    'done',
  );
  expect(await cast().verdict('admin', 'row.delete', { table: 'time_entries', id: first, deletionId })).toBe('done');
  expect(await cast().verdict('technician', 'row.create', { table: 'time_entries', id: second, values: day })).toBe(
    'done',
  );
  expect(await cast().verdict('viewer', 'deletion.restore', { deletionId })).toBe('permission.denied');
  expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('time.tooMany');
});

test('a task comment is its author’s; who may delete may delete it, nobody may change its words', async () => {
  const task = await cast().row('tasks');
  const comment = cast().newId();
  expect(
    await cast().verdict('admin', 'row.create', {
      table: 'task_comments',
      id: comment,
      values: { task_id: task, content: 'слова' },
    }),
  ).toBe('done');
  const edit = { table: 'task_comments', id: comment, changes: { content: 'чужие слова' }, seen: { content: 'слова' } };
  const deletion = (): unknown => ({ table: 'task_comments', id: comment, deletionId: cast().newId() });
  expect(await cast().verdict('technician', 'row.update', edit)).toBe('row.notYours');
  expect(await cast().verdict('technician', 'row.delete', deletion())).toBe('row.notYours');
  expect(await cast().verdict('stage_manager', 'row.update', edit)).toBe('row.notYours');
  expect(await cast().verdict('admin', 'row.update', edit)).toBe('done');
  expect(await cast().verdict('stage_manager', 'row.delete', deletion())).toBe('done');
});

test('a checklist mark is signed by whoever makes it, whatever they say', async () => {
  const [item, event, id] = [await cast().row('checklist_items'), await cast().row('schedule_events'), cast().newId()];
  const values = { checklist_item_id: item, event_id: event, is_done: true };
  for (const forged of [{ done_by_name: 'Главный пожарный' }, { done_by_id: cast().userId('admin') }]) {
    expect(
      await cast().verdict('technician', 'row.create', {
        table: 'checklist_marks',
        id,
        values: { ...values, ...forged },
      }),
    ).toBe('column.readonly');
  }
  const honest = {
    done_by_id: cast().userId('technician'),
    done_by_name: 'technician Т',
    done_at: '2001-01-01T00:00:00.000Z',
  };
  expect(
    await cast().verdict(
      'technician',
      'row.create',
      { table: 'checklist_marks', id, values: { ...values, ...honest } },
      { at: 1 },
    ),
  ).toBe('done');
  expect(await cast().read('checklist_marks', id)).toMatchObject({
    done_by_name: 'technician Т',
    done_by_id: cast().userId('technician'),
  });
  expect((await cast().read('checklist_marks', id))['done_at']).not.toBe('2001-01-01T00:00:00.000Z');
  const untick = { table: 'checklist_marks', id, changes: { is_done: false }, seen: { is_done: true } };
  expect(await cast().verdict('stage_manager', 'row.update', untick)).toBe('done');
  expect(await cast().read('checklist_marks', id)).toMatchObject({
    done_by_name: null,
    done_by_id: null,
    done_at: null,
  });
  const tick = { table: 'checklist_marks', id, changes: { is_done: true }, seen: { is_done: false } };
  expect(await cast().verdict('stage_manager', 'row.update', tick)).toBe('done');
  expect(await cast().read('checklist_marks', id)).toMatchObject({ done_by_name: 'stage_manager Т' });
});

/** Columns by which a row says who wrote, made or signed it. */
const signatures = tableNames.flatMap((table) =>
  tableOf(table).write === undefined
    ? []
    : Object.entries(tableOf(table).columns).flatMap(([column, { stamp }]) =>
        stamp === undefined || stamp.what === 'time' || stamp.what === 'order'
          ? []
          : [{ table, column, what: stamp.what }],
      ),
);

test('who wrote, made or signed a row is never an argument, in any table', async () => {
  expect(signatures.length).toBeGreaterThan(20);
  const forged = { user: cast().userId('viewer'), employee: cast().employeeId('viewer'), name: 'viewer Т' };
  const taken: string[] = [];
  for (const { table, column, what } of signatures) {
    const values = { [column]: forged[what] };
    const made = await cast().verdict('admin', 'row.create', { table, id: cast().newId(), values });
    const id = table === 'theaters' ? cast().theaterId : await cast().row(table);
    const edit = { table, id, changes: values, seen: { [column]: null } };
    const edited = await cast().verdict('admin', 'row.update', edit);
    if (made !== 'column.readonly' || edited !== 'column.readonly') taken.push(`${table}.${column} ${made} ${edited}`);
  }
  expect(taken).toEqual([]);
});

test('who raised somebody’s hours and handed them in does not approve them', async () => {
  const [project, id] = [await cast().row('projects'), cast().newId()];
  const values = {
    employee_id: cast().employeeId('technician'),
    project_id: project,
    date: '2026-11-04',
    hours: '1.00',
  };
  expect(await cast().verdict('technician', 'row.create', { table: 'time_entries', id, values })).toBe('done');
  const raise = { table: 'time_entries', id, changes: { hours: '24.00' }, seen: { hours: '1.00' } };
  expect(await cast().verdict('stage_manager', 'row.update', raise)).toBe('done');
  expect(await cast().verdict('stage_manager', 'time.submit', { id })).toBe('done');
  expect(await cast().verdict('stage_manager', 'time.approve', { id })).toBe('time.ownApproval');
  expect(await cast().verdict('admin', 'time.approve', { id })).toBe('done');
});
