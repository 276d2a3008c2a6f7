import { expect, test } from 'vitest';
import { differing, type Standing, shownIn, standingIn, type VariantRow } from '../../shared/rules/variants.ts';

const base = (id: string): VariantRow => ({ id, variant_id: null, replaces_id: null });
const own = (id: string, replaces: string | null, more: Partial<VariantRow> = {}): VariantRow => ({
  id,
  variant_id: 'tour',
  replaces_id: replaces,
  ...more,
});
const said = (standings: readonly Standing<VariantRow>[]): string[] =>
  standings.map(({ kind, row, base: of, doubles }) =>
    [kind, row.id, of?.id ?? '—', ...doubles.map(({ id }) => id)].join(' '),
  );

test('the base is what names no variant, in its order', () => {
  const rows = [base('a'), own('a2', 'a'), base('b'), own('c', null)];
  expect(said(standingIn(rows, null))).toEqual(['base a a', 'base b b']);
  expect(differing(standingIn(rows, null))).toEqual([]);
});

test('a replacement stands in the place of what it replaces, an addition in its own, what is left out is marked', () => {
  const rows = [
    base('a'),
    base('b'),
    own('between', null),
    base('c'),
    own('b2', 'b'),
    own('no', 'c', { is_left_out: true }),
  ];
  expect(said(standingIn(rows, 'tour'))).toEqual(['base a a', 'replaced b2 b', 'added between —', 'left_out no c']);
  expect(shownIn(rows, 'tour').map(({ id }) => id)).toEqual(['a', 'b2', 'between']);
  expect(differing(standingIn(rows, 'tour'))).toHaveLength(3);
});

test('what belongs to another variant is not seen', () => {
  const rows = [base('a'), { ...own('a2', 'a'), variant_id: 'small' }];
  expect(said(standingIn(rows, 'tour'))).toEqual(['base a a']);
});

test('a replacement whose base is gone stays as an addition, and an omission of nothing is nothing', () => {
  const rows = [base('a'), own('cleared', null), own('dangling', 'gone'), own('no', 'gone', { is_left_out: true })];
  expect(said(standingIn(rows, 'tour'))).toEqual(['base a a', 'added cleared —', 'added dangling —']);
});

test('of two replacements made without a network the later stands, and the other is kept as a double', () => {
  const [early, late] = ['2026-11-01T10:00:00.000Z', '2026-11-01T11:00:00.000Z'];
  const rows = [base('a'), own('x', 'a', { created_at: late }), own('y', 'a', { created_at: early })];
  expect(said(standingIn(rows, 'tour'))).toEqual(['replaced x a y']);
  expect(said(standingIn([base('a'), own('x', 'a'), own('y', 'a')], 'tour'))).toEqual(['replaced y a x']);
  const omitted = [
    base('a'),
    own('x', 'a', { created_at: early }),
    own('y', 'a', { created_at: late, is_left_out: true }),
  ];
  expect(said(standingIn(omitted, 'tour'))).toEqual(['left_out y a x']);
});

test('a replacement of a replacement stands for the base, and what it replaced is no double', () => {
  expect(said(standingIn([base('a'), own('x', 'a'), own('b', 'x')], 'tour'))).toEqual(['replaced b a']);
  const other = { ...own('x', 'a'), variant_id: 'small' };
  expect(said(standingIn([base('a'), other, own('b', 'x')], 'tour'))).toEqual(['replaced b a']);
});

test('rows that replace each other in a circle are additions, and nothing hangs', () => {
  expect(said(standingIn([base('a'), own('x', 'y'), own('y', 'x')], 'tour'))).toEqual([
    'base a a',
    'added x —',
    'added y —',
  ]);
});
