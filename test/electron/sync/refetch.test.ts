/** A shape that ended is fetched beside the table and swapped in by difference. */
import { expect, test } from 'vitest';
import type { Replica } from '../../../electron/replica/replica.ts';
import { HubFailure } from '../../../electron/sync/hub-client.ts';
import { refetchToStaging, swapStaged } from '../../../electron/sync/refetch.ts';
import { TableCursors } from '../../../electron/sync/table-cursors.ts';
import { loneReplica } from '../../support/lone-replica.ts';
import { idOf } from '../../support/rows.ts';
import { batch, message, mustRefetch, shapeHub, upToDate } from '../../support/shape-answers.ts';

const { signal } = new AbortController();
const tag = (number: number, name: string): Record<string, string | null> => ({
  id: idOf(number),
  theater_id: idOf(1),
  name,
});
const names = (replica: Replica, table = 'tags'): unknown[] =>
  replica.reader
    .prepare<[], { name: string }>(`SELECT name FROM ${table} ORDER BY name`)
    .all()
    .map(({ name }) => name);
const has = (replica: Replica, table: string): boolean =>
  replica.reader.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined;

async function withTags(replica: Replica, ...tags: readonly Record<string, string | null>[]): Promise<void> {
  await replica.writeUnchecked((tx) => {
    for (const { id, theater_id: theater, name } of tags)
      tx.prepare('INSERT INTO tags (id, theater_id, name) VALUES (?, ?, ?)').run(id, theater, name);
  });
}
const swap = (replica: Replica): Promise<ReadonlySet<string>> =>
  replica.writeUnchecked((tx) => {
    tx.unguarded(() => swapStaged(tx, 'tags'));
    return new Set(tx.touched);
  });

test('rows are fetched beside the table, which stays as it is until the swap; what differs is replaced', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  await withTags(replica, tag(11, 'bleibt'), tag(12, 'alt'), tag(13, 'geht'));
  const cursors = new TableCursors(new Map([['tags', { handle: 'old', position: '5_0' }]]));
  const { client, asked } = shapeHub(({ offset }) =>
    offset === '-1'
      ? batch('new', '0_0', [message(tag(11, 'bleibt')), message(tag(12, 'neu'))])
      : batch('new', '9_1', [message(tag(14, 'kommt')), message(tag(15, 'später'), { lsn: 9, op: 1 }), upToDate(9)]),
  );
  expect(await refetchToStaging({ replica, client, cursors, signal }, 'tags')).toBe(true);
  expect(names(replica)).toEqual(['alt', 'bleibt', 'geht']);
  expect(asked.map(({ offset, handle }) => [offset, handle])).toEqual([
    ['-1', null],
    ['0_0', 'new'],
  ]);
  expect(cursors.of('tags')).toMatchObject({ handle: 'new', offset: '9_1', seenLsn: 9 });
  // A change after the snapshot is no row of it: it is applied with its commit.
  expect(cursors.of('tags').buffered).toMatchObject([{ lsn: 9, op: 1 }]);
  expect(await swap(replica)).toEqual(new Set(['tags']));
  expect(names(replica)).toEqual(['bleibt', 'kommt', 'neu']);
  expect(has(replica, 'staging_tags')).toBe(false);
});

test('where nothing differs nobody has to look again', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  await withTags(replica, tag(11, 'gleich'));
  const cursors = new TableCursors(new Map());
  const { client } = shapeHub(() => batch('new', '0_0', [message(tag(11, 'gleich')), upToDate(4)]));
  await refetchToStaging({ replica, client, cursors, signal }, 'tags');
  expect(await swap(replica)).toEqual(new Set());
});

test('a shape that is rotated while it is fetched begins anew, past every cache, and not for ever', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const cursors = new TableCursors(new Map());
  const late = shapeHub((_asked, times) =>
    times < 3 ? mustRefetch() : batch('new', '0_0', [message(tag(11, 'da')), upToDate(4)]),
  );
  expect(await refetchToStaging({ replica, client: late.client, cursors, signal }, 'tags')).toBe(true);
  expect(late.asked.map(({ cacheBuster }) => cacheBuster)).toEqual([null, '1', '2']);
  const never = shapeHub(() => mustRefetch());
  await expect(refetchToStaging({ replica, client: never.client, cursors, signal }, 'tags')).rejects.toThrow('rotated');
  expect(never.asked.length).toBe(5);
});

test('a table that the hub does not know stays as it is, and leaves nothing behind', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  await withTags(replica, tag(11, 'bleibt'));
  const cursors = new TableCursors(new Map([['tags', { handle: 'old', position: '5_0' }]]));
  const { client } = shapeHub(() => Promise.reject(new HubFailure('refused', 'shape.unknown', 'no such table')));
  expect(await refetchToStaging({ replica, client, cursors, signal }, 'tags')).toBe(false);
  expect(names(replica)).toEqual(['bleibt']);
  expect(has(replica, 'staging_tags')).toBe(false);
  expect(cursors.of('tags').handle).toBe(undefined);
});

test('what an interrupted refetch left is no part of the next', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const cursors = new TableCursors(new Map());
  const cut = shapeHub(({ offset }) =>
    offset === '-1'
      ? batch('new', '0_0', [message(tag(11, 'halb'))])
      : Promise.reject(new HubFailure('unreachable', 'hub.unreachable', 'cut')),
  );
  await expect(refetchToStaging({ replica, client: cut.client, cursors, signal }, 'tags')).rejects.toThrow('cut');
  const whole = shapeHub(() => batch('newer', '0_0', [message(tag(12, 'ganz')), upToDate(4)]));
  await refetchToStaging({ replica, client: whole.client, cursors, signal }, 'tags');
  await swap(replica);
  expect(names(replica)).toEqual(['ganz']);
});

test('a hub that neither goes on nor says that this was all is given up', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const endless = shapeHub(() => batch('new', '0_0', []));
  await expect(
    refetchToStaging({ replica, client: endless.client, cursors: new TableCursors(new Map()), signal }, 'tags'),
  ).rejects.toMatchObject({ code: 'shapes.silent' });
});

test('a table of which everything differs is swapped in a moment: the work does not grow with the square', async () => {
  await using lone = await loneReplica();
  const { replica } = lone;
  const spentOn = async (rows: number, from: number): Promise<number> => {
    const all = Array.from({ length: rows }, (_, index) => message(tag(from + index, `№ ${from + index}`)));
    const { client } = shapeHub(() => batch('new', '0_0', [...all, upToDate(4)]));
    await refetchToStaging({ replica, client, cursors: new TableCursors(new Map()), signal }, 'tags');
    const startedAt = process.cpuUsage();
    await swap(replica);
    return process.cpuUsage(startedAt).user;
  };
  const few = await spentOn(1500, 0x10000);
  expect(await spentOn(15_000, 0x20000)).toBeLessThan(40 * few);
  expect(names(replica)).toHaveLength(15_000);
});
