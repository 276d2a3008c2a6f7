/** Versions that are not released yet: a laptop that is too old, a table that one side does not know, other words. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { expect, inject, test } from 'vitest';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { translatePending } from '../../electron/replica/translate-pending.ts';
import type { HubOptions } from '../../hub/server.ts';
import { migrateToLatest } from '../../migrations/migrations.ts';
import { newId } from '../../shared/base/ids.ts';
import { fromVersion, inVersion, type Translation } from '../../shared/mutations/translations.ts';
import { SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, until } from '../support/world.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

test('a laptop below the hub’s minimum says so, works on, and sends everything once it is updated', async () => {
  const hubOptions: Partial<Mutable<HubOptions>> = {};
  await using world = await createWorld(inject('postgresUrl'), { hub: hubOptions });
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  hubOptions.minimumVersion = SCHEMA_VERSION + 1;
  await world.restartHub();
  await stockRoom(a);
  const pending = pendingCount(a.replica);
  await until('the laptop knows that it is too old', () => a.engine?.state.name === 'outdated');
  await expect(a.engine?.syncOnce()).rejects.toMatchObject({ code: 'release.tooOld' });
  await stockRoom(a);
  expect(pendingCount(a.replica)).toBe(2 * pending);
  hubOptions.minimumVersion = SCHEMA_VERSION;
  await world.restartHub();
  a.engine?.retryNow();
  await until('it meets the hub again', () => a.engine?.state.name === 'live');
  await a.engine?.syncOnce();
  expect(pendingCount(a.replica)).toBe(0);
  expect(a.replica.prepared('SELECT code FROM refused_mutations').all()).toEqual([]);
});

test('a table that an earlier hub does not know is noted, and comes with the hub that knows it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const hub = { knowsTags: false };
  const unknown = { code: 'shape.unknown', message: 'There is no shape tags.' };
  const a = await world.replica('a', 'a@t1', {
    fetch: (url, init) =>
      !hub.knowsTags && new URL(url).pathname === '/v1/shapes/tags'
        ? Promise.resolve(Response.json(unknown, { status: 404 }))
        : fetch(url, init),
  });
  await a.engine?.syncOnce();
  const b = await world.replica('b', 'a@t1');
  await b.engine?.syncOnce();
  await act(b, 'row.create', { table: 'tags', id: newId(), values: { name: 'свет' } });
  await stockRoom(b);
  await b.engine?.syncOnce();
  await a.engine?.syncOnce();
  expect(a.replica.prepared('SELECT count(*) AS count FROM inventory_items').get()).toEqual({ count: 4 });
  expect(a.syncFindings.absent).toEqual(['tags']);
  hub.knowsTags = true;
  a.engine?.setOffline(true);
  a.engine?.setOffline(false);
  await until(
    'the table has come',
    () => a.replica.prepared("SELECT 1 FROM tags WHERE name = 'свет'").get() !== undefined,
  );
});

const later: readonly Translation[] = [
  {
    version: 3,
    name: 'thing.rename',
    up: ({ id, title }) => ({ name: 'thing.call', args: { id, name: title } }),
  },
  { version: 4, name: 'thing.call', up: ({ id, name }) => ({ name: 'thing.call', args: { id, names: [name] } }) },
  { version: 4, name: 'thing.call', down: () => undefined },
];

test('a mutation is said in another version step by step, and as it is where it cannot be said', () => {
  expect(fromVersion({ name: 'thing.rename', args: { id: '1', title: 'a' } }, 2, later, 4)).toEqual({
    name: 'thing.call',
    args: { id: '1', names: ['a'] },
  });
  expect(fromVersion({ name: 'thing.rename', args: { id: '1', title: 'a' } }, 4, later, 4).name).toBe('thing.rename');
  const second = { name: 'count.recordEntry', args: { quantity: 1, mode: 'second' } };
  expect(inVersion(second, 1)).toEqual(second);
  expect(inVersion({ name: 'count.recordEntry', args: { quantity: 1, mode: 'share' } }, 1).args).toEqual({
    quantity: 1,
  });
  expect(inVersion(second, SCHEMA_VERSION)).toEqual(second);
});

test('what an earlier release left in the outbox is translated once, when the laptop is upgraded', async () => {
  const sqlite = new SqliteDatabase(':memory:');
  await migrateToLatest(kyselyOver(sqlite), 'sqlite');
  const insert = sqlite.prepare(
    'INSERT INTO outbox (sequence, id, name, args, author_id, issued_at, clock_offset_ms) VALUES (?, ?, ?, ?, ?, ?, 0)',
  );
  insert.run(1, newId(), 'thing.rename', '{"id":"1","title":"a"}', newId(), new Date().toISOString());
  insert.run(2, newId(), 'row.update', '{"table":"x"}', newId(), new Date().toISOString());
  expect(translatePending(sqlite, later, 4)).toBe(true);
  expect(sqlite.prepare('SELECT sequence, name, args FROM outbox ORDER BY sequence').all()).toEqual([
    { sequence: 1, name: 'thing.call', args: '{"id":"1","names":["a"]}' },
    { sequence: 2, name: 'row.update', args: '{"table":"x"}' },
  ]);
  expect(translatePending(sqlite, later, 4)).toBe(false);
  sqlite.close();
});
