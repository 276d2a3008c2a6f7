/** The evening's watch: a closed lid, a clock that somebody sets, and both. */
import { expect, test } from 'vitest';
import {
  adopted,
  afterSleep,
  type Clocks,
  readWatch,
  sleptBetween,
  TICK_MS,
  type WatchBase,
} from '../../../renderer/features/show/watch-clocks.ts';

const EIGHT = Date.parse('2026-11-30T20:00:00.000Z');
const MINUTE = 60_000;

/** A laptop with its screen open: two clocks, and a watch that looks at them. */
class Laptop {
  clocks: Clocks = { steady: 5000, wall: EIGHT };
  base: WatchBase = { ...this.clocks, at: EIGHT };
  /** A tick came after so long; `wall`: how far the wall clock went. */
  tick(steady = TICK_MS, wall = steady): void {
    const next = { steady: this.clocks.steady + steady, wall: this.clocks.wall + wall };
    const slept = sleptBetween(this.clocks, next);
    if (slept > 0) this.base = afterSleep(this.base, slept);
    this.clocks = next;
  }
  /** The lid is closed: the devices go down and up, the steady clock stands still in between. */
  sleep(minutes: number): void {
    this.tick(1400, 1400 + minutes * MINUTE);
  }
  /** Somebody sets the clock. */
  set(minutes: number): void {
    this.tick(TICK_MS, TICK_MS + minutes * MINUTE);
  }
  get watch() {
    return readWatch(this.base, this.clocks);
  }
}

test('after half an hour with a closed lid the watch is right, says no jump, and sends no moment of its own', () => {
  const laptop = new Laptop();
  laptop.tick();
  laptop.sleep(30);
  laptop.tick();
  expect(laptop.watch).toEqual({ now: laptop.clocks.wall, jumpMinutes: 0, at: undefined });
});

test('many short sleeps are no jump either', () => {
  const laptop = new Laptop();
  for (let times = 0; times < 10; times++) laptop.sleep(0.5);
  expect(laptop.watch).toEqual({ now: laptop.clocks.wall, jumpMinutes: 0, at: undefined });
});

test('a clock that somebody sets is said, and the watch is what is sent', () => {
  const laptop = new Laptop();
  laptop.set(60);
  expect(laptop.watch).toEqual({ now: EIGHT + TICK_MS, jumpMinutes: 60, at: '2026-11-30T20:00:00.250Z' });
  laptop.base = adopted(laptop.base, laptop.clocks);
  expect(laptop.watch).toEqual({ now: laptop.clocks.wall, jumpMinutes: 0, at: undefined });
});

test('a clock that is set back is said, also where the tick comes late', () => {
  const laptop = new Laptop();
  laptop.tick(3000, 3000 - 60 * MINUTE);
  expect(laptop.watch.jumpMinutes).toBe(-60);
  expect(laptop.watch.now).toBe(EIGHT + 3000);
});

test('a late tick of a busy machine changes nothing', () => {
  const laptop = new Laptop();
  laptop.tick(20_000);
  expect(laptop.watch).toEqual({ now: EIGHT + 20_000, jumpMinutes: 0, at: undefined });
});

test('a clock that was set before a sleep is still told after it', () => {
  const laptop = new Laptop();
  laptop.set(60);
  laptop.sleep(30);
  expect(laptop.watch.jumpMinutes).toBe(60);
  expect(laptop.watch.now).toBe(laptop.clocks.wall - 60 * MINUTE);
  expect(laptop.watch.at).toBe(new Date(laptop.watch.now).toISOString());
});
