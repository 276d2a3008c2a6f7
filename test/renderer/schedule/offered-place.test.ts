/** The free place that Tab takes is one that was looked up for where the event hangs now. */
import { expect, test } from 'vitest';
import { offeredPlace } from '../../../renderer/features/schedule/calendar.ts';
import type { CollisionView, EventPlaceView } from '../../../shared/features/schedule/queries.ts';

const at = (date: string, start: string, end: string): EventPlaceView => ({ date, start, end, venueId: 'small' });
const [left, hanging, free] = [
  at('2027-02-16', '11:00:00', '14:00:00'),
  at('2027-02-18', '13:00:00', '16:00:00'),
  at('2027-02-18', '11:00:00', '14:00:00'),
];
const collision: CollisionView = {
  code: 'venue.taken',
  severity: 'block',
  others: [],
  people: [],
  item: null,
  needed: null,
  there: null,
  restMinutes: null,
  until: null,
  untilClock: null,
  keys: ['a'],
};
const meets = (place: EventPlaceView, collisions = [collision]) => ({ place, collisions, restHours: 11, free: [] });

test('what was found for the place where it hangs is offered', () => {
  expect(offeredPlace(hanging, meets(hanging), { of: hanging, place: free })).toEqual(free);
});

test('a place that the pointer only passed offers nothing: it may be the one that was left', () => {
  expect(offeredPlace(hanging, meets(hanging), { of: left, place: left })).toBeNull();
  expect(offeredPlace(hanging, meets(left), { of: hanging, place: free })).toBeNull();
});

test('nothing is offered where nothing collides, nothing is free, or nothing is known yet', () => {
  expect(offeredPlace(hanging, meets(hanging, []), { of: hanging, place: free })).toBeNull();
  expect(offeredPlace(hanging, meets(hanging), { of: hanging, place: null })).toBeNull();
  expect(offeredPlace(hanging, undefined, { of: hanging, place: free })).toBeNull();
  expect(offeredPlace(hanging, meets(hanging), undefined)).toBeNull();
});
