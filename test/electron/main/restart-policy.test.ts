/** A shell whose replica dies backs off, gives up in time, says what is wrong and offers a way out. */
import { expect, test } from 'vitest';
import {
  afterDeath,
  type Deaths,
  MOST_RESTARTS,
  NO_DEATHS,
  questionFor,
} from '../../../electron/main/restart-policy.ts';

test('pauses grow, the number of restarts is bounded, and asking begins a new round', () => {
  let deaths: Deaths = NO_DEATHS;
  const pauses: number[] = [];
  for (;;) {
    const decision = afterDeath(deaths, 100, undefined);
    deaths = decision.deaths;
    if (decision.kind === 'ask') break;
    pauses.push(decision.afterMs);
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000]);
  expect(pauses).toHaveLength(MOST_RESTARTS);
  expect(deaths).toEqual(NO_DEATHS);
});

test('a process that has worked for a while begins anew', () => {
  expect(afterDeath({ count: MOST_RESTARTS }, 60_000, undefined)).toEqual({
    kind: 'restart',
    afterMs: 500,
    deaths: { count: 1 },
  });
});

test('what a restart cannot help is asked at once', () => {
  for (const code of ['replica.newer', 'replica.locked', 'disk.full', 'disk.readOnly'])
    expect(afterDeath(NO_DEATHS, 10, { code, details: {} }).kind).toBe('ask');
  expect(afterDeath(NO_DEATHS, 10, { code: 'internal', details: {} }).kind).toBe('restart');
});

test('the question says what is wrong, that nothing is lost, and offers setting aside only where the file may be at fault', () => {
  const full = questionFor({ code: 'disk.full', details: {} }, 'ru');
  expect(full.detail).toContain('На диске нет места');
  expect(full.detail).toContain('Ничего не удалено');
  expect(full.ways.map(({ way }) => way)).toEqual(['retry', 'quit']);
  expect(questionFor(undefined, 'en').ways.map(({ way, label }) => [way, label])).toEqual([
    ['retry', 'Try again'],
    ['setAside', 'Set the file aside and load anew'],
    ['quit', 'Quit'],
  ]);
});
