/** What has to go, against a brute force and by its properties; and how a list becomes what productions need. */
import { describe, expect, test } from 'vitest';
import { must } from '../../shared/base/asserts.ts';
import { caseSums } from '../../shared/rules/packing-cases.ts';
import {
  eventNeeds,
  type NeedingEvent,
  type PlannedLine,
  planDifference,
  whatHasToGo,
} from '../../shared/rules/packing-needs.ts';
import { type Random, seeded } from '../simulation/random-world.ts';

const need = (itemId: string, quantity: number, isConsumable = false) => ({ itemId, quantity, isConsumable });
const event = (day: string, performanceId: string, ...needs: NeedingEvent['needs']): NeedingEvent => ({
  day,
  performanceId,
  needs,
});

describe('what has to go', () => {
  test('as many as the fullest day needs, and of what is used up as many as all days', () => {
    const days = [
      event('1', 'chayka', need('par', 8), need('candle', 2, true)),
      event('2', 'chayka', need('par', 8), need('candle', 2, true)),
    ];
    expect([...whatHasToGo(days)]).toEqual([
      ['par', 8],
      ['candle', 4],
    ]);
  });

  test('productions of one day do not share, events of one production do', () => {
    const day = [
      event('1', 'chayka', need('par', 8)),
      event('1', 'chayka', need('par', 6)),
      event('1', 'sad', need('par', 4)),
    ];
    expect(whatHasToGo(day).get('par')).toBe(12);
    expect(whatHasToGo(day.map((each, index) => ({ ...each, day: String(index) }))).get('par')).toBe(8);
  });

  test('a variant changes, leaves out and adds', () => {
    const base = [
      { id: '1', ...need('par', 8) },
      { id: '2', ...need('house', 1) },
      { id: '3', ...need('candle', 2, true) },
    ];
    const variant = [
      { itemId: 'par', quantity: 4 },
      { itemId: 'house', quantity: 0 },
      { itemId: 'candle', quantity: 3 },
      { itemId: 'curtain', quantity: 1 },
    ];
    expect(eventNeeds(base, variant)).toEqual([need('par', 4), need('candle', 3, true), need('curtain', 1)]);
  });

  test('is the same in any order, and never less than one event needs', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const events = randomEvents(random);
      const whole = whatHasToGo(events);
      expect(sorted(whatHasToGo(events.toReversed()))).toEqual(sorted(whole));
      expect(sorted(whole), `seed ${seed}`).toEqual(sorted(bruteForce(events)));
      for (const { needs } of events)
        for (const { itemId, quantity } of needs) expect(whole.get(itemId)).toBeGreaterThanOrEqual(quantity);
    }
  });
});

const sorted = (needs: ReadonlyMap<string, number>): readonly (readonly [string, number])[] =>
  [...needs].toSorted(([a], [b]) => (a < b ? -1 : 1));

function randomEvents(random: Random): NeedingEvent[] {
  return Array.from({ length: 1 + random.below(8) }, () =>
    event(
      String(random.below(4)),
      random.pick(['chayka', 'sad', 'idiot']) ?? 'sad',
      ...['par', 'candle', 'chair', 'fog']
        .filter(() => random.next() < 0.6)
        .map((itemId) => need(itemId, 1 + random.below(9), random.next() < 0.3)),
    ),
  );
}

/** Word for word what the rule says, one thing and one day after the other. */
function bruteForce(events: readonly NeedingEvent[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const pieces = ({ needs }: NeedingEvent, itemId: string, isConsumable: boolean): number =>
    needs.reduce(
      (sum, each) => (each.itemId === itemId && each.isConsumable === isConsumable ? sum + each.quantity : sum),
      0,
    );
  for (const itemId of new Set(events.flatMap(({ needs }) => needs.map((each) => each.itemId)))) {
    const used = events.reduce((sum, each) => sum + pieces(each, itemId, true), 0);
    const days = [...new Set(events.map(({ day }) => day))].map((day) => {
      const productions = [...new Set(events.filter((each) => each.day === day).map((each) => each.performanceId))];
      return productions.reduce(
        (sum, id) =>
          sum +
          Math.max(
            ...events
              .filter((each) => each.day === day && each.performanceId === id)
              .map((each) => pieces(each, itemId, false)),
          ),
        0,
      );
    });
    found.set(itemId, used + Math.max(0, ...days));
  }
  return found;
}

describe('the list becomes what productions need', () => {
  const line = (itemId: string, caseId: string | null, quantity: number, packed = 0, isExtra = false): PlannedLine => ({
    itemId,
    caseId,
    quantity,
    packed,
    isExtra,
  });
  const homes = new Map([['lamp', 'kofr']]);

  test('what is missing goes where the thing is planned, else where it lives, else in no case', () => {
    const needs = new Map([
      ['par', 8],
      ['lamp', 2],
      ['chair', 1],
    ]);
    expect(planDifference(needs, [line('par', 'kofr 2', 5)], homes).map(({ changes }) => changes)).toEqual([
      [{ itemId: 'chair', caseId: null, by: 1 }],
      [{ itemId: 'lamp', caseId: 'kofr', by: 2 }],
      [{ itemId: 'par', caseId: 'kofr 2', by: 3 }],
    ]);
  });

  test('what is too much is taken from what nobody packed; packed pieces and extras stay', () => {
    const lines = [
      line('par', 'a', 6, 5),
      line('par', null, 2),
      line('fog', 'a', 1, 1),
      line('gaffer', 'a', 3, 0, true),
    ];
    expect(planDifference(new Map([['par', 4]]), lines, homes)).toEqual([
      {
        itemId: 'par',
        need: 4,
        planned: 8,
        changes: [
          { itemId: 'par', caseId: null, by: -2 },
          { itemId: 'par', caseId: 'a', by: -1 },
        ],
      },
    ]);
  });

  test('a case that is emptied by it goes off the list with it, and the one around it; one that still holds stays', () => {
    const lines = [
      line('fog', 'inner', 2),
      line('inner', 'outer', 1),
      line('outer', null, 1),
      line('rope', 'kept', 1, 1),
      line('kept', null, 1),
      line('extra', 'box', 1, 0, true),
      line('box', null, 1),
      line('kofr', null, 1),
    ];
    const differences = planDifference(new Map([['lamp', 1]]), lines, homes);
    expect(differences.map(({ itemId, planned, changes }) => [itemId, planned, changes.map(({ by }) => by)])).toEqual([
      ['fog', 2, [-2]],
      ['inner', 1, [-1]],
      ['lamp', 0, [1]],
      ['outer', 1, [-1]],
    ]);
  });

  test('once applied nothing is left to apply, whatever was planned and packed', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const needs = whatHasToGo(randomEvents(random));
      const lines = ['par', 'candle', 'chair', 'lamp', 'a', 'b'].flatMap((itemId) =>
        [null, 'a', 'b'].map((caseId) => {
          const packed = random.below(4);
          return line(itemId, caseId, packed + random.below(6), packed, random.next() < 0.1);
        }),
      );
      const after = new Map(lines.map((each) => [`${each.itemId}/${each.caseId}`, each]));
      for (const { itemId, caseId, by, isExtra } of planDifference(needs, lines, homes).flatMap(
        ({ changes }) => changes,
      )) {
        const known = after.get(`${itemId}/${caseId}`) ?? line(itemId, caseId, 0);
        after.set(`${itemId}/${caseId}`, {
          ...known,
          quantity: known.quantity + by,
          isExtra: isExtra ?? known.isExtra,
        });
      }
      expect(planDifference(needs, [...after.values()], homes), `seed ${seed}`).toEqual([]);
      for (const { quantity, packed } of after.values()) expect(quantity).toBeGreaterThanOrEqual(packed);
    }
  });
});

describe('cases', () => {
  const weights = new Map([
    ['lamp', 2],
    ['inner', 5],
    ['outer', 10],
  ]);
  const weightOf = (id: string): number | null => weights.get(id) ?? null;

  test('weigh what is in them however deep, and say what nobody weighed', () => {
    const lines = [
      { itemId: 'lamp', caseId: 'inner', planned: 3, packed: 1 },
      { itemId: 'inner', caseId: 'outer', planned: 1, packed: 0 },
      { itemId: 'rope', caseId: 'outer', planned: 2, packed: 3 },
    ];
    const sums = caseSums(
      Map.groupBy(lines, ({ caseId }) => caseId),
      new Set(['inner', 'outer']),
      weightOf,
    );
    expect(must(sums.get('inner'))).toEqual({ planned: 3, packed: 1, weightKg: 11, unweighed: 0 });
    expect(must(sums.get('outer'))).toEqual({ planned: 5, packed: 3, weightKg: 21, unweighed: 1 });
  });

  test('in a circle, which two laptops may make, are each looked at once', () => {
    const lines = [
      { itemId: 'inner', caseId: 'outer', planned: 1, packed: 1 },
      { itemId: 'outer', caseId: 'inner', planned: 1, packed: 1 },
      { itemId: 'lamp', caseId: 'inner', planned: 1, packed: 1 },
    ];
    const sums = caseSums(
      Map.groupBy(lines, ({ caseId }) => caseId),
      new Set(['inner', 'outer']),
      weightOf,
    );
    expect(must(sums.get('outer')).planned).toBe(1);
    expect(must(sums.get('inner')).planned).toBe(1);
  });
});
