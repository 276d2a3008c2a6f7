/**
 * Generated rubbish, offered to every mutation and to every column on both sides: the same verdict with the same code,
 * the same row where it is taken, never an exception, never `internal.failed`. RUNS=50 tries fifty times as much;
 * SEED=n begins elsewhere.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { must } from '../../../shared/base/asserts.ts';
import { checkPayload, MAX_PAYLOAD_BYTES, MAX_TEXT_BYTES } from '../../../shared/base/payload.ts';
import { mutationNames } from '../../../shared/mutations/registry.ts';
import { type TableName, tableNames, tableOf } from '../../../shared/schema/catalog.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import { actAnywhere, type Look, randomAct, seeded } from '../../simulation/random-world.ts';
import { Cast } from '../../support/cast.ts';
import { RUNS } from '../../support/effort.ts';

const SEED = Number(process.env['SEED'] ?? 22);
const state: { cast?: Cast } = {};
beforeAll(async () => {
  state.cast = await Cast.on(inject('postgresUrl'));
});
afterAll(async () => state.cast?.close());
const cast = (): Cast => must(state.cast);

const nasty: readonly unknown[] = [
  '\ud800',
  'a\udc00b',
  '\u0000',
  'a\u0000b',
  '\u2028',
  '\ufeff',
  '😀'.repeat(300),
  'x'.repeat(300),
  'я'.repeat(90_000),
  'ab '.repeat(60_000),
  'ab-cd '.repeat(30_000),
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '2026-02-30',
  '2026-2-3',
  '2026-01-01T00:00:00Z',
  '2026-01-01 10:00',
  '2026-01-01T10:00',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59.999-01:00',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  'Jan 1',
  '1',
  '24:00',
  '23:59:60',
  '12:30',
  '-0',
  '007',
  '-000',
  '1e5',
  '99999999999999999999',
  '123456789012345678',
  '0.000',
  '12.345',
  '+5',
  '-0.00',
  ' 1',
  '٣',
  0,
  -0,
  1.5,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  1e21,
  1e308,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  false,
  null,
  undefined,
  [],
  {},
  [null],
  [['a']],
  ['\ud800'],
  ['a', 'b"c\\d', '', 'NULL', '{}'],
  { a: { b: [1, 'x', null] } },
  JSON.parse('{"__proto__":1}'),
  { constructor: 1 },
  { prototype: {} },
  { '\u0000': 1 },
  { '\ud800': 1 },
  { toString: 1 },
  '00000000-0000-7000-8000-00000000ABCD',
  'not-a-uuid',
  '__proto__',
  'constructor',
  'toString',
  new Date(0),
  new Map(),
  () => 1,
  10n,
  Symbol('s'),
];
const rubbish: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...nasty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.double() },
);

/** A value with one of its parts replaced. */
function spoil(value: unknown, path: readonly number[], by: unknown): unknown {
  if (typeof value !== 'object' || value === null || path.length === 0) return by;
  const keys = Object.keys(value);
  const key = keys[must(path[0]) % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  Reflect.set(copy, key, spoil(Reflect.get(value, key), path.slice(1), by));
  return copy;
}

/** What a random person on the laptop sees, read ahead because acts are drawn at once. */
async function looking(): Promise<Look> {
  const known = new Map<string, readonly Readonly<Record<string, unknown>>[]>();
  for (const name of tableNames)
    if (tableOf(name).scope !== 'hub')
      known.set(name, await must(cast().sides[0]).select(`SELECT * FROM ${name} ORDER BY id LIMIT 40`));
  return (sql) => known.get(/FROM (\w+)/.exec(sql)?.[1] ?? '') ?? [];
}

describe('rubbish', () => {
  test(
    'in the arguments of every mutation',
    async () => {
      for (const name of tableNames)
        if (tableOf(name).write !== undefined && name !== 'theaters') await cast().row(name);
      const look = await looking();
      const random = seeded(SEED);
      const drawn = (name: string): unknown => {
        for (let tries = 0; tries < 3_000; tries += 1) {
          const act = tries % 2 === 0 ? randomAct(random, look) : actAnywhere(random, look, name);
          if (act.name === name) return act.args;
        }
        return {};
      };
      const verdicts = new Map<string, number>();
      for (const name of mutationNames) {
        const args = Array.from({ length: 5 }, () => drawn(name));
        await fc.assert(
          fc.asyncProperty(
            fc.constantFrom(...args),
            fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
            rubbish,
            async (good, path, bad) => {
              const verdict = await cast().verdict('admin', name, spoil(good, path, bad));
              verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
              expect(verdict).not.toBe('internal.failed');
            },
          ),
          { numRuns: 40 * RUNS, seed: SEED },
        );
      }
      for (const code of ['payload.text', 'payload.key', 'payload.shape', 'mutation.invalid', 'value.invalid'])
        expect(verdicts.get(code) ?? 0, code).toBeGreaterThan(0);
    },
    120_000 * RUNS,
  );

  const writable = tableNames.filter((name) => tableOf(name).write !== undefined && tableOf(name).scope !== 'self');
  test.each(writable)(
    'in the columns of %s',
    async (table: TableName) => {
      const columns = Object.entries(tableOf(table).columns).filter(
        ([name, { managed, hubOnly }]) => name !== 'id' && managed !== true && hubOnly !== true,
      );
      const parents: Record<string, JsonValue> = {};
      for (const [name, { references, nullable }] of columns)
        if (references !== undefined && !nullable) parents[name] = await cast().row(references.table as TableName);
      const row = await cast().row(table);
      const good = await cast().read(table, row);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...columns.map(([name]) => name)),
          rubbish,
          fc.boolean(),
          async (column, bad, isNew) => {
            const id = isNew ? cast().newId() : row;
            const keys = tableOf(table).unique.flat();
            const fresh = Object.fromEntries(
              columns.map(([name, { references }]) => [
                name,
                keys.includes(name) && references === undefined && typeof good[name] === 'string'
                  ? `u${id.slice(-8)}`
                  : good[name],
              ]),
            );
            const verdict = isNew
              ? await cast().verdict('admin', 'row.create', {
                  table,
                  id,
                  values: { ...fresh, ...parents, [column]: bad },
                })
              : await cast().verdict('admin', 'row.update', {
                  table,
                  id,
                  changes: { [column]: bad },
                  seen: { [column]: bad },
                });
            expect(verdict).not.toBe('internal.failed');
            expect(verdict).not.toBe('constraint.violated');
            const [laptop, hub] = await cast().stored(table, id);
            expect(laptop).toEqual(hub);
          },
        ),
        { numRuns: 40 * RUNS, seed: SEED },
      );
    },
    60_000 * RUNS,
  );
});

test('the gate names what is wrong and where, and never throws', () => {
  const code = (value: unknown): string => {
    const found = checkPayload(value);
    return found.ok ? 'ok' : found.error.code;
  };
  expect(code({ a: ['fine', 1, null, { b: '😀' }] })).toBe('ok');
  expect(checkPayload({ a: { b: 'x\ud800' } })).toEqual({
    ok: false,
    error: { code: 'payload.text', details: { path: 'a.b' } },
  });
  expect(checkPayload({ 'k\u0000': 1 })).toEqual({
    ok: false,
    error: { code: 'payload.text', details: { path: 'k\ufffd' } },
  });
  expect(code(JSON.parse('{"values":{"__proto__":{"x":1}}}'))).toBe('payload.key');
  expect(code({ deep: Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], 1) })).toBe('payload.depth');
  const round: unknown[] = [];
  round.push(round);
  expect(code(round)).toBe('payload.depth');
  expect(code({ a: Array.from({ length: 6 }, () => 'я'.repeat(MAX_TEXT_BYTES / 2)) })).toBe('payload.size');
  expect(code('x'.repeat(MAX_PAYLOAD_BYTES))).toBe('payload.size');
  expect([new Date(), 1n, () => 1, Symbol('x'), Number.NaN, new Map()].map((value) => code({ value }))).toEqual(
    Array.from({ length: 6 }, () => 'payload.shape'),
  );
});
