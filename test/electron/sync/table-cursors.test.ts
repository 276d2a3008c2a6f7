/** What was fetched and not yet applied waits for its commit, and comes in the order in which Postgres made it. */
import { expect, test } from 'vitest';
import { positionsNow } from '../../../electron/sync/first-load.ts';
import { type Change, forget, TableCursors } from '../../../electron/sync/table-cursors.ts';
import type { TableName } from '../../../shared/schema/catalog.ts';

const change = (table: TableName, lsn: number, op: number): Change => ({
  table,
  lsn,
  op,
  message: { key: `${table}-${lsn}-${op}`, value: {}, headers: { operation: 'insert' } },
});
const stored = (): TableCursors => new TableCursors(new Map([['tags', { handle: 'h1', position: '10_2' }]]));

test('a table that was never fetched begins at the beginning, every other where it stood', () => {
  const cursors = stored();
  expect(cursors.of('tags')).toMatchObject({ handle: 'h1', offset: '10_2', seenLsn: 0 });
  expect(cursors.of('users')).toMatchObject({ handle: undefined, offset: '-1' });
});

test('changes of all tables come by commit and place in it; what lies beyond the commit stays', () => {
  const cursors = stored();
  cursors.of('tags').buffered = [change('tags', 20, 1), change('tags', 30, 0)];
  cursors.of('users').buffered = [change('users', 10, 5), change('users', 20, 0), change('users', 31, 0)];
  expect(cursors.takeUpTo(30).map(({ table, lsn, op }) => `${table} ${lsn}_${op}`)).toEqual([
    'users 10_5',
    'users 20_0',
    'tags 20_1',
    'tags 30_0',
  ]);
  expect(cursors.takeUpTo(30)).toEqual([]);
  expect(cursors.of('users').buffered.map(({ lsn }) => lsn)).toEqual([31]);
});

test('what is stored never runs ahead of what was applied', () => {
  const cursors = stored();
  const tags = cursors.of('tags');
  tags.offset = '40_0';
  tags.buffered = [change('tags', 35, 3), change('tags', 36, 0)];
  expect(positionsNow(cursors)).toEqual(new Map([['tags', { handle: 'h1', position: '34_0' }]]));
  cursors.takeUpTo(36);
  expect(positionsNow(cursors)).toEqual(new Map([['tags', { handle: 'h1', position: '40_0' }]]));
});

test('a table that the hub does not know is past every commit and is not stored', () => {
  const cursors = stored();
  cursors.of('tags').buffered = [change('tags', 35, 3)];
  forget(cursors.of('tags'));
  expect(cursors.of('tags').seenLsn).toBe(Infinity);
  expect(positionsNow(cursors).size).toBe(0);
  expect(cursors.takeUpTo(Infinity)).toEqual([]);
});
