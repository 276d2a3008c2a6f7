/** What the hub's log says of refusals: who, where and why; never what somebody tried to prove themselves with. */
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { RefusalLog } from '../../hub/refusal-log.ts';
import { newId } from '../../shared/base/ids.ts';
import { deviceHeader, get, post, pushOne, register, tryRegister } from '../support/hub-laptop.ts';
import { createWorld, PASSWORD } from '../support/world.ts';

/** A log in memory. */
function heard(): { readonly log: pino.Logger; readonly lines: Record<string, unknown>[]; text(): string } {
  const lines: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'warn' },
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  return { log, lines, text: () => JSON.stringify(lines) };
}

test('whoever is turned away is named by origin, address and code; nothing of what they showed is written', async () => {
  const { log, lines, text } = heard();
  await using world = await createWorld(inject('postgresUrl'), { hub: { log } });
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  await world.user('t', 'viewer@t', 'viewer');
  const { url } = world.hub;
  const viewer = await register(url, 'viewer@t');
  lines.length = 0;
  const wrong = 'not-the-password-1';
  for (let index = 0; index < 3; index += 1) await tryRegister(url, 'admin@t', newId(), {}, wrong);
  await get(url, `/v1/devices?token=${viewer.accessToken}`, viewer.accessToken);
  await post(url, '/v1/barrier', {}, deviceHeader({ deviceId: viewer.deviceId, deviceToken: 'stolen-token' }));
  // A token that is missing, altered or has run out is answered alike, and is every laptop's four times an hour.
  await get(url, '/v1/counts', 'no.such.token');
  const table = { table: 'tags', id: newId(), values: { name: 'нельзя' } };
  await pushOne(url, viewer, viewer.userId, 1, 'row.create', table);

  const said = lines.map(({ code, status, route, mutation }) => [code, status ?? mutation, route]);
  expect(said).toEqual([
    ['auth.credentials', 401, '/v1/auth/register-device'],
    ['permission.denied', 403, '/v1/devices'],
    ['auth.needed', 401, '/v1/barrier'],
    ['permission.denied', 'row.create', undefined],
  ]);
  expect(lines[0]).toMatchObject({ origin: '127.0.0.1', method: 'POST', before: 0 });
  expect(lines.at(-1)).toMatchObject({ userId: viewer.userId, deviceId: viewer.deviceId });
  for (const secret of [wrong, PASSWORD, viewer.accessToken, viewer.deviceToken, 'stolen-token', '@t', 'нельзя'])
    expect(text()).not.toContain(secret);
});

test('what ends or sets a password, or ends sign-ins, is written with who did it', async () => {
  const { log, lines, text } = heard();
  await using world = await createWorld(inject('postgresUrl'), { hub: { log } });
  await world.theater('t');
  await world.user('t', 'admin@t', 'admin');
  const userId = await world.user('t', 'anna@t', 'viewer');
  const { url } = world.hub;
  const admin = await register(url, 'admin@t');
  const headers = { authorization: `Bearer ${admin.accessToken}` };
  const { body } = await post(url, `/v1/people/${userId}/invitation`, { kind: 'reset' }, headers);
  await post(url, `/v1/people/${userId}/sign-out`, {}, headers);
  const next = 'ein ganz anderes Passwort';
  await post(url, '/v1/auth/change-password', { current: PASSWORD, next }, headers);
  const about = lines.map(({ msg, userId: whose, by }) => [msg, whose, by]);
  expect(about).toEqual([
    ['a code was made that sets a password', userId, admin.userId],
    ['all sign-ins of a person were ended', userId, admin.userId],
    ['somebody changed their password', admin.userId, undefined],
  ]);
  for (const secret of [String(body['code']), PASSWORD, next]) expect(text()).not.toContain(secret);
});

test('a flood writes a line a minute, and that line says how many there were', () => {
  const { log, lines } = heard();
  let now = Date.parse('2026-01-01T00:00:00Z');
  const refusals = new RefusalLog(log, () => new Date(now));
  const refused = (origin: string, code = 'auth.credentials', status = 401): void =>
    refusals.note({ status, code, origin, method: 'POST', route: '/v1/auth/sign-in' });
  for (let index = 0; index < 500; index += 1) refused('10.0.0.1');
  refused('10.0.0.2');
  expect(lines.map(({ origin }) => origin)).toEqual(['10.0.0.1', '10.0.0.2']);
  now += 61_000;
  refused('10.0.0.1');
  expect(lines.at(-1)).toMatchObject({ origin: '10.0.0.1', before: 499 });
  // A token that has run out is renewed; a page that is not there turns nobody away.
  refused('10.0.0.3', 'auth.expired');
  refused('10.0.0.3', 'route.unknown', 404);
  expect(lines).toHaveLength(3);
  // Origins without end are not remembered without end, and are heard all the same.
  for (let index = 0; index < 2500; index += 1) refused(`10.1.${index >> 8}.${index & 255}`);
  expect(lines).toHaveLength(2503);
  // Forgotten, the first of them is heard as if for the first time; the last is remembered.
  refused('10.1.0.0');
  refused('10.1.9.195');
  expect(lines).toHaveLength(2504);
});
