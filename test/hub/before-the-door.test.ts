/** What anybody may cost the hub before they have said who they are, and what one person may cost all others. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, inject, test } from 'vitest';
import { METRICS_TOKEN_FILE } from '../../hub/server.ts';
import { deviceHeader, get, pushOne, register } from '../support/hub-laptop.ts';
import { createWorld, until, type World } from '../support/world.ts';

const MIB = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes outside the heap that something still holds. */
function held(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

/** Raw connections, so that a body can be left unfinished. */
class Raw {
  readonly socket: Socket;
  text = '';
  isClosed = false;
  constructor(url: string) {
    this.socket = connect(Number(new URL(url).port), '127.0.0.1');
    this.socket.on('data', (part) => {
      this.text += part.toString('utf8');
    });
    this.socket.on('close', () => {
      this.isClosed = true;
    });
    this.socket.on('error', () => undefined);
  }
}

async function theatre(world: World): Promise<void> {
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
}

/** Begins a body of 8 MiB at every address that takes one from anybody, five at each, and sends the first of it. */
function unfinishedBodies(url: string): readonly Raw[] {
  const paths = [
    '/v1/push',
    '/v1/barrier',
    '/v1/auth/sign-in',
    '/v1/auth/register-device',
    '/v1/auth/refresh',
    '/v1/auth/sign-out',
    '/v1/auth/unlock',
  ];
  const chunk = Buffer.alloc(MIB, 0x61);
  return paths.flatMap((path) =>
    Array.from({ length: 5 }, () => {
      const raw = new Raw(url);
      raw.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${8 * MIB - 10}\r\n\r\n`,
      );
      raw.socket.write(chunk);
      return raw;
    }),
  );
}

test('unfinished bodies without a sign-in are answered before they are read, and held by nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { limits: { bodyIdleMs: 60_000 } } });
  const before = held();
  const raws = unfinishedBodies(world.hub.url);
  await until('each is answered', () => raws.every((raw) => /^HTTP\/1\.1 (401|413)/.test(raw.text)));
  // 35 MiB came in. What is kept of it while connections are open is less than a fifth; buffers that nothing
  // refers to any more are given back by a thread of its own, a moment after the collection.
  await until('less than a fifth is held', () => held() - before < 7 * MIB);
  // Too large a body ends its connection with the answer; the others stay open.
  const open = raws.filter((raw) => raw.text.startsWith('HTTP/1.1 401'));
  expect(open.length).toBeGreaterThan(0);
  expect(open.some((raw) => raw.isClosed)).toBe(false);
  for (const raw of raws) raw.socket.destroy();
});

test('bodies that stop coming end their connections', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { limits: { bodyIdleMs: 500 } } });
  const raws = unfinishedBodies(world.hub.url);
  await until('each is answered', () => raws.every((raw) => /^HTTP\/1\.1 (401|413)/.test(raw.text)));
  await until('each is closed', () => raws.every((raw) => raw.isClosed));
});

test('headers that never end, end the connection', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { limits: { headersMs: 500 } } });
  const raw = new Raw(world.hub.url);
  raw.socket.write('GET /v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  await until('the connection is ended', () => raw.isClosed);
});

test('one origin has only so many connections', async () => {
  await using world = await createWorld(inject('postgresUrl'), { hub: { limits: { connectionsPerOrigin: 5 } } });
  const raws = Array.from({ length: 9 }, () => new Raw(world.hub.url));
  await until('four are ended', () => raws.filter((raw) => raw.isClosed).length === 4);
  raws[0]?.socket.destroy();
  for (const raw of raws.slice(1)) raw.socket.destroy();
  await until(
    'there is room again',
    async () => (await get(world.hub.url, '/v1/health').catch(() => undefined))?.status === 200,
  );
});

test('a signed-in laptop may still push eight megabytes, and no more', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theatre(world);
  const laptop = await register(world.hub.url, 'anna@t');
  const push = (bytes: number): Promise<Response> =>
    fetch(`${world.hub.url}/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...deviceHeader(laptop) },
      body: `{"x":"${'y'.repeat(bytes)}"}`,
    });
  expect((await push(7 * MIB)).status).toBe(400);
  expect((await push(9 * MIB)).status).toBe(413);
});

test('thirty who ask for the digest at once cost one computation, and pushes do not wait behind them', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theatre(world);
  const { url, context } = world.hub;
  const laptop = await register(url, 'anna@t');
  const before = context.reads.computed;
  const asked = Array.from({ length: 30 }, () => get(url, '/v1/digest', laptop.accessToken));
  const pushed = pushOne(url, laptop, laptop.userId, 1, 'no.such', {});
  const answers = await Promise.all(asked);
  expect((await pushed).status).toBe(200);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  // The push changed the theatre in the middle: at most one computation for before, one while it ran, one for after.
  expect(context.reads.computed - before).toBeLessThanOrEqual(3);
  const then = context.reads.computed;
  await get(url, '/v1/digest', laptop.accessToken);
  await get(url, '/v1/digest', laptop.accessToken);
  expect(context.reads.computed - then).toBeLessThanOrEqual(1);
});

test('a shared digest is never older than the question', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theatre(world);
  const laptop = await world.replica('a', 'anna@t');
  await laptop.engine?.syncOnce();
  const rows: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    await laptop.mutate('row.create', { table: 'tags', id: crypto.randomUUID(), values: { name: `t${count}` } });
    await laptop.engine?.syncOnce();
    rows.push((await laptop.client.digests())['tags']?.rows ?? -1);
  }
  expect(rows).toEqual([1, 2, 3]);
});

test('one person does not ask for expensive reads without end', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theatre(world);
  const laptop = await register(world.hub.url, 'anna@t');
  const answers = await Promise.all(
    Array.from({ length: 65 }, () => get(world.hub.url, '/v1/counts', laptop.accessToken)),
  );
  expect(answers.filter(({ status }) => status === 429).length).toBe(5);
  expect(answers.find(({ status }) => status === 429)).toMatchObject({
    code: 'hub.busy',
    body: { details: { seconds: expect.any(Number) } },
  });
});

test('the figures need the secret that lies beside the data, readable by its owner alone', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  await theatre(world);
  const { url } = world.hub;
  const laptop = await register(url, 'anna@t');
  const file = join(world.dir, 'hub', METRICS_TOKEN_FILE);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  const token = readFileSync(file, 'utf8').trim();
  expect((await get(url, '/metrics')).status).toBe(401);
  expect((await get(url, '/metrics', laptop.accessToken)).status).toBe(401);
  const figures = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  expect(figures.status).toBe(200);
  expect(await figures.text()).toContain('offstage_part_up{part="postgres"} 1');
});

test('a secret that a hub had only begun to write when it died, or found its disk full, is made anew', async () => {
  await using world = await createWorld(inject('postgresUrl'));
  const file = join(world.dir, 'hub', METRICS_TOKEN_FILE);
  writeFileSync(file, '');
  const { url } = await world.restartHub();
  const token = readFileSync(file, 'utf8').trim();
  expect((await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});
