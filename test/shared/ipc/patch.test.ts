/** An answer that was patched from change to change is the whole answer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchBetween, patched } from '../../../shared/ipc/patch.ts';

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('__proto__', 'id'));
const row = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__'),
  name: leaf,
  values: fc.dictionary(fc.constantFrom('x', 'y', 'z'), leaf),
});
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 7 });
const answer = fc.oneof(
  fc.constant(null),
  fc.record({ total: fc.nat(), rows, parents: fc.dictionary(fc.constantFrom('a', 'b'), leaf) }),
  fc.record({ total: fc.nat(), rows: fc.array(fc.oneof(row, leaf), { maxLength: 4 }) }),
  rows,
  fc.jsonValue(),
);

/** As a WebSocket carries it. */
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('after any changes, patches one upon the other give the answer as a whole', () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 2, maxLength: 8 }), (answers) => {
      let held: unknown = overTheWire(answers[0]);
      for (const next of answers.slice(1).map(overTheWire)) {
        const patch = patchBetween(held, next);
        if (patch !== undefined) held = patched(held, overTheWire(patch) as typeof patch);
        expect(held).toEqual(next);
        expect(patchBetween(held, next)).toBeUndefined();
      }
    }),
    { numRuns: 2000 },
  );
});

test('one changed row of many names that row alone, and the others stay the same objects', () => {
  const before = Array.from({ length: 500 }, (_, index) => ({ id: String(index), name: `N${index}`, quantity: 1 }));
  const after = before.map((one, index) => (index === 250 ? { ...one, quantity: 2 } : { ...one }));
  const patch = patchBetween(before, after);
  expect(patch).toEqual({ rows: { 250: { fields: { quantity: { set: 2 } }, gone: [] } } });
  if (patch === undefined) throw new Error('nothing changed');
  const held = patched(before, patch) as typeof before;
  expect(held).toEqual(after);
  expect(held[0]).toBe(before[0]);
});

test('a row that moves names the rows between its old place and its new one, and no content', () => {
  const before = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
  const after = ['a', 'c', 'b', 'd', 'e'].map((id) => ({ id }));
  expect(patchBetween(before, after)).toEqual({ rows: {}, order: { from: 1, count: 2, ids: ['c', 'b'] } });
});

test('a field that is called like what every object has comes and goes', () => {
  const steps: readonly (readonly [unknown, unknown])[] = [
    [{ valueOf: 0 }, {}],
    [{}, { valueOf: 0 }],
    [{ constructor: 1, rows: [] }, { rows: [] }],
  ];
  for (const [before, after] of steps) {
    const patch = patchBetween(before, after);
    expect(patch === undefined ? before : patched(before, patch)).toEqual(after);
  }
});
