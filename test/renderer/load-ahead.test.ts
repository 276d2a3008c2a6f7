/** What is loaded before anybody turns to it: when, in which order, and how it ends. */
import { expect, test } from 'vitest';
import { laterParts } from '../../renderer/app/features.ts';
import { loadAhead } from '../../renderer/app/load-ahead.ts';
import { productionTabs } from '../../renderer/features/productions/production-tabs.ts';

/** Moments of rest that come when the test says so. */
function restless() {
  const waiting: (() => void)[] = [];
  return {
    rest: () => new Promise<void>((resolve) => waiting.push(resolve)),
    /** One moment of rest, and whatever follows from it. */
    async pass(): Promise<void> {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('one part is loaded at each moment of rest, and none before the one before is there', async () => {
  const { rest, pass } = restless();
  const begun: string[] = [];
  const slow = Promise.withResolvers<void>();
  loadAhead(
    [
      () => {
        begun.push('slow');
        return slow.promise;
      },
      // There already: somebody has turned to it.
      () => undefined,
      () => {
        begun.push('last');
        return Promise.resolve();
      },
    ],
    rest,
  );
  expect(begun).toEqual([]);
  await pass();
  expect(begun).toEqual(['slow']);
  await pass();
  expect(begun).toEqual(['slow']);
  slow.resolve();
  await pass();
  await pass();
  await pass();
  expect(begun).toEqual(['slow', 'last']);
});

test('whoever leaves stops it: nothing more is loaded', async () => {
  const { rest, pass } = restless();
  const begun: number[] = [];
  const load = (n: number) => () => {
    begun.push(n);
    return Promise.resolve();
  };
  const stop = loadAhead([load(1), load(2)], rest);
  await pass();
  stop();
  await pass();
  expect(begun).toEqual([1]);
});

test('every tab of a production is among what is loaded ahead', () => {
  const ahead = new Set(laterParts);
  expect(productionTabs.filter(({ Body }) => !ahead.has(Body))).toEqual([]);
});
