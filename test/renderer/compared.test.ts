/** What a waiting change would write, field by field. */
import { expect, test } from 'vitest';
import { compared } from '../../renderer/lib/compared.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

test('an edit is compared by every column it writes, with what its author saw', () => {
  const args = { table: 'inventory_items', id: ID, changes: { name: 'Б', model: null }, seen: { name: 'А' } };
  expect(compared('row.update', args)).toEqual({
    table: 'inventory_items',
    id: ID,
    fields: [
      { kind: 'column', name: 'name', seen: 'А', wanted: 'Б' },
      { kind: 'column', name: 'model', wanted: null },
    ],
  });
});

test('a movement is compared by the stock of both places; a receipt and a write-off by theirs', () => {
  const fieldsOf = (name: string, args: object): unknown => compared(name, { itemId: ID, ...args })?.fields;
  expect(fieldsOf('inventory.move', { fromLocationId: 'a', toLocationId: 'b', quantity: 2 })).toEqual([
    { kind: 'stock', locationId: 'a', delta: -2 },
    { kind: 'stock', locationId: 'b', delta: 2 },
  ]);
  expect(fieldsOf('inventory.receive', { locationId: 'a', quantity: 3 })).toEqual([
    { kind: 'stock', locationId: 'a', delta: 3 },
  ]);
  expect(fieldsOf('inventory.writeOff', { locationId: 'a', quantity: 1 })).toEqual([
    { kind: 'stock', locationId: 'a', delta: -1 },
  ]);
  expect(fieldsOf('inventory.changeStatus', { status: 'broken' })).toEqual([
    { kind: 'column', name: 'status', wanted: 'broken' },
  ]);
});

test('what touches no record that is there has nothing to be compared with; rubbish is taken calmly', () => {
  expect(compared('row.create', { table: 'tasks', id: ID, values: {} })).toBeUndefined();
  expect(compared('row.delete', { table: 'tasks', id: ID })?.fields).toEqual([]);
  const rubbish = [null, 7, [], { table: 1, id: ID }, { table: 'tasks' }].map((args) => compared('row.update', args));
  expect(rubbish).toEqual(rubbish.map(() => undefined));
  expect(compared('inventory.move', { itemId: ID, fromLocationId: 7, quantity: '2' })?.fields).toEqual([]);
});
