import { expect, test } from 'vitest';
import { daysFrom, type GapEvent, type GapInput, gapsByDay, tourGaps } from '../../../shared/rules/tour-gaps.ts';

const event = (id: string, date: string, more: Partial<GapEvent> = {}): GapEvent => ({
  id,
  title: `«${id}»`,
  date,
  activity: null,
  type: 'performance',
  start: '19:00',
  daysLater: 0,
  venueId: 'v',
  venue: 'Театр-Театр',
  city: 'Пермь',
  ...more,
});

const input = (more: Partial<GapInput>): GapInput => ({
  startsOn: '2026-12-07',
  endsOn: '2026-12-09',
  events: [event('a', '2026-12-07'), event('b', '2026-12-08'), event('c', '2026-12-09')],
  members: [],
  stays: [],
  calls: [],
  transports: [],
  heightless: [],
  ...more,
});
const kinds = (more: Partial<GapInput>) => tourGaps(input(more)).map(({ kind, date }) => `${kind} ${date}`);

const anna = { employeeId: 'anna', name: 'Анна' };
const boris = { employeeId: 'boris', name: 'Борис' };

test('a tour on which everything is said lacks nothing', () => {
  expect(kinds({})).toEqual([]);
});

test('an event without a house or a time is missed; a road needs no house, a day off neither', () => {
  const events = [
    event('a', '2026-12-07', { venueId: null, venue: null, start: null }),
    event('b', '2026-12-08', { activity: 'travel', venueId: null, venue: null }),
    event('c', '2026-12-09', { activity: 'day_off', venueId: null, venue: null, start: null }),
  ];
  expect(kinds({ events })).toEqual(['noTime 2026-12-07', 'noVenue 2026-12-07']);
});

test('a day of which nothing is planned is missed as soon as anything is', () => {
  expect(kinds({ events: [event('a', '2026-12-07')] })).toEqual(['noEvent 2026-12-08', 'noEvent 2026-12-09']);
  expect(kinds({ events: [] })).toEqual([]);
});

test('nights without a house are told once; the last day has none, and neither has a night in the train', () => {
  const [gap, ...more] = tourGaps(input({ members: [anna] }));
  expect(gap).toMatchObject({ kind: 'noStay', date: '2026-12-07', until: '2026-12-08', names: [] });
  expect(more).toEqual([]);
  const events = [
    event('a', '2026-12-07', { activity: 'travel', daysLater: 1, venue: null }),
    event('b', '2026-12-08'),
    event('c', '2026-12-09'),
  ];
  expect(kinds({ members: [anna], events })).toEqual(['noStay 2026-12-08']);
});

test('who has no bed where others sleep is named, for as many nights as it lasts', () => {
  const stays = [{ arrivesOn: '2026-12-07', leavesOn: '2026-12-09', employeeIds: ['anna'] }];
  const gaps = tourGaps(input({ members: [anna, boris], stays }));
  expect(gaps).toMatchObject([{ kind: 'noRoom', date: '2026-12-07', until: '2026-12-08', names: ['Борис'] }]);
  expect([...gapsByDay(gaps)]).toEqual([
    ['2026-12-07', 1],
    ['2026-12-08', 1],
  ]);
});

test('somebody who is called and does not go is missed once', () => {
  const stays = [{ arrivesOn: '2026-12-07', leavesOn: '2026-12-09', employeeIds: ['anna'] }];
  const calls = ['a', 'b'].map((eventId) => ({ eventId, ...boris }));
  expect(kinds({ members: [anna], stays, calls })).toEqual(['notMember 2026-12-07']);
  // Where nobody is put down as going, nobody is missed.
  expect(kinds({ calls })).toEqual([]);
});

test('a truck without a driver, and a house of unknown height where something is played', () => {
  const transports = [
    { name: 'Фура 1', driver: 'Зимин', departsOn: null },
    { name: 'Фура 2', driver: ' ', departsOn: '2026-12-08' },
  ];
  const heightless = [
    { id: 'v', name: 'Театр-Театр' },
    { id: 'elsewhere', name: 'Другой' },
  ];
  expect(kinds({ transports, heightless })).toEqual(['noHeight 2026-12-07', 'noDriver 2026-12-08']);
});

test('days that never end are cut', () => {
  expect(daysFrom('0001-01-01', '9999-12-31')).toHaveLength(400);
  expect(daysFrom('9999-12-30', '9999-12-31')).toEqual(['9999-12-30', '9999-12-31']);
  expect(daysFrom('2026-12-09', '2026-12-07')).toEqual([]);
});
