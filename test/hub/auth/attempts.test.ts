/** Trying costs the one who tries, never the right person for ever; hashing never costs more than its bound. */
import { join } from 'node:path';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { originOf } from '../../../hub/auth/attempts.ts';
import {
  hashing,
  hashPassword,
  PARALLEL,
  Turnstile,
  verifyPassword,
  WAITING,
} from '../../../hub/auth/password-hashing.ts';
import { nearestProxy } from '../../../hub/reachable.ts';
import { startHub } from '../../../hub/server.ts';
import { newId } from '../../../shared/base/ids.ts';
import { type Answer, deviceHeader, post, register, tryRegister } from '../../support/hub-laptop.ts';
import { createWorld, PASSWORD } from '../../support/world.ts';

/** The network's address of a request, as a proxy that the hub trusts tells it. */
const from = (origin: string): Record<string, string> => ({ 'x-forwarded-for': origin });
const wrong = (url: string, email: string, headers: Record<string, string>): Promise<Answer> =>
  tryRegister(url, email, newId(), headers, 'неверный пароль');

test('failures are counted per account and origin, a wait is said in seconds, and other accounts and origins go on', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { trustProxy: 'loopback' } });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const { url } = world.hub;
  for (let count = 0; count < 10; count += 1)
    expect(await wrong(url, 'anna@t', from('203.0.113.1'))).toMatchObject({ status: 401, code: 'auth.credentials' });
  const blocked = await tryRegister(url, 'anna@t', newId(), from('203.0.113.1'));
  expect(blocked).toMatchObject({
    status: 429,
    code: 'auth.tooMany',
    body: { details: { seconds: expect.any(Number) } },
  });
  expect(Number(blocked.headers.get('retry-after'))).toBeLessThanOrEqual(300);
  expect((await tryRegister(url, 'anna@t', newId(), from('203.0.113.2'))).status).toBe(200);
});

test('an account that is tried from everywhere still admits its person: on their own laptop, and at the first try elsewhere', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { trustProxy: 'loopback' } });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const { url } = world.hub;
  const home = await register(url, 'anna@t', newId(), from('203.0.113.1'));
  let refused = 0;
  for (let count = 0; count < 40; count += 1)
    if ((await wrong(url, 'anna@t', from(`198.51.100.${count % 8}`))).status === 429) refused += 1;
  expect(refused).toBeGreaterThan(0);
  expect(
    (
      await post(
        url,
        '/v1/auth/sign-in',
        { email: 'anna@t', password: PASSWORD },
        { ...deviceHeader(home), ...from('198.51.100.1') },
      )
    ).status,
  ).toBe(200);
  expect((await tryRegister(url, 'anna@t', newId(), from('192.0.2.77'))).status).toBe(200);
  expect((await wrong(url, 'anna@t', from('192.0.2.78'))).status).toBe(401);
  expect((await wrong(url, 'anna@t', from('192.0.2.78'))).status).toBe(429);
});

test('what a client in a private network writes about its own address before the proxy makes no fresh origin', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { trustProxy: nearestProxy, attempts: { origin: { failures: 6, seconds: 60 } } },
  });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const { url } = world.hub;
  const forged = (count: number): Promise<Answer> => wrong(url, 'anna@t', from(`10.9.8.${count}, 192.168.1.5`));
  const answers: number[] = [];
  for (let count = 0; count < 8; count += 1) answers.push((await forged(count)).status);
  expect(answers).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
  // The next laptop in the same network is another origin.
  expect((await tryRegister(url, 'anna@t', newId(), from('192.168.1.6'))).status).toBe(200);
  for (const near of ['127.0.0.1', '::1', '::ffff:10.0.0.1', '172.31.0.9', 'fd00::1'])
    expect([near, nearestProxy(near, 0), nearestProxy(near, 1)]).toEqual([near, true, false]);
  for (const far of ['203.0.113.1', '2001:db8::1', 'nonsense', ''])
    expect([far, nearestProxy(far, 0)]).toEqual([far, false]);
});

test('one origin cannot try many accounts, and two hubs count together', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { attempts: { origin: { failures: 6, seconds: 60 } } },
  });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const second = await startHub({
    dataDir: join(world.dir, 'second'),
    port: 0,
    databaseUrl: world.databaseUrl,
    log: pino({ level: 'silent' }),
    electricUrl: 'http://127.0.0.1:9',
    upkeep: false,
    attempts: { origin: { failures: 6, seconds: 60 } },
  });
  try {
    for (let count = 0; count < 6; count += 1)
      expect((await wrong(count % 2 === 0 ? world.hub.url : second.url, `nobody${count}@t`, {})).status).toBe(401);
    expect((await wrong(world.hub.url, 'nobody7@t', {})).status).toBe(429);
    expect((await tryRegister(second.url, 'anna@t')).status).toBe(429);
  } finally {
    await second.stop();
  }
});

test('answers with tokens stay in no cache', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const { headers } = await tryRegister(world.hub.url, 'anna@t');
  expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
});

test('successes cost nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { attempts: { accountAtOrigin: { failures: 2, seconds: 60 }, origin: { failures: 2, seconds: 60 } } },
  });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  for (let count = 0; count < 6; count += 1) expect((await tryRegister(world.hub.url, 'anna@t')).status).toBe(200);
});

test('an address cannot be made up where no proxy is trusted', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  for (let count = 0; count < 10; count += 1) await wrong(world.hub.url, 'anna@t', from(`203.0.113.${count}`));
  expect((await wrong(world.hub.url, 'anna@t', from('203.0.113.99'))).status).toBe(429);
});

test('an origin is an IPv4 address or a /64', () => {
  expect(originOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(originOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(originOf('2001:db8:1:2::9')).toBe(originOf('2001:0db8:0001:0002:ffff::1'));
  expect(originOf('::1')).toBe('0:0:0:0::/64');
  expect(originOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});

test('a flood of sign-ins never hashes more than the bound side by side, and who comes too late is told when to come again', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    hub: { attempts: { origin: { failures: 10_000, seconds: 60 } } },
  });
  await world.theater('t');
  hashing.peak = 0;
  const answers = await Promise.all(
    Array.from({ length: PARALLEL + WAITING + 40 }, (_, count) => wrong(world.hub.url, `nobody${count}@t`, {})),
  );
  expect(hashing.peak).toBeLessThanOrEqual(PARALLEL);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 503]));
  expect(answers.find(({ status }) => status === 503)).toMatchObject({
    code: 'hub.busy',
    body: { details: { seconds: 2 } },
  });
});

test('the turnstile lets everybody through who waits, also after a failure', async () => {
  const turnstile = new Turnstile(1, 10);
  const done: number[] = [];
  await Promise.allSettled(
    [1, 2, 3, 4].map((number) =>
      turnstile.run(async () => {
        done.push(number);
        if (number === 2) throw new Error('broken');
      }),
    ),
  );
  expect([done, turnstile.peak]).toEqual([[1, 2, 3, 4], 1]);
});

test('an account without a password hashes as often as any other', async () => {
  hashing.peak = 0;
  expect(await verifyPassword('', 'x')).toBe(false);
  // It went through the turnstile, as every other does.
  expect(hashing.peak).toBe(1);
  expect(await verifyPassword('nonsense', 'x')).toBe(false);
  expect(await verifyPassword(await hashPassword('x'), 'x')).toBe(true);
});
