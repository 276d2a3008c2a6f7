/**
 * Two hubs on one Postgres and one source of shapes, behind one address, as a theatre group runs them; one is killed.
 * Laptops go on after one reconnect, and what a hub does by itself once a day is done once, whichever of them is left.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import type { SyncState } from '../../electron/sync/sync-state.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { hubHealth } from '../../hub/admin/health.ts';
import { createTheater, createUser, ensureSystemRoles } from '../../hub/admin/theaters.ts';
import { readUpkeepState } from '../../hub/admin/upkeep.ts';
import { connectDatabase, type HubDatabase } from '../../hub/database.ts';
import { shapeHttpServer } from '../../hub/shapes/embedded/shape-http.ts';
import { ShapeServer } from '../../hub/shapes/embedded/shape-server.ts';
import { newId } from '../../shared/base/ids.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import { Balancer } from '../support/balancer.ts';
import { HubProcess } from '../support/hub-process.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD } from '../support/keys.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { createDatabase, until } from '../support/world.ts';

const SECRET = 'между хабами';
const TIMEOUT_MS = 180_000;

interface Laptop {
  readonly host: ReplicaHost;
  /** Every state since `states.length = 0`, with the moment that it began. */
  readonly states: { readonly state: SyncState; readonly at: number }[];
  /** Shapes that were begun from their beginning. */
  readonly begun: string[];
}

interface Group extends AsyncDisposable {
  readonly database: HubDatabase;
  readonly theaterId: string;
  readonly hubs: readonly [HubProcess, HubProcess];
  /** Those of each hub's laptops; each counts that hub's connections first. */
  readonly balancers: readonly [Balancer, Balancer];
  /** One that the hub `hub` serves as long as it lives; `heard` is waited for when an answer has begun to arrive. */
  laptop(name: string, hub: 0 | 1, heard?: (url: URL) => Promise<void>): Promise<Laptop>;
  /** The daily backups that each hub has, finished ones alone. */
  backups(): readonly (readonly string[])[];
}

/** A theatre with an administrator, whom `a@t1` signs in. Answers its id. */
async function theatreIn(database: HubDatabase): Promise<string> {
  const theaterId = await createTheater(database, { code: 't1', name: 'Театр' }, new Date());
  const admin = { theater: 't1', email: 'a@t1', password: PASSWORD, role: 'admin', firstName: 'А', lastName: 'Т' };
  await createUser(database, admin, new Date());
  return theaterId;
}

async function group(): Promise<Group> {
  const made = await createDatabase(inject('postgresUrl'));
  const dir = mkdtempSync(join(tmpdir(), 'offstage-group-'));
  const database = connectDatabase({ url: made.url });
  await ensureSystemRoles(database);
  const theaterId = await theatreIn(database);
  const shapes = new ShapeServer({
    databaseUrl: made.url,
    dir: join(dir, 'shapes'),
    streamId: made.streamId,
    longPollMs: 2000,
  });
  await shapes.start();
  const http = shapeHttpServer(shapes, SECRET);
  await new Promise<void>((done) => {
    http.listen(0, '127.0.0.1', done);
  });
  const electricUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const start = (name: string): HubProcess =>
    new HubProcess({
      dataDir: join(dir, name),
      databaseUrl: made.url,
      electricUrl,
      electricSecret: SECRET,
      snapshots: { minimumRows: 1 },
    });
  const hubs = [start('one'), start('two')] as const;
  const [one = '', two = ''] = await Promise.all(hubs.map((hub) => hub.url));
  const doors = [await Balancer.over([one, two]), await Balancer.over([two, one])] as const;
  const hosts: ReplicaHost[] = [];
  return {
    database,
    theaterId,
    hubs,
    balancers: [doors[0].balancer, doors[1].balancer],
    laptop: async (name, hub, heard) => {
      const laptop = { states: [] as { state: SyncState; at: number }[], begun: [] as string[] };
      const host = await ReplicaHost.open({
        dir: join(dir, name),
        create: true,
        machineKey: MACHINE_KEY,
        guessCost: CHEAP_GUESS,
        onError: () => undefined,
        onState: (state) => void laptop.states.push({ state, at: performance.now() }),
        fetch: async (address, init) => {
          const url = new URL(address);
          if (url.searchParams.get('offset') === '-1') laptop.begun.push(url.pathname);
          const response = await fetch(address, init);
          await heard?.(url);
          return response;
        },
      });
      hosts.push(host);
      await host.signIn({ hubUrl: doors[hub].url, email: 'a@t1', password: PASSWORD });
      await host.engine?.syncOnce();
      return { host, ...laptop };
    },
    backups: () => ['one', 'two'].map((name) => finishedIn(join(dir, name, 'backups'))),
    [Symbol.asyncDispose]: async () => {
      for (const host of hosts) await host.close();
      for (const { balancer } of doors) balancer.close();
      for (const hub of hubs) await hub.kill();
      http.closeAllConnections();
      http.close();
      await shapes.stop();
      await database.close();
      await made.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function finishedIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).filter((name) => name.endsWith('.gz'));
  } catch {
    // Nothing was due on this hub yet.
    return [];
  }
}

const quantityOf = (host: ReplicaHost, itemId: string): number | undefined =>
  host.replica.prepared<[string], { n: number }>('SELECT quantity AS n FROM inventory_items WHERE id = ?').get(itemId)
    ?.n;

const hasHub = ({ name }: SyncState): boolean => name === 'catching-up' || name === 'live';

const LAPTOPS = 4;
/** What each laptop does before the kill, and as much again after it. */
const DEEDS = 30;

test(
  'one of two hubs is killed while people work: laptops go on after one reconnect, and nothing is lost or done twice',
  async () => {
    await using theatre = await group();
    const { database, theaterId, hubs, balancers } = theatre;
    const first = await theatre.laptop('laptop-0', 0);
    const room = await stockRoom(first.host);
    await first.host.engine?.syncOnce();
    const laptops = [first];
    for (let index = 1; index < LAPTOPS; index += 1)
      laptops.push(await theatre.laptop(`laptop-${index}`, index % 2 === 0 ? 0 : 1));
    for (const { host } of laptops) host.engine?.start();
    await until('all are live', () => laptops.every(({ host }) => host.engine?.state.name === 'live'));
    const [itemId = '', renamed = ''] = room.items;
    const [locationId = ''] = room.shelves;
    const work = async ({ host }: Laptop, deeds: number): Promise<void> => {
      for (let deed = 0; deed < deeds; deed += 1) {
        await act(host, 'inventory.receive', { itemId, locationId, quantity: 1 });
        const seen = host.replica
          .prepared<[string], { model: string | null }>('SELECT model FROM inventory_items WHERE id = ?')
          .get(renamed)?.model;
        const changes = { model: newId() };
        await act(host, 'row.update', {
          table: 'inventory_items',
          id: renamed,
          changes,
          seen: { model: seen ?? null },
        });
        await new Promise((done) => setImmediate(done));
      }
    };
    const before = laptops.map((laptop) => work(laptop, DEEDS));
    await until('some of it has arrived', () => laptops.every(({ host }) => (quantityOf(host, itemId) ?? 0) > 20));
    for (const { states, begun } of laptops) {
      states.length = 0;
      begun.length = 0;
    }
    for (const { open } of balancers) expect(open.map((many) => many > 0)).toEqual([true, false]);
    const killedAt = performance.now();
    await hubs[0].kill();
    await Promise.all([...before, ...laptops.map((laptop) => work(laptop, DEEDS))]);
    const all = 10 + 2 * DEEDS * LAPTOPS;
    await until(
      'everybody sees what everybody did',
      () => laptops.every(({ host }) => quantityOf(host, itemId) === all && pendingCount(host.replica) === 0),
      60_000,
    );
    const seenAt = performance.now();
    await until('all are live again', () => laptops.every(({ host }) => host.engine?.state.name === 'live'));
    const hub = await hubDigest(database, theaterId);
    for (const { host } of laptops) expect(await replicaDigest(host.replica)).toEqual(hub);
    const { rows } = await database.pool.query<{ n: string }>(
      'SELECT sum(quantity) AS n FROM inventory_history WHERE item_id = $1 AND theater_id = $2',
      [itemId, theaterId],
    );
    expect(Number(rows[0]?.n)).toBe(all);
    expect((await hubHealth(database, new Date())).findings).toEqual([]);
    // A state that is told again is the same wait still.
    const waits = laptops.map(({ states }) => [
      ...new Set(states.flatMap(({ state }) => (state.name === 'waiting' ? [state.until] : []))),
    ]);
    // Those of the dead hub connect once more, if they had asked it something just then; the others notice nothing.
    // Nobody fetches a table from its beginning.
    for (const [index, list] of waits.entries()) expect(list.length).toBeLessThanOrEqual(index % 2 === 0 ? 1 : 0);
    expect(balancers[0].open.map((many) => many > 0)).toEqual([false, true]);
    expect(laptops.flatMap(({ begun }) => begun)).toEqual([]);
    const gaps = laptops.map(({ states }) => {
      const left = states.find(({ state }) => state.name === 'waiting')?.at;
      const back = states.find(({ state, at }) => hasHub(state) && left !== undefined && at > left)?.at;
      return left === undefined || back === undefined ? 0 : Math.round(back - left);
    });
    const everywhere = Math.round(seenAt - killedAt);
    process.stdout.write(
      `without a hub for ${gaps.join(', ')} ms; all work everywhere ${everywhere} ms after the kill\n`,
    );
  },
  TIMEOUT_MS,
);

test(
  'a new laptop whose hub is killed while it takes that hub’s snapshot over has everything from the other',
  async () => {
    await using theatre = await group();
    const { database, theaterId, hubs } = theatre;
    const first = await theatre.laptop('laptop-0', 0);
    const room = await stockRoom(first.host, 2, 30);
    await first.host.engine?.syncOnce();
    const token = first.host.sessions.current?.accessToken ?? '';
    const headers = { authorization: `Bearer ${token}`, [VERSION_HEADER]: String(SCHEMA_VERSION) };
    const one = await hubs[0].url;
    const offered = async (): Promise<boolean> => (await fetch(`${one}/v1/snapshot`, { headers })).ok;
    await until('the first hub has a snapshot', offered, 60_000);
    const seen = { deaths: 0 };
    const second = await theatre.laptop('laptop-1', 0, async ({ pathname }) => {
      if (!pathname.startsWith('/v1/snapshot/') || seen.deaths > 0) return;
      seen.deaths += 1;
      await hubs[0].kill();
    });
    expect(seen.deaths).toBe(1);
    expect(await replicaDigest(second.host.replica)).toEqual(await hubDigest(database, theaterId));
    await act(second.host, 'row.delete', { table: 'inventory_items', id: room.items[0], deletionId: newId() });
    await second.host.engine?.syncOnce();
    await first.host.engine?.syncOnce();
    const hub = await hubDigest(database, theaterId);
    for (const { host } of [first, second]) expect(await replicaDigest(host.replica)).toEqual(hub);
  },
  TIMEOUT_MS,
);

const HOUR_MS = 3_600_000;

test(
  'the day’s backup and purge are done by one of two hubs, and by the other once that one is killed',
  async () => {
    await using theatre = await group();
    const { database, theaterId, hubs } = theatre;
    const [one, two] = hubs;
    const start = Date.now();
    const at = (hours: number): Date => new Date(start + hours * HOUR_MS);
    /** Something that has been in the trash for long at any of the moments here. */
    const discard = async (): Promise<void> => {
      const [tag, deletion] = [newId(), newId()];
      await database.pool.query(
        `INSERT INTO deletions (id, theater_id, root_table, root_id, row_count, deleted_by_name, deleted_at, duration_ms)
        VALUES ($1, $2, 'tags', $3, 1, 'А', now() - interval '400 days', 1)`,
        [deletion, theaterId, tag],
      );
      await database.pool.query(
        `INSERT INTO tags (id, theater_id, name, deleted_at, deletion_id)
        VALUES ($1, $2, 'старая ' || $1::uuid, now() - interval '400 days', $3)`,
        [tag, theaterId, deletion],
      );
    };
    const discarded = async (): Promise<number | null> => (await database.pool.query('SELECT 1 FROM tags')).rowCount;
    const made = (): number => theatre.backups().flat().length;
    await discard();
    const looks = await Promise.all([one, two, one, two].map((hub) => hub.keepHouse(at(0))));
    expect([made(), looks.flat(), await discarded()]).toEqual([1, ['t1'], 0]);
    // Something new is due for the purge, but not before the next day's copy; a clock that goes two minutes behind the
    // other's does not make it another day.
    await discard();
    const early = await Promise.all([one, two].map((hub) => hub.keepHouse(at(-1 / 30))));
    const later = await Promise.all([one, two].map((hub) => hub.keepHouse(at(12))));
    expect([made(), early.flat(), later.flat(), await discarded()]).toEqual([1, [], [], 1]);
    // The next day one of them dies in the middle of the copy.
    await expect(one.keepHouse(at(25), 'backup.written')).rejects.toThrow('SIGKILL');
    expect([made(), await discarded()]).toEqual([1, 1]);
    await until('the lock of the dead one is free', async () => {
      const { rows } = await database.pool.query<{ n: string }>(
        "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
      );
      return rows[0]?.n === '0';
    });
    expect(await two.keepHouse(at(25))).toEqual(['t1']);
    expect([made(), await discarded()]).toEqual([2, 0]);
    expect(await readUpkeepState(database.pool)).toEqual({
      doneAt: at(25).toISOString(),
      failedAt: null,
      problem: null,
    });
    // And goes on alone.
    for (const hours of [26, 48, 49.5, 50]) await two.keepHouse(at(hours));
    expect(made()).toBe(3);
  },
  TIMEOUT_MS,
);

test(
  'a second hub with a shape server of its own stands by, and takes the place of the first when that is killed',
  async () => {
    const made = await createDatabase(inject('postgresUrl'));
    const dir = mkdtempSync(join(tmpdir(), 'offstage-standby-'));
    const database = connectDatabase({ url: made.url });
    const hubs: HubProcess[] = [];
    const start = (name: string): HubProcess => {
      const shapes = { streamId: made.streamId, longPollMs: 2000 };
      const hub = new HubProcess({ dataDir: join(dir, name), databaseUrl: made.url, shapes });
      hubs.push(hub);
      return hub;
    };
    const state: { host?: ReplicaHost } = {};
    try {
      await ensureSystemRoles(database);
      const theaterId = await theatreIn(database);
      const one = start('one');
      const at = { first: await one.url, now: await one.url };
      const two = start('two');
      const host = await ReplicaHost.open({
        dir: join(dir, 'laptop'),
        create: true,
        machineKey: MACHINE_KEY,
        guessCost: CHEAP_GUESS,
        onError: () => undefined,
        fetch: (address, init) => fetch(address.replace(at.first, at.now), init),
      });
      state.host = host;
      await host.signIn({ hubUrl: at.first, email: 'a@t1', password: PASSWORD });
      await host.engine?.syncOnce();
      const room = await stockRoom(host);
      await host.engine?.syncOnce();
      const isInUse = (): boolean => two.warnings.some((warning) => warning.includes('is active for PID'));
      await until('the second says for what it waits', isInUse, 60_000);
      await one.kill();
      const [itemId = ''] = room.items;
      await act(host, 'inventory.receive', { itemId, locationId: room.shelves[0] ?? '', quantity: 1 });
      at.now = await two.url;
      host.engine?.retryNow();
      await host.engine?.syncOnce();
      expect([quantityOf(host, itemId), pendingCount(host.replica)]).toEqual([11, 0]);
      expect(await replicaDigest(host.replica)).toEqual(await hubDigest(database, theaterId));
    } finally {
      await state.host?.close();
      for (const hub of hubs) await hub.kill();
      await database.close();
      await made.drop();
      rmSync(dir, { recursive: true, force: true });
    }
  },
  TIMEOUT_MS,
);
