/** The hub's own replicas for new laptops: what is in them, who gets them, and when they are made anew. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { backupHub } from '../../../hub/admin/backup.ts';
import { restoreHub } from '../../../hub/admin/restore.ts';
import { columnSetOf } from '../../../hub/snapshots/column-set.ts';
import { SnapshotKeeper } from '../../../hub/snapshots/snapshot-keeper.ts';
import { SnapshotStore } from '../../../hub/snapshots/snapshot-store.ts';
import { must } from '../../../shared/base/asserts.ts';
import type { SnapshotReply } from '../../../shared/protocol/snapshot.ts';
import { replicaColumns, tableOf } from '../../../shared/schema/catalog.ts';
import { snapshotTables } from '../../../sqlite/snapshot-form.ts';
import { register, type Tokens } from '../../support/hub-laptop.ts';
import { ask, download, EAGER, offered, snapshotFor, unpack } from '../../support/snapshots.ts';
import { createWorld, until, type World } from '../../support/world.ts';

const TAGS = 400;

async function addTags(world: World, theaterId: string, count: number, name = 'метка'): Promise<void> {
  await world.hub.context.database.pool.query(
    "INSERT INTO tags (id, theater_id, name) SELECT gen_random_uuid(), $1, $3 || ' ' || n FROM generate_series(1, $2) n",
    [theaterId, count, name],
  );
}

async function theatre(world: World): Promise<{ readonly theaterId: string; readonly anna: Tokens }> {
  const theaterId = await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  await addTags(world, theaterId, TAGS);
  return { theaterId, anna: await register(world.hub.url, 'anna@t') };
}

const idsIn = (sqlite: SqliteDatabase.Database, table: string): unknown[] =>
  sqlite.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all();

async function idsOnHub(world: World, table: string, where: string): Promise<unknown[]> {
  const { rows } = await world.hub.context.database.pool.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE ${where} ORDER BY id`,
  );
  return rows.map(({ id }) => id);
}

describe('one theatre beside another', () => {
  const state: { world?: World; theaterId?: string; anna?: Tokens; reply?: SnapshotReply } = {};
  beforeAll(async () => {
    const world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
    state.world = world;
    Object.assign(state, await theatre(world));
    const { pool } = world.hub.context.database;
    await pool.query(
      `INSERT INTO employees (id, theater_id, full_name, hourly_rate, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'Иван', 777.77, now(), now())`,
      [state.theaterId],
    );
    await pool.query(
      `INSERT INTO venues (id, theater_id, name, code, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'Прожекторная', 'A', now(), now())`,
      [state.theaterId],
    );
    expect(await offered(world.hub.url, must(state.anna))).toBeUndefined();
    state.reply = await snapshotFor(world.hub, must(state.anna));
  });
  afterAll(() => state.world?.[Symbol.asyncDispose]());
  const there = (): {
    readonly world: World;
    readonly url: string;
    readonly anna: Tokens;
    readonly reply: SnapshotReply;
  } => {
    const world = must(state.world);
    return { world, url: world.hub.url, anna: must(state.anna), reply: must(state.reply) };
  };

  test('every row and every column of a replica stands in it, and its place in the shapes', async () => {
    const { world, url, anna, reply } = there();
    const sqlite = await download(url, anna, reply);
    const mine = `theater_id = '${must(state.theaterId)}'`;
    for (const table of snapshotTables) {
      const { scope } = tableOf(table);
      const where =
        scope === 'self'
          ? mine.replace('theater_id', 'id')
          : scope === 'theater-or-system'
            ? `${mine} OR theater_id IS NULL`
            : mine;
      expect(idsIn(sqlite, table), table).toEqual(await idsOnHub(world, table, where));
      const columns = sqlite.prepare(`SELECT * FROM ${table}`).columns();
      const known = replicaColumns(tableOf(table)).map(([name]) => name);
      expect(columns.map(({ name }) => name).toSorted(), table).toEqual(known.toSorted());
    }
    expect(sqlite.prepare('SELECT count(*) FROM replica_shapes').pluck().get()).toBe(snapshotTables.length);
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(sqlite.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(sqlite.prepare("SELECT hourly_rate FROM employees WHERE full_name = 'Иван'").pluck().get()).toBe('777.77');
  });

  test('its index finds what is there', async () => {
    const { url, anna, reply } = there();
    const sqlite = await download(url, anna, reply);
    const found = sqlite.prepare(
      'SELECT r.table_name FROM search_words w JOIN search_rows r ON r.number = w.rowid WHERE search_words MATCH ?',
    );
    expect(found.pluck().all('"прожекторн"*')).toEqual(['venues']);
  });

  test('a column that somebody may not read is in no snapshot of theirs', async () => {
    const { world, url, reply } = there();
    await world.user('t', 'chief@t', 'technician');
    const chief = await register(url, 'chief@t');
    expect(await offered(url, chief)).toBeUndefined();
    const theirs = await snapshotFor(world.hub, chief);
    expect(theirs.id).not.toBe(reply.id);
    const packed = Buffer.from(await (await ask(url, `/v1/snapshot/${theirs.id}`, chief)).arrayBuffer());
    expect(unpack(packed, theirs).includes('777.77')).toBe(false);
    expect((await ask(url, `/v1/snapshot/${reply.id}`, chief)).status).toBe(404);
  });

  test('another theatre gets nothing of it, nor does another release', async () => {
    const { world, url, anna, reply } = there();
    await world.theater('other');
    await world.user('other', 'boris@o', 'admin');
    const boris = await register(url, 'boris@o');
    expect((await ask(url, `/v1/snapshot/${reply.id}`, boris)).status).toBe(404);
    expect((await ask(url, '/v1/snapshot', anna, { 'offstage-schema': '1' })).status).toBe(404);
    const theirs = await download(url, boris, await snapshotFor(world.hub, boris));
    expect(idsIn(theirs, 'tags')).toEqual([]);
  });

  test('it is sent from any byte on, and whole to who holds the beginning of another one', async () => {
    const { url, anna, reply } = there();
    const path = `/v1/snapshot/${reply.id}`;
    const whole = Buffer.from(await (await ask(url, path, anna)).arrayBuffer());
    const rest = await ask(url, path, anna, { range: 'bytes=1000-', 'if-range': `"${reply.id}"` });
    const range = `bytes 1000-${whole.length - 1}/${whole.length}`;
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, range]);
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(1000))).toBe(true);
    const other = await ask(url, path, anna, { range: 'bytes=1000-', 'if-range': '"another"' });
    expect([other.status, Buffer.from(await other.arrayBuffer()).equals(whole)]).toEqual([200, true]);
    expect((await ask(url, path, anna, { range: `bytes=${whole.length}-` })).status).toBe(416);
  });
});

test('it is made anew when the theatre has moved on, and who is in the middle of the one before ends it', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
  const { theaterId, anna } = await theatre(world);
  const { url } = world.hub;
  const before = await snapshotFor(world.hub, anna);
  expect((await offered(url, anna))?.id).toBe(before.id);
  await addTags(world, theaterId, TAGS, 'ещё');
  const after = await snapshotFor(world.hub, anna, ({ id }) => id !== before.id);
  expect(after.rows - before.rows).toBe(TAGS);
  const begun = await ask(url, `/v1/snapshot?begun=${before.id}`, anna);
  expect(await begun.json()).toEqual(before);
  expect(idsIn(await download(url, anna, before), 'tags')).toHaveLength(TAGS);
  expect(idsIn(await download(url, anna, after), 'tags')).toHaveLength(TAGS * 2);
});

test('changes that came while nobody looked are in it, and a shape that ended is read anew', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
  const { theaterId, anna } = await theatre(world);
  const { pool } = world.hub.context.database;
  // The shape exists from now on: what follows stands in its log.
  await ask(world.hub.url, '/v1/shapes/tags?offset=-1&log=full', anna);
  await addTags(world, theaterId, 5, 'позже');
  await pool.query("UPDATE tags SET name = 'иначе' WHERE name = 'позже 1'");
  await pool.query(
    "BEGIN; SELECT set_config('offstage.purge', 'on', true); DELETE FROM tags WHERE name LIKE 'метка 1%'; COMMIT",
  );
  const first = await download(world.hub.url, anna, await snapshotFor(world.hub, anna));
  expect(idsIn(first, 'tags')).toEqual(await idsOnHub(world, 'tags', `theater_id = '${theaterId}'`));
  expect(first.prepare("SELECT count(*) FROM tags WHERE name = 'иначе'").pluck().get()).toBe(1);
  world.hub.shapes?.registry.rotateTable('tags');
  expect(await offered(world.hub.url, anna)).toBeUndefined();
  const second = await snapshotFor(world.hub, anna);
  expect(idsIn(await download(world.hub.url, anna, second), 'tags')).toEqual(idsIn(first, 'tags'));
});

test('none outlives a restore of the hub', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
  const { anna } = await theatre(world);
  const { url } = world.hub;
  const { database } = world.hub.context;
  const file = join(world.dir, 'backup.jsonl.gz');
  await backupHub(database, file, new Date());
  const before = await snapshotFor(world.hub, anna);
  await restoreHub(database, file);
  const again = await register(url, 'anna@t');
  expect((await ask(url, `/v1/snapshot/${before.id}`, again)).status).toBe(404);
  const after = await snapshotFor(world.hub, again);
  expect(after.historyId).not.toBe(before.historyId);
});

test('a hub that is started again has what it had, without what was half made or spoilt', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
  const { anna } = await theatre(world);
  const reply = await snapshotFor(world.hub, anna);
  await world.hub.context.snapshots.idle();
  const folder = join(world.dir, 'hub', 'snapshots');
  const before = readdirSync(folder).toSorted();
  expect(before).toHaveLength(2);
  for (const name of ['making.sqlite', 'making.pieces', `0123456789abcdef-${reply.id}.zst`, 'x.json'])
    writeFileSync(join(folder, name), 'half');
  const hub = await world.restartHub();
  expect(readdirSync(folder).toSorted()).toEqual(before);
  expect((await offered(hub.url, anna))?.id).toBe(reply.id);
  const [data] = before.filter((name) => name.endsWith('.zst'));
  writeFileSync(join(folder, data ?? ''), 'shorter');
  expect(new SnapshotStore(folder).all()).toEqual([]);
});

test('a source of shapes that falls silent in the middle of one keeps none from being made afterwards', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { theaterId, anna } = await theatre(world);
  const { database, upstream } = world.hub.context;
  const line = { isSilent: true };
  const keeper = new SnapshotKeeper({
    dir: join(world.dir, 'snapshots'),
    database,
    upstream: {
      health: () => upstream.health(),
      fetch: (query, signal) =>
        line.isSilent
          ? new Promise((_, fail) => {
              signal.addEventListener('abort', () => fail(signal.reason as Error), { once: true });
            })
          : upstream.fetch(query, signal),
    },
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    limits: { ...EAGER, answerMs: 2000 },
  });
  try {
    const set = columnSetOf({ ...anna, theaterId, sessionId: anna.deviceId }, ['*']);
    expect(await keeper.offer(set)).toBeUndefined();
    await until('it gives up', () => keeper.health().problem !== null, 30_000);
    line.isSilent = false;
    await until('one is made', async () => (await keeper.offer(set)) !== undefined, 60_000);
    expect(keeper.health().problem).toBeNull();
  } finally {
    await keeper.stop();
  }
});

test('a theatre of few rows is not worth one', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { snapshots: { ...EAGER, minimumRows: TAGS * 2 } },
  });
  const { anna } = await theatre(world);
  expect(await offered(world.hub.url, anna)).toBeUndefined();
  await world.hub.context.snapshots.idle();
  expect(await offered(world.hub.url, anna)).toBeUndefined();
  expect(world.hub.context.snapshots.made).toBe(0);
});
