/**
 * A hub on a database of its own, replicas against it, and a network between them that can be cut. Everything is
 * disposed of together.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import pg from 'pg';
import pino from 'pino';
import { Door } from '../../electron/host/door.ts';
import type { HostOptions } from '../../electron/host/host-options.ts';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { openDatabase } from '../../electron/replica/encrypted-database.ts';
import { createTheater, createUser } from '../../hub/admin/theaters.ts';
import { type HubOptions, type RunningHub, startHub } from '../../hub/server.ts';
import type { ShapeServerOptions } from '../../hub/shapes/embedded/shape-server.ts';
import { newId } from '../../shared/base/ids.ts';
import { CHEAP_GUESS, MACHINE_KEY, PASSWORD } from './keys.ts';

export { CHEAP_GUESS, MACHINE_KEY, PASSWORD };

/** A replica's database as a file, beside whoever has it open. */
export async function openFile(dir: string, name = 'replica.sqlite'): Promise<SqliteDatabase.Database> {
  const vault = await new Door({
    dir,
    now: () => new Date(),
    machineKey: MACHINE_KEY,
    password: PASSWORD,
  }).openForReading();
  if (vault === undefined) throw new Error('the replica is sealed');
  return openDatabase(join(dir, name), vault);
}

/** A database that went through all migrations once, for the whole run; see global-setup.ts. */
export const MIGRATED = 'offstage_migrated';

/** A database that is dropped at the end, with its replication slot: a copy of the migrated one, or an empty one. */
export async function createDatabase(
  clusterUrl: string,
  from: 'migrated' | 'empty' = 'migrated',
): Promise<{ readonly url: string; readonly streamId: string; drop(): Promise<void> }> {
  const name = `t_${newId().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}${from === 'migrated' ? ` TEMPLATE ${MIGRATED}` : ''}`);
  return {
    url: clusterUrl.replace(/\/[^/]*$/, `/${name}`),
    streamId: name,
    drop: async () => {
      const mine = 'FROM pg_replication_slots WHERE database = $1';
      try {
        // The server notices a moment later that the hub has gone.
        await until(
          'the replication slot is free',
          async () => (await admin.query(`SELECT 1 ${mine} AND active`, [name])).rowCount === 0,
        );
      } finally {
        // Also where somebody still holds it: the next test needs a slot, and must not fail for what this one left.
        await admin.query(`SELECT pg_terminate_backend(active_pid, 5000) ${mine} AND active`, [name]);
        await admin.query(`SELECT pg_drop_replication_slot(slot_name) ${mine}`, [name]);
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
        await admin.end();
      }
    },
  };
}

/** Requests pass, or fail as a cut cable makes them fail. */
export class Network {
  isUp = true;
  #cut = new AbortController();
  readonly fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    if (!this.isUp) throw new TypeError('the cable is cut');
    const signal =
      init?.signal instanceof AbortSignal ? AbortSignal.any([init.signal, this.#cut.signal]) : this.#cut.signal;
    const response = await fetch(url, { ...init, signal });
    if (!this.isUp) throw new TypeError('the cable was cut');
    return response;
  };
  cut(): void {
    this.isUp = false;
    this.#cut.abort(new TypeError('the cable was cut'));
    this.#cut = new AbortController();
  }
  mend(): void {
    this.isUp = true;
  }
}

export interface World {
  readonly hub: RunningHub;
  readonly dir: string;
  readonly databaseUrl: string;
  theater(code: string): Promise<string>;
  user(theater: string, email: string, role: string): Promise<string>;
  replica(name: string, email: string, options?: Partial<HostOptions>): Promise<ReplicaHost>;
  /** Stops the hub and starts it again on the same data and port. */
  restartHub(): Promise<RunningHub>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function createWorld(
  clusterUrl: string,
  options: { readonly shapes?: Partial<ShapeServerOptions>; readonly hub?: Partial<HubOptions> } = {},
): Promise<World> {
  const database = await createDatabase(clusterUrl);
  const dir = mkdtempSync(join(tmpdir(), 'offstage-world-'));
  const hosts: ReplicaHost[] = [];
  const start = (port: number): Promise<RunningHub> =>
    startHub({
      dataDir: join(dir, 'hub'),
      port,
      databaseUrl: database.url,
      log: pino({ level: 'silent' }),
      shapes: { streamId: database.streamId, longPollMs: 2000, ...options.shapes },
      ...options.hub,
    });
  const clear = async (): Promise<void> => {
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  };
  const state = { hub: await orClear(start(0), clear) };
  return {
    get hub() {
      return state.hub;
    },
    dir,
    databaseUrl: database.url,
    theater: (code) => createTheater(state.hub.context.database, { code, name: `Театр ${code}` }, new Date()),
    user: (theater, email, role) =>
      createUser(
        state.hub.context.database,
        { theater, email, password: PASSWORD, role, firstName: email.split('@')[0] ?? '', lastName: 'Тестов' },
        new Date(),
      ),
    replica: async (name, email, hostOptions) => {
      const host = await ReplicaHost.open({
        dir: join(dir, name),
        create: true,
        machineKey: MACHINE_KEY,
        guessCost: CHEAP_GUESS,
        onError: () => undefined,
        ...hostOptions,
      });
      hosts.push(host);
      if (!host.isSealed && host.sessions.data === undefined)
        await host.signIn({ hubUrl: state.hub.url, email, password: PASSWORD });
      return host;
    },
    restartHub: async () => {
      const port = Number(new URL(state.hub.url).port);
      await state.hub.stop();
      state.hub = await start(port);
      return state.hub;
    },
    [Symbol.asyncDispose]: async () => {
      try {
        for (const host of hosts) await host.close();
      } finally {
        try {
          await state.hub.stop();
        } finally {
          await clear();
        }
      }
    },
  };
}

/** What was begun, or its failure after what stood ready for it has been cleared away. */
export async function orClear<T>(begun: Promise<T>, clear: () => Promise<void>): Promise<T> {
  try {
    return await begun;
  } catch (error) {
    await clear();
    throw error;
  }
}

/** Waits for a condition; the condition's own words say what was missing. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await new Promise((done) => {
      setTimeout(done, 10);
    });
  }
}
