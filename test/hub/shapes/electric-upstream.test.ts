/** What a real Electric does that is the hub's trouble and not the laptop's. A fake at the network stands for it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { expect, inject, test } from 'vitest';
import { type HubOptions, type RunningHub, startHub } from '../../../hub/server.ts';
import { isNewer } from '../../../hub/shapes/electric-upstream.ts';
import { runCommand } from '../../support/commands.ts';
import { deviceHeader, get, post, pushOne, register } from '../../support/hub-laptop.ts';
import { createWorld, PASSWORD, until, type World } from '../../support/world.ts';

type Behaviour = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** An Electric that behaves as told. */
class FakeElectric {
  readonly #server: Server;
  requests = 0;
  behave: Behaviour = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'electric-server': 'ElectricSQL/1.7.13' }).end('[]');
  };
  constructor() {
    this.#server = createServer((request, response) => {
      this.requests += 1;
      this.behave(request, response, this.requests);
    });
  }
  async start(): Promise<string> {
    await new Promise<void>((done) => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

interface Scene {
  readonly world: World;
  readonly hub: RunningHub;
  readonly electric: FakeElectric;
  readonly lines: { readonly level: number; readonly msg: string }[];
  readonly token: string;
}

async function withElectric(options: Partial<HubOptions>, play: (scene: Scene) => Promise<void>): Promise<void> {
  await using world = await createWorld(inject('postgresUrl'));
  await world.theater('t');
  await world.user('t', 'anna@t', 'admin');
  const electric = new FakeElectric();
  const lines: { level: number; msg: string }[] = [];
  const log: Logger = pino(
    { level: 'trace' },
    {
      write: (line: string) => {
        lines.push(JSON.parse(line) as { level: number; msg: string });
      },
    },
  );
  const hub = await startHub({
    dataDir: join(world.dir, 'second'),
    port: 0,
    databaseUrl: world.databaseUrl,
    electricUrl: await electric.start(),
    electricSecret: 'geheim',
    upkeep: false,
    log,
    ...options,
  });
  try {
    const { accessToken } = await register(hub.url, 'anna@t');
    await play({ world, hub, electric, lines, token: accessToken });
  } finally {
    await hub.stop();
    electric.stop();
  }
}

const SHAPE = '/v1/shapes/users?offset=-1';
const errors = (lines: Scene['lines']): string[] => lines.filter(({ level }) => level >= 50).map(({ msg }) => msg);

test('a connection that Electric closed without saying so costs nobody anything', () =>
  withElectric({}, async ({ hub, electric, lines, token }) => {
    const calm = electric.behave;
    // As its fifty-first request on a connection: the socket ends, and no answer comes.
    electric.behave = (request, response, count) => {
      if (count % 2 === 1) request.socket.destroy();
      else calm(request, response, count);
    };
    for (let count = 0; count < 10; count += 1) expect((await get(hub.url, SHAPE, token)).status).toBe(200);
    expect(electric.requests).toBe(20);
    expect(errors(lines)).toEqual([]);
  }));

test('while Electric is away pushes are taken, reads say so, and health, figures and the command line name the part', () =>
  withElectric({ metricsToken: 'figures' }, async ({ world, hub, electric }) => {
    const dir = join(world.dir, 'laptop');
    const replica = (...args: readonly string[]): ReturnType<typeof runCommand> =>
      runCommand(['replica', ...args, '--dir', dir], world.dir, PASSWORD);
    const laptop = await register(hub.url, 'anna@t');
    electric.behave = (request) => {
      request.socket.destroy();
    };
    expect(await get(hub.url, SHAPE, laptop.accessToken)).toMatchObject({ status: 503, code: 'shapes.away' });
    expect((await pushOne(hub.url, laptop, laptop.userId, 1, 'no.such', {})).status).toBe(200);
    expect((await post(hub.url, '/v1/barrier', {}, deviceHeader(laptop))).status).toBe(200);
    expect(await get(hub.url, '/v1/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded', parts: { postgres: 'up', shapes: 'away' } },
    });
    const figures = await (await fetch(`${hub.url}/metrics`, { headers: { authorization: 'Bearer figures' } })).text();
    expect(figures).toContain('offstage_part_up{part="postgres"} 1');
    expect(figures).toContain('offstage_part_up{part="shapes"} 0');
    const init = await replica('init', '--hub', hub.url, '--email', 'anna@t', '--timeout', '3');
    expect([init.code, init.stderr]).toEqual([1, expect.stringContaining('no updates come from it')]);
    electric.behave = (_request, response) => {
      response.writeHead(200, { 'electric-server': 'ElectricSQL/1.8.0' }).end('[]');
    };
    expect((await get(hub.url, SHAPE, laptop.accessToken)).status).toBe(200);
    await until('health has looked again', async () => (await get(hub.url, '/v1/health')).body['status'] === 'active');
  }));

test.for([401, 403])(
  'a secret that Electric refuses (%i) is the hub’s trouble: no laptop is told to sign in',
  (status) =>
    withElectric({}, async ({ hub, electric, lines, token }) => {
      electric.behave = (_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"Unauthorized"}');
      };
      for (let count = 0; count < 3; count += 1)
        expect(await get(hub.url, SHAPE, token)).toMatchObject({ status: 503, code: 'shapes.refused' });
      expect(errors(lines)).toEqual(['the sync service refuses the hub: the secret is wrong']);
      expect((await get(hub.url, '/v1/health')).body).toMatchObject({
        status: 'degraded',
        parts: { postgres: 'up', shapes: 'refuses' },
      });
    }),
);

test.for([
  ['warn', 200],
  ['refuse', 503],
] as const)('an Electric that may show torn views: %s', ([whenElectricIsOld, status]) =>
  withElectric({ whenElectricIsOld }, async ({ hub, electric, lines, token }) => {
    electric.behave = (_request, response) => {
      response.writeHead(200, { 'electric-server': 'ElectricSQL/1.7.12' }).end('[]');
    };
    expect((await get(hub.url, SHAPE, token)).status).toBe(status);
    expect((await get(hub.url, SHAPE, token)).status).toBe(status);
    expect(lines.filter(({ msg }) => msg.includes('one table ahead of another'))).toHaveLength(1);
    expect((await get(hub.url, '/v1/health')).body).toMatchObject({ status: 'degraded', parts: { shapes: 'old' } });
  }),
);

test('versions are compared by their numbers', () => {
  expect(
    ['1.7.13', '1.10.0', '2.0.0', '1.7.12', '1.7.12-rc.1', '1.6.99', '0.9.0'].map((version) =>
      isNewer(version, '1.7.12'),
    ),
  ).toEqual([true, true, true, false, false, false, false]);
  expect(isNewer('unknown', '1.7.12')).toBeUndefined();
});

test('a client that leaves writes no error', () =>
  withElectric({}, async ({ hub, electric, lines, token }) => {
    const held: ServerResponse[] = [];
    electric.behave = (_request, response) => {
      held.push(response);
    };
    for (const live of ['', '&live=true']) {
      const gone = new AbortController();
      const asked = fetch(`${hub.url}/v1/shapes/users?offset=0_0&handle=x${live}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: gone.signal,
      });
      await until('the request waits', () => held.length > 0);
      gone.abort();
      await expect(asked).rejects.toThrow();
      await until('the hub has let it go', () =>
        held.every((response) => response.destroyed || response.req.socket.destroyed),
      );
      held.length = 0;
    }
    expect(errors(lines)).toEqual([]);
  }));
