/** The hub's own Postgres is killed under it: everything goes on by itself, or the hub says that it cannot. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { inTransaction } from '../../../hub/database.ts';
import { KEEPER_PACE } from '../../../hub/postgres/keeper.ts';
import { isAlive } from '../../../hub/postgres/processes.ts';
import { newId } from '../../../shared/base/ids.ts';
import { get } from '../../support/hub-laptop.ts';
import { act } from '../../support/stock-room.ts';
import { createWorld, until, type World } from '../../support/world.ts';

/** A world whose hub has a Postgres of its own. */
async function withOwnPostgres(work: (world: World, home: string) => Promise<void>, attempts = 1000): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'offstage-dies-'));
  // Run by root, Postgres is another user, who must be able to come here.
  chmodSync(home, 0o711);
  try {
    await using world = await createWorld(inject('postgresUrl'), {
      hub: {
        dataDir: home,
        databaseUrl: undefined,
        postgresPace: { ...KEEPER_PACE, firstPause: 50, longestPause: 200, attempts },
      },
    });
    await work(world, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const postmasterOf = (home: string): number =>
  Number(readFileSync(join(home, 'postgres', 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Kills Postgres and takes its port, so that it stays away until that is given back. */
async function killAndHoldPort(world: World, home: string): Promise<Server> {
  const port = Number(new URL(world.hub.context.database.url).port);
  const held = (): Promise<Server | undefined> =>
    new Promise((done) => {
      const server = createServer((socket) => socket.destroy());
      server.once('error', () => done(undefined)).listen(port, '127.0.0.1', () => done(server));
    });
  const pid = postmasterOf(home);
  process.kill(pid, 'SIGKILL');
  let server: Server | undefined;
  await until('the port is ours', async () => (server = await held()) !== undefined);
  if (server === undefined) throw new Error('no server');
  return server;
}

const letGo = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
  });

const health = (world: World): ReturnType<typeof get> => get(world.hub.url, '/v1/health');

test('Postgres killed under a running hub is started again: health says so, and laptops go on', {
  timeout: 120_000,
}, async () => {
  await withOwnPostgres(async (world, home) => {
    await world.theater('t');
    for (const name of ['a', 'b']) await world.user('t', `${name}@t`, 'stage_manager');
    const [a, b] = [await world.replica('a', 'a@t'), await world.replica('b', 'b@t')];
    for (const host of [a, b]) await host.engine?.syncOnce();
    for (const host of [a, b]) host.engine?.start();
    const tag = async (name: string): Promise<void> => {
      await act(a, 'row.create', { table: 'tags', id: newId(), values: { name } });
    };
    const heard = (name: string): Promise<void> =>
      until(
        `b hears of ${name}`,
        () => b.replica.reader.prepare('SELECT 1 FROM tags WHERE name = ?').get(name) !== undefined,
        60_000,
      );
    await tag('before');
    await heard('before');
    const killed = postmasterOf(home);
    const url = world.hub.context.database.url;
    const holder: { server?: Server } = {};
    // In the middle of somebody's transaction: nobody listens on that connection between two queries.
    const work = inTransaction(world.hub.context.database.pool, async (client) => {
      await client.query('SELECT 1');
      holder.server = await killAndHoldPort(world, home);
      await until('health says which part is away', async () => (await health(world)).status === 503);
      await client.query('SELECT 1');
    });
    await expect(work).rejects.toThrow();
    await until('health names both parts that are away', async () => {
      const { status, parts } = (await health(world)).body as { status?: string; parts?: Record<string, string> };
      return status === 'database-unreachable' && parts?.['postgres'] === 'away' && parts['shapes'] === 'away';
    });
    await tag('meanwhile');
    if (holder.server !== undefined) await letGo(holder.server);
    await heard('meanwhile');
    await tag('after');
    await heard('after');
    await until('health says that all is well', async () => (await health(world)).body['status'] === 'active');
    expect(world.hub.context.database.url).toBe(url);
    expect(postmasterOf(home)).not.toBe(killed);
  });
});

test('a hub whose Postgres cannot be started again says so, and stops in order', { timeout: 120_000 }, async () => {
  await withOwnPostgres(async (world, home) => {
    const pid = postmasterOf(home);
    const holder = await killAndHoldPort(world, home);
    try {
      expect(await world.hub.lost).toMatchObject({ code: 'hub.database' });
    } finally {
      await letGo(holder);
    }
    await world.hub.stop();
    expect(isAlive(pid)).toBe(false);
  }, 2);
});

test('a hub that is stopped while its Postgres is being started again leaves none behind', {
  timeout: 120_000,
}, async () => {
  await withOwnPostgres(async (world, home) => {
    const file = join(home, 'postgres', 'pgdata', 'postmaster.pid');
    const pid = postmasterOf(home);
    process.kill(pid, 'SIGKILL');
    await until('another one begins', () => {
      try {
        return postmasterOf(home) !== pid;
      } catch {
        // Its file is just being written.
        return false;
      }
    });
    const again = postmasterOf(home);
    await world.hub.stop();
    expect(isAlive(again)).toBe(false);
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });
});

test('a Postgres that its administrator stops waits for no reader of its log', { timeout: 120_000 }, async () => {
  await withOwnPostgres(async (world, home) => {
    await world.theater('t');
    await world.user('t', 'a@t', 'stage_manager');
    const a = await world.replica('a', 'a@t');
    await a.engine?.syncOnce();
    const pid = postmasterOf(home);
    // What `pg_ctl stop -m fast` sends. It ends by itself, or never: nobody sends anything after it.
    process.kill(pid, 'SIGINT');
    await until('the postmaster has ended', () => !isAlive(pid), 20_000);
    // Nothing was confirmed that did not arrive: what is written afterwards reaches who reads the shapes.
    await until('health says that all is well', async () => (await health(world)).body['status'] === 'active');
    await act(a, 'row.create', { table: 'tags', id: newId(), values: { name: 'after' } });
    await until('the hub has it', async () => {
      await a.engine?.syncOnce();
      return a.replica.reader.prepare('SELECT 1 FROM outbox').get() === undefined;
    });
  });
});
