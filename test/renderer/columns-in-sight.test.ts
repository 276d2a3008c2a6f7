/** Beside an open inspector quantity and status stay in sight, and the rest as far as there is room. */
import { expect, test } from 'vitest';
import { columnsInSight } from '../../renderer/features/inventory/columns-in-sight.ts';
import type { ColumnKey } from '../../renderer/store/ui-store.ts';

const chosen: readonly ColumnKey[] = ['inventory_number', 'category', 'location', 'quantity', 'status'];

test('with room for all there are all, in the order that was chosen', () => {
  expect(columnsInSight(chosen, undefined)).toEqual(chosen);
  expect(columnsInSight(chosen, 920)).toEqual(chosen);
});
test('with little room quantity and status stay, then the place', () => {
  expect(columnsInSight(chosen, 650)).toEqual(['location', 'quantity', 'status']);
  expect(columnsInSight(chosen, 600)).toEqual(['quantity', 'status']);
  expect(columnsInSight(chosen, 300)).toEqual(['quantity', 'status']);
});
test('what nobody chose does not appear', () => {
  expect(columnsInSight(['category', 'barcode'], 420)).toEqual(['category']);
});
