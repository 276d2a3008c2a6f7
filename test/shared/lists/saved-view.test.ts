/** A saved view is read by whatever version: what it knows is shown, the rest is said to be missing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listOf } from '../../../shared/lists/list-description.ts';
import { listViewSchema } from '../../../shared/lists/list-view.ts';
import { definitionOf, readDefinition } from '../../../shared/lists/saved-view.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';

const list = listOf('inventory_items');
const { initial } = list;
const wanted = {
  ...initial,
  text: 'свет',
  conditions: [{ column: 'status', operator: 'any', values: ['in_repair'] }],
  group: 'category_id',
};

test('a view comes back as it was saved', () => {
  expect(readDefinition(definitionOf(wanted), list)).toEqual({ view: wanted, isWhole: true });
});

test('a part that came later than the definition is as the list has it', () => {
  expect(readDefinition({ text: 'свет' }, list)).toEqual({ view: { ...initial, text: 'свет' }, isWhole: true });
});

test('what this version does not know is left out, the rest stands, and that is said', () => {
  const sorts = [{ column: 'name', isDescending: true }];
  const newer = {
    ...wanted,
    layout: 'board',
    sorts: [...sorts, { column: 'name', by: 'meaning' }],
    calendar: { by: 'created_at' },
  };
  expect(readDefinition(newer, list)).toEqual({ view: { ...wanted, sorts, layout: initial.layout }, isWhole: false });
});

test('a column that this list does not have stays in the view and is said to be unknown', () => {
  for (const change of [
    { columns: ['status', 'halo'] },
    { group: 'halo' },
    { totals: { halo: 'sum' } },
    { conditions: [{ column: 'halo', operator: 'is', values: ['1'] }] },
  ])
    expect(readDefinition({ ...wanted, ...change }, list)).toEqual({ view: { ...wanted, ...change }, isWhole: false });
});

test('whatever lies there, it is a view of the list', () => {
  const names = fc.constantFrom(...Object.keys(initial), 'more');
  const rubbish = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.jsonValue()));
  fc.assert(
    fc.property(rubbish, (definition) => {
      expect(listViewSchema.safeParse(readDefinition(definition as JsonValue, list).view).success).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect(readDefinition([], list)).toEqual({ view: initial, isWhole: false });
});

test('who puts another view there leaves what only a newer version knows', () => {
  expect(definitionOf(wanted, { calendar: { by: 'created_at' }, text: 'звук' })).toEqual({
    ...wanted,
    calendar: { by: 'created_at' },
  });
});
