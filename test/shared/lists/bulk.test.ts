/** What is offered for chosen rows, to whom; and which mutations it takes. */
import { expect, test } from 'vitest';
import { type BulkRow, intentsFor, offered, settable } from '../../../shared/lists/bulk.ts';
import { listOf } from '../../../shared/lists/list-description.ts';
import { can } from '../../../shared/rules/permissions.ts';
import { idOf } from '../../support/rows.ts';

const holding =
  (...rights: string[]) =>
  (right: string): boolean =>
    can(rights, right);

test('what is offered follows from rights; keys and names are of one row alone', () => {
  const items = listOf('inventory_items');
  const kinds = (...rights: string[]): string[] => [...offered(items, holding(...rights))].toSorted();
  expect(kinds()).toEqual([]);
  expect(kinds('inventory.move')).toEqual(['move', 'set']);
  expect(settable(items, holding('inventory.move')).map(({ key }) => key)).toEqual(['status']);
  expect(kinds('inventory.edit')).toEqual(['set']);
  expect(kinds('inventory.edit', 'rows.delete')).toEqual(['delete', 'set']);
  const keys = settable(items, holding('*')).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(['category_id', 'status', 'condition', 'manufacturer', 'is_active']));
  for (const key of ['name', 'inventory_number', 'barcode', 'quantity', 'location_id', 'has_photo', 'created_at'])
    expect(keys).not.toContain(key);
  expect([...offered(listOf('activity_log'), holding('*'))]).toEqual([]);
});

const [A, B, T] = [idOf(1), idOf(2), idOf(3)];
const thing = (seen: string | null, ...stock: readonly [place: string, quantity: number][]): BulkRow => ({
  id: idOf(9),
  label: 'Стул',
  seen,
  stock: stock.map(([place, quantity]) => ({ place, quantity })),
  plan: null,
});
const namesOf = (row: BulkRow, right = '*'): string[] =>
  intentsFor('inventory_items', { kind: 'move', to: T }, row, { may: holding(right), newId: () => idOf(7) }).map(
    ({ name }) => name,
  );

test('a move sets the main place itself only where it does not follow, or would not come back', () => {
  expect(namesOf(thing(A, [A, 2]))).toEqual(['inventory.move']);
  expect(namesOf(thing(A, [A, 2], [B, 1]))).toEqual(['inventory.move', 'inventory.move']);
  expect(namesOf(thing(null, [A, 2]))).toEqual(['inventory.move']);
  expect(namesOf(thing(T, [T, 2]))).toEqual([]);
  expect(namesOf(thing(T, [A, 2]))).toEqual(['inventory.move']);
  expect(namesOf(thing(A))).toEqual(['row.update']);
  expect(namesOf(thing(null))).toEqual(['row.update']);
  expect(namesOf(thing(A, [B, 2]))).toEqual(['row.update', 'inventory.move']);
  expect(namesOf(thing(A, [A, 2], [T, 1]))).toEqual(['row.update', 'inventory.move']);
  // Whoever may only move does that.
  expect(namesOf(thing(A, [A, 2], [T, 1]), 'inventory.move')).toEqual(['inventory.move']);
});
