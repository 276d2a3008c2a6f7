/**
 * The shape server that dies, or whose disk is full, at every named point of it, by images of what a kill leaves behind and
 * by cutting all its connections to Postgres at the same instant. Its client has every row in the end, whichever life it
 * heard it from. `kill-points.test.ts` kills real processes, fewer of them.
 */
import { afterEach, test } from 'vitest';
import { type FaultPoint, faults } from '../../../hub/fault-points.ts';
import { type Random, seeded } from '../../simulation/random-world.ts';
import { RUNS } from '../../support/effort.ts';
import { full, pointsOf, seeds, Tally, TIMEOUT_MS, undoFaults } from '../../support/hub-deaths.ts';
import { replayable } from '../../support/replay.ts';
import { Yard } from '../../support/shape-yard.ts';

afterEach(undoFaults);

/** Works until something has happened. */
async function workUntil(yard: Yard, random: Random, hasHappened: () => boolean): Promise<void> {
  for (let step = 0; !hasHappened(); step += 1) {
    await yard.work(random);
    // The shape server works meanwhile.
    await new Promise((done) => {
      setTimeout(done, 10);
    });
    if (step > 5000) throw new Error('the point was not reached');
  }
}

/** A point may come some times before it is deadly. The log is synced every two seconds only. */
const fateOf = (random: Random, point: FaultPoint): number => 1 + random.below(point === 'shapes.sync' ? 2 : 5);

test(`the shape server that dies at each of its points, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const yard = await Yard.begin();
  const tally = new Tally();
  try {
    await yard.agrees('the beginning');
    for (const seed of seeds)
      for (const point of pointsOf('shapes'))
        await replayable(seed, `after ${point}`, async () => {
          const random = seeded(seed);
          const nth = fateOf(random, point);
          const state = { seen: 0, burial: undefined as Promise<void> | undefined };
          const strike = (reached: FaultPoint): boolean => {
            if (reached !== point || state.burial !== undefined || (state.seen += 1) !== nth) return false;
            state.burial = yard.kill();
            return true;
          };
          faults.at = (reached) => void strike(reached);
          faults.during = (reached) => (strike(reached) ? Promise.reject(new Error('dead')) : Promise.resolve());
          await workUntil(yard, random, () => state.burial !== undefined);
          undoFaults();
          await yard.sql('UPDATE things SET n = n + 1');
          await state.burial;
          await yard.live();
          await yard.agrees(point);
          tally.count(`dies at ${point}`);
        });
    tally.tell();
  } finally {
    await yard.end();
  }
});

/** Where something is written: behind `shapes.appended` nothing can fail any more, and at `stream` nothing is written. */
const writes = ['shapes.append', 'shapes.sync', 'shapes.save', 'shapes.snapshot', 'shapes.remove'] as const;

test(`a disk that is full at each write of the shape server, ${RUNS} times`, { timeout: TIMEOUT_MS }, async () => {
  const yard = await Yard.begin();
  const tally = new Tally();
  try {
    await yard.agrees('the beginning');
    for (const seed of seeds)
      for (const point of writes)
        await replayable(seed, `full at ${point}`, async () => {
          const random = seeded(seed);
          const [nth, times] = [fateOf(random, point), 1 + random.below(3)];
          const state = { seen: 0 };
          faults.at = (reached) => {
            if (reached !== point) return;
            state.seen += 1;
            if (state.seen >= nth && state.seen < nth + times) throw full();
          };
          await workUntil(yard, random, () => state.seen >= nth + times - 1);
          await yard.agrees(`a full disk at ${point}`);
          undoFaults();
          tally.count(`full at ${point}`);
        });
    tally.tell();
  } finally {
    await yard.end();
  }
});
