/** The embedded shape server among full disks, lost slots, damaged files and tables that are made anew. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShapeStream } from '@electric-sql/client';
import pg from 'pg';
import { afterEach, expect, inject, test } from 'vitest';
import { type FaultPoint, faults } from '../../../hub/fault-points.ts';
import { shapeHttpServer } from '../../../hub/shapes/embedded/shape-http.ts';
import { ShapeServer, type ShapeServerOptions } from '../../../hub/shapes/embedded/shape-server.ts';
import { createDatabase, until } from '../../support/world.ts';

afterEach(() => {
  faults.at = () => undefined;
});

const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

interface Yard {
  readonly dir: string;
  readonly streamId: string;
  readonly errors: Error[];
  readonly shapes: ShapeServer;
  sql(text: string): Promise<pg.QueryResult>;
  ask(query: Record<string, string>): Promise<{ status: number; headers: Headers; body: string }>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  watch(table: string): { rows: Map<string, Record<string, unknown>>; refetches: () => number; last: () => number };
  [Symbol.asyncDispose](): Promise<void>;
}

async function yard(options: Partial<ShapeServerOptions> = {}): Promise<Yard> {
  const database = await createDatabase(inject('postgresUrl'));
  const dir = mkdtempSync(join(tmpdir(), 'offstage-yard-'));
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const errors: Error[] = [];
  const gone = new AbortController();
  const at: { shapes?: ShapeServer } = {};
  const http = { port: 0, stop: async (): Promise<void> => undefined };
  const start = async (): Promise<void> => {
    const shapes = new ShapeServer({
      databaseUrl: database.url,
      dir,
      streamId: database.streamId,
      longPollMs: 500,
      onError: (error) => errors.push(error),
      ...options,
    });
    await shapes.start();
    const server = shapeHttpServer(shapes, undefined);
    await new Promise<void>((done) => {
      server.listen(http.port, '127.0.0.1', done);
    });
    http.port = (server.address() as AddressInfo).port;
    at.shapes = shapes;
    http.stop = async () => {
      server.closeAllConnections();
      server.close();
      await shapes.stop();
    };
  };
  await start();
  const url = (): string => `http://127.0.0.1:${http.port}/v1/shape`;
  return {
    dir,
    streamId: database.streamId,
    errors,
    start,
    get shapes() {
      if (at.shapes === undefined) throw new Error('no server');
      return at.shapes;
    },
    sql: (text) => client.query(text),
    ask: async (query) => {
      const response = await fetch(`${url()}?${new URLSearchParams(query).toString()}`);
      return { status: response.status, headers: response.headers, body: await response.text() };
    },
    stop: () => http.stop(),
    restart: async () => {
      await http.stop();
      await start();
    },
    watch: (table) => {
      const rows = new Map<string, Record<string, unknown>>();
      const count = { refetches: 0, last: 0 };
      const stream = new ShapeStream({
        url: url(),
        params: { table },
        signal: gone.signal,
        backoffOptions: { initialDelay: 20, maxDelay: 100, multiplier: 2 },
      });
      stream.subscribe(
        (messages) => {
          for (const message of messages) {
            if (!('key' in message)) {
              if (message.headers.control !== 'must-refetch') continue;
              rows.clear();
              count.refetches += 1;
            } else {
              if ('last' in message.headers) count.last += 1;
              if (message.headers.operation === 'delete') rows.delete(message.key);
              else rows.set(message.key, { ...rows.get(message.key), ...message.value });
            }
          }
        },
        () => undefined,
      );
      return { rows, refetches: () => count.refetches, last: () => count.last };
    },
    [Symbol.asyncDispose]: async () => {
      gone.abort();
      faults.at = () => undefined;
      await http.stop();
      await client.end();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const walsenders = async (place: Yard): Promise<number> =>
  (await place.sql("SELECT 1 FROM pg_stat_activity WHERE backend_type = 'walsender' AND datname = current_database()"))
    .rowCount ?? 0;

/** Fails at a point a number of times, then lets it pass. */
function failing(point: FaultPoint, times: number): () => number {
  const count = { reached: 0 };
  faults.at = (reached) => {
    if (reached !== point) return;
    count.reached += 1;
    if (count.reached <= times) throw full();
  };
  return () => count.reached;
}

test.for<FaultPoint>(['shapes.append', 'shapes.sync', 'shapes.save', 'shapes.snapshot', 'shapes.remove'])(
  'a disk that is full at %s loses no commit',
  async (point) => {
    await using place = await yard();
    await place.sql('CREATE TABLE things (id int PRIMARY KEY, n int); CREATE TABLE others (id int PRIMARY KEY)');
    // Who waits for a snapshot that failed is told to come back in ten seconds: once is enough there.
    const isOfMaking = point === 'shapes.save' || point === 'shapes.snapshot';
    const times = isOfMaking ? 1 : 3;
    const early = isOfMaking ? failing(point, times) : undefined;
    const [one, two] = [place.watch('things'), place.watch('things')];
    await place.sql('INSERT INTO things VALUES (0, 0)');
    await until('the first row', () => one.rows.size === 1 && two.rows.size === 1, 30_000);
    const reached = early ?? failing(point, times);
    // Each row once and never again: what a later change of it told would hide that a commit was lost.
    for (let index = 1; index <= 12; index += 1)
      await place.sql(`INSERT INTO things VALUES (${index}, 0); UPDATE things SET n = n + 1 WHERE id = 0`);
    if (point === 'shapes.remove') {
      await until('the shape is there', () => one.rows.size === 13);
      await place.sql('TRUNCATE things; INSERT INTO things SELECT n, 12 FROM generate_series(1, 12) n');
    }
    const expected = async (): Promise<string> =>
      JSON.stringify((await place.sql('SELECT id, n FROM things ORDER BY id')).rows);
    const seen = (watched: typeof one): string =>
      JSON.stringify(
        [...watched.rows.values()].map(({ id, n }) => ({ id, n })).toSorted((a, b) => Number(a.id) - Number(b.id)),
      );
    await until(
      `both clients show every row after ${point}`,
      async () => seen(one) === (await expected()) && seen(two) === (await expected()),
      30_000,
    );
    await until('the point was reached more often than it failed', () => reached() > times, 20_000);
  },
);

test('after a failed append nothing is acknowledged that is not on the disk: a restart finds every change', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY)');
  const watched = place.watch('things');
  await until('a shape', () => place.shapes.shapesHealth().shapes === 1);
  await place.sql('INSERT INTO things VALUES (1)');
  await until('the first', () => watched.rows.size === 1);
  faults.at = (point) => {
    if (point === 'shapes.append') throw full();
  };
  await place.sql('INSERT INTO things VALUES (2)');
  await until('it failed', () => place.errors.some((error) => error.message.includes('ENOSPC')));
  expect(place.shapes.shapesHealth()).toMatchObject({ problem: expect.stringContaining('ENOSPC') });
  await place.stop();
  faults.at = () => undefined;
  await place.start();
  await until('the second', () => watched.rows.size === 2);
  expect(watched.refetches()).toBe(0);
});

test('a slot that is lost at run time is made again, clients fetch again, and no connection is left behind', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY); INSERT INTO things VALUES (1)');
  const watched = place.watch('things');
  await until('the first', () => watched.rows.size === 1);
  const slot = `offstage_slot_${place.streamId}`;
  await until('the slot is dropped', async () => {
    await place.sql(
      'SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = current_database()',
    );
    return place.sql(`SELECT pg_drop_replication_slot('${slot}')`).then(
      () => true,
      () => false,
    );
  });
  await place.sql('INSERT INTO things VALUES (2)');
  await until('the second arrives', () => watched.rows.size === 2, 30_000);
  expect(watched.refetches()).toBeGreaterThan(0);
  expect((await place.sql(`SELECT 1 FROM pg_replication_slots WHERE slot_name = '${slot}' AND active`)).rowCount).toBe(
    1,
  );
  expect(place.shapes.shapesHealth()).toMatchObject({ stream: 'streaming', begunAnew: { slot: 1 } });
  for (let index = 0; index < 5; index += 1)
    await place.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'walsender' AND datname = current_database()",
    );
  await place.sql('INSERT INTO things VALUES (3)');
  await until('the third arrives', () => watched.rows.size === 3, 30_000);
  expect(await walsenders(place)).toBe(1);
});

test('tries that fail leave no walsender behind', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY)');
  const watched = place.watch('things');
  await place.sql('INSERT INTO things VALUES (1)');
  await until('the first', () => watched.rows.size === 1);
  faults.at = (point) => {
    if (point === 'shapes.append') throw full();
  };
  await place.sql('INSERT INTO things VALUES (2)');
  await until(
    'it failed several times',
    () => place.errors.filter((error) => error.message.includes('ENOSPC')).length > 4,
    30_000,
  );
  expect(await walsenders(place)).toBeLessThanOrEqual(1);
  faults.at = () => undefined;
  await until('the second', () => watched.rows.size === 2, 30_000);
});

test('an old copy of the shape folder beside a slot that went on: nothing of it is served', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY); INSERT INTO things VALUES (1)');
  const watched = place.watch('things');
  await until('the first', () => watched.rows.size === 1);
  await place.sql('INSERT INTO things VALUES (2)');
  await until('the second', () => watched.rows.size === 2);
  await place.stop();
  const copies = readdirSync(place.dir).map(
    (name) => [join(place.dir, name), readFileSync(join(place.dir, name))] as const,
  );
  await place.start();
  await place.sql('INSERT INTO things VALUES (3)');
  await until('the third', () => watched.rows.size === 3);
  await place.stop();
  for (const [file, bytes] of copies) writeFileSync(file, bytes);
  await place.start();
  await place.sql('INSERT INTO things VALUES (4)');
  await until('all four', () => watched.rows.size === 4);
  expect(place.shapes.shapesHealth().begunAnew.slot + place.shapes.shapesHealth().shapes).toBeGreaterThan(0);
});

test.for(['a chunk of the snapshot', 'a missing chunk', 'the file of the logs', 'everything'] as const)(
  'damage to %s heals: clients fetch again and see what Postgres holds',
  async (what) => {
    await using place = await yard({ chunkBytes: 2000 });
    await place.sql(
      "CREATE TABLE things (id int PRIMARY KEY, body text); INSERT INTO things SELECT n, repeat('слово ', 10) FROM generate_series(1, 60) n",
    );
    const first = place.watch('things');
    await until('the snapshot', () => first.rows.size === 60);
    for (let index = 61; index <= 90; index += 1)
      await place.sql(`INSERT INTO things VALUES (${index}, '${'x'.repeat(500)}')`);
    await until('the log', () => first.rows.size === 90);
    const damage = (name: string): void =>
      writeFileSync(join(place.dir, name), Buffer.alloc(statSync(join(place.dir, name)).size, 0x41));
    const files = readdirSync(place.dir);
    if (what === 'a missing chunk') rmSync(join(place.dir, files.find((name) => name.endsWith('.1.json')) ?? ''));
    if (what === 'a chunk of the snapshot') damage(files.find((name) => name.endsWith('.1.json')) ?? '');
    if (what === 'everything') files.forEach(damage);
    if (what === 'the file of the logs') files.filter((name) => name.startsWith('shapes.sqlite')).forEach(damage);
    await place.sql("INSERT INTO things VALUES (91, 'new')");
    const second = place.watch('things');
    await until('a new client shows all', () => second.rows.size === 91, 30_000);
    await until('so does the old one', () => first.rows.size === 91, 30_000);
    await place.restart();
    await place.sql("INSERT INTO things VALUES (92, 'newer')");
    const third = place.watch('things');
    await until('after a restart too', () => third.rows.size === 92 && first.rows.size === 92, 30_000);
  },
);

test('an answer that nobody takes holds no file open, and its file may go without the hub', async () => {
  await using place = await yard({ chunkBytes: 2000 });
  // More than is read at once.
  await place.sql(
    "CREATE TABLE things (id int PRIMARY KEY, body text); INSERT INTO things VALUES (1, repeat('x', 100000))",
  );
  const watched = place.watch('things');
  await until('the snapshot', () => watched.rows.size === 1);
  const unhandled: unknown[] = [];
  const note = (error: unknown): number => unhandled.push(error);
  process.on('uncaughtException', note);
  try {
    const ask = { method: 'GET', query: new URLSearchParams({ table: 'things', offset: '-1' }), signal: undefined };
    const answer = await place.shapes.handle(ask);
    expect(answer.status).toBe(200);
    const chunk = join(place.dir, readdirSync(place.dir).find((name) => name.endsWith('.0.json')) ?? '');
    rmSync(chunk);
    // A stream that opens its file at once has failed by now, with nobody to hear of it.
    for (let turn = 0; turn < 20; turn += 1) await expect(readFile(chunk)).rejects.toThrow('ENOENT');
    expect(unhandled).toEqual([]);
    const taken = (async () => {
      for await (const piece of answer.body) void piece;
    })();
    await expect(taken).rejects.toThrow('ENOENT');
  } finally {
    process.off('uncaughtException', note);
  }
});

test('one damaged record of a log ends its shape and no other', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY, body text); CREATE TABLE others (id int PRIMARY KEY)');
  const [things, others] = [place.watch('things'), place.watch('others')];
  await until('both shapes', () => place.shapes.shapesHealth().shapes === 2);
  await place.sql("INSERT INTO things VALUES (1, 'unverwechselbar'); INSERT INTO others VALUES (1)");
  await until('both rows', () => things.rows.size === 1 && others.rows.size === 1);
  await place.stop();
  const { default: SqliteDatabase } = await import('better-sqlite3-multiple-ciphers');
  const sqlite = new SqliteDatabase(join(place.dir, 'shapes.sqlite'));
  expect(
    sqlite
      .prepare(
        "UPDATE log SET body = replace(body, 'unverwechselbar', 'verwechselt') WHERE body LIKE '%unverwechselbar%'",
      )
      .run().changes,
  ).toBe(1);
  sqlite.close();
  await place.start();
  const late = place.watch('things');
  await until('the true row', () => [...late.rows.values()].some((row) => row['body'] === 'unverwechselbar'));
  expect(place.shapes.shapesHealth().begunAnew).toMatchObject({ damage: 1, slot: 0 });
  expect(others.refetches()).toBe(0);
});

test('a log that outgrows its snapshot ends the shape; the disk stays bounded and clients go on', async () => {
  await using place = await yard({ logFloor: 20_000 });
  await place.sql('CREATE TABLE things (id int PRIMARY KEY, body text); INSERT INTO things VALUES (1, NULL)');
  const watched = place.watch('things');
  await until('the snapshot', () => watched.rows.size === 1);
  // On a fast disk many updates come as one; it goes on until the client has had to begin anew often enough.
  let last = '';
  for (let index = 0; index < 200 || (watched.refetches() <= 3 && index < 5_000); index += 1) {
    last = String(index).padStart(1000, 'x');
    await place.sql(`UPDATE things SET body = '${last}'`);
  }
  await until('the last update', () => [...watched.rows.values()][0]?.['body'] === last, 30_000);
  expect(watched.refetches()).toBeGreaterThan(3);
  expect(place.shapes.shapesHealth().begunAnew.size).toBeGreaterThan(3);
  await place.stop();
  const bytes = readdirSync(place.dir).reduce((sum, name) => sum + statSync(join(place.dir, name)).size, 0);
  expect(bytes).toBeLessThan(200_000);
  await place.start();
});

test('after DROP and CREATE a client with an old handle fetches again, with no change of rows to say so', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY); INSERT INTO things VALUES (1), (2)');
  const watched = place.watch('things');
  await until('the snapshot', () => watched.rows.size === 2);
  await place.sql('DROP TABLE things; CREATE TABLE things (id int PRIMARY KEY); INSERT INTO things VALUES (7)');
  await until('the new table', () => watched.rows.size === 1 && watched.refetches() > 0, 30_000);
  await place.sql('INSERT INTO things VALUES (8)');
  await until('it is followed', () => watched.rows.size === 2);
});

test('catching up on an empty log answers as Electric does: data, and an ETag that repeats', async () => {
  await using place = await yard();
  await place.sql('CREATE TABLE things (id int PRIMARY KEY)');
  const handle = (await place.ask({ table: 'things', offset: '-1' })).headers.get('electric-handle') ?? '';
  const [one, two] = [
    await place.ask({ table: 'things', offset: '0_0', handle }),
    await place.ask({ table: 'things', offset: '0_0', handle }),
  ];
  expect(one.headers.get('electric-has-data')).toBe('true');
  expect(one.headers.get('etag')).toBe(`"${handle}:0_0:0_inf"`);
  expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
  const waited = await place.ask({ table: 'things', offset: '0_inf', handle, live: 'true' });
  expect(waited.headers.get('electric-has-data')).toBe('false');
});

test('in fragments as Electric has them, a transaction that goes on elsewhere has no last change here', async () => {
  await using place = await yard({ fragment: 100 });
  await place.sql(
    'CREATE TABLE things (id int PRIMARY KEY); CREATE TABLE others (id int PRIMARY KEY);' +
      'INSERT INTO things VALUES (0); INSERT INTO others VALUES (0)',
  );
  const [things, others] = [place.watch('things'), place.watch('others')];
  // What comes with a snapshot is no part of a transaction.
  await until('both snapshots', () => things.rows.size === 1 && others.rows.size === 1);
  await place.sql(
    'BEGIN; INSERT INTO things SELECT generate_series(1, 50); INSERT INTO others SELECT generate_series(1, 100); COMMIT',
  );
  await until('both tables', () => things.rows.size === 51 && others.rows.size === 101);
  expect([things.last(), others.last()]).toEqual([0, 1]);
});
