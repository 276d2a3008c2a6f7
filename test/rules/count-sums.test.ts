/** Entries say how they stand to each other, and what nobody said is not guessed. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountEntry,
  type CountLine,
  countSums,
  standingEntries,
  undecided,
} from '../../shared/rules/count-sums.ts';

const line = (expected: number, changes: Partial<CountLine> = {}): CountLine => ({
  item_id: 'rifle',
  location_id: 'safe',
  expected_quantity: expected,
  resolution: 'pending',
  recount_pass: 0,
  together: null,
  decided_quantity: null,
  ...changes,
});
const entry = (who: string, quantity: number, mode: CountEntry['mode'] = null, pass = 0): CountEntry => ({
  item_id: 'rifle',
  location_id: 'safe',
  quantity,
  recount_pass: pass,
  mode,
  counted_by_id: who,
  counted_by_name: who,
});
const look = (lines: readonly CountLine[], entries: readonly CountEntry[]): readonly unknown[] => {
  const [sum] = countSums(lines, entries);
  return [sum?.sign, sum?.counted, sum?.state, sum?.outcome];
};

test('two people who count one rifle without a word are not two rifles', () => {
  expect(look([line(1)], [entry('Пётр', 1), entry('Ольга', 1)])).toEqual(['unclear', null, 'open', null]);
});
test('the table of signs', () => {
  expect(look([line(13)], [entry('Пётр', 3), entry('Ольга', 4, 'second')])).toEqual(['differ', null, 'open', null]);
  expect(look([line(1)], [entry('Пётр', 2), entry('Ольга', 2, 'second')])).toEqual(['same', 2, 'open', null]);
  expect(look([line(62)], [entry('Пётр', 11, 'share'), entry('Ольга', 40, 'share')])).toEqual([
    'sum',
    51,
    'open',
    null,
  ]);
  // One of the two said so: they knew of the other.
  expect(look([line(51)], [entry('Пётр', 11), entry('Ольга', 40, 'share')])).toEqual(['sum', 51, 'matched', 51]);
  expect(look([line(23)], [entry('Пётр', 20), entry('Пётр', 1)])).toEqual(['one', 21, 'open', null]);
  expect(look([line(5)], [])).toEqual(['none', null, 'uncounted', null]);
  expect(look([], [entry('Пётр', 2)])).toEqual(['one', 2, 'open', null]);
});
test('what a reviewer says goes before what the entries say', () => {
  const both = [entry('Пётр', 12), entry('Ольга', 7)];
  expect(look([line(20, { together: 'sum' })], both)).toEqual(['sum', 19, 'open', null]);
  expect(look([line(20, { together: 'apart' })], both)).toEqual(['differ', null, 'open', null]);
  expect(look([line(20, { together: 'apart', resolution: 'accepted', decided_quantity: 7 })], both)).toEqual([
    'differ',
    null,
    'accepted',
    7,
  ]);
  expect(look([line(20, { resolution: 'ignored' })], both)).toEqual(['unclear', null, 'left', 20]);
});
test('a decision is about a number: entries that come later open the line again', () => {
  const accepted = line(20, { resolution: 'accepted', decided_quantity: 12 });
  expect(look([accepted], [entry('Пётр', 12)])).toEqual(['one', 12, 'accepted', 12]);
  expect(look([accepted], [entry('Пётр', 12), entry('Пётр', 3)])).toEqual(['one', 15, 'open', null]);
  expect(look([line(20, { resolution: 'accepted', decided_quantity: 0 })], [])).toEqual(['none', null, 'accepted', 0]);
  expect(look([line(20, { resolution: 'accepted', decided_quantity: 0 })], [entry('Ольга', 1)])).toEqual([
    'one',
    1,
    'open',
    null,
  ]);
});
test('a recount that was asked for waits for its entries', () => {
  const again = line(5, { resolution: 'recount', recount_pass: 1 });
  expect(look([again], [entry('Пётр', 4)])).toEqual(['none', null, 'uncounted', null]);
  expect(look([again], [entry('Пётр', 4), entry('Ольга', 5, null, 1)])).toEqual(['one', 5, 'matched', 5]);
});
test('what was scanned and taken back was not counted', () => {
  const scanned = { ...entry('Пётр', 1), id: 'a', undoes_id: null };
  const back = { ...entry('Ольга', -1), id: 'b', undoes_id: 'a' };
  expect(look([line(1)], standingEntries([scanned, back]))).toEqual(['none', null, 'uncounted', null]);
});

test('whatever is entered, a number is never made of two opinions, and the order of entries does not matter', () => {
  const entries = fc.array(
    fc.record({
      who: fc.constantFrom('А', 'Б', 'В'),
      quantity: fc.integer({ min: 1, max: 9 }),
      mode: fc.constantFrom(null, 'share' as const, 'second' as const),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(entries, fc.constantFrom(null, 'sum' as const, 'apart' as const), (drawn, together) => {
      const made = drawn.map(({ who, quantity, mode }) => entry(who, quantity, mode));
      const lines = [line(4, { together })];
      const [sum] = countSums(lines, made);
      expect(countSums(lines, made.toReversed())).toEqual([sum]);
      const all = made.reduce((total, each) => total + each.quantity, 0);
      expect(sum?.parts.reduce((total, part) => total + part.quantity, 0)).toBe(all);
      const seconds = new Set(made.filter((each) => each.mode === 'second').map((each) => each.counted_by_id));
      if (together === null && seconds.size > 0 && seconds.size < 3 && made.some((each) => each.mode !== 'second'))
        expect(sum?.choices.includes(all)).toBe(false);
      expect(undecided(sum === undefined ? [] : [sum]).length).toBe(sum?.outcome === null ? 1 : 0);
    }),
    { seed: 7, numRuns: 500 },
  );
});
