/** Merging long text: what people expect, and never more work than a budget. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MERGE_BUDGET, mergeText } from '../../../shared/rules/merge-text.ts';

const text = (lines: readonly string[]): string => lines.join('\n');

test('blank lines by the thousand cost no more than their number', () => {
  for (const count of [200, 8_000, 1_000_000]) {
    const blank = '\n'.repeat(count);
    const budget = { left: MERGE_BUDGET };
    expect(mergeText(blank, `${blank}x`, `y${blank}`, budget)).toBe(`y${blank}x`);
    expect(MERGE_BUDGET - budget.left).toBeLessThan(20);
  }
});

test('a megabyte of which every line differs ends as a conflict within the budget', () => {
  const lines = (mark: string): string => text(Array.from({ length: 100_000 }, (_, index) => `${mark}${index}`));
  const budget = { left: MERGE_BUDGET };
  expect(mergeText(lines('a'), lines('b'), lines('c'), budget)).toBeUndefined();
  expect(budget.left).toBeGreaterThan(0);
  const blank = Array.from({ length: 100_000 }, (_, index) => (index % 2 === 0 ? '' : `${index % 7}`));
  const tight = { left: 50_000 };
  expect(
    mergeText(text(blank), text(blank.toReversed()), text(blank.map((line) => `${line}!`)), tight),
  ).toBeUndefined();
});

test('two changes that would merge stay a conflict where finding out costs more than the budget', () => {
  const base = Array.from({ length: 60 }, (_, index) => `line ${index}`);
  const mine = base.map((line, index) => (index % 2 === 0 && index < 28 ? `${line} mine` : line));
  const theirs = base.map((line, index) => (index % 2 === 0 && index > 32 ? `${line} theirs` : line));
  const budget = { left: MERGE_BUDGET };
  const merged = mergeText(text(base), text(theirs), text(mine), budget);
  expect(merged?.split('\n').filter((line) => / (mine|theirs)$/.test(line))).toHaveLength(27);
  const cost = MERGE_BUDGET - budget.left;
  expect(cost).toBeGreaterThan(base.length);
  expect(mergeText(text(base), text(theirs), text(mine), { left: cost })).toBe(merged);
  expect(mergeText(text(base), text(theirs), text(mine), { left: cost - 1 })).toBeUndefined();
});

test('two changes of a megabyte, far from each other, merge', () => {
  const base = Array.from({ length: 50_000 }, (_, index) => `line ${index} of a long text`);
  const [mine, theirs] = [[...base], [...base]];
  mine[10] = 'mine';
  mine.splice(20_000, 5);
  theirs[40_000] = 'theirs';
  theirs.splice(30_000, 0, 'new');
  const merged = [...base];
  merged[40_000] = 'theirs';
  merged.splice(30_000, 0, 'new');
  merged.splice(20_000, 5);
  merged[10] = 'mine';
  expect(mergeText(text(base), text(theirs), text(mine))).toBe(text(merged));
});

test('touching changes are a conflict, the same change is not', () => {
  expect(mergeText('a\nb\nc', 'a\nB\nc', 'A\nb\nc')).toBeUndefined();
  expect(mergeText('a\nb\nc', 'a\nB\nc', 'a\nB\nc')).toBe('a\nB\nc');
  expect(mergeText('a\nb\nc\nd\ne', 'a\nB\nc\nd\nE', 'a\nB\nc\nd\ne')).toBe('a\nB\nc\nd\nE');
});

test('any two texts: one side’s change alone is taken as it is, both orders come to the same', () => {
  const short = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd'), { maxLength: 12 }).map((lines) => text(lines));
  fc.assert(
    fc.property(short, short, short, (base, theirs, mine) => {
      expect(mergeText(base, base, mine)).toBe(mine);
      expect(mergeText(base, theirs, base)).toBe(theirs);
      expect(mergeText(base, mine, mine)).toBe(mine);
      expect(mergeText(base, theirs, mine)).toBe(mergeText(base, mine, theirs));
    }),
    { numRuns: 3_000, seed: 7 },
  );
});
