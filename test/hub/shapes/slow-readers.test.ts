/** Laptops that read what they asked for slowly, or never: what they may cost the hub, and the others. */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, inject, test } from 'vitest';
import { METRICS_TOKEN_FILE } from '../../../hub/server.ts';
import { must } from '../../../shared/base/asserts.ts';
import { newId } from '../../../shared/base/ids.ts';
import { get, register, type Tokens } from '../../support/hub-laptop.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until, type World } from '../../support/world.ts';

const MIB = 1024 * 1024;
/** More than the system takes off the hub's hands for a reader who does not read. */
const PAGE = 6 * MIB;
/** Answers of one laptop at a time. */
const MOST = 3;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that something still holds, in the heap and beside it. */
function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** A request on a connection of its own, of whose answer the system takes what it will and the reader `bytes` at a time. */
function ask(url: string, path: string, token: string, bytes: number): { readonly socket: Socket; taken: number } {
  const reader = { taken: 0 };
  const socket = connect({
    port: Number(new URL(url).port),
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(bytes),
      callback: (read) => {
        reader.taken += read;
        return false;
      },
    },
  });
  socket.on('error', () => undefined);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  return Object.assign(reader, { socket });
}

/** A figure of the hub's, asked for on a connection that does not stay open. */
async function figure(world: World, name: string): Promise<number> {
  const token = readFileSync(join(world.dir, 'hub', METRICS_TOKEN_FILE), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}`, connection: 'close' };
  const text = await (await fetch(`${world.hub.url}/metrics`, { headers })).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')
      .at(-1) ?? 0,
  );
}

const answering = (world: World): Promise<number> => figure(world, 'offstage_shape_answers');
const catchUps = (world: World): Promise<number> => figure(world, 'offstage_shape_requests_total{kind="catch-up"}');

/** Puts so much into the log of a shape that a page of it is full, and answers the address of that page. */
async function fullPage(world: World, laptop: Tokens): Promise<string> {
  const { url } = world.hub;
  const start = await get(url, '/v1/shapes/tasks?offset=-1', laptop.accessToken);
  const path = `/v1/shapes/tasks?offset=0_inf&handle=${must(start.headers.get('electric-handle'))}`;
  await world.hub.context.database.pool.query(
    `INSERT INTO tasks (id, theater_id, title, description, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'Task ' || n, repeat('word ', 12000), now(), now()
     FROM generate_series(1, $2::int) n`,
    [laptop.theaterId, Math.ceil((1.2 * PAGE) / 60_000)],
  );
  const headers = { authorization: `Bearer ${laptop.accessToken}`, connection: 'close' };
  await until(
    'a page is full',
    async () => (await (await fetch(url + path, { headers })).text()).length > PAGE,
    60_000,
  );
  return path;
}

test('a laptop that never reads has only so many answers on their way, and the others notice nothing', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    shapes: { chunkBytes: PAGE },
    hub: { limits: { answersOfALaptop: MOST } },
  });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  await world.user('t', 'boris@t', 'admin');
  const laptop = await register(world.hub.url, 'anna@t');
  const path = await fullPage(world, laptop);
  const [before, asked] = [held(), await catchUps(world)];
  const count = 4 * MOST;
  const readers = Array.from({ length: count }, () => ask(world.hub.url, path, laptop.accessToken, 1));
  try {
    await until('all have asked', async () => (await catchUps(world)) === asked + count, 60_000);
    await until('only so many are answered', async () => (await answering(world)) === MOST, 60_000);
    await until('no more is kept for them', () => held() - before < 2 * MOST * PAGE, 60_000);
    // Another laptop loads, and what it enters arrives.
    const other = await world.replica('other', 'boris@t');
    await other.engine?.syncOnce();
    await act(other, 'row.create', { table: 'tags', id: newId(), values: { name: 'тем временем' } });
    await other.engine?.syncOnce();
    expect((await world.hub.context.database.pool.query('SELECT 1 FROM tags')).rowCount).toBe(1);
    // And the same laptop, once it reads again: the newest of its requests is answered.
    const whole = await fetch(world.hub.url + path, { headers: { authorization: `Bearer ${laptop.accessToken}` } });
    expect((await whole.text()).length).toBeGreaterThan(PAGE);
  } finally {
    for (const { socket } of readers) socket.destroy();
  }
}, 300_000);

test('a laptop that reads a few bytes a second is hung up on, and what was kept for it is given back', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    shapes: { chunkBytes: PAGE },
    hub: { limits: { idleMs: 15_000 } },
  });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await register(world.hub.url, 'anna@t');
  const path = await fullPage(world, laptop);
  const readers = Array.from({ length: 2 }, () => ask(world.hub.url, path, laptop.accessToken, 20));
  const sips = setInterval(() => {
    for (const { socket } of readers) socket.resume();
  }, 100);
  try {
    await until('all are being answered', async () => (await answering(world)) === readers.length);
    await until('all were hung up on', async () => (await answering(world)) === 0, 60_000);
  } finally {
    clearInterval(sips);
    for (const { socket } of readers) socket.destroy();
  }
});

test('an answer that is on its way ends with the access of who asked for it', async () => {
  await using world = await createWorld(inject('postgresUrl'), { shapes: { chunkBytes: PAGE } });
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const laptop = await register(world.hub.url, 'anna@t');
  const path = await fullPage(world, laptop);
  const reader = ask(world.hub.url, path, laptop.accessToken, 1);
  try {
    await until('it has begun', () => reader.taken > 0);
    expect(await answering(world)).toBe(1);
    await world.hub.context.database.pool.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [
      laptop.deviceId,
    ]);
    await until('it has ended', async () => (await answering(world)) === 0);
  } finally {
    reader.socket.destroy();
  }
});
