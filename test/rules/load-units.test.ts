/** What is lifted as one: nothing of a packing list is lost, whatever lies in what. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../shared/base/asserts.ts';
import {
  lineHere,
  linesOfUnit,
  partsIn,
  piecesElsewhere,
  type UnitLine,
  unitsOf,
} from '../../shared/rules/load-units.ts';
import { NOTHING_PACKED } from '../../shared/rules/packing.ts';
import { type Placed, piecesAway, placesOf } from '../../shared/rules/packing-places.ts';

const line = (id: string, caseId: string | null, more: Partial<UnitLine> = {}): UnitLine => ({
  id,
  itemId: `item ${id}`,
  caseId,
  name: id,
  number: id,
  kg: 10,
  m3: 0.5,
  planned: 1,
  transportId: null,
  loadOrder: null,
  sums: NOTHING_PACKED,
  loaded: [],
  onSite: [],
  stops: [],
  ...more,
});

test('a case weighs what lies in it, however deep, and is needed where the first of that is', () => {
  const lines = [
    line('box', null, { stops: [3] }),
    line('bag', 'item box', { kg: null }),
    line('gun', 'item bag', { planned: 4, stops: [2] }),
    line('flag', null),
  ];
  const [box, flag] = unitsOf(lines);
  expect(box).toMatchObject({ kg: 50, unweighed: 1, pieces: 6, m3: 0.5, stop: 2, isCase: true });
  expect(flag).toMatchObject({ kg: 10, stop: null, isCase: false });
  expect(unitsOf(lines, 2)[0]?.stop).toBe(3);
});

test('a case goes where it is, a thing where it was planned before where some of it is', () => {
  const planned = { transportId: 'one', planned: 3, loaded: [{ at: 'two', pieces: 2 }] };
  expect(unitsOf([line('a', null, planned)])[0]?.toTruckId).toBe('one');
  expect(unitsOf([line('a', null, { ...planned, transportId: null })])[0]?.toTruckId).toBe('two');
  const [box] = unitsOf([line('a', null, planned), line('b', 'item a', { loaded: [{ at: 'three', pieces: 9 }] })]);
  expect(box?.toTruckId).toBe('two');
});

const partOf = (lines: readonly UnitLine[], truck: string, venue: string | null = null) =>
  unitsOf(lines)
    .flatMap((unit) => partsIn(unit, truck, venue))
    .map(({ id, pieces, kg }) => ({ id, pieces, kg }));

test('a thing of which two trucks hold some is a load of both, each with its own', () => {
  const lines = [
    line('cable', null, {
      planned: 5,
      transportId: 'two',
      sums: { ...NOTHING_PACKED, loaded: 3 },
      loaded: [
        { at: 'one', pieces: 1 },
        { at: 'two', pieces: 2 },
      ],
    }),
  ];
  expect(partOf(lines, 'one')).toEqual([{ id: 'cable', pieces: 1, kg: 10 }]);
  expect(partOf(lines, 'two')).toEqual([{ id: 'cable', pieces: 4, kg: 40 }]);
  expect(partOf(lines, 'three')).toEqual([]);
  expect(piecesElsewhere(must(lines[0]), 'one')).toEqual([{ at: 'two', pieces: 2 }]);
});

test('what lies in a truck without its case is a load by itself; what stands at a venue waits there alone', () => {
  const lines = [
    line('box', null, { loaded: [{ at: 'one', pieces: 1 }], sums: { ...NOTHING_PACKED, loaded: 1 } }),
    line('lamp', 'item box', {
      planned: 3,
      sums: { ...NOTHING_PACKED, loaded: 2, on_site: 1 },
      loaded: [
        { at: 'one', pieces: 1 },
        { at: 'two', pieces: 1 },
      ],
      onSite: [{ at: 'kazan', pieces: 1 }],
    }),
  ];
  expect(partOf(lines, 'two')).toEqual([{ id: 'lamp', pieces: 1, kg: 10 }]);
  expect(partOf(lines, 'one')).toEqual([{ id: 'box', pieces: 2, kg: 20 }]);
  expect(partOf(lines, 'one', 'kazan')).toEqual([{ id: 'box', pieces: 3, kg: 30 }]);
});

test('whatever trucks hold, their loads together are all that they hold, and no piece is told of twice', () => {
  const anyLoaded = fc.array(
    fc.record({ at: fc.constantFrom('one', 'two', 'three'), pieces: fc.integer({ min: 1, max: 4 }) }),
    {
      maxLength: 3,
    },
  );
  const anyLines = fc.array(
    fc.record({ inside: fc.option(fc.nat(5)), loaded: anyLoaded, to: fc.option(fc.constantFrom('one', 'two')) }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(anyLines, (drawn) => {
      const lines = drawn.map(({ inside, loaded, to }, index) => {
        const places = [...Map.groupBy(loaded, ({ at }) => at)].map(([at, own]) => ({
          at,
          pieces: own.reduce((sum, { pieces }) => sum + pieces, 0),
        }));
        const all = places.reduce((sum, { pieces }) => sum + pieces, 0);
        return line(String(index), inside === null ? null : `item ${inside}`, {
          planned: all,
          transportId: to,
          loaded: places,
          sums: { ...NOTHING_PACKED, loaded: all },
        });
      });
      for (const truck of ['one', 'two', 'three']) {
        const held = lines.flatMap(({ loaded }) => loaded).filter(({ at }) => at === truck);
        const told = unitsOf(lines).flatMap((unit) => partsIn(unit, truck, 'nowhere'));
        const sum = (all: readonly { readonly pieces: number }[]): number =>
          all.reduce((total, { pieces }) => total + pieces, 0);
        expect(sum(told)).toBe(sum(held));
        expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
      }
    }),
  );
});

test('every line is in one load, also of cases that lie in each other', () => {
  const anyLines = fc.array(fc.option(fc.nat(7)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyLines, (cases) => {
      const lines = cases.map((inside, index) => line(String(index), inside === null ? null : `item ${inside}`));
      const told = unitsOf(lines).flatMap((unit) => linesOfUnit(unit).map(({ id }) => id));
      expect(told.toSorted()).toEqual(lines.map(({ id }) => id).toSorted());
    }),
  );
});

test('at home what is packed or planned can be loaded, at a venue what stands there', () => {
  const one = line('a', null, {
    planned: 5,
    sums: { ...NOTHING_PACKED, packed: 2, on_site: 1 },
    onSite: [{ at: 'kazan', pieces: 1 }],
  });
  expect([lineHere(one, null), lineHere(one, 'kazan'), lineHere(one, 'perm')]).toEqual([4, 1, 0]);
});

const entry = (
  action: Placed['action'],
  from: Placed['from_state'],
  quantity: number,
  truck: string | null = null,
  venue: string | null = null,
): Placed => ({
  action,
  quantity,
  from_state: from,
  transport_id: truck,
  venue_id: venue,
});

test('pieces that left a truck without anybody saying which left the one with the most', () => {
  const places = placesOf([
    entry('load', 'packed', 2, 'one'),
    entry('load', 'packed', 5, 'two'),
    entry('return', 'loaded', 3),
  ]);
  expect([...places.loaded]).toEqual([
    ['one', 2],
    ['two', 2],
  ]);
  expect(piecesAway(places, (id) => id === 'two')).toBe(2);
});

test('what was missed at home never left; what was missed on the road is away', () => {
  const places = placesOf([
    entry('load', 'packed', 2, 'one'),
    entry('miss', 'packed', 1),
    entry('miss', 'loaded', 1, 'one', 'kazan'),
  ]);
  expect([places.missingAtHome, places.missingAway, piecesAway(places, () => true)]).toEqual([1, 1, 2]);
});

test('places do not depend on the order of entries', () => {
  const actions = fc.constantFrom<Placed['action']>('load', 'unload', 'return', 'miss');
  const froms = fc.constantFrom<Placed['from_state']>('packed', 'loaded', 'on_site', 'missing');
  const some = fc.array(
    fc.tuple(
      actions,
      froms,
      fc.integer({ min: -3, max: 3 }),
      fc.option(fc.constantFrom('one', 'two')),
      fc.option(fc.constantFrom('k', 'p')),
    ),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(some, (drawn) => {
      const entries = drawn.map(([action, from, quantity, truck, venue]) =>
        entry(action, from, quantity, truck, venue),
      );
      const plain = ({ loaded, onSite, ...rest }: ReturnType<typeof placesOf>) => ({
        ...rest,
        loaded: [...loaded].toSorted(),
        onSite: [...onSite].toSorted(),
      });
      expect(plain(placesOf(entries.toReversed()))).toEqual(plain(placesOf(entries)));
    }),
  );
});
