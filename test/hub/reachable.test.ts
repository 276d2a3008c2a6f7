/** Passwords never cross a network in the clear: neither does a hub offer it, nor does a laptop do it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { isSecure, secureFetch } from '../../electron/sync/secure-hub.ts';
import { startHub } from '../../hub/server.ts';
import { sentenceOf } from '../../shared/i18n/sentences.ts';
import { createWorld, MACHINE_KEY, PASSWORD } from '../support/world.ts';

const file = (name: string): string => fileURLToPath(new URL(`../support/tls/${name}`, import.meta.url));
const tls = {
  cert: readFileSync(file('localhost-cert.pem'), 'utf8'),
  key: readFileSync(file('localhost-key.pem'), 'utf8'),
};
const silent = pino({ level: 'silent' });

test('a hub beyond loopback does not start without TLS or a proxy that is named', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const options = {
    dataDir: join(world.dir, 'second'),
    port: 0,
    host: '0.0.0.0',
    databaseUrl: world.databaseUrl,
    electricUrl: 'http://127.0.0.1:9',
    upkeep: false,
    log: silent,
  };
  await expect(startHub(options)).rejects.toMatchObject({
    code: 'usage',
    details: { problem: expect.stringContaining('--tls-cert') },
  });
  // Nothing was begun.
  expect(existsSync(options.dataDir)).toBe(false);
  for (const protectedBy of [{ tls }, { trustProxy: 'loopback' }])
    await (await startHub({ ...options, ...protectedBy })).stop();
});

test('a hub speaks TLS itself', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { tls } });
  const { url } = world.hub;
  expect(url).toMatch(/^https:/);
  const status = await new Promise((done, fail) => {
    request(`${url}/v1/health`, { ca: tls.cert }, (response) => {
      response.resume();
      done(response.statusCode);
    })
      .once('error', fail)
      .end();
  });
  expect(status).toBe(200);
  await expect(fetch(url.replace('https:', 'http:'))).rejects.toThrow();
});

test('a laptop says nothing to a hub in the clear beyond its own machine', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const sent: string[] = [];
  const host = await ReplicaHost.open({
    dir: join(world.dir, 'a'),
    create: true,
    machineKey: MACHINE_KEY,
    fetch: (url, init) => {
      sent.push(url);
      return fetch(url, init);
    },
  });
  try {
    await expect(
      host.signIn({ hubUrl: 'http://hub.example.org', email: 'anna@t', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'hub.insecure', details: { hub: 'http://hub.example.org' } });
    expect(sent).toEqual([]);
    await host.signIn({ hubUrl: world.hub.url, email: 'anna@t', password: PASSWORD });
    expect(sent.length).toBeGreaterThan(0);
  } finally {
    await host.close();
  }
  const never = secureFetch((url) => {
    throw new Error(`it was sent to ${url}`);
  }, false);
  await expect(never('http://hub.example.org/v1/auth/sign-in')).rejects.toMatchObject({
    code: 'hub.insecure',
    kind: 'refused',
    details: { hub: 'http://hub.example.org' },
  });
  const passed: string[] = [];
  await secureFetch((url) => {
    passed.push(url);
    return Promise.resolve(new Response());
  }, true)('http://hub.example.org/');
  expect(passed).toEqual(['http://hub.example.org/']);
  for (const language of ['ru', 'en'] as const)
    expect(sentenceOf('hub.insecure', { hub: 'http://hub.example.org' }, language)).toContain('https://');
});

test('what is secure: TLS, or this machine', () => {
  expect(
    ['https://hub.example.org', 'http://127.0.0.1:5170', 'http://localhost:5170', 'http://[::1]:5170'].map(isSecure),
  ).toEqual([true, true, true, true]);
  expect(
    [
      'http://hub.example.org',
      'http://10.0.0.2',
      'http://127.0.0.1.example.org',
      'http://localhost.example.org',
      'http://0.0.0.0',
    ].map(isSecure),
  ).toEqual([false, false, false, false, false]);
});

test('secrets of the hub come from the environment, and the command line still takes them', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const cli = fileURLToPath(new URL('../../bin/offstage.mjs', import.meta.url));
  const run = (
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): { status: number | null; out: string } => {
    const { status, stdout } = spawnSync(process.execPath, [cli, ...args], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return { status, out: stdout };
  };
  const args = ['hub', 'create-theater', '--name', 'x', '--json', '--data', join(world.dir, 'admin')];
  expect(run([...args, '--code', 'one'], { OFFSTAGE_DATABASE_URL: world.databaseUrl }).status).toBe(0);
  expect(run([...args, '--code', 'two', '--database-url', world.databaseUrl], {}).status).toBe(0);
  expect((await world.hub.context.database.pool.query('SELECT code FROM theaters ORDER BY code')).rows).toEqual([
    { code: 'one' },
    { code: 'two' },
  ]);
});

test('deploy/compose.yaml keeps secrets out of command lines, pins Electric and does not let it close connections', () => {
  const compose = readFileSync(new URL('../../deploy/compose.yaml', import.meta.url), 'utf8');
  const commands = compose
    .split('\n')
    .filter((line) => line.includes('command:'))
    .join('\n');
  expect(commands).not.toMatch(/SECRET|PASSWORD|postgres:\/\//);
  expect(commands).toContain('--behind-proxy');
  expect(compose).toMatch(/ELECTRIC_TWEAKS_CONN_MAX_REQUESTS: "0"/);
  expect(compose).toMatch(/electricsql\/electric:\$\{ELECTRIC_VERSION:-\d+\.\d+\.\d+\}/);
});
