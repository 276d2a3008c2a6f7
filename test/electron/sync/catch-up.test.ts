/** Bringing tables past a commit with ordinary requests. */
import { expect, test } from 'vitest';
import { catchUp } from '../../../electron/sync/catch-up.ts';
import { HubFailure } from '../../../electron/sync/hub-client.ts';
import { TableCursors } from '../../../electron/sync/table-cursors.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';
import { batch, message, mustRefetch, shapeHub, upToDate } from '../../support/shape-answers.ts';

const TABLES: readonly TableName[] = ['tags', 'users'];

function tried(answer: Parameters<typeof shapeHub>[0], signal = new AbortController().signal) {
  const cursors = new TableCursors(new Map(TABLES.map((table) => [table, { handle: 'h', position: '10_0' }])));
  const { client, asked } = shapeHub(answer);
  const pauses: number[] = [];
  const pause = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    return Promise.resolve();
  };
  let requests = 0;
  const deps = { client, cursors, signal, pause, onRequest: () => void (requests += 1) };
  return { cursors, asked, pauses, requests: () => requests, run: (lsn: number) => catchUp(deps, TABLES, lsn) };
}

test('what comes is kept until its commit is complete; a table that is past the commit is not asked again', async () => {
  const of = tried(({ table }) =>
    batch('h', '20_1', table === 'tags' ? [message({ id: 'a' }, { lsn: 20, op: 1 })] : [upToDate(25)]),
  );
  expect(await of.run(20)).toEqual([]);
  expect(of.cursors.of('tags')).toMatchObject({ offset: '20_1', seenLsn: 20 });
  expect(of.cursors.of('tags').buffered).toMatchObject([{ lsn: 20, op: 1 }]);
  expect(of.cursors.of('users').seenLsn).toBe(25);
  expect(await of.run(20)).toEqual([]);
  expect(of.asked.map(({ table, offset, handle }) => [table, offset, handle])).toEqual([
    ['tags', '10_0', 'h'],
    ['users', '10_0', 'h'],
  ]);
  expect(of.requests()).toBe(2);
});

test('half of a commit is no whole one: it is asked on from where the answer ended', async () => {
  const of = tried(({ table, offset }) => {
    if (table !== 'tags') return batch('h', '20_9', [upToDate(20)]);
    return offset === '10_0'
      ? batch('h', '20_0', [message({ id: 'a' }, { lsn: 20, op: 0, last: false })])
      : batch('h', '20_1', [message({ id: 'b' }, { lsn: 20, op: 1 })]);
  });
  expect(await of.run(20)).toEqual([]);
  expect(of.cursors.of('tags').buffered.length).toBe(2);
  expect(of.pauses).toEqual([]);
});

test('a bell that rang before the shape had the change: it looks again, ever less often', async () => {
  const of = tried((_asked, times) => batch('h', '10_0', [upToDate(times < 5 ? 19 : 20)]));
  expect(await of.run(20)).toEqual([]);
  expect(of.pauses.filter((_pause, index) => index % 2 === 0)).toEqual([5, 10, 20, 40]);
});

test('a shape that does not get there is said to be silent, in bounded looks', async () => {
  const of = tried(() => batch('h', '10_0', [upToDate(19)]));
  await expect(of.run(20)).rejects.toMatchObject({ kind: 'busy', code: 'shapes.silent' });
  expect(of.asked.length).toBeLessThan(500);
  expect(Math.max(...of.pauses)).toBe(250);
});

test('shapes that are gone are named, and the others are brought there all the same', async () => {
  const of = tried(({ table }) => (table === 'tags' ? mustRefetch() : batch('h', '20_0', [upToDate(20)])));
  expect(await of.run(20)).toEqual(['tags']);
  expect(of.cursors.of('users').seenLsn).toBe(20);
});

test('a table that was never fetched is named without asking', async () => {
  const { client, asked } = shapeHub(() => mustRefetch());
  const cursors = new TableCursors(new Map());
  const { signal } = new AbortController();
  const deps = { client, cursors, signal, onRequest: () => undefined, pause: () => Promise.resolve() };
  expect(await catchUp(deps, ['tags'], 5)).toEqual(['tags']);
  expect(asked).toEqual([]);
});

test('it ends with its signal, and with whatever the hub says', async () => {
  const end = new AbortController();
  const cut = tried(() => {
    end.abort();
    return batch('h', '10_0', [upToDate(19)]);
  }, end.signal);
  await expect(cut.run(20)).rejects.toThrow();
  expect(cut.asked.length).toBeLessThanOrEqual(2);
  const refused = tried(() => Promise.reject(new HubFailure('unauthorized', 'auth.revoked', 'no')));
  await expect(refused.run(20)).rejects.toMatchObject({ code: 'auth.revoked' });
});
