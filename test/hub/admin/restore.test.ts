/** Restoring beside a working hub, and one theatre beside others. */
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { pendingCount } from '../../../electron/outbox/outbox.ts';
import { replicaDigest } from '../../../electron/replica/replica-digest.ts';
import { backupHub } from '../../../hub/admin/backup.ts';
import { createDemo } from '../../../hub/admin/demo.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { readHistoryId } from '../../../hub/admin/history.ts';
import { restoreHub } from '../../../hub/admin/restore.ts';
import { type HubDatabase, inSnapshot } from '../../../hub/database.ts';
import { newId } from '../../../shared/base/ids.ts';
import { runCommand } from '../../support/commands.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until } from '../../support/world.ts';

const historyOf = (database: HubDatabase, theaterId: string): Promise<string> =>
  inSnapshot(database.pool, (client) => readHistoryId(client, theaterId));

test('a restore beside a working hub ends, pushes wait and go on, and reads are not killed for it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'stage_manager');
  const host = await world.replica('a', 'a@t1');
  await host.engine?.syncOnce();
  await act(host, 'row.create', { table: 'tags', id: newId(), values: { name: 'первая' } });
  await host.engine?.syncOnce();
  const { database } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  await backupHub(database, file, new Date());
  host.engine?.start();
  const state = { isOver: false, reads: 0, failures: [] as unknown[], delays: [] as unknown[] };
  const reading = (async () => {
    while (!state.isOver) {
      await hubDigest(database, theaterId).catch((error: unknown) => state.failures.push(error));
      state.reads += 1;
    }
  })();
  const working = (async () => {
    for (let index = 0; index < 40 && !state.isOver; index += 1) {
      await act(host, 'row.create', { table: 'tags', id: newId(), values: { name: `рабочая ${index}` } });
      await host.engine?.syncOnce().catch((error: unknown) => state.delays.push(error));
    }
  })();
  try {
    for (let round = 0; round < 3; round += 1) await restoreHub(database, file);
  } finally {
    state.isOver = true;
    await Promise.all([reading, working]);
  }
  expect(state.reads).toBeGreaterThan(0);
  expect(state.failures).toEqual([]);
  await until(
    'everything is sent',
    async () => {
      await host.engine?.syncOnce().catch(() => undefined);
      return pendingCount(host.replica) === 0;
    },
    60_000,
  );
  await host.engine?.syncOnce();
  expect(await replicaDigest(host.replica)).toEqual(await hubDigest(database, theaterId));
});

test('somebody who holds a table for longer than a restore will wait loses nothing: it takes its turn afterwards', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  const { database } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  await backupHub(database, file, new Date());
  const client = await database.pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE theaters SET name = name WHERE id = $1', [theaterId]);
  const restoring = restoreHub(database, file);
  await until(
    'the restore has tried',
    async () =>
      (await database.pool.query("SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'"))
        .rowCount !== 0,
  );
  // What it waits for wants a table that it would hold already, were its locks not taken and let go together.
  for (const table of ['activity_log', 'venues', 'users', 'tags']) await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
  await client.query('COMMIT');
  client.release();
  expect((await restoring).rows['theaters']).toBe(1);
});

test('a read that begins while a restore waits comes after it, and finds no table empty', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'stage_manager');
  const { database } = world.hub.context;
  const file = join(world.dir, 'all.gz');
  await backupHub(database, file, new Date());
  await world.user('t1', 'b@t1', 'stage_manager');
  const [isReading, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const before = inSnapshot(database.pool, async (client) => {
    await client.query('SELECT 1 FROM theaters');
    isReading.resolve(undefined);
    await mayEnd.promise;
    return (await client.query('SELECT 1 FROM users')).rowCount;
  });
  await isReading.promise;
  const restoring = restoreHub(database, file);
  const waiting = async (): Promise<number> =>
    (
      await database.pool.query(`SELECT 1 FROM pg_locks WHERE NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (locktype = 'advisory' OR mode = 'AccessExclusiveLock')`)
    ).rowCount ?? 0;
  await until('the restore waits', async () => (await waiting()) === 1);
  const second = { isOver: false };
  const after = inSnapshot(database.pool, async (client) => {
    // A snapshot from before the restore would find those whom the copy does not know, or nobody at all.
    const { rowCount } = await client.query('SELECT 1 FROM users');
    second.isOver = true;
    return rowCount;
  });
  await until('the second read waits, or is over', async () => second.isOver || (await waiting()) === 2);
  mayEnd.resolve(undefined);
  expect([await before, await after]).toEqual([2, 1]);
  await restoring;
});

test('one theatre restored: its laptops offer and fetch again, those of the others notice nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const ids = [await world.theater('t1'), await world.theater('t2')] as const;
  for (const code of ['t1', 't2']) await world.user(code, `a@${code}`, 'stage_manager');
  const [one, two] = [await world.replica('one', 'a@t1'), await world.replica('two', 'a@t2')];
  const { database } = world.hub.context;
  for (const host of [one, two]) await host.engine?.syncOnce();
  const file = join(world.dir, 't1.gz');
  await backupHub(database, file, new Date(), 't1');
  for (const host of [one, two]) {
    await act(host, 'row.create', { table: 'tags', id: newId(), values: { name: 'после копии' } });
    await host.engine?.syncOnce();
  }
  const before = [await historyOf(database, ids[0]), await historyOf(database, ids[1])];
  const {
    rows: [bell],
  } = await database.pool.query<{ n: string }>('SELECT count(*) AS n FROM sync_commits WHERE theater_id = $1', [
    ids[1],
  ]);
  await restoreHub(database, file);
  expect(await historyOf(database, ids[0])).not.toBe(before[0]);
  expect(await historyOf(database, ids[1])).toBe(before[1]);
  expect(
    (await database.pool.query<{ n: string }>('SELECT count(*) AS n FROM sync_commits WHERE theater_id = $1', [ids[1]]))
      .rows[0],
  ).toEqual(bell);
  expect(await hubDigest(database, ids[1])).toEqual(await replicaDigest(two.replica));
  for (const host of [one, two]) await act(host, 'row.create', { table: 'tags', id: newId(), values: { name: 'ещё' } });
  await two.engine?.syncOnce();
  expect([two.client.historyId, two.client.isHistoryNew]).toEqual([before[1], false]);
  await until(
    'the first has offered again',
    async () => {
      await one.engine?.syncOnce();
      return (await database.pool.query('SELECT 1 FROM tags WHERE theater_id = $1', [ids[0]])).rowCount === 2;
    },
    30_000,
  );
  // A restore of everything is a new history for everybody.
  const whole = join(world.dir, 'all.gz');
  await backupHub(database, whole, new Date());
  const between = [await historyOf(database, ids[0]), await historyOf(database, ids[1])];
  await restoreHub(database, whole);
  expect(await historyOf(database, ids[0])).toBe(await historyOf(database, ids[1]));
  expect(between).not.toContain(await historyOf(database, ids[0]));
});

test('a demo theatre that is there already is found, not made again, and the command says that it did nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { database } = world.hub.context;
  expect(await createDemo(database, 3, new Date())).toMatchObject({ items: 3, isNew: true });
  expect(await createDemo(database, 500, new Date())).toMatchObject({ items: 3, isNew: false });
  const again = await runCommand(
    ['hub', 'demo', '--items', '500', '--database-url', world.databaseUrl, '--data', world.dir],
    world.dir,
  );
  expect([again.code, again.stdout]).toEqual([
    0,
    expect.stringContaining('nothing was done: the demo theatre is there already, with 3 items'),
  ]);
});
