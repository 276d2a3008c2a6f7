/** Nothing hangs below itself: refused on both sides with both names. */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { trees } from '../../../shared/rules/trees.ts';
import { tableOf } from '../../../shared/schema/catalog.ts';
import { Cast } from '../../support/cast.ts';

const state: { cast?: Cast } = {};
beforeAll(async () => { state.cast = await Cast.on(inject('postgresUrl')); });
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

test('places, kinds of things and of documents, and cases are trees', () => {
  expect(trees.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
    'document_categories.parent_id', 'inventory_categories.parent_id', 'inventory_items.case_item_id', 'inventory_locations.parent_id',
  ]);
});

test.each(trees)('two people who hang one into the other: the second is refused with both names ($table)', async ({ table, column }) => {
  const title = must(tableOf(table).title);
  const [first, second, third] = [await cast().row(table, { [title]: 'Первый' }), await cast().row(table, { [title]: 'Второй' }), await cast().row(table)];
  const hang = (id: string, into: string): unknown => ({ table, id, changes: { [column]: into }, seen: { [column]: null } });
  expect(await cast().verdict('admin', 'row.update', hang(second, third))).toBe('done');
  expect(await cast().verdict('admin', 'row.update', hang(third, first))).toBe('done');
  expect(await cast().act('admin', 'row.update', hang(first, second))).toMatchObject({ code: 'tree.cycle', details: { title: 'Первый', parent: 'Второй' } });
  expect(await cast().act('admin', 'row.update', hang(first, first))).toMatchObject({ code: 'tree.cycle' });
  const id = cast().newId();
  const columns = Object.entries(tableOf(table).columns).filter(([, { nullable, managed, initial }]) => !nullable && managed !== true && initial === undefined);
  const values = Object.fromEntries(columns.flatMap(([name]) => (name === 'id' ? [] : [[name, `v-${id.slice(-6)}`]])));
  expect(await cast().act('admin', 'row.create', { table, id, values: { ...values, [column]: id } })).toMatchObject({ code: 'reference.missing' });
});

test('a restored kind of thing does not close a circle that was moved together meanwhile', async () => {
  const table = 'inventory_categories';
  const upper = await cast().row(table);
  const middle = await cast().row(table, { parent_id: upper });
  const lower = await cast().row(table, { parent_id: middle });
  const deletionId = cast().newId();
  expect(await cast().verdict('admin', 'row.delete', { table, id: middle, deletionId })).toBe('done');
  expect(await cast().verdict('admin', 'row.update', { table, id: upper, changes: { parent_id: lower }, seen: { parent_id: null } })).toBe('done');
  expect(await cast().verdict('admin', 'deletion.restore', { deletionId })).toBe('done');
  expect(await cast().read(table, middle)).toMatchObject({ parent_id: upper, deleted_at: null });
  expect(await cast().read(table, lower)).toMatchObject({ parent_id: null });
});
