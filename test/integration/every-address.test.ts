/**
 * Every address of the hub has a door, and nothing crosses from one theatre to another through any of them. A new
 * address fails here until it is listed.
 */
import { expect, inject, test } from 'vitest';
import { createRoutes } from '../../hub/routes.ts';
import { newId } from '../../shared/base/ids.ts';
import { type Answer, deviceHeader, get, post, pushOne, register, tryRegister } from '../support/hub-laptop.ts';
import { createWorld, PASSWORD } from '../support/world.ts';

type Door = 'nobody' | 'laptop' | 'revoked laptop' | 'person' | 'laptop or person' | 'scraper';

/** Who passes, and what a body may weigh. */
const ADDRESSES: Readonly<Record<string, Door>> = {
  'POST /v1/auth/register-device': 'nobody',
  'POST /v1/auth/sign-in': 'laptop',
  'POST /v1/auth/refresh': 'nobody',
  'POST /v1/auth/unlock': 'nobody',
  'POST /v1/auth/sign-out': 'nobody',
  'POST /v1/auth/accept-invitation': 'nobody',
  'POST /v1/auth/recover': 'nobody',
  'POST /v1/auth/change-password': 'person',
  'POST /v1/push': 'laptop',
  'POST /v1/barrier': 'laptop',
  'POST /v1/people/:id/invitation': 'person',
  'POST /v1/people/:id/sign-out': 'person',
  'GET /v1/invitations': 'person',
  'GET /v1/devices': 'person',
  'POST /v1/devices/:id/revoke': 'person',
  'POST /v1/devices/:id/readmit': 'person',
  'GET /v1/tours/:id/laptops': 'person',
  'GET /v1/quarantine': 'person',
  'POST /v1/quarantine/decide': 'person',
  'POST /v1/rescue': 'revoked laptop',
  'POST /v1/rescue/wiped': 'revoked laptop',
  'GET /v1/shapes/:table': 'person',
  'GET /v1/snapshot': 'person',
  'GET /v1/snapshot/:id': 'person',
  'GET /v1/counts': 'person',
  'GET /v1/health': 'nobody',
  'GET /v1/health/integrity': 'person',
  'GET /v1/digest': 'person',
  'POST /v1/files/uploads': 'laptop or person',
  'HEAD /v1/files/uploads/:id': 'laptop or person',
  'PATCH /v1/files/uploads/:id': 'laptop or person',
  'DELETE /v1/files/uploads/:id': 'laptop or person',
  'GET /v1/files/:sha256': 'person',
  'GET /v1/files/:sha256/thumbnail': 'person',
  'PUT /v1/files/:sha256/thumbnail': 'laptop or person',
  'GET /metrics': 'scraper',
};

const listed = Object.entries(ADDRESSES).map(([address, door]) => {
  const [method = '', path = ''] = address.split(' ');
  return {
    method,
    path: path.replace(':id', newId()).replace(':table', 'users').replace(':sha256', 'a'.repeat(64)),
    door,
  };
});

/** `├── /v1/push (POST)` and the like, without the methods that follow from others. */
function addressesOf(printed: string): string[] {
  const found: string[] = [];
  const parents: string[] = [];
  for (const line of printed.split('\n')) {
    const match = /^([│\s]*)[├└]── (\S*?)(?: \(([^)]*)\))?$/.exec(line);
    if (match === null) continue;
    const depth = (match[1] ?? '').length / 4;
    parents.length = depth;
    parents.push(match[2] ?? '');
    const methods = (match[3] ?? '').split(', ').filter((method) => method !== '');
    // Whoever may GET may ask for the head of it.
    for (const method of methods)
      if (method !== 'HEAD' || !methods.includes('GET')) found.push(`${method} ${parents.join('')}`);
  }
  return found;
}

test('every address is listed', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const app = createRoutes(world.hub.context, { metricsToken: 'x' });
  await app.ready();
  expect(addressesOf(app.printRoutes({ commonPrefix: false })).toSorted()).toEqual(Object.keys(ADDRESSES).toSorted());
  await app.close();
});

test('each door asks for its own proof, before it reads, and takes no other', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const { url } = world.hub;
  const laptop = await register(url, 'anna@t');
  const asked = (
    method: string,
    path: string,
    authorization: string | undefined,
    body: string | undefined,
  ): Promise<Response> =>
    fetch(url + path, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: body ?? '{}' } : {}),
    });
  const person = `Bearer ${laptop.accessToken}`;
  const device = deviceHeader(laptop).authorization;
  const refused: Readonly<Record<Door, readonly (string | undefined)[]>> = {
    nobody: [],
    scraper: [undefined, person, device, 'Bearer x'],
    person: [undefined, device, 'Bearer x'],
    laptop: [undefined, person, 'Bearer x'],
    'laptop or person': [undefined, 'Bearer x', `${device}x`, `${person}x`],
    'revoked laptop': [undefined, person, 'Bearer x', device],
  };
  for (const { method, path, door } of listed) {
    for (const authorization of refused[door]) {
      const { status } = await asked(method, path, authorization, 'this is not even JSON');
      // A laptop that was not revoked has nothing to be rescued: its own answer, for it has proven itself.
      expect(status, `${method} ${path} ${authorization?.slice(0, 12)}`).toBe(
        door === 'revoked laptop' && authorization === device ? 409 : 401,
      );
    }
    if (door === 'nobody' && method === 'POST')
      expect((await asked(method, path, undefined, JSON.stringify({ x: 'y'.repeat(20_000) }))).status, path).toBe(413);
  }
});

test('nothing of the other theatre is reached or said through any address', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const theirTheater = await world.theater('theirs');
  await world.theater('ours');
  await world.user('ours', 'anna@x', 'admin');
  const theirUser = await world.user('theirs', 'boris@x', 'admin');
  const { url, context } = world.hub;
  const ours = await register(url, 'anna@x');
  const theirs = await register(url, 'boris@x');
  const theirLost = await register(url, 'boris@x');
  const { pool } = context.database;
  const person = { authorization: `Bearer ${ours.accessToken}` };
  expect(
    await post(
      url,
      `/v1/people/${theirUser}/invitation`,
      { kind: 'invitation' },
      { authorization: `Bearer ${theirs.accessToken}` },
    ),
  ).toMatchObject({ status: 200 });
  // There is something to be found: an open invitation, and a laptop that was revoked.
  await pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [theirLost.deviceId]);

  const secrets = [theirTheater, theirUser, theirs.deviceId, theirLost.deviceId, 'boris@x', 'Театр theirs'];
  const silent = ({ body }: Answer): void => {
    for (const secret of secrets) expect(JSON.stringify(body)).not.toContain(secret);
  };
  const stateOf = async (): Promise<unknown> => [
    (
      await pool.query('SELECT id, revoked_at, token_hash FROM devices WHERE theater_id = $1 ORDER BY id', [
        theirTheater,
      ])
    ).rows,
    (await pool.query('SELECT hashed_password, is_active FROM users WHERE id = $1', [theirUser])).rows,
    (await pool.query('SELECT id, ended_at FROM refresh_tokens WHERE user_id = $1 ORDER BY id', [theirUser])).rows,
    (await pool.query('SELECT id, status FROM quarantined_mutations ORDER BY id')).rows,
  ];
  const before = await stateOf();
  const unreachable: readonly [path: string, body: unknown][] = [
    [`/v1/people/${theirUser}/invitation`, { kind: 'reset' }],
    [`/v1/people/${theirUser}/invitation`, { kind: 'invitation' }],
    [`/v1/people/${theirUser}/sign-out`, {}],
    [`/v1/devices/${theirs.deviceId}/revoke`, { mode: 'lost' }],
    [`/v1/devices/${theirs.deviceId}/revoke`, { mode: 'rescue' }],
    [`/v1/devices/${theirLost.deviceId}/readmit`, {}],
  ];
  for (const [path, body] of unreachable) {
    const answer = await post(url, path, body, person);
    expect(answer.status, path).toBeGreaterThanOrEqual(400);
    expect(answer.status, path).toBeLessThan(500);
    // The same as for an id that nobody has.
    const nobody = await post(url, path.replace(/[0-9a-f-]{36}/, newId()), body, person);
    expect([answer.status, answer.code], path).toEqual([nobody.status, nobody.code]);
    silent(answer);
  }
  for (const path of [
    '/v1/devices',
    '/v1/invitations',
    '/v1/quarantine',
    `/v1/quarantine?deviceId=${theirLost.deviceId}`,
    '/v1/counts',
    '/v1/digest',
    '/v1/digest?tables=users,devices',
    '/v1/health/integrity',
  ]) {
    const answer = await get(url, path, ours.accessToken);
    expect(answer.status, path).toBe(200);
    silent(answer);
  }
  expect((await get(url, '/v1/digest?tables=devices,refresh_tokens,nonsense', ours.accessToken)).body).toMatchObject({
    digests: { devices: { rows: 1 } },
  });
  silent(await post(url, '/v1/quarantine/decide', { ids: [newId()], decision: 'accept' }, person));
  // Their laptop’s key, their laptop itself, their person on ours.
  const unlock = (deviceId: string): Promise<Answer> =>
    post(url, '/v1/auth/unlock', { email: 'anna@x', password: PASSWORD, deviceId });
  expect(await unlock(theirs.deviceId)).toMatchObject({ status: 401, code: 'auth.credentials' });
  expect(await unlock(newId())).toMatchObject({ status: 401, code: 'auth.credentials' });
  expect(await tryRegister(url, 'anna@x', theirs.deviceId)).toMatchObject({ status: 409, code: 'device.taken' });
  expect(await tryRegister(url, 'anna@x', theirs.deviceId, deviceHeader(theirs))).toMatchObject({
    status: 409,
    code: 'device.taken',
  });
  expect(
    await post(url, '/v1/auth/sign-in', { email: 'boris@x', password: PASSWORD }, deviceHeader(ours)),
  ).toMatchObject({ status: 401 });
  expect(await pushOne(url, ours, theirUser, 1, 'row.create', {})).toMatchObject({
    body: { refused: [{ code: 'author.unknown' }] },
  });
  expect(
    await post(
      url,
      '/v1/rescue',
      { deviceId: theirLost.deviceId, schemaVersion: 1, mutations: [] },
      deviceHeader(ours),
    ),
  ).toMatchObject({ status: 409 });
  expect(await stateOf()).toEqual(before);
});
