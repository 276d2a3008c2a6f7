/** Values keep their meaning on every way between people, SQLite, Postgres and Electric. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../shared/base/json.ts';
import { tableOf } from '../../shared/schema/catalog.ts';
import {
  canonicalDecimal,
  fromStored,
  isoTimestamp,
  parseArrayLiteral,
  toStored,
  wireDecoder,
} from '../../shared/schema/codecs.ts';
import { bool, type JsonValue, json, numeric, textArray, timestamp } from '../../shared/schema/define.ts';
import { acceptValue } from '../../shared/schema/validate.ts';

test('decimals never lose a cent', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (cents) => {
      const sign = cents < 0n ? '-' : '';
      const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
      const text = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
      expect(canonicalDecimal(text, 2)).toBe(text);
      expect(canonicalDecimal(`${text}000`, 2)).toBe(text);
    }),
  );
  expect(canonicalDecimal('007', 2)).toBe('7.00');
  expect(canonicalDecimal('-0.00', 2)).toBe('0.00');
  expect(() => canonicalDecimal('1.005', 2)).toThrow('more than 2 decimals');
});

test('JSON has one text for one value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as JsonValue);
      expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
      expect(fromStored(json(), toStored(json(), value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('a boolean is `true` in a snapshot and `t` in the log', () => {
  const decode = wireDecoder(bool(false));
  expect(['true', 't', 'false', 'f', null].map(decode)).toEqual([1, 1, 0, 0, null]);
});

test('timestamps become ISO with milliseconds', () => {
  expect(isoTimestamp('2026-01-02 03:04:05.678+00')).toBe('2026-01-02T03:04:05.678Z');
  expect(isoTimestamp('2026-01-02 03:04:05.6+00')).toBe('2026-01-02T03:04:05.600Z');
  expect(isoTimestamp('2026-01-02 03:04:05+00')).toBe('2026-01-02T03:04:05.000Z');
  expect(wireDecoder(timestamp())('2026-01-02 03:04:05+00')).toBe('2026-01-02T03:04:05.000Z');
});

test('array literals with quotes, commas and NULL', () => {
  expect(parseArrayLiteral('{a,NULL,"b,c","d\\"e\\\\f"}')).toEqual(['a', null, 'b,c', 'd"e\\f']);
  expect(wireDecoder(textArray())('{}')).toBe('[]');
  expect(wireDecoder(numeric(5, 2))('1.50')).toBe('1.50');
});

test.for([
  ['name', 'x'.repeat(256), 'tooLong'],
  ['name', null, 'required'],
  ['status', 'gone', 'oneOf'],
  ['purchase_date', '2026-02-30', 'format'],
  // Days that one of the two databases does not have.
  ['purchase_date', '0000-01-01', 'format'],
  ['purchase_date', '10000-01-01', 'format'],
  ['purchase_price', '12345678901.00', 'range'],
  ['quantity', 1.5, 'type'],
  ['nope', 1, 'unknownColumn'],
  ['category_id', 'not-a-uuid', 'format'],
] as const)('%s = %s is refused: %s', ([column, value, problem]) => {
  expect(() => acceptValue(tableOf('inventory_items'), column, value)).toThrow(problem);
});

test.for([
  ['0000-06-01T00:00:00Z', 'format'],
  ['10000-01-01T00:00:00Z', 'format'],
  ['9999-12-31T23:00:00-05:00', 'range'],
  ['0001-01-01T00:00:00+05:00', 'range'],
] as const)('a moment beyond the years of both databases is refused: %s', ([value, problem]) => {
  expect(() => acceptValue(tableOf('activity_log'), 'occurred_at', value)).toThrow(problem);
});
