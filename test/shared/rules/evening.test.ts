/** How an evening goes: its acts, what goes on, what comes next, and how late it was. */
import { expect, test } from 'vitest';
import {
  actsOf,
  type EveningTime,
  intervalsAfter,
  lateBy,
  minutesBetween,
  planOf,
  standOf,
} from '../../../shared/rules/evening.ts';
import type { SheetScene } from '../../../shared/rules/run-sheet-view.ts';

const scene = (act: number, rank: string, minutes: number | null): SheetScene => ({
  id: `${act}${rank}`,
  act,
  number: `${act}.${rank}`,
  title: null,
  place: null,
  duration_minutes: minutes,
  note: null,
  rank,
});
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 24, 16, minutes)).toISOString();
const time = (
  part: EveningTime['part'],
  number: number,
  from: number | null,
  to: number | null = null,
): EveningTime => ({
  part,
  number,
  startedAt: from === null ? null : at(from),
  endedAt: to === null ? null : at(to),
});

test('acts are as long as their scenes; a prologue is played with the first; without scenes the intervals say how many', () => {
  const acts = actsOf([scene(0, 'a', 3), scene(1, 'b', 20), scene(2, 'c', 30), scene(2, 'd', null)], 1);
  expect(acts.map(({ number, minutes }) => [number, minutes])).toEqual([
    [1, 23],
    [2, null],
  ]);
  expect(actsOf([], 2).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(actsOf([], null)).toHaveLength(1);
});

test.each([
  [2, 1, [1]],
  [4, 1, [2]],
  [3, 2, [1, 2]],
  [3, null, [1, 2]],
  [1, 3, []],
  [5, 2, [2, 3]],
])('of %d acts with %s intervals they lie after %j', (acts, intermissions, after) => {
  expect(intervalsAfter(acts, intermissions)).toEqual(after);
});

test('what comes next follows from what was done', () => {
  const next = (times: readonly EveningTime[]): string[] =>
    standOf(times, 4, 1).steps.map((step) => ('number' in step ? `${step.key} ${step.number}` : step.key));
  expect(next([])).toEqual(['openHouse', 'startAct 1']);
  expect(next([time('house_open', 1, 0)])).toEqual(['startAct 1']);
  expect(next([time('act', 1, 0)])).toEqual(['startAct 2', 'startInterval 1', 'curtain']);
  const two = [time('act', 1, 0, 40), time('act', 2, 41)];
  expect(next(two)).toEqual(['startInterval 1', 'startAct 3', 'curtain']);
  const pause = [time('act', 1, 0, 40), time('act', 2, 41, 80), time('interval', 1, 80)];
  expect(standOf(pause, 4, 1).running).toMatchObject({ part: 'interval' });
  expect(next(pause)).toEqual(['startAct 3']);
  const end = [...pause, time('act', 4, 140)];
  expect(next(end)[0]).toBe('curtain');
  expect(next([...end, time('curtain', 1, 170)])).toEqual(['finish']);
});

test('the plan stands beside what happened, and an interval that nobody planned where it was', () => {
  const acts = actsOf([scene(1, 'a', 40), scene(2, 'b', 50)], 1);
  const times = [time('act', 1, 4, 46), time('interval', 1, 46, 70), time('act', 2, 70), time('interval', 2, 90, 95)];
  const rows = planOf(times, acts, { start: Date.parse(at(0)), intermissions: 1 });
  expect(rows.map(({ part, number }) => `${part} ${number}`)).toEqual(['act 1', 'interval 1', 'act 2', 'interval 2']);
  expect(rows[2]?.plannedStart).toBe(Date.parse(at(60)));
  expect(lateBy(rows[0]?.plannedStart ?? null, rows[0]?.startedAt ?? null)).toBe(4);
  expect(minutesBetween(rows[0]?.startedAt ?? null, rows[0]?.endedAt ?? null)).toBe(42);
  expect([lateBy(null, at(1)), minutesBetween(at(1), null)]).toEqual([null, null]);
});
