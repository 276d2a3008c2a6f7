/** How many of a thing are free on a day, and why not more. */
import { expect, test } from 'vitest';
import { type Asking, availabilityOf, type Claim, needsIn, type Thing } from '../../shared/rules/availability.ts';

const chairs: Thing = { quantity: 10, status: 'in_stock', isUnsafe: false };
const asking: Asking = { performanceId: 'seagull', quantity: 8, isOnTour: false };
const claim = (eventId: string, quantity: number, performanceId: string | null = null): Claim => ({
  eventId,
  title: eventId,
  performanceId,
  quantity,
});

test('what nobody else wants is free, and nothing hinders', () => {
  expect(availabilityOf(chairs, asking, [])).toEqual({ have: 10, free: 10, short: 0, hindrances: [] });
});

test('what another event took is short for this one, and it says which event has how many', () => {
  expect(availabilityOf(chairs, asking, [claim('rehearsal', 3)])).toEqual({
    have: 10,
    free: 7,
    short: 1,
    hindrances: [{ kind: 'claimed', quantity: 3, eventId: 'rehearsal', title: 'rehearsal' }],
  });
});

test('what an event took and what its production needs is counted once, and two events of one production share', () => {
  const claims = [claim('load in', 4, 'orchard'), claim('show', 6, 'orchard'), claim('show', 2, 'orchard')];
  expect(availabilityOf(chairs, asking, claims)).toMatchObject({ free: 4, short: 4 });
  expect(availabilityOf(chairs, asking, claims).hindrances).toHaveLength(1);
});

test('what the production itself has taken is its own', () => {
  expect(availabilityOf(chairs, asking, [claim('matinee', 8, 'seagull')])).toMatchObject({ free: 10, short: 0 });
});

test('claims of events without a production stand beside each other, the largest first', () => {
  const found = availabilityOf(chairs, asking, [claim('a', 1), claim('b', 5)]);
  expect(found).toMatchObject({ free: 4, short: 4 });
  expect(found.hindrances.map((each) => each.kind === 'claimed' && each.eventId)).toEqual(['b', 'a']);
});

test('more is claimed than there is: nothing is free, and no more is short than is needed', () => {
  expect(availabilityOf(chairs, asking, [claim('ball', 30)])).toMatchObject({ free: 0, short: 8 });
});

test.each(['in_repair', 'decommissioned', 'on_tour'] as const)('of a thing that is %s none is free', (status) => {
  expect(availabilityOf({ ...chairs, status }, asking, [claim('ball', 3)])).toEqual({
    have: 10,
    free: 0,
    short: 8,
    hindrances: [{ kind: status, quantity: 10 }],
  });
});

test('what was reported unsafe is free for nobody', () => {
  expect(availabilityOf({ ...chairs, isUnsafe: true }, asking, [])).toMatchObject({
    short: 8,
    hindrances: [{ kind: 'unsafe', quantity: 10 }],
  });
});

test('a thing that is on tour is there for an evening on tour', () => {
  expect(availabilityOf({ ...chairs, status: 'on_tour' }, { ...asking, isOnTour: true }, [])).toMatchObject({
    short: 0,
  });
});

test('the house has fewer than are needed: that comes before what others took', () => {
  const found = availabilityOf(chairs, { ...asking, quantity: 12 }, [claim('rehearsal', 3)]);
  expect(found).toMatchObject({ have: 10, free: 7, short: 5 });
  expect(found.hindrances.map(({ kind, quantity }) => [kind, quantity])).toEqual([
    ['too_few', 2],
    ['claimed', 3],
  ]);
});

test('a thing of which there are none hinders by that alone', () => {
  expect(availabilityOf({ ...chairs, quantity: 0, status: 'in_repair' }, asking, []).hindrances).toEqual([]);
  expect(availabilityOf({ ...chairs, quantity: 0 }, asking, [])).toMatchObject({
    free: 0,
    short: 8,
    hindrances: [{ kind: 'too_few', quantity: 8 }],
  });
});

test('a variant needs what its production needs, save what it needs otherwise, not at all, or besides', () => {
  const base = [
    { id: '1', itemId: 'par', quantity: 12 },
    { id: '2', itemId: 'beamer', quantity: 1 },
    { id: '3', itemId: 'gull', quantity: 1 },
  ];
  const variant = [
    { itemId: 'par', quantity: 8 },
    { itemId: 'beamer', quantity: 0 },
    { itemId: 'gull', quantity: 1 },
    { itemId: 'tower', quantity: 2 },
    { itemId: 'nothing', quantity: 0 },
  ];
  expect(needsIn(base, variant).map(({ itemId, quantity, kind }) => [itemId, quantity, kind])).toEqual([
    ['par', 8, 'changed'],
    ['beamer', 0, 'left_out'],
    ['gull', 1, 'base'],
    ['tower', 2, 'added'],
  ]);
  expect(needsIn(base, []).every(({ kind }) => kind === 'base')).toBe(true);
});
