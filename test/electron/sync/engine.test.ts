/** Waiting, trying again, and never for nothing: the engine under a hub that misbehaves. */
import { expect, inject, test } from 'vitest';
import type { ReplicaHost } from '../../../electron/host/replica-host.ts';
import { pendingCount } from '../../../electron/outbox/outbox.ts';
import { searchEverywhere } from '../../../electron/queries/search-queries.ts';
import { replicaDigest } from '../../../electron/replica/replica-digest.ts';
import { Aligner } from '../../../electron/sync/aligner.ts';
import { DEADLINES } from '../../../electron/sync/deadlines.ts';
import type { HubClient } from '../../../electron/sync/hub-client.ts';
import { Waker } from '../../../electron/sync/waker.ts';
import { hubDigest } from '../../../hub/admin/digest.ts';
import { newId } from '../../../shared/base/ids.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, Network, PASSWORD, until, type World } from '../../support/world.ts';

test('a column that a laptop does not know is left out and noted, not looped on', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const spoilt = async (url: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(url, init);
    if (!url.includes('/v1/shapes/inventory_categories')) return response;
    return new Response((await response.text()).replaceAll('"value":{', '"value":{"newer_column":"x",'), {
      status: response.status,
      headers: response.headers,
    });
  };
  const a = await world.replica('a', 'a@t1', { fetch: spoilt });
  await a.engine?.syncOnce();
  const id = newId();
  await act(a, 'row.create', { table: 'inventory_categories', id, values: { name: '1', code: 'C' } });
  await a.engine?.syncOnce();
  await act(a, 'row.update', { table: 'inventory_categories', id, changes: { name: '2' }, seen: { name: '1' } });
  await a.engine?.syncOnce();
  expect(a.engine?.state.name).toBe('live');
  expect(pendingCount(a.replica)).toBe(0);
  expect(a.syncFindings.unknownIn).toEqual(['inventory_categories']);
});

test('one sync that failed spoils none after it; a refetch does not override a person who wants no network', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  await world.hub.context.database.pool.query(
    "UPDATE refresh_tokens SET is_revoked = true, expires_at = now() - interval '1 day'",
  );
  a.engine?.setOffline(true);
  a.engine?.setOffline(false);
  await until('somebody must sign in', () => a.engine?.state.name === 'needs-auth');
  await expect(a.engine?.syncOnce()).rejects.toMatchObject({ kind: 'unauthorized' });
  await a.signIn({ hubUrl: world.hub.url, email: 'a@t1', password: PASSWORD });
  await a.engine?.syncOnce();
  a.engine?.setOffline(true);
  await expect(a.engine?.refetch()).rejects.toMatchObject({ kind: 'unreachable' });
  expect(a.engine?.state.name).toBe('off');
});

test('a clock that falls back two years while a laptop waits delays nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const network = new Network();
  let skew = 0;
  const a = await world.replica('a', 'a@t1', { fetch: network.fetch, now: () => new Date(Date.now() + skew) });
  await a.engine?.syncOnce();
  network.cut();
  await until('the laptop waits', () => a.engine?.state.name === 'waiting');
  skew = -2 * 365 * 86_400_000;
  network.mend();
  await until('it is back by itself', () => a.engine?.state.name === 'live', 20_000);
});

test('uploading goes on while only the shapes are away, and the state says which part is away', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const shapes = { isAway: false };
  const a = await world.replica('a', 'a@t1', {
    fetch: async (url, init) =>
      shapes.isAway && url.includes('/v1/shapes/')
        ? new Response(JSON.stringify({ code: 'shapes.unavailable', message: 'away' }), {
            status: 503,
            headers: { 'content-type': 'application/json' },
          })
        : fetch(url, init),
  });
  await a.engine?.syncOnce();
  shapes.isAway = true;
  a.engine?.retryNow();
  await until('reading waits', () => a.engine?.state.name === 'waiting');
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'без чтения' } });
  const { pool } = world.hub.context.database;
  await until('it is on the hub', async () => (await pool.query('SELECT 1 FROM tags')).rowCount === 1);
  await until('the way up is at rest', () => a.engine?.uplink.name === 'idle');
  // Now and then it asks whether the shapes are back; between two questions it says what it waits for.
  await until('reading is what waits', () => {
    const state = a.engine?.state;
    return state?.name === 'waiting' && state.reason === 'shapes.unavailable';
  });
  // Here it counts as waiting until its acknowledgement has come down with the data.
  expect(pendingCount(a.replica)).toBe(1);
  shapes.isAway = false;
  await a.engine?.syncOnce();
  expect(pendingCount(a.replica)).toBe(0);
});

test('a laptop that is opened while the shapes are away sends what it holds', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const network = new Network();
  const first = await world.replica('a', 'a@t1', { fetch: network.fetch });
  await first.engine?.syncOnce();
  network.cut();
  await act(first, 'row.create', { table: 'tags', id: newId(), values: { name: 'в дороге' } });
  const syncedAt = first.engine?.lastSyncedAt;
  await first.close();
  const away = new Response(JSON.stringify({ code: 'shapes.unavailable', message: 'away' }), {
    status: 503,
    headers: { 'content-type': 'application/json' },
  });
  const next = await world.replica('a', 'a@t1', {
    fetch: async (url, init) => (url.includes('/v1/shapes/') ? away.clone() : fetch(url, init)),
  });
  next.engine?.start();
  const { pool } = world.hub.context.database;
  await until('it is on the hub', async () => (await pool.query('SELECT 1 FROM tags')).rowCount === 1);
  // Sending alone is no reading: it stands where it stood before, at the end of the first load.
  const stood = next.engine?.lastSyncedAt;
  expect(stood).toBeDefined();
  expect(String(stood) <= String(syncedAt)).toBe(true);
});

test('a barrier that does not ring ends by a deadline, with a code that says which part is silent', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  let clock = 0;
  const waker = new Waker();
  const closing = new AbortController();
  const aligner = new Aligner({
    replica: a.replica,
    client: { barrier: () => Promise.resolve(5) } as unknown as HubClient,
    deviceId: newId(),
    now: () => new Date(),
    deadlines: DEADLINES,
    waker,
    monotonic: () => {
      clock += 10_000;
      // Whoever waits without an end is told so here: the test would never be over.
      if (clock > 3_600_000) closing.abort(new Error('it still waits after an hour'));
      queueMicrotask(() => waker.wake());
      return clock;
    },
    signal: closing.signal,
    onError: () => undefined,
    onRequest: () => undefined,
    onApplied: () => undefined,
    onLoading: () => undefined,
    onUnknown: () => undefined,
    onAbsent: () => undefined,
  });
  await expect(aligner.alignAll()).rejects.toMatchObject({ code: 'shapes.silent' });
});

interface Torn {
  readonly world: World;
  readonly a: ReplicaHost;
  /** Rows of the two tables, each time that the replica said that something had changed. */
  readonly seen: string[];
  /** One transaction over both tables. */
  commit(): Promise<void>;
}

type Message = {
  readonly headers: {
    readonly operation?: string;
    readonly lsn?: string;
    readonly op_position?: number;
    readonly last?: boolean;
  };
};

/** A laptop whose network, once switched on, tears the first answer with changes of `inventory_locations`. */
async function torn(world: World, tear: (changes: readonly Message[], from: string) => Response): Promise<Torn> {
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const line = { isLoaded: false, torn: 0 };
  const a = await world.replica('a', 'a@t1', {
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      if (!line.isLoaded || line.torn > 0 || !url.includes('/v1/shapes/inventory_locations')) return response;
      const changes = ((await response.clone().json()) as Message[]).filter(
        ({ headers }) => headers.operation !== undefined,
      );
      if (changes.length === 0) return response;
      line.torn += 1;
      const answer = tear(changes, new URL(url).searchParams.get('offset') ?? '');
      for (const [name, value] of response.headers) if (!answer.headers.has(name)) answer.headers.set(name, value);
      return answer;
    },
  });
  await a.engine?.syncOnce();
  line.isLoaded = true;
  const seen: string[] = [];
  const count = (table: string): number =>
    a.replica.reader.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? 0;
  a.replica.onChange(() => seen.push(`${count('inventory_locations')} ${count('inventory_categories')}`));
  const commit = async (): Promise<void> => {
    const client = await world.hub.context.database.pool.connect();
    await client.query('BEGIN');
    for (const table of ['inventory_locations', 'inventory_categories']) {
      await client.query(
        `INSERT INTO ${table} (id, theater_id, name, code, created_at, updated_at) SELECT gen_random_uuid(), $1, 'n' || n, 'c' || n, now(), now() FROM generate_series(1, 150) n`,
        [theaterId],
      );
    }
    await client.query('COMMIT');
    client.release();
    await until('the commit is here', () => seen.at(-1) === '150 150');
    expect(line.torn).toBe(1);
  };
  return { world, a, seen, commit };
}

/** «Up to date» as of the commit to which a change belongs. */
const upToDate = (change: Message | undefined): object => ({
  headers: { control: 'up-to-date', global_last_seen_lsn: change?.headers.lsn },
});

test('a commit of which one table comes late is never shown by half', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  // As Electric 1.7.12 does now and then: «up to date» with the commit, before the shape has its rows.
  const { seen, commit } = await torn(world, (changes, from) =>
    Response.json([upToDate(changes[0])], { headers: { 'electric-offset': from } }),
  );
  await commit();
  expect([...new Set(seen)].filter((pair) => pair !== '0 0')).toEqual(['150 150']);
});

test('a commit of which one table has a fragment, and says it has all of it, is never shown by half', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  // Electric lays a transaction into a shape by fragments of 100 changes; 1.7.12 may answer between two of them.
  const { seen, commit } = await torn(world, (changes) => {
    const first = changes.slice(0, 100);
    const { lsn, op_position: op } = first.at(-1)?.headers ?? {};
    return Response.json([...first, upToDate(first[0])], { headers: { 'electric-offset': `${lsn}_${op}` } });
  });
  await commit();
  expect([...new Set(seen)].filter((pair) => pair !== '0 0')).toEqual(['150 150']);
});

test('a table that has drifted from the hub is found and mended', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theaterId = await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  for (const name of ['один', 'два']) await act(a, 'row.create', { table: 'tags', id: newId(), values: { name } });
  await a.engine?.syncOnce();
  await a.replica.write('normal', (tx) =>
    tx.unguarded(() => {
      tx.sqlite.exec("UPDATE tags SET name = 'не то' WHERE name = 'два'");
    }),
  );
  a.engine?.suspect('tags');
  await until('it was mended', () => a.syncFindings.drifted.length === 1);
  expect(a.syncFindings.drifted[0]).toMatchObject({ table: 'tags', here: 2, there: 2 });
  expect(await replicaDigest(a.replica)).toEqual(await hubDigest(world.hub.context.database, theaterId));
});

test('what was created offline is found by search at once', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const a = await world.replica('a', 'a@t1');
  await a.engine?.syncOnce();
  // A walk over the whole table after the first load would find it, too.
  const isIndexed = (): boolean => a.replica.reader.prepare('SELECT 1 FROM search_pending LIMIT 1').get() === undefined;
  await until('the first load is indexed', isIndexed);
  a.engine?.setOffline(true);
  await act(a, 'row.create', {
    table: 'inventory_items',
    id: newId(),
    values: { name: 'Дымогенератор', inventory_number: 'D1' },
  });
  await until('it is found', () => searchEverywhere(a.replica, 'дымогенераторы').length === 1, 3000);
});

test('what was sent and is not confirmed, because the hub has lost it since, is sent again without anybody’s doing', {
  timeout: 60_000,
}, async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t1');
  await world.user('t1', 'a@t1', 'admin');
  const lost = { isOn: false };
  // As where a hub is put back just after it answered: its word is «taken», and what it was said of is gone.
  const a = await world.replica('a', 'a@t1', {
    fetch: async (url, init) => {
      if (!lost.isOn || !url.endsWith('/v1/push')) return fetch(url, init);
      const body = JSON.parse(String(init?.body)) as { epoch: number; mutations: { sequence: number; id: string }[] };
      const last = body.mutations.at(-1);
      if (last === undefined) return fetch(url, init);
      lost.isOn = false;
      const reply = (await (
        await fetch(url, { ...init, body: JSON.stringify({ ...body, mutations: [] }) })
      ).json()) as object;
      return Response.json({ ...reply, lastSequence: last.sequence, lastId: last.id });
    },
  });
  await a.engine?.syncOnce();
  lost.isOn = true;
  await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'дважды' } });
  await until('it was sent in vain', () => !lost.isOn);
  await until('it is confirmed', () => pendingCount(a.replica) === 0, 30_000);
  expect((await world.hub.context.database.pool.query('SELECT 1 FROM tags')).rowCount).toBe(1);
});
