/** Whoever looks sees their own saved views and everybody's, and of other people's nothing, wherever they look. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Asker, answer } from '../../../electron/queries/define-query.ts';
import { deletionPlan } from '../../../electron/queries/deletion-queries.ts';
import { listRows } from '../../../electron/queries/lists/list-queries.ts';
import { savedViews } from '../../../electron/queries/lists/saved-view-queries.ts';
import { openReplica } from '../../../electron/replica/open-replica.ts';
import type { Replica } from '../../../electron/replica/replica.ts';
import { LookupStatements, SqliteRowStore } from '../../../electron/replica/sqlite-row-store.ts';
import { pickAt, trashPlace } from '../../../shared/lists/list-place.ts';
import { kyselyOver } from '../../../sqlite/sqlite-kysely.ts';
import { idOf, RowFactory } from '../../support/rows.ts';

const AT = '2026-01-01T00:00:00.000Z';
const THEATER = idOf(1);
const [OLGA, PYOTR, SOMEBODY] = [idOf(0x10), idOf(0x11), undefined];

async function withViews(): Promise<Replica> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-views-'));
  const { replica } = await openReplica(dir, { create: true, now: () => new Date(AT) });
  await replica.writeUnchecked(async (tx) => {
    const factory = new RowFactory(
      new SqliteRowStore(kyselyOver(tx.sqlite), tx.rows, new LookupStatements(tx.sqlite)),
      THEATER,
      0x1000,
    );
    await factory.theater();
    await factory.make('users', { id: OLGA, first_name: 'Ольга', last_name: 'О' });
    await factory.make('users', { id: PYOTR, first_name: 'Пётр', last_name: 'П' });
    const view = (id: number, name: string, owner: string | null, more = {}): Promise<string> =>
      factory.make('saved_views', { id: idOf(id), screen: 'tasks', name, owner_id: owner, ...more });
    await view(0x21, 'Общий', null);
    await view(0x22, 'Ольгин', OLGA, { definition: { text: 'тайна' } });
    await view(0x23, 'Петров', PYOTR);
    await view(0x24, 'Другого списка', OLGA, { screen: 'projects' });
    await view(0x25, 'Удалённый Ольгой', OLGA, { deleted_at: AT, deletion_id: idOf(0x31) });
    await factory.make('deletions', {
      id: idOf(0x31),
      root_table: 'saved_views',
      root_id: idOf(0x25),
      root_title: 'Удалённый Ольгой',
      deleted_by_id: OLGA,
    });
    await factory.make('activity_log', {
      entity_type: 'saved_views',
      entity_id: idOf(0x22),
      changes: { name: ['', 'Ольгин'] },
    });
    tx.touch('saved_views');
  });
  return replica;
}

const asker = (userId: string | undefined): Asker | undefined =>
  userId === undefined ? undefined : { userId, permissions: ['*'] };

async function namesFor(replica: Replica, userId: string | undefined, screen = 'tasks'): Promise<readonly string[]> {
  replica.viewAs(['*'], userId);
  return (await answer(replica, savedViews, { screen }, asker(userId))).map(({ name }) => name);
}

test('a list has the views of who asks and those that are shared, not the deleted ones, each by its screen', async () => {
  const replica = await withViews();
  expect(await namesFor(replica, OLGA)).toEqual(['Общий', 'Ольгин']);
  expect(await namesFor(replica, PYOTR)).toEqual(['Общий', 'Петров']);
  expect(await namesFor(replica, SOMEBODY)).toEqual(['Общий']);
  expect(await namesFor(replica, OLGA, 'projects')).toEqual(['Другого списка']);
  replica.viewAs(['*'], OLGA);
  expect(await answer(replica, savedViews, { screen: 'tasks' }, asker(OLGA))).toMatchObject([
    { id: idOf(0x21), isShared: true },
    { id: idOf(0x22), isShared: false, definition: { text: 'тайна' } },
  ]);
  await replica.close();
});

test('no query of another person’s tells of a view: neither its row, nor the trash, nor the history', async () => {
  const replica = await withViews();
  const told = async (userId: string | undefined): Promise<string> => {
    replica.viewAs(['*'], userId);
    const trash = await answer(
      replica,
      listRows,
      { table: 'deletions', pick: pickAt(trashPlace, trashPlace.list.initial), columns: [], offset: 0, limit: 10 },
      asker(userId),
    );
    const tables = ['saved_views', 'activity_log', 'deletions'].map((name) =>
      replica.prepared(`SELECT * FROM ${name}`).all(),
    );
    return JSON.stringify([trash, tables]);
  };
  for (const words of ['Ольгин', 'тайна', 'Удалённый Ольгой']) {
    expect(await told(OLGA)).toContain(words);
    expect(await told(PYOTR)).not.toContain(words);
    expect(await told(SOMEBODY)).not.toContain(words);
  }
  expect(await told(PYOTR)).toContain('Общий');
  await replica.close();
});

test('what an account’s deletion takes along is counted all the same, without names', async () => {
  const replica = await withViews();
  replica.viewAs(['*'], PYOTR);
  const seen = await answer(replica, deletionPlan, { table: 'users', id: OLGA }, asker(PYOTR));
  replica.viewAs(undefined);
  const known = await answer(replica, deletionPlan, { table: 'users', id: OLGA }, asker(PYOTR));
  expect(seen?.deletes).toEqual([{ table: 'saved_views', column: null, count: 2, names: [] }]);
  expect(seen?.shown).toEqual(known?.shown);
  await replica.close();
});
