/** Whoever loses access loses it at once: on every address, on every hub, and in the middle of a long poll. */
import { join } from 'node:path';
import pino from 'pino';
import { expect, inject, test, vi } from 'vitest';
import { startHub } from '../../../hub/server.ts';
import { ShapeProxy } from '../../../hub/shapes/shape-proxy.ts';
import type { UpstreamResponse } from '../../../hub/shapes/shape-upstream.ts';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import { deviceHeader, get, post, pushOne, register, type Tokens } from '../../support/hub-laptop.ts';
import { ask, EAGER, snapshotFor } from '../../support/snapshots.ts';
import { createWorld, until, type World } from '../../support/world.ts';

const READS = [
  '/v1/shapes/users?offset=-1',
  '/v1/shapes/activity_log?offset=-1',
  '/v1/counts',
  '/v1/digest',
  '/v1/health/integrity',
];

async function statuses(url: string, token: string): Promise<number[]> {
  return Promise.all(READS.map(async (path) => (await get(url, path, token)).status));
}

/** Less than an answer is remembered for: whoever is told sooner was told because the hub has heard. */
const HEARD_MS = 5000;

/**
 * Until the hub has heard; milliseconds, so that no test races the notification. Asks for what nobody is told to ask
 * for less often: that would be an answer, too, and say nothing.
 */
async function gone(url: string, token: string): Promise<void> {
  await until(
    'the hub has heard',
    async () => [401, 403].includes((await get(url, '/v1/shapes/roles?offset=-1', token)).status),
    HEARD_MS,
  );
}

async function theatre(world: World): Promise<Tokens> {
  await world.theater('t');
  await world.user('t', 'keeper@t', 'storekeeper');
  return register(world.hub.url, 'keeper@t');
}

/** Where a live request waits instead of answering at once. */
async function caughtUp(url: string, laptop: Tokens): Promise<string> {
  let at = 'offset=-1';
  for (;;) {
    const { headers } = await get(url, `/v1/shapes/roles?${at}`, laptop.accessToken);
    at = `offset=${headers.get('electric-offset')}&handle=${headers.get('electric-handle')}`;
    if (headers.has('electric-up-to-date')) return at;
  }
}

test.for([
  ['a laptop that is revoked', 'UPDATE devices SET revoked_at = now() WHERE id = $1', 'deviceId', 403],
  ['a person who is deactivated', 'UPDATE users SET is_active = false WHERE id = $1', 'userId', 401],
  [
    'a person who is erased',
    "WITH on_purpose AS (SELECT set_config('offstage.purge', 'on', false)) DELETE FROM users USING on_purpose WHERE id = $1",
    'userId',
    401,
  ],
] as const)('%s reads nothing more', async ([, sql, column, status]) => {
  await using world = await createWorld(inject('postgresUrl'));
  const { url } = world.hub;
  const laptop = await theatre(world);
  expect(await statuses(url, laptop.accessToken)).toEqual(READS.map(() => 200));
  await world.hub.context.database.pool.query(sql, [laptop[column]]);
  await gone(url, laptop.accessToken);
  expect(await statuses(url, laptop.accessToken)).toEqual(READS.map(() => status));
  expect((await post(url, '/v1/auth/refresh', { refreshToken: laptop.refreshToken })).status).toBe(status);
});

test('a revoked laptop hands over nothing more as work, and takes no file away', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { snapshots: EAGER } });
  const { url, context } = world.hub;
  const laptop = await theatre(world);
  const { id } = await snapshotFor(world.hub, laptop);
  const push = (sequence: number): ReturnType<typeof pushOne> =>
    pushOne(url, laptop, laptop.userId, sequence, 'row.create', { table: 'tags', id: newId(), values: { name: 'x' } });
  const files = async (): Promise<number[]> =>
    Promise.all(['/v1/snapshot', `/v1/snapshot/${id}`].map(async (path) => (await ask(url, path, laptop)).status));
  expect([(await push(1)).status, await files()]).toEqual([200, [200, 200]]);
  await context.database.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [laptop.deviceId]);
  // What is written asks the database itself: there is nothing to be heard first.
  expect(await push(2)).toMatchObject({ status: 403, code: 'device.revoked' });
  expect(await post(url, '/v1/barrier', {}, deviceHeader(laptop))).toMatchObject({ status: 403 });
  await gone(url, laptop.accessToken);
  expect(await files()).toEqual([403, 403]);
});

test('a live long poll of a revoked laptop ends, the same poll of another goes on', async () => {
  await using world = await createWorld(inject('postgresUrl'), { shapes: { longPollMs: 60_000 } });
  const { url } = world.hub;
  const revoked = await theatre(world);
  const other = await register(url, 'keeper@t');
  const live = `/v1/shapes/roles?live=true&${await caughtUp(url, revoked)}`;
  const [watching, asking] = [
    vi.spyOn(world.hub.context.access, 'watch'),
    vi.spyOn(world.hub.context.upstream, 'fetch'),
  ];
  const ended = get(url, live, revoked.accessToken);
  await until('the first waits behind the door', () => asking.mock.calls.length === 1);
  const going = fetch(url + live, { headers: { authorization: `Bearer ${other.accessToken}` } });
  await until('both wait', () => watching.mock.calls.length === 2);
  await world.hub.context.database.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [
    revoked.deviceId,
  ]);
  expect(await ended).toMatchObject({ status: 403, code: 'device.revoked' });
  // What the other waits for still comes.
  await world.hub.context.database.pool.query("UPDATE roles SET description = 'neu' WHERE code = 'viewer'");
  expect((await going).status).toBe(200);
}, 60_000);

test('a second hub on the same database hears of it too', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const laptop = await theatre(world);
  const second = await startHub({
    dataDir: join(world.dir, 'second'),
    port: 0,
    databaseUrl: world.databaseUrl,
    log: pino({ level: 'silent' }),
    electricUrl: 'http://127.0.0.1:9',
    upkeep: false,
  });
  try {
    expect((await get(second.url, '/v1/counts', laptop.accessToken)).status).toBe(200);
    await post(world.hub.url, '/v1/auth/sign-out', { refreshToken: laptop.refreshToken });
    await gone(second.url, laptop.accessToken);
  } finally {
    await second.stop();
  }
});

test('signing out ends the newest token too, and the access token with it', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { url } = world.hub;
  const laptop = await theatre(world);
  const other = await post(
    url,
    '/v1/auth/sign-in',
    { email: 'keeper@t', password: 'правильный пароль' },
    deviceHeader(laptop),
  );
  expect((await post(url, '/v1/auth/sign-out', { refreshToken: laptop.refreshToken })).status).toBe(200);
  expect(await post(url, '/v1/auth/refresh', { refreshToken: laptop.refreshToken })).toMatchObject({
    status: 401,
    code: 'auth.expired',
  });
  await gone(url, laptop.accessToken);
  // The other session on the same laptop is somebody else's business.
  expect((await get(url, '/v1/counts', String(other.body['accessToken']))).status).toBe(200);
});

test('a family that ends after theft ends with its newest token, and with its access tokens', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { url } = world.hub;
  const laptop = await theatre(world);
  const refresh = (refreshToken: unknown) => post(url, '/v1/auth/refresh', { refreshToken });
  const second = await refresh(laptop.refreshToken);
  const newest = await refresh(second.body['refreshToken']);
  expect([second.status, newest.status]).toEqual([200, 200]);
  await world.hub.context.database.pool.query(
    "UPDATE refresh_tokens SET created_at = created_at - interval '1 minute', revoked_at = revoked_at - interval '1 minute'",
  );
  expect(await refresh(laptop.refreshToken)).toMatchObject({ status: 401, code: 'auth.revoked' });
  expect(await refresh(newest.body['refreshToken'])).toMatchObject({ status: 401, code: 'auth.expired' });
  await gone(url, String(newest.body['accessToken']));
});

test('no token is born in a family while it is ended', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { url } = world.hub;
  await theatre(world);
  for (let round = 0; round < 10; round += 1) {
    const laptop = await register(url, 'keeper@t');
    const [renewed] = await Promise.all([
      post(url, '/v1/auth/refresh', { refreshToken: laptop.refreshToken }),
      post(url, '/v1/auth/sign-out', { refreshToken: laptop.refreshToken }),
    ]);
    const born = renewed.body['refreshToken'];
    if (born !== undefined) expect((await post(url, '/v1/auth/refresh', { refreshToken: born })).status).toBe(401);
  }
});

test.for([
  [
    'of a laptop that is revoked',
    'UPDATE devices SET revoked_at = now() WHERE id = $1',
    'deviceId',
    { status: 403, code: 'device.revoked' },
  ],
  [
    'of a person who is deactivated',
    'UPDATE users SET is_active = false WHERE id = $1',
    'userId',
    { status: 401, code: 'auth.revoked' },
  ],
] as const)('a long poll %s is not answered with the change that revoked it', async ([, sql, column, failure]) => {
  await using world = await createWorld(inject('postgresUrl'));
  const { context } = world.hub;
  const { deviceId, userId, theaterId, accessToken } = await theatre(world);
  const claims = must(await context.tokens.verify(accessToken, new Date()));
  const rings = '[{"headers":{"operation":"insert"},"value":{}}]';
  // A sync service that is faster than the news of the revocation.
  const upstream = {
    health: () => context.upstream.health(),
    fetch: async (): Promise<UpstreamResponse> => {
      await context.database.pool.query(sql, [{ deviceId, userId }[column]]);
      return { status: 200, headers: {}, body: rings };
    },
  };
  const live = new URLSearchParams({ live: 'true', offset: '0_0', handle: 'h' });
  expect(claims).toMatchObject({ deviceId, userId, theaterId });
  await expect(
    new ShapeProxy({ ...context, upstream }).fetch('sync_commits', claims, live, new AbortController().signal),
  ).rejects.toMatchObject(failure);
});

test('a long poll that began with a right is not answered with what the right covered once it is gone', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const { context } = world.hub;
  await world.theater('t');
  await world.user('t', 'boss@t', 'admin');
  const claims = must(await context.tokens.verify((await register(world.hub.url, 'boss@t')).accessToken, new Date()));
  const asked: string[] = [];
  const upstream = {
    health: () => context.upstream.health(),
    fetch: async (query: URLSearchParams): Promise<UpstreamResponse> => {
      asked.push(query.get('columns') ?? '');
      if (asked.length > 1) return { status: 409, headers: {}, body: '[{"headers":{"control":"must-refetch"}}]' };
      await context.database.pool.query(
        "UPDATE user_roles SET role_id = (SELECT id FROM roles WHERE code = 'viewer' AND theater_id IS NULL) WHERE user_id = $1",
        [claims.userId],
      );
      return { status: 200, headers: {}, body: '[{"headers":{"operation":"update"},"value":{"hourly_rate":"1.00"}}]' };
    },
  };
  const live = new URLSearchParams({ live: 'true', offset: '0_0', handle: 'h' });
  expect(
    await new ShapeProxy({ ...context, upstream }).fetch('employees', claims, live, new AbortController().signal),
  ).toMatchObject({ status: 409 });
  expect(asked.map((columns) => columns.split(',').includes('hourly_rate'))).toEqual([true, false]);
});
