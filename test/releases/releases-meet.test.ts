/**
 * Releases meet (design: sync): every earlier release runs as it was, as a laptop against the hub of today and as a hub
 * under laptops of today; nothing is lost, nothing loops, and both sides hold the same as far as both know it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { expect, inject, test, vi } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { type HubOptions, type RunningHub, startHub } from '../../hub/server.ts';
import { newId } from '../../shared/base/ids.ts';
import { replicaColumns, replicatedTables, tableOf } from '../../shared/schema/catalog.ts';
import { isKnownIn, tablesIn } from '../../shared/schema/versions.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD } from '../support/keys.ts';
import { checkOut, isInHistory, Released } from '../support/released.ts';
import { act } from '../support/stock-room.ts';
import { createDatabase, until } from '../support/world.ts';
import { type Release, releases } from './releases.ts';

const PEOPLE = [
  { email: 'old@t1', role: 'admin' },
  { email: 'new@t1', role: 'admin' },
] as const;

interface Meeting extends AsyncDisposable {
  /** The earlier release as a laptop. */
  readonly old: Released;
  /** The earlier release as the hub, until it is upgraded. */
  readonly theaterId: string;
  readonly url: string;
  readonly databaseUrl: string;
  readonly dir: string;
  /** The hub's earlier release stops; today's takes its data, its database and its address over. */
  upgradeHub(options?: Partial<HubOptions>): Promise<RunningHub>;
  oldHubDigest(): Promise<unknown>;
  readonly shapes: NonNullable<HubOptions['shapes']>;
  /** A laptop of today; every address that it asks is noted. */
  laptop(name: string): Promise<{ readonly host: ReplicaHost; readonly asked: string[]; readonly errors: unknown[] }>;
  openOld(): Promise<unknown>;
}

async function meet(release: Release): Promise<Meeting> {
  const checkout = checkOut(release);
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const dir = mkdtempSync(join(tmpdir(), 'offstage-meet-'));
  const hubProcess = new Released(checkout);
  const old = new Released(checkout);
  const shapes = { streamId: database.streamId, longPollMs: 2000 };
  const hubOptions = { dataDir: join(dir, 'hub'), databaseUrl: database.url, shapes };
  const url = await hubProcess.call<string>('startHub', { ...hubOptions, port: 0 });
  const theaterId = await hubProcess.call<string>('theater', { code: 't1', people: PEOPLE, password: PASSWORD });
  const hosts: ReplicaHost[] = [];
  const state: { hub?: RunningHub } = {};
  return {
    old,
    theaterId,
    url,
    databaseUrl: database.url,
    dir,
    shapes,
    oldHubDigest: () => hubProcess.call('hubDigest', { theaterId }),
    upgradeHub: async (options) => {
      await (state.hub === undefined ? hubProcess.stopHub() : state.hub.stop());
      const log = pino({ level: 'silent' });
      state.hub = await startHub({ ...hubOptions, port: Number(new URL(url).port), upkeep: false, log, ...options });
      return state.hub;
    },
    openOld: () =>
      old.call('open', {
        dir: join(dir, 'old'),
        hubUrl: url,
        email: 'old@t1',
        password: PASSWORD,
        machineKey: MACHINE_KEY.toString('hex'),
      }),
    laptop: async (name) => {
      const asked: string[] = [];
      const errors: unknown[] = [];
      const host = await ReplicaHost.open({
        dir: join(dir, name),
        create: true,
        machineKey: MACHINE_KEY,
        guessCost: CHEAP_GUESS,
        onError: (error) => errors.push(error),
        fetch: (address, init) => {
          asked.push(address);
          return fetch(address, init);
        },
      });
      hosts.push(host);
      if (host.sessions.data === undefined) await host.signIn({ hubUrl: url, email: 'new@t1', password: PASSWORD });
      host.engine?.start();
      return { host, asked, errors };
    },
    [Symbol.asyncDispose]: async () => {
      await old[Symbol.asyncDispose]();
      for (const host of hosts) await host.close();
      await state.hub?.stop();
      await hubProcess[Symbol.asyncDispose]();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Which columns each table has in Postgres. */
async function columnsIn(url: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; columns: string }>(
    `SELECT table_name AS name, string_agg(column_name || ' ' || data_type, ', ' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`,
  );
  await client.end();
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

interface Step {
  readonly name: string;
  readonly args: unknown;
}

/** Two shelves, three things with stock, a count that is under way; in forms that every release knows. */
function warehouse(): { readonly steps: readonly Step[]; readonly items: readonly string[]; readonly count: string } {
  const [shelf, other, count] = [newId(), newId(), newId()];
  const items = [newId(), newId(), newId()];
  const steps: Step[] = [shelf, other].map((id, index) => ({
    name: 'row.create',
    args: { table: 'inventory_locations', id, values: { name: `Полка ${index}`, code: `S-${id.slice(-8)}` } },
  }));
  for (const id of items) {
    const values = { name: 'Прожектор', inventory_number: `N-${id.slice(-8)}` };
    steps.push({ name: 'row.create', args: { table: 'inventory_items', id, values } });
    steps.push({ name: 'inventory.receive', args: { itemId: id, locationId: shelf, quantity: 10 } });
    steps.push({
      name: 'inventory.move',
      args: { itemId: id, fromLocationId: shelf, toLocationId: other, quantity: 3 },
    });
  }
  steps.push({ name: 'count.create', args: { id: count, name: 'Инвентаризация', locationId: shelf, isBlind: false } });
  steps.push({ name: 'count.start', args: { countId: count } });
  for (const itemId of items)
    steps.push({
      name: 'count.recordEntry',
      args: { id: newId(), countId: count, itemId, scannedCode: null, locationId: shelf, quantity: 7 },
    });
  return { steps, items, count };
}

/** Edits and deletions, as many as there are numbers. */
const edits = (items: readonly string[], from: number, many: number): Step[] =>
  Array.from({ length: many }, (_value, index) => ({
    name: 'row.update',
    args: {
      table: 'inventory_items',
      id: items[index % items.length],
      changes: { description: `правка ${from + index}` },
      seen: { description: index < items.length ? null : `правка ${from + index - items.length}` },
    },
  }));
const deletion = (id: string): Step => ({
  name: 'row.delete',
  args: { table: 'inventory_items', id, deletionId: newId() },
});

async function allOk(old: Released, mutations: readonly Step[]): Promise<void> {
  const outcomes = await old.call<readonly { ok: boolean }[]>('mutate', { mutations });
  expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
}

const firstLoads = (asked: readonly string[]): string[] =>
  asked
    .map((address) => new URL(address))
    .filter(({ searchParams, pathname }) => searchParams.get('offset') === '-1' && pathname.startsWith('/v1/shapes/'))
    .map(({ pathname }) => pathname.slice('/v1/shapes/'.length));

/** Tables that came after a version. */
const unknownTo = (version: number): string[] =>
  replicatedTables.filter((name) => !isKnownIn(tableOf(name), version)).toSorted();

/** Tables whose shape is another one since a version. */
const changedSince = (version: number): string[] =>
  replicatedTables
    .filter(
      (name) =>
        !isKnownIn(tableOf(name), version) ||
        replicaColumns(tableOf(name)).some(([, column]) => !isKnownIn(column, version)),
    )
    .toSorted();

/**
 * Longer than sync stands still before it says why: a hub that begins waits in Postgres for transactions of the tests
 * beside it, of whatever database (CREATE_REPLICATION_SLOT), and a run that is cut off before says nothing.
 */
vi.setConfig({ testTimeout: 300_000 });

for (const release of releases) {
  const tests = isInHistory(release) ? test : test.skip;
  if (!isInHistory(release))
    console.warn(`SKIPPED: the history here does not reach back to ${release.version} (a shallow clone?)`);

  tests(`a laptop of ${release.version} goes on where it was when its hub is upgraded`, async () => {
    await using meeting = await meet(release);
    const { old, theaterId } = meeting;
    await meeting.openOld();
    await old.call('sync');
    const { steps, items, count } = warehouse();
    await allOk(old, steps);
    await old.call('sync');
    await old.call('offline', { isOffline: true });
    await allOk(old, edits(items, 0, 1000));
    await allOk(old, [deletion(items[2] ?? '')]);
    const hub = await meeting.upgradeHub();
    const { host: today } = await meeting.laptop('today');
    await today.engine?.syncOnce();
    // What a laptop of the earlier release knows nothing of: a mode, decisions, stamps, traces with a reader's right.
    const [line] = items;
    const place = today.replica
      .prepared<[string], { id: string }>('SELECT location_id AS id FROM inventory_counts WHERE id = ?')
      .get(count);
    const entry = { id: newId(), countId: count, itemId: line, scannedCode: null, locationId: place?.id, quantity: 2 };
    await act(today, 'count.recordEntry', { ...entry, mode: 'second' });
    await today.engine?.syncOnce();
    await old.call('offline', { isOffline: false });
    await old.call('sync');
    await today.engine?.syncOnce();
    expect(await old.call('rows', { sql: 'SELECT code FROM refused_mutations' })).toEqual([]);
    const { database } = hub.context;
    expect(await old.call('digest')).toEqual(await hubDigest(database, theaterId, undefined, release.schema));
    expect(await replicaDigest(today.replica)).toEqual(await hubDigest(database, theaterId));
    const description = today.replica
      .prepared<[string], { description: string }>('SELECT description FROM inventory_items WHERE id = ?')
      .get(items[0] ?? '')?.description;
    expect(description).toBe('правка 999');
    // And the other way: what today's laptop does, also in tables that the hub sends to both in different shapes.
    await act(today, 'row.delete', { table: 'inventory_items', id: items[1], deletionId: newId() });
    await today.engine?.syncOnce();
    await old.call('sync');
    expect(await old.call('digest')).toEqual(await hubDigest(database, theaterId, undefined, release.schema));
    expect(await old.call('errors')).toEqual([]);
  });

  tests(`every column that ${release.version} did not know says which version brought it`, async () => {
    await using old = new Released(checkOut(release));
    const known = Object.fromEntries(
      tablesIn(release.schema).map((name) => [
        name,
        replicaColumns(tableOf(name)).flatMap(([column, definition]) =>
          isKnownIn(definition, release.schema) ? [column] : [],
        ),
      ]),
    );
    const columns = await old.call<Record<string, string[]>>('columns');
    expect(Object.keys(known).toSorted()).toEqual(Object.keys(columns).toSorted());
    for (const [table, names] of Object.entries(columns))
      expect(known[table]?.toSorted(), table).toEqual(names.toSorted());
  });

  tests(`a laptop of today works with a hub of ${release.version}, also while that is upgraded`, async () => {
    await using meeting = await meet(release);
    const { old } = meeting;
    const { host, errors } = await meeting.laptop('today');
    await host.engine?.syncOnce();
    await meeting.openOld();
    await old.call('sync');
    const { steps, items, count } = warehouse();
    for (const { name, args } of steps) await act(host, name, args);
    await host.engine?.syncOnce();
    host.engine?.setOffline(true);
    for (const { name, args } of edits(items, 0, 1000)) await act(host, name, args);
    await act(host, 'row.delete', deletion(items[2] ?? '').args);
    expect(pendingCount(host.replica)).toBe(1001);
    host.engine?.setOffline(false);
    // What the hub cannot be told without changing its meaning is refused there, and stays before its author.
    const place = host.replica
      .prepared<[string], { id: string }>('SELECT location_id AS id FROM inventory_counts WHERE id = ?')
      .get(count)?.id;
    const entry = { countId: count, itemId: items[0], scannedCode: null, locationId: place, quantity: 2 };
    await act(host, 'count.recordEntry', { ...entry, id: newId(), mode: 'second' });
    await act(host, 'count.recordEntry', { ...entry, id: newId(), mode: 'share' });
    const values = { name: 'Новая вещь', inventory_number: 'N-1' };
    await act(host, 'inventory.create', { id: newId(), values });
    await host.engine?.syncOnce();
    await old.call('sync');
    expect(await meeting.oldHubDigest()).toEqual(await replicaDigest(host.replica, undefined, release.schema));
    expect(await old.call('digest')).toEqual(await meeting.oldHubDigest());
    const refused = host.replica.prepared<[], { code: string }>('SELECT name, code FROM refused_mutations').all();
    expect(refused).toEqual([{ name: 'count.recordEntry', code: 'mutation.invalid' }]);
    // Nothing but a note for each table that the hub is too old for.
    expect(errors.map(String).toSorted()).toEqual(
      unknownTo(release.schema).map((name) => expect.stringContaining(`does not know ${name}:`)),
    );
    const hub = await meeting.upgradeHub();
    await host.engine?.syncOnce();
    expect(await replicaDigest(host.replica)).toEqual(await hubDigest(hub.context.database, meeting.theaterId));
    // What was refused for the hub's age is tried again, and goes.
    await act(host, 'count.recordEntry', { ...entry, id: newId(), mode: 'second' });
    await host.engine?.syncOnce();
    expect(pendingCount(host.replica)).toBe(0);
  });

  tests(`a laptop of ${release.version} that is upgraded keeps what is pending, and fetches what changed`, async () => {
    await using meeting = await meet(release);
    const { old } = meeting;
    await meeting.openOld();
    await old.call('sync');
    const { steps, items } = warehouse();
    await allOk(old, steps);
    await old.call('sync');
    const hub = await meeting.upgradeHub();
    await old.call('sync');
    await old.call('offline', { isOffline: true });
    await allOk(old, edits(items, 0, 100));
    await old.call('close');
    const { host, asked, errors } = await meeting.laptop('old');
    await host.engine?.syncOnce();
    expect(pendingCount(host.replica)).toBe(0);
    expect(host.replica.prepared('SELECT code FROM refused_mutations').all()).toEqual([]);
    expect(await replicaDigest(host.replica)).toEqual(await hubDigest(hub.context.database, meeting.theaterId));
    expect([...new Set(firstLoads(asked))].toSorted()).toEqual(changedSince(release.schema));
    expect(errors).toEqual([]);
  });

  tests(
    `a hub of ${release.version} that is upgraded goes on with its shapes: what did not change is not fetched again`,
    async () => {
      await using meeting = await meet(release);
      const { old } = meeting;
      await meeting.openOld();
      await old.call('sync');
      const { steps, items } = warehouse();
      await allOk(old, steps);
      await old.call('sync');
      await old.call('offline', { isOffline: true });
      await allOk(old, edits(items, 0, 10));
      const columns = await columnsIn(meeting.databaseUrl);
      const begun: string[] = [];
      const noteBegun = (query: URLSearchParams): Promise<undefined> => {
        if (query.get('offset') === '-1') begun.push(query.get('table') ?? '');
        return Promise.resolve(undefined);
      };
      const hub = await meeting.upgradeHub({ shapes: { ...meeting.shapes, fault: noteBegun } });
      const altered = [...(await columnsIn(meeting.databaseUrl))].flatMap(([name, now]) =>
        columns.get(name) === now ? [] : [name],
      );
      await old.call('offline', { isOffline: false });
      await old.call('sync');
      const replicated: readonly string[] = tablesIn(release.schema);
      expect([...new Set(begun)].toSorted()).toEqual(altered.filter((name) => replicated.includes(name)).toSorted());
      // The ledger of stock is long, and no migration has changed it.
      expect(altered).not.toContain('inventory_history');
      expect(begun).not.toContain('inventory_history');
      expect(await old.call('digest')).toEqual(
        await hubDigest(hub.context.database, meeting.theaterId, undefined, release.schema),
      );
      expect(await old.call('errors')).toEqual([]);
      // Each of the shapes is compared with its table, and stands the test.
      const { shapes } = hub;
      await until('all are compared', () => shapes?.registry.unproven === 0, 60_000);
      expect(shapes?.shapesHealth()).toMatchObject({ stream: 'streaming', problem: null, begunAnew: { damage: 0 } });
      // What they say to somebody who begins with them is the whole truth.
      const { host, errors } = await meeting.laptop('today');
      await host.engine?.syncOnce();
      expect(await replicaDigest(host.replica)).toEqual(await hubDigest(hub.context.database, meeting.theaterId));
      expect(errors).toEqual([]);
    },
  );
}
