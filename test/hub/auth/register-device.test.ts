/** A laptop's id is no secret; only its own token or an administrator makes a known laptop anew. */
import { expect, inject, test } from 'vitest';
import { pendingCount } from '../../../electron/outbox/outbox.ts';
import { newId } from '../../../shared/base/ids.ts';
import { deviceHeader, get, post, pushOne, register, tryRegister } from '../../support/hub-laptop.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld } from '../../support/world.ts';

const location = (): unknown => ({
  table: 'inventory_locations',
  id: newId(),
  values: { name: 'x', code: newId().slice(-12) },
});

test('a viewer cannot take over the laptop of an administrator by its id', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  const adminId = await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'viewer@t', 'viewer');
  const { url } = world.hub;
  const admin = await register(url, 'admin@t');
  const viewer = await register(url, 'viewer@t');
  expect(await tryRegister(url, 'viewer@t', admin.deviceId)).toMatchObject({ status: 403, code: 'device.known' });
  expect(await tryRegister(url, 'viewer@t', admin.deviceId, deviceHeader(viewer))).toMatchObject({
    status: 403,
    code: 'device.known',
  });
  expect(await pushOne(url, admin, adminId, 1, 'row.create', location())).toMatchObject({
    status: 200,
    body: { refused: [] },
  });
});

test('an administrator, or the laptop itself, makes it anew; sign-ins from before do not count and sessions from before end', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  const adminId = await world.user('t', 'admin@t', 'admin');
  const keeperId = await world.user('t', 'keeper@t', 'storekeeper');
  const { url } = world.hub;
  const before = await register(url, 'keeper@t');
  expect(await pushOne(url, before, keeperId, 1, 'row.create', location())).toMatchObject({ body: { refused: [] } });
  const anew = await register(url, 'admin@t', before.deviceId);
  expect(await post(url, '/v1/barrier', {}, deviceHeader(before))).toMatchObject({ status: 401, code: 'auth.needed' });
  expect(await pushOne(url, anew, adminId, 2, 'row.create', location())).toMatchObject({ body: { refused: [] } });
  expect(await pushOne(url, anew, keeperId, 3, 'row.create', location())).toMatchObject({
    body: { refused: [{ sequence: 3, code: 'author.unknown' }] },
  });
  expect(await get(url, '/v1/shapes/users?offset=-1', before.accessToken)).toMatchObject({ status: 401 });
  expect(await post(url, '/v1/auth/refresh', { refreshToken: before.refreshToken })).toMatchObject({ status: 401 });
  expect(
    await post(url, '/v1/auth/sign-in', { email: 'keeper@t', password: 'правильный пароль' }, deviceHeader(anew)),
  ).toMatchObject({ status: 200 });
  expect(await pushOne(url, anew, keeperId, 4, 'row.create', location())).toMatchObject({ body: { refused: [] } });
  const own = await register(url, 'keeper@t', before.deviceId, deviceHeader(anew));
  expect(await pushOne(url, own, adminId, 5, 'row.create', location())).toMatchObject({
    body: { refused: [{ code: 'author.unknown' }] },
  });
});

test('only who signed in on a laptop is an author there', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  const adminId = await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'viewer@t', 'viewer');
  const { url } = world.hub;
  await register(url, 'admin@t');
  const viewer = await register(url, 'viewer@t');
  expect(await pushOne(url, viewer, adminId, 1, 'row.create', location())).toMatchObject({
    body: { refused: [{ code: 'author.unknown' }] },
  });
});

test('a laptop that a restored hub does not know registers again as the same laptop and sends what waits', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'keeper@t', 'storekeeper');
  const laptop = await world.replica('a', 'keeper@t');
  await laptop.engine?.syncOnce();
  const id = newId();
  await act(laptop, 'row.create', { table: 'inventory_locations', id, values: { name: 'Ждёт', code: 'wait' } });
  const { pool } = world.hub.context.database;
  // As a backup from before the registration leaves it.
  await pool.query(
    'DELETE FROM refresh_tokens; DELETE FROM device_people; DELETE FROM device_progress; DELETE FROM devices',
  );
  await laptop.signIn({ hubUrl: world.hub.url, email: 'keeper@t', password: 'правильный пароль' });
  await laptop.engine?.syncOnce();
  expect((await pool.query('SELECT 1 FROM inventory_locations WHERE id = $1', [id])).rowCount).toBe(1);
  expect(pendingCount(laptop.replica)).toBe(0);
});
