/** Laptops that read what they asked for slowly, or never: what they may cost the hub. */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, inject, test, vi } from 'vitest';
import { METRICS_TOKEN_FILE } from '../../../hub/server.ts';
import { AnswerPace } from '../../../hub/shapes/answer-pace.ts';
import { register } from '../../support/hub-laptop.ts';
import { createWorld, until, type World } from '../../support/world.ts';

const MIB = 1024 * 1024;
/** More than the system takes off the hub's hands for a reader who does not read. */
const PAGE = 6 * MIB;
/** Answers of one laptop at a time. */
const MOST = 3;
const PATH = '/v1/shapes/tasks?offset=-1';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that something still holds, in the heap and beside it. */
function held(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

interface Reader {
  readonly socket: Socket;
  taken: number;
}

/** Asks on a connection of its own, and takes one byte of the answer each time that the socket is resumed. */
function ask(url: string, token: string): Reader {
  const reader = { taken: 0 };
  const socket = connect({
    port: Number(new URL(url).port),
    host: '127.0.0.1',
    onread: {
      buffer: Buffer.alloc(1),
      callback: (read) => {
        reader.taken += read;
        return false;
      },
    },
  });
  socket.on('error', () => undefined);
  socket.write(`GET ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  return Object.assign(reader, { socket });
}

/** A figure of the hub's, asked for on a connection that does not stay open. */
async function figure(world: World, name: string): Promise<number> {
  const token = readFileSync(join(world.dir, 'hub', METRICS_TOKEN_FILE), 'utf8').trim();
  const headers = { authorization: `Bearer ${token}`, connection: 'close' };
  const text = await (await fetch(`${world.hub.url}/metrics`, { headers })).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}

const answering = (world: World): Promise<number> => figure(world, 'offstage_shape_answers');
const firsts = (world: World): Promise<number> => figure(world, 'offstage_shape_requests_total{kind="first"}');

/** A theatre whose tasks are one answer of so many bytes. */
async function longAnswer(world: World): Promise<void> {
  const theaterId = await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  await world.hub.context.database.pool.query(
    `INSERT INTO tasks (id, theater_id, title, description, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'Task ' || n, repeat('word ', 100000), now(), now()
     FROM generate_series(1, $2::int) n`,
    [theaterId, Math.ceil(PAGE / 500_000)],
  );
}

test('who takes an answer a byte at a time keeps neither it nor a place for one, and reads it whole once they read', async () => {
  await using world = await createWorld(inject('postgresUrl'), {
    shapes: { chunkBytes: 2 * PAGE },
    // Long enough for a machine that does other things, too; nothing here ends because nothing moves.
    hub: { limits: { answersOfALaptop: MOST, pieceMs: 5000, idleMs: 600_000 } },
  });
  await longAnswer(world);
  const laptop = await register(world.hub.url, 'anna@t');
  const whole = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${laptop.accessToken}`, connection: 'close' };
    return (await (await fetch(world.hub.url + PATH, { headers })).text()).length;
  };
  expect(await whole()).toBeGreaterThan(PAGE);
  const [before, asked] = [held(), await firsts(world)];
  const readers = Array.from({ length: 3 * MOST }, () => ask(world.hub.url, laptop.accessToken));
  const sips = setInterval(() => {
    for (const { socket } of readers) socket.resume();
  }, 100);
  try {
    await until('all have asked', async () => (await firsts(world)) === asked + readers.length, 120_000);
    await until('no more are answered than it may have', async () => (await answering(world)) <= MOST, 120_000);
    await until('the rest is hung up on as well', async () => (await answering(world)) === 0, 120_000);
    await until('nothing is kept of them', () => held() - before < PAGE, 120_000);
    // They went on taking what the system had for them, and none has its answer.
    expect(readers.some(({ taken }) => taken > 0)).toBe(true);
    expect(readers.every(({ taken }) => taken < MIB)).toBe(true);
    expect(await whole()).toBeGreaterThan(PAGE);
  } finally {
    clearInterval(sips);
    for (const { socket } of readers) socket.destroy();
  }
}, 400_000);

test('however long the whole takes: each piece has its time, and what its source takes is not the reader’s fault', async () => {
  vi.useFakeTimers();
  try {
    let stills = 0;
    const pace = new AnswerPace(1000, () => {
      stills += 1;
    });
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(300_000, 1);
      await vi.advanceTimersByTimeAsync(5000);
      yield Buffer.alloc(300_000, 2);
    };
    const payload = pace.payload(source());
    let bytes = 0;
    for await (const piece of payload) {
      bytes += (piece as Buffer).length;
      await vi.advanceTimersByTimeAsync(900);
    }
    expect([bytes, stills]).toEqual([600_000, 0]);
    pace.done();
    await vi.advanceTimersByTimeAsync(5000);
    expect(stills).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('a short answer goes out in one, and its reader is waited for as long as for a piece', async () => {
  vi.useFakeTimers();
  try {
    let stills = 0;
    const pace = new AnswerPace(1000, () => {
      stills += 1;
    });
    expect(pace.payload('[]')).toEqual(Buffer.from('[]'));
    await vi.advanceTimersByTimeAsync(1100);
    expect(stills).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
