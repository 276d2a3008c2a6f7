/** A first load that is interrupted goes on where it was, and nobody sees half of it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { replicaDigest } from '../../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { restrictedTables } from '../../../shared/schema/catalog.ts';
import { seeded } from '../../simulation/random-world.ts';
import { isThorough, sampled } from '../../support/effort.ts';
import { CHEAP_GUESS, createWorld, MACHINE_KEY, Network, until, type World } from '../../support/world.ts';

const TAGS = 900;
/** Pages that may be under way when the line is cut: the next one, and the first ones of the tables after it. */
const UNDER_WAY = 5;
const shapes = { chunkBytes: 8000 };

async function theatre(world: World): Promise<string> {
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const { pool } = world.hub.context.database;
  await pool.query(
    "INSERT INTO tags (id, theater_id, name) SELECT gen_random_uuid(), $1, 'метка ' || n FROM generate_series(1, $2) n",
    [theaterId, TAGS],
  );
  return theaterId;
}

/** The pages of snapshots that came with rows in them, and a cable that is cut at some of the requests. */
class Line {
  readonly network = new Network();
  readonly pages: string[] = [];
  asked = 0;
  cutAt = Infinity;
  readonly fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const offset = searchParams.get('offset') ?? '';
    const isPage =
      pathname.startsWith('/v1/shapes/') &&
      !searchParams.has('live') &&
      searchParams.get('log') === 'full' &&
      (offset === '-1' || offset.startsWith('0_'));
    if (!isPage) return this.network.fetch(url, init);
    this.asked += 1;
    if (this.asked >= this.cutAt) {
      this.cutAt = Infinity;
      this.network.cut();
    }
    const response = await this.network.fetch(url, init);
    if ((await response.clone().text()).includes('"operation"')) this.pages.push(`${pathname} ${offset}`);
    return response;
  };
}

const isLoaded = (host: ReplicaHost): boolean => host.replica.meta('loaded') !== undefined;
const countTags = (host: ReplicaHost): unknown =>
  host.replica.reader.prepare('SELECT count(*) FROM tags').pluck().get();
const indexesOf = (host: ReplicaHost): unknown[] =>
  host.replica.reader
    .prepare("SELECT sql FROM main.sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY name")
    .pluck()
    .all();

test.for(isThorough ? [1, 2, 3] : [1])(
  'a load whose line is cut again and again asks for little more than one that is not: seed %i',
  { timeout: 120_000 },
  async (seed) => {
    await using world = await createWorld(inject('postgresUrl'), { shapes });
    const theaterId = await theatre(world);
    const plain = new Line();
    const reference = await world.replica('reference', 'a@t1', { fetch: plain.fetch });
    await reference.engine?.syncOnce();
    const oneLoad = plain.pages.length;
    expect(oneLoad).toBeGreaterThan(20);
    const random = seeded(seed);
    const line = new Line();
    const host = await world.replica('cut', 'a@t1', { fetch: line.fetch });
    const before = indexesOf(host);
    let cuts = 0;
    line.cutAt = 1 + random.below(40);
    host.engine?.start();
    while (cuts < 8) {
      await until('it is cut or loaded', () => !line.network.isUp || isLoaded(host), 60_000);
      if (isLoaded(host)) break;
      cuts += 1;
      expect(countTags(host)).toBe(0);
      await until('it waits', () => host.engine?.state.name === 'waiting');
      line.cutAt = line.asked + 1 + random.below(20);
      line.network.mend();
      host.engine?.retryNow();
    }
    line.cutAt = Infinity;
    await host.engine?.syncOnce();
    expect(cuts).toBeGreaterThan(1);
    expect(countTags(host)).toBe(TAGS);
    expect(await replicaDigest(host.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
    expect(indexesOf(host)).toEqual(before);
    expect(line.pages.length).toBeLessThanOrEqual(oneLoad + cuts * UNDER_WAY);
  },
);

test('a table whose shape ends during the load is fetched anew, and the others are not', {
  timeout: 60_000,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'), { shapes });
  const theaterId = await theatre(world);
  const line = new Line();
  const host = await world.replica('cut', 'a@t1', { fetch: line.fetch });
  host.engine?.start();
  await until(
    'some of the tags are here',
    () => line.pages.filter((page) => page.startsWith('/v1/shapes/tags')).length > 2,
  );
  line.network.cut();
  await until('it waits', () => host.engine?.state.name === 'waiting');
  const sofar = line.pages.length;
  world.hub.shapes?.registry.rotateTable('tags');
  line.network.mend();
  await host.engine?.syncOnce();
  expect(
    line.pages.slice(sofar).filter((page) => page.endsWith(' -1') && page.startsWith('/v1/shapes/tags')),
  ).toHaveLength(1);
  expect(await replicaDigest(host.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
});

const child = fileURLToPath(new URL('../../support/erase-child.ts', import.meta.url));

const deaths = [
  ['load.stored', 40],
  ['load.stored', 4],
  ['commit.before', 30],
  ['load.finishing', 1],
] as const;

test.for(sampled(deaths, 2))(
  'a process killed at %s (%i) goes on with its load at the next start',
  { timeout: 60_000 },
  async ([point, occurrence]) => {
    await using world = await createWorld(inject('postgresUrl'), { shapes });
    const theaterId = await theatre(world);
    const host = await world.replica('killed', 'a@t1');
    const { dir } = host.replica;
    const before = indexesOf(host);
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
      expect([isLoaded(again), countTags(again)]).toEqual([false, 0]);
      // Rights of whoever looks do not lift what hides half a load.
      again.replica.viewAs([]);
      for (const table of restrictedTables)
        expect(again.replica.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
      again.replica.viewAs(undefined);
      await again.engine?.syncOnce();
      expect(countTags(again)).toBe(TAGS);
      expect(await replicaDigest(again.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
      expect(indexesOf(again)).toEqual(before);
      if (point === 'load.finishing') expect(line.pages.filter((page) => page.endsWith(' -1'))).toEqual([]);
    } finally {
      await again.close();
    }
  },
);
