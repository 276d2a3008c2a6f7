/** Saved views, as the rules of both sides have them: one's own are one's own, what everybody shares needs a right. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { Cast } from '../../support/cast.ts';

const table = 'saved_views';
const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const create = (
  as: string,
  owner: string | null,
  values: Readonly<Record<string, JsonValue>> = {},
  id = cast().newId(),
) =>
  cast().verdict(as, 'row.create', {
    table,
    id,
    values: { owner_id: owner, screen: 'tasks', name: 'Вид', definition: {}, ...values },
  });
const edit = (as: string, id: string, column: string, seen: JsonValue, wanted: JsonValue) =>
  cast().verdict(as, 'row.update', { table, id, changes: { [column]: wanted }, seen: { [column]: seen } });
const remove = (as: string, id: string, deletionId = cast().newId()) =>
  cast().verdict(as, 'row.delete', { table, id, deletionId });
const of = (role: string): string => cast().userId(role);

describe('an own view', () => {
  test('is made, changed, deleted and brought back by whoever has no right at all', async () => {
    const [id, deletionId] = [cast().newId(), cast().newId()];
    expect(await create('viewer', of('viewer'), {}, id)).toBe('done');
    expect(await edit('viewer', id, 'name', 'Вид', 'Мой')).toBe('done');
    expect(await edit('viewer', id, 'definition', {}, { text: 'свет' })).toBe('done');
    expect(await remove('viewer', id, deletionId)).toBe('done');
    expect(await cast().verdict('viewer', 'deletion.restore', { deletionId })).toBe('done');
    expect(await cast().read(table, id)).toMatchObject({ name: 'Мой', definition: { text: 'свет' }, deleted_at: null });
  });

  test('is nobody else’s to make, change, delete or bring back, whatever they may', async () => {
    expect(await create('admin', of('viewer'))).toBe('row.someoneElses');
    const [id, deletionId] = [await cast().row(table, { owner_id: of('viewer') }), cast().newId()];
    expect(await edit('admin', id, 'name', '', 'Чужой')).toBe('row.someoneElses');
    expect(await edit('admin', id, 'owner_id', of('viewer'), of('admin'))).toBe('row.someoneElses');
    expect(await remove('admin', id)).toBe('row.someoneElses');
    expect(await remove('viewer', id, deletionId)).toBe('done');
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('row.someoneElses');
    expect((await cast().read(table, id))['deleted_at']).not.toBeNull();
  });

  test('is as its owner wrote it last, on whichever laptop, and nobody is asked about it', async () => {
    const id = await cast().row(table, { owner_id: of('viewer'), name: 'Было' });
    expect(await edit('viewer', id, 'name', 'Было', 'Здесь')).toBe('done');
    expect(await edit('viewer', id, 'name', 'Было', 'Там')).toBe('done');
    expect((await cast().read(table, id))['name']).toBe('Там');
    expect(await cast().rows('conflicts', `entity_id = '${id}'`)).toEqual([]);
  });

  test('is not given to somebody else', async () => {
    const id = await cast().row(table, { owner_id: of('viewer') });
    expect(await edit('viewer', id, 'owner_id', of('viewer'), of('admin'))).toBe('row.someoneElses');
    expect((await cast().read(table, id))['owner_id']).toBe(of('viewer'));
  });

  test('goes and comes back with the account of its owner', async () => {
    const user = await cast().row('users');
    const [id, deletionId] = [await cast().row(table, { owner_id: user }), cast().newId()];
    expect(await cast().verdict('admin', 'row.delete', { table: 'users', id: user, deletionId })).toBe('done');
    expect((await cast().read(table, id))['deletion_id']).toBe(deletionId);
    expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('done');
    expect((await cast().read(table, id))['deleted_at']).toBeNull();
  });
});

describe('a shared view', () => {
  test('is made, changed, taken away and deleted with the right to share alone', async () => {
    expect(await create('storekeeper', null)).toBe('row.shared');
    expect(await create('warehouse_manager', null)).toBe('done');
    const id = await cast().row(table, { owner_id: null, name: 'Общий' });
    for (const [column, seen, wanted] of [
      ['name', 'Общий', 'Другой'],
      ['owner_id', null, of('storekeeper')],
    ] as const)
      expect(await edit('storekeeper', id, column, seen, wanted), column).toBe('row.shared');
    expect(await remove('storekeeper', id)).toBe('row.shared');
    expect(await edit('stage_manager', id, 'name', 'Общий', 'Другой')).toBe('done');
    expect(await edit('stage_manager', id, 'owner_id', null, of('stage_manager'))).toBe('done');
    expect(await edit('stage_manager', id, 'owner_id', of('stage_manager'), null)).toBe('done');
    expect(await remove('warehouse_manager', id)).toBe('done');
  });

  test('is settled like any other where two wrote it', async () => {
    const id = await cast().row(table, { owner_id: null, name: 'Было' });
    expect(await edit('admin', id, 'name', 'Было', 'Здесь')).toBe('done');
    expect(await edit('stage_manager', id, 'name', 'Было', 'Там')).toBe('done');
    expect(await cast().rows('conflicts', `entity_id = '${id}'`)).toHaveLength(1);
  });

  test('is not made of an own one without the right', async () => {
    const id = await cast().row(table, { owner_id: of('technician') });
    expect(await edit('technician', id, 'owner_id', of('technician'), null)).toBe('row.shared');
    expect((await cast().read(table, id))['owner_id']).toBe(of('technician'));
  });
});

test('a name is trimmed and not empty, need not be the only one, and a view is an object', async () => {
  const own = of('viewer');
  for (const name of ['', '  ', ' Вид', 'Вид\n']) expect(await create('viewer', own, { name })).toBe('value.invalid');
  expect(await create('viewer', own, { screen: '' })).toBe('value.invalid');
  for (const definition of [[], 'вид', 1]) expect(await create('viewer', own, { definition })).toBe('value.invalid');
  expect(await create('viewer', own, { name: 'Тот же' })).toBe('done');
  expect(await create('viewer', own, { name: 'Тот же', definition: { of: ['another', 'version'] } })).toBe('done');
});
