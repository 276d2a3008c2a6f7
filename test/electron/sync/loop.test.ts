/** How a part of sync rests, backs off, is woken and ends; time is the test's. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Loop } from '../../../electron/sync/loop.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Tried {
  readonly loop: Loop;
  /** When rounds began, in ms since the start. */
  readonly rounds: number[];
  readonly counted: number[];
  /** What the next rounds do; the last goes on for ever. */
  next: (signal: AbortSignal) => Promise<number>;
}

function tried(first: Tried['next'], delayMs: number | ((error: unknown) => number) = 100): Tried {
  const began = performance.now();
  const of: Tried = {
    rounds: [],
    counted: [],
    next: first,
    loop: new Loop({
      round: (signal) => {
        of.rounds.push(performance.now() - began);
        return of.next(signal);
      },
      failed: (error, failures) => {
        of.counted.push(failures);
        return typeof delayMs === 'number' ? delayMs * failures : delayMs(error);
      },
      monotonic: () => performance.now(),
    }),
  };
  return of;
}

const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);
const untilAborted = (signal: AbortSignal): Promise<number> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

test('it rests until its time, or until somebody has something for it', async () => {
  const { loop, rounds } = tried(() => Promise.resolve(1000));
  loop.start();
  await pass(2500);
  expect(rounds).toEqual([0, 1000, 2000]);
  loop.wake();
  await pass(0);
  expect(rounds.at(-1)).toBe(2500);
  await loop.stop();
});

test('what is asked for during a round is done in the next one, at once', async () => {
  const of = tried(() => Promise.resolve(1000));
  of.next = () => {
    if (of.rounds.length === 1) of.loop.wake();
    return Promise.resolve(1000);
  };
  of.loop.start();
  expect(of.loop.isAsked).toBe(true);
  await pass(10);
  expect(of.rounds).toEqual([0, 0]);
  expect(of.loop.isAsked).toBe(false);
  await of.loop.stop();
});

test('a failure backs off; waking does not cut that short, and start does', async () => {
  const { loop, rounds, counted } = tried(() => Promise.reject(new Error('away')));
  loop.start();
  await pass(50);
  loop.wake();
  await pass(49);
  expect(rounds).toEqual([0]);
  await pass(1);
  expect(rounds).toEqual([0, 100]);
  loop.start();
  await pass(0);
  expect(rounds).toEqual([0, 100, 100]);
  expect(counted).toEqual([1, 2, 3]);
  await loop.stop();
});

test('only progress lets failures be counted anew: a round that passes is none', async () => {
  const of = tried(() => Promise.reject(new Error('away')), 10);
  of.loop.start();
  await pass(0);
  of.next = () => Promise.resolve(5);
  await pass(10);
  of.next = () => Promise.reject(new Error('away'));
  await pass(5);
  expect(of.counted).toEqual([1, 2]);
  of.loop.progressed();
  await pass(20);
  expect(of.counted).toEqual([1, 2, 1]);
  await of.loop.stop();
});

test('halted, it ends its round and does nothing until it is started again; ending so is no failure', async () => {
  const { loop, rounds, counted } = tried(untilAborted);
  loop.start();
  await pass(0);
  loop.halt();
  loop.wake();
  await pass(60_000);
  expect([rounds, counted]).toEqual([[0], []]);
  loop.start();
  await pass(0);
  expect(rounds).toEqual([0, 60_000]);
  await loop.stop();
});

test('halted for a while, it begins by itself afterwards, and nothing cuts that short but start', async () => {
  const { loop, rounds, counted } = tried(untilAborted);
  loop.start();
  await pass(0);
  loop.halt(1000);
  loop.wake();
  await pass(999);
  expect([rounds, counted]).toEqual([[0], []]);
  await pass(1);
  expect(rounds).toEqual([0, 1000]);
  loop.halt(1000);
  await pass(10);
  loop.start();
  await pass(0);
  expect(rounds).toEqual([0, 1000, 1010]);
  await loop.stop();
});

test('what only somebody can help with waits for start, however long that takes', async () => {
  const { loop, rounds } = tried(
    () => Promise.reject(new Error('signed out')),
    () => Infinity,
  );
  loop.start();
  await pass(2 ** 32);
  expect(rounds).toEqual([0]);
  loop.start();
  await pass(0);
  expect(rounds.length).toBe(2);
  await loop.stop();
});

test('stop waits for the round under way, and nothing begins after it', async () => {
  const events: string[] = [];
  const { loop, rounds } = tried(async (signal) => {
    await untilAborted(signal).catch(() => 0);
    await Promise.resolve();
    events.push('round ended');
    return 0;
  });
  loop.start();
  await pass(0);
  await loop.stop().then(() => events.push('stopped'));
  loop.start();
  loop.wake();
  await pass(1000);
  expect(events).toEqual(['round ended', 'stopped']);
  expect(rounds).toEqual([0]);
});

test('one that was never started stops as well', async () => {
  const { loop, rounds } = tried(() => Promise.resolve(0));
  await loop.stop();
  expect(rounds).toEqual([]);
});
