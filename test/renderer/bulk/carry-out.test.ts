/** Many rows, a stretch at a time: counts on the way, a stop between stretches, and what was done before a failure. */
import { expect, test } from 'vitest';
import { carryOut, type IdentifiedIntent, reasonsOf, type Step } from '../../../renderer/bulk/carry-out.ts';
import { takeBackAll } from '../../../renderer/undo/take-back-gesture.ts';
import type { Part } from '../../../renderer/undo/undo-stack.ts';
import { failed, ok, type Result } from '../../../shared/base/refusal.ts';
import { MOST_TOGETHER } from '../../../shared/ipc/contract.ts';
import type { Progress } from '../../../shared/ipc/progress.ts';

const named = (id: string): IdentifiedIntent => ({ id, name: 'row.update', args: { id } });
const steps = (count: number, each = 1): Step[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `row ${index}`,
    label: `Ряд ${index}`,
    mutations: Array.from({ length: each }, (_, part) => named(`${index}.${part}`)),
  }));
const fine = async (mutations: readonly IdentifiedIntent[]): Promise<Result<null>[]> => mutations.map(() => ok(null));
const gone: Result<null> = failed({ code: 'row.deleted', details: { title: 'Ряд' } });

/** What was told on the way, and a way to stop. */
function watched() {
  const told: Progress[] = [];
  const stop = new AbortController();
  return { told, stop, lasting: { onProgress: (progress: Progress) => told.push(progress), signal: stop.signal } };
}

test('rows go in stretches that are no longer than may go together, and it is told how many are done', async () => {
  const { told, lasting } = watched();
  const sizes: number[] = [];
  const outcome = await carryOut(
    steps(MOST_TOGETHER + 5, 2),
    (mutations) => {
      sizes.push(mutations.length);
      return fine(mutations);
    },
    lasting,
  );
  expect(sizes).toEqual([MOST_TOGETHER, MOST_TOGETHER, 10]);
  expect(told.map(({ done }) => done)).toEqual([50, 100, 105]);
  expect(outcome).toMatchObject({ isStopped: false, failure: undefined });
  expect(outcome.verdicts.every(({ done, refusal }) => done.length === 2 && refusal === undefined)).toBe(true);
});

test('stopped, it ends after the stretch under way: what was done is known, and the rest was not begun', async () => {
  const { stop, lasting } = watched();
  const outcome = await carryOut(
    steps(3 * MOST_TOGETHER),
    (mutations) => {
      stop.abort();
      return fine(mutations);
    },
    lasting,
  );
  expect(outcome.isStopped).toBe(true);
  expect(outcome.verdicts.map(({ done }) => done.length)).toEqual([
    ...Array.from({ length: MOST_TOGETHER }, () => 1),
    ...Array.from({ length: 2 * MOST_TOGETHER }, () => 0),
  ]);
});

test('a stretch that fails as a whole ends it, and says what was done before', async () => {
  const { lasting } = watched();
  const lost = new Error('the link is lost');
  let stretches = 0;
  const outcome = await carryOut(
    steps(MOST_TOGETHER + 1),
    (mutations) => {
      stretches += 1;
      return stretches === 1 ? fine(mutations) : Promise.reject(lost);
    },
    lasting,
  );
  expect(outcome.failure).toBe(lost);
  expect(outcome.verdicts.filter(({ done }) => done.length === 1)).toHaveLength(MOST_TOGETHER);
});

test('refusals are gathered by what stands in the way; one of them stops no other row', async () => {
  const { lasting } = watched();
  const locked = failed({ code: 'permission.denied', details: {} } as const);
  const verdictOf = ({ id }: IdentifiedIntent): Result<null> =>
    id === '1.0' || id === '3.0' ? gone : id === '2.0' ? locked : ok(null);
  const { verdicts } = await carryOut(steps(5), async (mutations) => mutations.map(verdictOf), lasting);
  expect(reasonsOf(verdicts).map(({ refusal, labels }) => [refusal.code, labels])).toEqual([
    ['permission.denied', ['Ряд 2']],
    ['row.deleted', ['Ряд 1', 'Ряд 3']],
  ]);
  expect(verdicts.filter(({ refusal }) => refusal === undefined)).toHaveLength(2);
});

const parts = (count: number): Part[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    done: { name: 'row.update', args: { id: `row ${index}` } },
    inverse: { name: 'row.update', args: { id: `row ${index}`, isBack: true } },
  }));

test('a gesture is taken back from its end; rows that somebody else has changed since stay, and are counted', async () => {
  const asked: unknown[] = [];
  const outcome = await takeBackAll(parts(3), {
    look: async (inverses) =>
      inverses.map((intent, index) => ({
        intent,
        obstacle: index === 1 ? { code: 'undo.changed', details: {} } : null,
      })),
    together: (mutations) => {
      asked.push(...mutations.map(({ args }) => args));
      return fine(mutations);
    },
    newId: () => 'new',
    onProgress: () => undefined,
  });
  expect(asked).toEqual([
    { id: 'row 2', isBack: true },
    { id: 'row 0', isBack: true },
  ]);
  expect(outcome).toMatchObject({ staying: 1, refusal: { code: 'undo.changed' }, left: [], failure: undefined });
});

test('what was not reached because something failed is left to be taken back later, in its order', async () => {
  const all = parts(MOST_TOGETHER + 2);
  let stretches = 0;
  const outcome = await takeBackAll(all, {
    look: async (inverses) => inverses.map((intent) => ({ intent, obstacle: null })),
    together: (mutations) => {
      stretches += 1;
      return stretches === 1 ? fine(mutations) : Promise.reject(new Error('the disk is full'));
    },
    newId: () => 'new',
    onProgress: () => undefined,
  });
  expect(outcome.left).toEqual(all.slice(0, 2));
  expect(outcome.failure).toBeInstanceOf(Error);
});
