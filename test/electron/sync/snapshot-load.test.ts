/** A new laptop begins with the hub's snapshot, and is the same in the end as one that fetched every row. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { replicaDigest } from '../../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { newId } from '../../../shared/base/ids.ts';
import { permissions } from '../../../shared/rules/permissions.ts';
import { snapshotTables } from '../../../sqlite/snapshot-form.ts';
import { seeded } from '../../simulation/random-world.ts';
import { isThorough, sampled } from '../../support/effort.ts';
import { EAGER, snapshotFor } from '../../support/snapshots.ts';
import { CHEAP_GUESS, createWorld, MACHINE_KEY, until, type World } from '../../support/world.ts';

const VENUES = 600;

/** A theatre with a snapshot of it for administrators. */
async function theatre(): Promise<{ readonly world: World; readonly theaterId: string }> {
  const world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
  const theaterId = await world.theater('t');
  await world.user('t', 'a@t', 'admin');
  await world.hub.context.database.pool.query(
    `INSERT INTO venues (id, theater_id, name, code, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'Площадка ' || n, 'V' || n, now(), now() FROM generate_series(1, $2) n`,
    [theaterId, VENUES],
  );
  const first = await world.replica('first', 'a@t');
  await first.engine?.syncOnce();
  await world.hub.context.snapshots.idle();
  expect(world.hub.context.snapshots.health()).toMatchObject({ kept: 1, problem: null });
  return { world, theaterId };
}

/** What a laptop asked the hub for, and what became of the answers on the way. */
class Line {
  readonly asked: { readonly path: string; readonly offset: string | null; readonly range: string | null }[] = [];
  /** Puts another answer in the place of the hub's. */
  change: (path: string, response: Response) => Promise<Response> | Response = (_path, response) => response;
  readonly fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const { pathname: path, searchParams } = new URL(url);
    const range = new Headers(init?.headers).get('range');
    this.asked.push({ path, offset: searchParams.get('offset'), range });
    return this.change(path, await fetch(url, init));
  };
  /** Requests for the snapshot's file. */
  get files(): readonly { readonly range: string | null }[] {
    return this.asked.filter(({ path }) => path.startsWith('/v1/snapshot/'));
  }
  /** Tables that were asked for from their beginning. */
  get fromNothing(): string[] {
    return this.asked.filter(({ offset }) => offset === '-1').map(({ path }) => path.replace('/v1/shapes/', ''));
  }
}

/** As a hub that has none. */
const withoutSnapshot = (url: string, init?: RequestInit): Promise<Response> =>
  url.includes('/v1/snapshot') ? Promise.resolve(new Response('{}', { status: 404 })) : fetch(url, init);

const OF_THE_DEVICE = ['device_progress', 'mutation_results'];
const dump = (host: ReplicaHost): unknown =>
  snapshotTables.map((table) => [table, host.replica.reader.prepare(`SELECT * FROM main.${table} ORDER BY id`).all()]);
const schemaOf = (host: ReplicaHost): unknown[] =>
  host.replica.reader
    .prepare("SELECT sql FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name")
    .pluck()
    .all();
const arrivals = (host: ReplicaHost): string[] =>
  readdirSync(host.replica.dir).filter((name) => name.startsWith('arriving-'));

async function isLikeTheHub(world: World, host: ReplicaHost, theaterId: string): Promise<void> {
  expect(await replicaDigest(host.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
  expect(host.replica.reader.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(arrivals(host)).toEqual([]);
}

test('it fetches the tables of the laptop alone, has what came since, and search finds everything at once', async () => {
  const { world, theaterId } = await theatre();
  await using _end = world;
  const { pool } = world.hub.context.database;
  await pool.query("UPDATE venues SET name = 'Манеж' WHERE code = 'V7'");
  const line = new Line();
  const host = await world.replica('second', 'a@t', { fetch: line.fetch });
  await host.engine?.syncOnce();
  expect(line.files).toEqual([
    { path: line.files[0] === undefined ? '' : expect.any(String), offset: null, range: null },
  ]);
  expect([...new Set(line.fromNothing)].toSorted()).toEqual(OF_THE_DEVICE);
  await isLikeTheHub(world, host, theaterId);
  await until('the row that changed since is indexed', () => {
    const waiting = host.replica.reader.prepare('SELECT count(*) FROM search_pending').pluck().get();
    return waiting === 0;
  });
  const found = host.replica.reader.prepare('SELECT count(*) FROM search_words WHERE search_words MATCH ?').pluck();
  expect([found.get('"площадк"*'), found.get('"манеж"*')]).toEqual([VENUES - 1, 1]);
  const reference = await world.replica('reference', 'a@t', { fetch: withoutSnapshot });
  await reference.engine?.syncOnce();
  expect(dump(host)).toEqual(dump(reference));
  expect(schemaOf(host)).toEqual(schemaOf(reference));
});

test('a line that breaks in the middle costs the piece that was on its way', async () => {
  const { world, theaterId } = await theatre();
  await using _end = world;
  const line = new Line();
  let cuts = 0;
  line.change = (path, response) => {
    if (!path.startsWith('/v1/snapshot/') || cuts === 1 || response.body === null) return response;
    cuts += 1;
    // In the last piece: those before it are here.
    let left = Number(response.headers.get('content-length')) - 100;
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, to) => {
        left -= chunk.length;
        if (left > 0) to.enqueue(chunk);
        else {
          to.enqueue(chunk.subarray(0, Math.max(0, left + chunk.length)));
          to.error(new TypeError('the cable was cut'));
        }
      },
    });
    return new Response(response.body.pipeThrough(cut), { status: response.status, headers: response.headers });
  };
  const host = await world.replica('cut', 'a@t', { fetch: line.fetch });
  host.engine?.start();
  await until('the line has broken', () => cuts === 1 && host.engine?.state.name === 'waiting');
  host.engine?.retryNow();
  await host.engine?.syncOnce();
  const from = line.files.map(({ range }) => Number(/\d+/.exec(range ?? '')?.[0] ?? 0));
  expect(from).toEqual([0, expect.any(Number)]);
  expect(from[1]).toBeGreaterThan(0);
  await isLikeTheHub(world, host, theaterId);
});

test('a table whose shape has ended is fetched by itself', async () => {
  const { world, theaterId } = await theatre();
  await using _end = world;
  world.hub.shapes?.registry.rotateTable('roles');
  const line = new Line();
  const host = await world.replica('second', 'a@t', { fetch: line.fetch });
  await host.engine?.syncOnce();
  expect(line.files).toHaveLength(1);
  expect([...new Set(line.fromNothing)].toSorted()).toEqual([...OF_THE_DEVICE, 'roles']);
  await isLikeTheHub(world, host, theaterId);
});

test('without a snapshot, with one that is spoilt, or with another release’s, rows come one by one', async () => {
  const { world, theaterId } = await theatre();
  await using _end = world;
  const answers: readonly ((path: string, response: Response) => Promise<Response> | Response)[] = [
    (path, response) => (path === '/v1/snapshot' ? new Response('{}', { status: 404 }) : response),
    (path, response) => (path === '/v1/snapshot' ? new Response('rubbish') : response),
    async (path, response) =>
      path === '/v1/snapshot'
        ? Response.json({ ...((await response.json()) as object), schema: '0'.repeat(64) })
        : response,
  ];
  for (const [index, change] of answers.entries()) {
    const line = new Line();
    line.change = change;
    const host = await world.replica(`without ${index}`, 'a@t', { fetch: line.fetch });
    await host.engine?.syncOnce();
    expect(line.files).toEqual([]);
    expect(line.fromNothing).toContain('venues');
    await isLikeTheHub(world, host, theaterId);
  }
});

test.for([1, 2])(
  'a piece that comes spoilt %i time(s) is asked for once more, then rows come one by one',
  async (times) => {
    const { world, theaterId } = await theatre();
    await using _end = world;
    const line = new Line();
    let spoilt = 0;
    line.change = async (path, response) => {
      if (!path.startsWith('/v1/snapshot/') || spoilt === times) return response;
      spoilt += 1;
      const bytes = Buffer.from(await response.arrayBuffer());
      bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
      return new Response(bytes, { status: response.status, headers: response.headers });
    };
    const host = await world.replica('second', 'a@t', { fetch: line.fetch });
    host.engine?.start();
    await until('it has been asked for twice', () => line.files.length === 2);
    await until('it is loaded', () => host.replica.meta('loaded') !== undefined);
    await host.engine?.syncOnce();
    expect(line.fromNothing.includes('venues')).toBe(times === 2);
    await isLikeTheHub(world, host, theaterId);
  },
);

test('a disk without room for it is said before anything arrives', async () => {
  const { world } = await theatre();
  await using _end = world;
  const line = new Line();
  const problems: unknown[] = [];
  line.change = async (path, response) =>
    path === '/v1/snapshot' ? Response.json({ ...((await response.json()) as object), bytes: 2 ** 52 }) : response;
  const host = await world.replica('full', 'a@t', { fetch: line.fetch, onError: (error) => problems.push(error) });
  host.engine?.start();
  await until('it is said', () => problems.length > 0);
  expect(problems[0]).toMatchObject({ code: 'disk.full' });
  expect([line.files, line.fromNothing, arrivals(host)]).toEqual([[], [], []]);
});

const child = fileURLToPath(new URL('../../support/erase-child.ts', import.meta.url));

const deaths = [
  ['snapshot.piece', 2],
  ['snapshot.noted', 1],
  ['snapshot.copying', 1],
  ['snapshot.copied', 1],
  ['load.finishing', 1],
] as const;

test.for(sampled(deaths, 2))('a process killed at %s (%i) goes on with its load at the next start', async (death) => {
  const [point, occurrence] = death;
  const { world, theaterId } = await theatre();
  await using _end = world;
  const host = await world.replica('killed', 'a@t');
  const { dir } = host.replica;
  const before = schemaOf(host);
  await host.close();
  const died = await new Promise<string | null>((done) => {
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, dir, point, String(occurrence)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    }).once('exit', (_code, signal) => done(signal));
  });
  expect(died).toBe('SIGKILL');
  const line = new Line();
  const again = await ReplicaHost.open({ dir, machineKey: MACHINE_KEY, guessCost: CHEAP_GUESS, fetch: line.fetch });
  try {
    expect(again.replica.reader.prepare('SELECT count(*) FROM venues').pluck().get()).toBe(0);
    await again.engine?.syncOnce();
    await isLikeTheHub(world, again, theaterId);
    expect(schemaOf(again)).toEqual(before);
    expect(line.fromNothing).not.toContain('venues');
    if (point === 'snapshot.piece') expect(line.files[0]?.range).toMatch(/^bytes=[1-9]/);
    if (point === 'snapshot.copied' || point === 'load.finishing') expect(line.files).toEqual([]);
  } finally {
    await again.close();
  }
});

test.for(isThorough ? [1, 2, 3] : [1])(
  'whatever a role may read, its laptops hold the same rows and columns either way: seed %i',
  async (seed) => {
    const { world, theaterId } = await theatre();
    await using _end = world;
    const random = seeded(seed);
    const { pool } = world.hub.context.database;
    await pool.query(
      `INSERT INTO employees (id, theater_id, full_name, hourly_rate, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'Человек ' || n, 700 + n, now(), now() FROM generate_series(1, 20) n`,
      [theaterId],
    );
    const rights = permissions.map(({ code }) => code).filter(() => random.below(3) > 0);
    const roleId = newId();
    await pool.query(
      "INSERT INTO roles (id, theater_id, name, code, permissions) VALUES ($1, $2, 'Роль', 'role', $3)",
      [roleId, theaterId, rights],
    );
    for (const name of ['one', 'two']) {
      const userId = await world.user('t', `${name}@t`, 'technician');
      await pool.query('UPDATE user_roles SET role_id = $1 WHERE user_id = $2', [roleId, userId]);
    }
    const line = new Line();
    const byRows = await world.replica('one', 'one@t', { fetch: withoutSnapshot });
    await byRows.engine?.syncOnce();
    await snapshotFor(world.hub, { accessToken: byRows.sessions.current?.accessToken ?? '' });
    const bySnapshot = await world.replica('two', 'two@t', { fetch: line.fetch });
    await bySnapshot.engine?.syncOnce();
    expect(line.files).toHaveLength(1);
    await byRows.engine?.syncOnce();
    expect(dump(bySnapshot)).toEqual(dump(byRows));
  },
);
