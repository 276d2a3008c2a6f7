/** How a truck is loaded: nothing is lost, sums are exact, the order follows the route, and a swap cures the axle. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  berths,
  centreOf,
  curingSwap,
  distribute,
  type Load,
  loadOrder,
  offCentre,
  totalsOf,
  volumeOf,
  warningsOf,
} from '../../shared/rules/load-plan.ts';

const load = (id: string, kg: number, more: Partial<Load> = {}): Load => ({
  id,
  kg,
  m3: 1,
  unweighed: 0,
  pieces: 1,
  stop: 1,
  order: null,
  ...more,
});
const idsOf = (loads: readonly Load[]): string => loads.map(({ id }) => id).join('');

const anyLoads = fc
  .uniqueArray(
    fc.record({
      id: fc.uuid(),
      kg: fc.integer({ min: 0, max: 500_000 }).map((hundredths) => hundredths / 100),
      m3: fc.option(fc.integer({ min: 0, max: 9_000_000 }).map((part) => part / 1_000_000)),
      unweighed: fc.nat(3),
      pieces: fc.integer({ min: 1, max: 40 }),
      stop: fc.option(fc.integer({ min: 1, max: 4 })),
      order: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
    }),
    { selector: ({ id }) => id, maxLength: 25 },
  )
  .map((loads): readonly Load[] => loads);

describe('totals', () => {
  test('are exact and the same in any order', () => {
    fc.assert(
      fc.property(anyLoads, (loads) => {
        const totals = totalsOf(loads);
        expect(totalsOf(loads.toReversed())).toEqual(totals);
        expect(Math.round(totals.kg * 100)).toBe(loads.reduce((sum, { kg }) => sum + Math.round(kg * 100), 0));
        expect(totals.unmeasured).toBe(loads.filter(({ m3 }) => m3 === null).length);
      }),
    );
  });

  test('say what has no weight and no size', () => {
    expect(totalsOf([load('a', 0, { unweighed: 2, pieces: 3, m3: null }), load('b', 10.1), load('c', 20.2)])).toEqual({
      loads: 3,
      pieces: 5,
      kg: 30.3,
      m3: 2,
      unweighed: 2,
      unmeasured: 1,
    });
    expect([volumeOf(1360, 248, 270), volumeOf(null, 1, 1)]).toEqual([91.0656, null]);
  });
});

describe('the order', () => {
  test('loads last what is needed first, the heavy before the light of one stop, what nobody needs before all', () => {
    const loads = [load('a', 5), load('b', 9), load('c', 1, { stop: 2 }), load('d', 2, { stop: null })];
    expect(idsOf(loadOrder(loads))).toBe('dcba');
  });

  test('keeps the places that were set by hand', () => {
    const loads = [load('a', 5, { order: 1 }), load('b', 9), load('c', 1, { stop: 2 }), load('d', 2, { order: 3 })];
    expect(idsOf(loadOrder(loads))).toBe('acdb');
  });

  test('loses nothing, invents nothing, and does not depend on how it was given', () => {
    fc.assert(
      fc.property(anyLoads, (loads) => {
        const ordered = loadOrder(loads);
        expect(ordered.map(({ id }) => id).toSorted()).toEqual(loads.map(({ id }) => id).toSorted());
        expect(idsOf(loadOrder(loads.toReversed()))).toBe(idsOf(ordered));
        // Places that fit, and that nobody else was given, are kept.
        const alone = loads.every(
          ({ order }, index) =>
            order === null || (order <= loads.length && loads.findIndex((other) => other.order === order) === index),
        );
        if (alone)
          for (const each of loads) if (each.order !== null) expect(ordered.indexOf(each)).toBe(each.order - 1);
      }),
    );
  });
});

describe('the weight along the floor', () => {
  test('is shared by volume, and what is not known takes the average', () => {
    const shares = berths([load('a', 1, { m3: 2 }), load('b', 1, { m3: null }), load('c', 1, { m3: 4 })]);
    expect(shares.map(({ from, to }) => Math.round((to - from) * 9))).toEqual([2, 3, 4]);
    expect(shares.at(-1)?.to).toBeCloseTo(1);
  });

  test('warns when it lies at the cab, with the swap that cures it', () => {
    const loads = [load('a', 900), load('b', 100), load('c', 100), load('d', 50)];
    expect(centreOf(loads)).toBeLessThan(1 / 3);
    const [warning] = warningsOf(loads, { payloadKg: null, m3: null });
    expect(warning).toMatchObject({ kind: 'axle', towards: 'cab', swap: { first: 'a', second: 'b' } });
    // What stands in the truck already is not moved again.
    expect(curingSwap(loads, ({ id }) => id === 'a')).toBeUndefined();
  });

  test('is cured by every swap that is proposed', () => {
    fc.assert(
      fc.property(anyLoads, (loads) => {
        const ordered = loadOrder(loads);
        const swap = curingSwap(ordered);
        if (swap === undefined) return;
        const after = ordered.map((each) => {
          const other = each.id === swap.first ? swap.second : each.id === swap.second ? swap.first : each.id;
          return ordered.find(({ id }) => id === other) ?? each;
        });
        expect(offCentre(centreOf(after))).toBe(0);
        expect(offCentre(centreOf(ordered))).not.toBe(0);
      }),
    );
  });

  test('is said of nothing where fewer than half of the loads were weighed', () => {
    const few = [load('a', 900), load('b', 0), load('c', 0)];
    expect([centreOf(few), warningsOf(few, { payloadKg: null, m3: null })]).toEqual([null, []]);
    expect(centreOf([load('a', 900), load('b', 0)])).toBe(0.25);
  });

  test('one load, and loads without a weight, are nobody’s fault', () => {
    expect(warningsOf([load('a', 900)], { payloadKg: null, m3: null })).toEqual([]);
    expect(warningsOf([load('a', 0), load('b', 0)], { payloadKg: 10, m3: null })).toEqual([]);
  });
});

test('too heavy and too large is said by how much; a truck of which nobody said so takes everything', () => {
  const loads = [load('a', 600), load('b', 600)];
  expect(warningsOf(loads, { payloadKg: 1000, m3: 1.5 })).toEqual([
    { kind: 'payload', over: 200, of: 1000 },
    { kind: 'volume', over: 0.5, of: 1.5 },
  ]);
  expect(warningsOf(loads, { payloadKg: null, m3: null })).toEqual([]);
});

describe('the distribution', () => {
  const bed = (id: string, payloadKg: number | null, m3: number | null = null, kg = 0) => ({
    id,
    payloadKg,
    m3,
    kg,
    usedM3: 0,
  });

  test('puts the heaviest first into the first truck that takes it, and says what fits nowhere', () => {
    const { byLoad, left } = distribute(
      [load('a', 300), load('b', 700), load('c', 500), load('d', 2000)],
      [bed('one', 1000), bed('two', 500)],
    );
    expect([...byLoad]).toEqual([
      ['b', 'one'],
      ['c', 'two'],
      ['a', 'one'],
    ]);
    expect(left).toEqual(['d']);
  });

  test('never overloads a truck, and gives every load one truck or none', () => {
    fc.assert(
      fc.property(anyLoads, fc.array(fc.option(fc.integer({ min: 0, max: 9000 })), { maxLength: 4 }), (loads, most) => {
        const beds = most.map((payload, index) => bed(String(index), payload, index === 1 ? 5 : null));
        const { byLoad, left } = distribute(loads, beds);
        expect([...byLoad.keys(), ...left].toSorted()).toEqual(loads.map(({ id }) => id).toSorted());
        for (const { id, payloadKg, m3 } of beds) {
          const totals = totalsOf(loads.filter((each) => byLoad.get(each.id) === id));
          expect(totals.kg).toBeLessThanOrEqual(payloadKg ?? Number.POSITIVE_INFINITY);
          expect(totals.m3).toBeLessThanOrEqual(m3 ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });
});
