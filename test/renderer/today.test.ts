/** When somebody was away, which calls are told of, which part of a day is drawn. */
import { describe, expect, test } from 'vitest';
import { AHEAD_MS, dueCalls, reminderKey } from '../../renderer/features/notices/due-calls.ts';
import { comingParts, stretchesOf } from '../../renderer/features/today/evening-parts.ts';
import { FIRST_MS, visitAfter } from '../../renderer/features/today/presence.ts';
import { mainEvening, rowsOf, stretchOf } from '../../renderer/features/today/today-text.ts';
import { planOf } from '../../shared/rules/evening.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-24T13:46:00.000Z');

test('who comes back after a while reads what changed since they left, until they leave again', () => {
  const first = visitAfter(undefined, NOW);
  expect(first.since).toBe(NOW - FIRST_MS);
  const working = visitAfter(first, NOW + HOUR / 4);
  expect(working.since).toBe(first.since);
  const back = visitAfter(working, NOW + 9 * HOUR);
  expect(back.since).toBe(NOW + HOUR / 4);
  expect(visitAfter(back, NOW + 9 * HOUR + 60_000).since).toBe(back.since);
  // A clock that was set back.
  expect(visitAfter(back, NOW - HOUR).since).toBe(NOW - HOUR);
});

test('a call is told of once, half an hour before; one that was moved is told of again', () => {
  const call = { eventId: 'e', title: 'Чайка', function: 'свет', at: NOW + AHEAD_MS, clock: '17:30' };
  expect(dueCalls([call], NOW - 1, [])).toEqual([]);
  expect(dueCalls([call], NOW, [])).toEqual([call]);
  expect(dueCalls([call], NOW, [reminderKey(call)])).toEqual([]);
  expect(dueCalls([call], call.at, [])).toEqual([]);
  const moved = { ...call, at: call.at + 60_000 };
  expect(dueCalls([moved], NOW + 60_000, [reminderKey(call)])).toEqual([moved]);
});

const event = (id: string, from: number, to: number) =>
  ({ id, startsAt: NOW + from * HOUR, endsAt: NOW + to * HOUR, isWholeDay: false, call: null }) as Parameters<
    typeof rowsOf
  >[0][number];

test('of today what is over is left out, and events that overlap stand in rows of their own', () => {
  const events = [event('a', -6, -2), event('b', 1, 3), event('c', 2, 5)];
  const { from, to } = stretchOf(events, NOW);
  expect(from).toBe(Math.floor((NOW - HOUR) / HOUR) * HOUR);
  expect(to - from).toBe(8 * HOUR);
  expect(stretchOf(events, null).from).toBeLessThanOrEqual(NOW - 6 * HOUR);
  expect(rowsOf(events).map((row) => row.map(({ id }) => id))).toEqual([['a', 'b'], ['c']]);
});

test('what runs matters first, then what begins next, then what was played', () => {
  const evening = (eventId: string, phase: string, hours: number) =>
    ({ eventId, phase, start: NOW + hours * HOUR }) as Parameters<typeof mainEvening>[0][number];
  const [noon, night] = [evening('noon', 'before', -4), evening('night', 'before', 3)];
  expect(mainEvening([noon, night], NOW)?.eventId).toBe('night');
  expect(mainEvening([{ ...noon, phase: 'during' }, night], NOW)?.eventId).toBe('noon');
  expect(mainEvening([{ ...noon, phase: 'after' }], NOW)?.eventId).toBe('noon');
  expect(mainEvening([], NOW)).toBeUndefined();
});

describe('an evening on the line of the day', () => {
  const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
  const acts = [{ minutes: 40 }, { minutes: 45 }, { minutes: 80 }].map(({ minutes }, index) => ({
    number: index + 1,
    scenes: [],
    minutes,
  }));
  /** Three acts with one interval, after the second. */
  const parts = (times: readonly Parameters<typeof planOf>[0][number][]) =>
    planOf(times, acts, { start: NOW, intermissions: 1 });
  const told = (times: Parameters<typeof parts>[0], minutes: number) =>
    stretchesOf({ parts: parts(times) }, NOW + minutes * 60_000).map(({ kind, first, last, from, to, running }) => [
      kind,
      `${first}–${last}`,
      (from - NOW) / 60_000,
      (to - NOW) / 60_000,
      running?.number ?? null,
    ]);

  test('is drawn as planned before it begins: acts without an interval between them are one stretch', () => {
    expect(told([], -134)).toEqual([
      ['acts', '1–2', 0, 85, null],
      ['interval', '1–1', 85, 105, null],
      ['acts', '3–3', 105, 185, null],
    ]);
  });

  test('what is late moves what follows, and what takes longer than planned goes on until now', () => {
    const times = [
      { part: 'act', number: 1, startedAt: at(4), endedAt: at(46) },
      { part: 'act', number: 2, startedAt: at(46), endedAt: null },
    ] as const;
    const late = [
      ['acts', '1–2', 4, 91, 2],
      ['interval', '1–1', 91, 111, null],
      ['acts', '3–3', 111, 191, null],
    ];
    expect(told(times, 60)).toEqual(late);
    expect(told(times, 95)[0]).toEqual(['acts', '1–2', 4, 95, 2]);
    const coming = comingParts(stretchesOf({ parts: parts(times) }, NOW + 3_600_000), NOW + 3_600_000);
    expect(coming.map(({ what, number, at: when }) => [what, number, (when - NOW) / 60_000])).toEqual([
      ['interval', 1, 91],
      ['act', 3, 111],
      ['curtain', 1, 191],
    ]);
  });

  test('ends where nobody knows how long a part takes', () => {
    const unknown = planOf([], [{ number: 1, scenes: [], minutes: null }], { start: NOW, intermissions: 0 });
    expect(stretchesOf({ parts: unknown }, NOW)).toEqual([]);
    expect(stretchesOf({ parts: planOf([], acts, { start: null, intermissions: 1 }) }, NOW)).toEqual([]);
  });
});
