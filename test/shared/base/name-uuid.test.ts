/** Ids that follow from names: the same as everybody's UUIDs of version 5. */
import fc from 'fast-check';
import { v5 } from 'uuid';
import { expect, test } from 'vitest';
import { namesWithin } from '../../../shared/base/name-uuid.ts';

const NAMESPACE = '0b9a5f0e-3f55-4c1e-9a56-6f2f6c1d7a11';
const ours = namesWithin(NAMESPACE);

test('of any name it is the one that the package of that name gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      expect(ours(name)).toBe(v5(name, NAMESPACE));
    }),
  );
});

test('names of every length up to several blocks, and long ones, have their id', () => {
  for (const letter of ['a', 'я', '😀'])
    for (const length of [...Array(200).keys(), 1000, 5000]) {
      const name = letter.repeat(length);
      expect(ours(name)).toBe(v5(name, NAMESPACE));
    }
});

test('names that differ in their end alone have different ids, whatever was asked before', () => {
  const names = Array.from({ length: 1000 }, (_, index) => `${'x'.repeat(60)}${index}`);
  expect(new Set(names.map(ours)).size).toBe(names.length);
  const long = 'a long one'.repeat(500);
  expect(ours(long)).toBe(ours(long));
});
