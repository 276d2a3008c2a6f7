/**
 * Backups on both sides: written, checked, rotated, put back; and what a hub forgot is offered again by those who still
 * have it.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, inject, test } from 'vitest';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { attentionList } from '../../electron/queries/attention.ts';
import { listBackups } from '../../electron/replica/backup.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { backupHub } from '../../hub/admin/backup.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { hubHealth } from '../../hub/admin/health.ts';
import { restoreHub } from '../../hub/admin/restore.ts';
import { namesFor } from '../../migrations/history.ts';
import { migrateTo } from '../../migrations/migrations.ts';
import { newId } from '../../shared/base/ids.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createWorld, openFile, until } from '../support/world.ts';

const quantity = (sql: string): string => `SELECT quantity FROM inventory_items WHERE id = '${sql}'`;

test('a hub restored from an older backup gets back what the laptops still have', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'stage_manager');
  await world.user('t1', 'b@t1', 'stage_manager');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const room = await stockRoom(a);
  await a.engine?.syncOnce();
  const { database } = world.hub.context;
  const file = join(world.dir, 'hub.jsonl.gz');
  const summary = await backupHub(database, file, new Date());
  expect(summary.rows['inventory_items']).toBe(4);
  // After the backup: movements by A, a laptop that did not exist, and its work.
  const [item = '', other = ''] = room.items;
  const [shelf = ''] = room.shelves;
  await act(a, 'inventory.receive', { itemId: item, locationId: shelf, quantity: 7 });
  const extra = newId();
  await act(a, 'row.create', {
    table: 'inventory_items',
    id: extra,
    values: { name: 'После копии', inventory_number: 'POST-1' },
  });
  await act(a, 'row.delete', { table: 'inventory_items', id: other, deletionId: newId() });
  await a.engine?.syncOnce();
  const b = await world.replica('b', 'b@t1');
  await b.engine?.syncOnce();
  await act(b, 'inventory.receive', { itemId: extra, locationId: shelf, quantity: 3 });
  await b.engine?.syncOnce();
  await a.engine?.syncOnce();
  const before = await hubDigest(database, theaterId);
  for (const host of [a, b]) host.engine?.setOffline(true);
  // Not sent yet when the accident happens, and one of the sent ones has been forgotten here: neither may hold up the
  // rest.
  const unsent = newId();
  await act(a, 'row.create', {
    table: 'inventory_items',
    id: unsent,
    values: { name: 'Ещё не отправлено', inventory_number: 'PEND-1' },
  });
  await a.replica.write('full', (tx) => {
    tx.prepare("DELETE FROM outbox_sent WHERE name = 'row.delete'").run();
  });
  await restoreHub(database, file);
  expect((await database.pool.query('SELECT 1 FROM inventory_items WHERE id = $1', [extra])).rowCount).toBe(0);
  await world.restartHub();
  // Each offers again what the hub forgot. What B did rests on what A did; here B comes first, is refused, and tries
  // again when A's rows arrive.
  b.engine?.setOffline(false);
  await b.engine?.syncOnce();
  a.engine?.setOffline(false);
  await a.engine?.syncOnce();
  await until('B has tried again', async () => {
    await b.engine?.syncOnce();
    return (await attentionList(b.replica)).refused.length === 0;
  });
  await a.engine?.syncOnce();
  for (const host of [a, b]) expect(pendingCount(host.replica)).toBe(0);
  const hub = await hubDigest(world.hub.context.database, theaterId);
  expect(await replicaDigest(a.replica)).toEqual(hub);
  expect(await replicaDigest(b.replica)).toEqual(hub);
  // The same data as before the accident; only the log's own times of recording differ.
  for (const table of ['inventory_stock', 'inventory_locations'])
    expect(hub[table]?.rows, table).toBe(before[table]?.rows);
  expect(hub['inventory_items']?.rows).toBe((before['inventory_items']?.rows ?? 0) + 1);
  const rows = await world.hub.context.database.pool.query<{ quantity: number }>(quantity(extra));
  expect(rows.rows[0]?.quantity).toBe(3);
  expect((await world.hub.context.database.pool.query<{ quantity: number }>(quantity(item))).rows[0]?.quantity).toBe(
    17,
  );
  expect(
    (
      await world.hub.context.database.pool.query<{ gone: boolean }>(
        'SELECT deleted_at IS NOT NULL AS gone FROM inventory_items WHERE id = $1',
        [other],
      )
    ).rows[0]?.gone,
  ).toBe(false);
  expect(
    (await world.hub.context.database.pool.query('SELECT 1 FROM inventory_items WHERE id = $1', [unsent])).rowCount,
  ).toBe(1);
  expect((await hubHealth(world.hub.context.database, new Date())).findings).toEqual([]);
});

test('a database that was put back by other means is noticed by the gap in what a laptop sends', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'stage_manager');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  const [lost, next] = [newId(), newId()];
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'первая' } });
  await a.engine?.syncOnce();
  await act(a, 'row.create', { table: 'tags', id: lost, values: { name: 'вторая' } });
  await a.engine?.syncOnce();
  a.engine?.setOffline(true);
  const { pool } = world.hub.context.database;
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query("SELECT set_config('offstage.purge', 'on', true)");
  await client.query('DELETE FROM tags WHERE id = $1', [lost]);
  await client.query('DELETE FROM activity_log WHERE entity_id = $1', [lost]);
  await client.query('UPDATE device_progress SET last_sequence = last_sequence - 1');
  await client.query('COMMIT');
  client.release();
  await act(a, 'row.create', { table: 'tags', id: next, values: { name: 'третья' } });
  a.engine?.setOffline(false);
  await a.engine?.syncOnce();
  expect((await pool.query('SELECT name FROM tags ORDER BY name')).rows).toEqual([
    { name: 'вторая' },
    { name: 'первая' },
    { name: 'третья' },
  ]);
  expect(await replicaDigest(a.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
});

test('a laptop that was registered after the backup signs in again as the same laptop, and loses nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'stage_manager');
  const { database } = world.hub.context;
  const file = join(world.dir, 'hub.jsonl.gz');
  await backupHub(database, file, new Date());
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  await stockRoom(a);
  await a.engine?.syncOnce();
  // A new machine: nothing but the backup, so not even the laptop is known.
  await database.pool.query('DELETE FROM refresh_tokens; DELETE FROM devices');
  await restoreHub(database, file);
  await world.restartHub();
  a.engine?.retryNow();
  await until('the session is refused', () => a.engine?.state.name === 'needs-auth');
  await a.signIn({ hubUrl: world.hub.url, email: 'a@t1', password: 'правильный пароль' });
  await a.engine?.syncOnce();
  const hub = await hubDigest(world.hub.context.database, theaterId);
  expect(hub['inventory_items']?.rows).toBe(4);
  expect(await replicaDigest(a.replica)).toEqual(hub);
});

test('one theatre is restored while the other stays as it is; a file that is cut short or altered changes nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { database } = world.hub.context;
  const ids = [await world.theater('t1'), await world.theater('t2')] as const;
  for (const code of ['t1', 't2']) await world.user(code, `a@${code}`, 'stage_manager');
  const [one, two] = [await world.replica('one', 'a@t1'), await world.replica('two', 'a@t2')];
  for (const host of [one, two]) {
    await host.engine?.syncOnce();
    await stockRoom(host);
    await host.engine?.syncOnce();
  }
  const file = join(world.dir, 't1.jsonl.gz');
  await backupHub(database, file, new Date(), 't1');
  const before = await hubDigest(database, ids[0]);
  await database.pool.query("UPDATE inventory_items SET name = 'испорчено'");
  const spoilt = await hubDigest(database, ids[1]);
  const bytes = readFileSync(file);
  writeFileSync(`${file}.short`, bytes.subarray(0, bytes.length / 2));
  await expect(restoreHub(database, `${file}.short`)).rejects.toMatchObject({ code: 'backup.unreadable' });
  await expect(restoreHub(database, file, { theater: 't2' })).rejects.toMatchObject({ code: 'backup.otherTheater' });
  await restoreHub(database, file);
  expect(await hubDigest(database, ids[0])).toEqual(before);
  expect(await hubDigest(database, ids[1])).toEqual(spoilt);
  expect((await hubHealth(database, new Date())).findings).toEqual([]);
});

test('a replica is copied before a large deletion and before a migration; the copy opens, and old ones make room', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  await act(a, 'row.create', { table: 'settings', id: newId(), values: { key: 'backup.deletionRows', value: 3 } });
  const project = newId();
  await act(a, 'row.create', { table: 'projects', id: project, values: { name: 'Гастроли' } });
  for (let index = 0; index < 5; index += 1)
    await act(a, 'row.create', {
      table: 'tasks',
      id: newId(),
      values: { title: `Задача ${index}`, project_id: project },
    });
  await act(a, 'row.delete', { table: 'projects', id: project, deletionId: newId() });
  const [copy] = listBackups(a.replica.dir);
  expect(copy?.reason).toBe('deletion');
  const opened = await openFile(a.replica.dir, relative(a.replica.dir, copy?.file ?? ''));
  expect(opened.prepare('SELECT count(*) AS n FROM tasks WHERE deleted_at IS NULL').get()).toEqual({ n: 5 });
  opened.close();
  for (let index = 0; index < 9; index += 1) {
    await a.backUp('daily');
    await new Promise((done) => {
      setTimeout(done, 2);
    });
  }
  expect(listBackups(a.replica.dir).filter((backup) => backup.reason === 'daily').length).toBe(7);
  // An older version of the schema: opening brings it up, after a copy.
  await a.close();
  const old = await openFile(join(world.dir, 'a'));
  await migrateTo(kyselyOver(old), 'sqlite', namesFor('sqlite').at(-2));
  old.close();
  const again = await world.replica('a', 'a@t1');
  expect(listBackups(again.replica.dir).some((backup) => backup.reason === 'migration')).toBe(true);
  expect(again.replica.reader.prepare('SELECT count(*) AS n FROM tasks WHERE deleted_at IS NOT NULL').get()).toEqual({
    n: 5,
  });
  rmSync(join(world.dir, 'a', 'backups'), { recursive: true });
});
