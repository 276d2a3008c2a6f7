/**
 * A change on its way from one person's window to another's, and at each station a fault: something throws there once,
 * hangs, or the process dies there. Everything goes on by itself: laptops and hub agree, what was acknowledged took effect
 * exactly once, nothing is left in an outbox, and the other window shows it. A push tries every station with one fault or
 * two, any `RUNS=…` with all three.
 */
import { Worker } from 'node:worker_threads';
import { afterAll, beforeEach, expect, inject, test } from 'vitest';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import type { ReaderData } from '../../electron/queries/reader-messages.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { createTheater, createUser } from '../../hub/admin/theaters.ts';
import { faults, type FaultPoint as HubPoint, type Station as HubStation } from '../../hub/fault-points.ts';
import { newId } from '../../shared/base/ids.ts';
import { recordList } from '../../shared/features/records/queries.ts';
import type { RecordList } from '../../shared/ipc/views.ts';
import { sampled } from '../support/effort.ts';
import { PASSWORD } from '../support/keys.ts';
import { hang, MortalHub, MortalLaptop, waitFor } from '../support/mortals.ts';
import { type StockRoom, stockRoom } from '../support/stock-room.ts';
import { until } from '../support/world.ts';

/** From Olga's window to Boris's (docs/architecture.md, «How a change travels»). */
const stations = [
  'mutation in the window',
  'replica process',
  'outbox commit',
  'journal',
  'push request',
  'hub door',
  'apply transaction',
  'commit',
  'acknowledgement',
  'replication stream',
  'shape log append',
  'shape answer',
  'catch-up',
  'apply in replica',
  'live query',
  'window',
] as const;
type Station = (typeof stations)[number];
const kinds = ['throws', 'hangs', 'dies'] as const;
type Kind = (typeof kinds)[number];

/** Where it happens, and that it has. */
interface Scene {
  readonly hub: MortalHub;
  readonly olga: MortalLaptop;
  readonly boris: MortalLaptop;
  /** True once: the fault happens now. */
  strike(): boolean;
  /** Begins the next life of whoever has just died. */
  revive(mortal: MortalHub | MortalLaptop): void;
}
type Fault = (scene: Scene) => void | Promise<void>;

const full = (): Error => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
const sqliteFull = (): Error => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

/** A disk that does not answer holds up the whole process. */
function stall(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
}

const die = ({ revive }: Scene, mortal: MortalHub | MortalLaptop): void => {
  mortal.kill();
  revive(mortal);
};

/** At a station of the hub where it waits for others anyway. */
function during(station: HubStation, kind: Kind): Fault {
  return (scene) => {
    faults.during = async (reached) => {
      if (reached !== station || !scene.strike()) return;
      if (kind === 'throws') throw new Error('something is broken');
      if (kind === 'dies') die(scene, scene.hub);
      await hang();
    };
  };
}

function atHubPoint(point: HubPoint, strike: (scene: Scene) => void): Fault {
  return (scene) => {
    faults.at = (reached) => {
      if (reached === point && scene.strike()) strike(scene);
    };
  };
}

/** At the commit of a mutation, or of what came down. */
function atCommit(whose: 'olga' | 'boris', point: 'before' | 'after', strike: (scene: Scene) => void): Fault {
  return (scene) => {
    const state = { isMutation: false };
    const laptop = scene[whose];
    laptop.atPoint = (reached) => {
      if (reached === 'journal.appended') state.isMutation = true;
      const isIt = reached === `commit.${point}` && state.isMutation === (whose === 'olga');
      if (reached === 'commit.after') state.isMutation = false;
      if (isIt && scene.strike()) strike(scene);
    };
  };
}

function atJournal(point: 'appending' | 'appended', strike: (scene: Scene) => void): Fault {
  return (scene) => {
    scene.olga.atPoint = (reached) => {
      if (reached === `journal.${point}` && scene.strike()) strike(scene);
    };
  };
}

type Wire = (scene: Scene, send: () => Promise<Response>, signal: AbortSignal | null | undefined) => Promise<Response>;

const isPush = (url: string, init: RequestInit): boolean =>
  url.endsWith('/v1/push') && String(init.body).includes('"sequence"');
const isCatchUp = (url: string): boolean => /\/v1\/shapes\/inventory_(items|history|stock)\?/.test(url);

function onWire(whose: 'olga' | 'boris', isIt: (url: string, init: RequestInit) => boolean, fault: Wire): Fault {
  return (scene) => {
    scene[whose].onWire = (url, init, pass) =>
      isIt(url, init) && scene.strike() ? fault(scene, () => pass(url, init), init.signal) : pass(url, init);
  };
}

const aborted = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_done, fail) => {
    signal?.addEventListener('abort', () => fail(new TypeError('aborted')), { once: true });
  });

/** An answer of which half comes. */
async function half(
  response: Response,
  then: (controller: ReadableStreamDefaultController) => void,
): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.slice(0, Math.floor(bytes.length / 2)));
      then(controller);
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

const broken: Wire = async (_scene, send) =>
  half(await send(), (controller) => controller.error(new TypeError('the connection broke')));
const stuck: Wire = async (_scene, send, signal) =>
  half(await send(), (controller) => void aborted(signal).catch((error: unknown) => controller.error(error)));

const FAILING_COMMIT = `CREATE SEQUENCE struck;
  CREATE FUNCTION strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('struck') = 1 THEN HOW; END IF; RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER zz_strike AFTER INSERT ON inventory_history DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION strike()`;

/** In Postgres, when it commits: once, which a rollback does not undo. */
function inCommit(how: string): Fault {
  return async (scene) => {
    const { pool } = scene.hub.running.context.database;
    await pool.query(FAILING_COMMIT.replace('HOW', how));
    scene.strike();
  };
}

/** Boris's live query asks its thread: once something else happens. */
function onRead(fault: (scene: Scene) => Promise<never> | undefined): Fault {
  return (scene) => {
    const { host } = scene.boris;
    const ask = host.ask.bind(host);
    host.ask = (...question) => {
      host.ask = ask;
      return (scene.strike() ? fault(scene) : undefined) ?? ask(...question);
    };
  };
}

/** Boris's reading thread. */
const reader = { worker: undefined as Worker | undefined, isStuck: false };
const ENTRY = new URL('../../electron/queries/reader-worker.ts', import.meta.url);
/** Is there, takes every question and answers none. */
const STUCK =
  "const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => undefined); parentPort.postMessage({ kind: 'ready' })";
function newReader(workerData: ReaderData): Worker {
  reader.worker = reader.isStuck ? new Worker(STUCK, { eval: true }) : new Worker(ENTRY, { workerData });
  reader.isStuck = false;
  return reader.worker;
}

/** Rows on their way to Boris's window. */
function onRows(fault: (scene: Scene, pass: () => void) => void): Fault {
  return (scene) => {
    scene.boris.window.onTake = (frame, pass) => {
      const isRows = 'event' in frame && (frame.event === 'rows' || frame.event === 'patch');
      if (isRows && scene.strike()) fault(scene, pass);
      else pass();
    };
  };
}

const table: Readonly<Record<Station, Readonly<Record<Kind, Fault>>>> = {
  'mutation in the window': {
    throws: ({ olga, strike }) => {
      olga.window.onSend = ({ method }, pass) => {
        if (method === 'mutate' && strike()) throw new Error('the frame cannot be copied');
        pass();
      };
    },
    hangs: ({ olga, strike }) => {
      olga.window.onSend = ({ method }, pass) => {
        if (method !== 'mutate' || !strike()) pass();
      };
    },
    dies: ({ olga, strike }) => {
      olga.window.onSend = ({ method }, pass) => {
        pass();
        if (method === 'mutate' && strike()) void look(olga);
      };
    },
  },
  'replica process': {
    throws: (scene) => onMutate(scene, () => Promise.reject(new Error('something is broken'))),
    hangs: (scene) => onMutate(scene, hang),
    dies: (scene) =>
      onMutate(scene, () => {
        die(scene, scene.olga);
        return hang();
      }),
  },
  'outbox commit': {
    throws: atCommit('olga', 'before', () => {
      throw sqliteFull();
    }),
    hangs: atCommit('olga', 'before', stall),
    dies: atCommit('olga', 'after', (scene) => die(scene, scene.olga)),
  },
  journal: {
    throws: atJournal('appending', () => {
      throw full();
    }),
    hangs: atJournal('appending', stall),
    dies: atJournal('appended', (scene) => die(scene, scene.olga)),
  },
  'push request': {
    throws: onWire('olga', isPush, () => Promise.reject(new TypeError('the cable was cut'))),
    hangs: onWire('olga', isPush, (_scene, _send, signal) => aborted(signal)),
    dies: onWire('olga', isPush, (scene, send) => {
      const sent = send();
      die(scene, scene.olga);
      return sent;
    }),
  },
  'hub door': {
    throws: during('push.arrived', 'throws'),
    hangs: during('push.arrived', 'hangs'),
    dies: during('push.arrived', 'dies'),
  },
  'apply transaction': {
    throws: during('push.applied', 'throws'),
    hangs: during('push.applied', 'hangs'),
    dies: during('push.applied', 'dies'),
  },
  commit: {
    throws: inCommit("RAISE EXCEPTION 'no' USING ERRCODE = '40001'"),
    hangs: inCommit('PERFORM pg_sleep(20)'),
    dies: inCommit('PERFORM pg_terminate_backend(pg_backend_pid())'),
  },
  acknowledgement: {
    throws: onWire('olga', isPush, broken),
    hangs: onWire('olga', isPush, stuck),
    dies: during('push.committed', 'dies'),
  },
  'replication stream': {
    throws: during('stream.received', 'throws'),
    hangs: during('stream.received', 'hangs'),
    dies: during('stream.received', 'dies'),
  },
  'shape log append': {
    throws: atHubPoint('shapes.append', () => {
      throw full();
    }),
    hangs: atHubPoint('shapes.append', stall),
    dies: atHubPoint('shapes.appended', (scene) => die(scene, scene.hub)),
  },
  'shape answer': {
    throws: onShapes(() => Promise.reject(new Error('something is broken'))),
    hangs: onShapes(hang),
    dies: onShapes((scene) => {
      die(scene, scene.hub);
      return hang();
    }),
  },
  'catch-up': {
    throws: onWire('boris', isCatchUp, broken),
    hangs: onWire('boris', isCatchUp, stuck),
    dies: onWire('boris', isCatchUp, async (scene, send) => {
      await send();
      die(scene, scene.boris);
      return hang();
    }),
  },
  'apply in replica': {
    throws: atCommit('boris', 'before', () => {
      throw sqliteFull();
    }),
    hangs: atCommit('boris', 'before', stall),
    dies: atCommit('boris', 'before', (scene) => die(scene, scene.boris)),
  },
  'live query': {
    throws: onRead(() => Promise.reject(new Error('something is broken'))),
    hangs: onRead(() => {
      reader.isStuck = true;
      void reader.worker?.terminate();
      return undefined;
    }),
    dies: onRead(() => void reader.worker?.terminate()),
  },
  window: {
    throws: onRows(() => {
      throw new Error('the link has just closed');
    }),
    hangs: onRows((_scene, pass) => {
      stall();
      pass();
    }),
    dies: onRows(({ boris }) => void look(boris)),
  },
};

/** The shape server's answer to somebody who catches up. */
const shapes: { fault: (query: URLSearchParams) => Promise<undefined> } = { fault: () => Promise.resolve(undefined) };
function onShapes(fault: (scene: Scene) => Promise<never>): Fault {
  return (scene) => {
    shapes.fault = async (query) => {
      if (query.get('table') === 'inventory_history' && query.get('live') === null && scene.strike())
        await fault(scene);
      return undefined;
    };
  };
}

function onMutate(scene: Scene, fault: () => Promise<never>): void {
  const { host } = scene.olga;
  const mutate = host.mutate.bind(host);
  host.mutate = (...request) => {
    host.mutate = mutate;
    return scene.strike() ? fault() : mutate(...request);
  };
}

interface Stage {
  readonly hub: MortalHub;
  readonly olga: MortalLaptop;
  readonly boris: MortalLaptop;
  readonly theaterId: string;
  readonly room: StockRoom;
}

/** What each laptop's window shows: things and how many there are. */
const shown = new Map<MortalLaptop, string>();
const listed = (rows: readonly { readonly id: string; readonly quantity: unknown }[]): string =>
  rows
    .map(({ id, quantity }) => `${id} ${Number(quantity)}`)
    .toSorted()
    .join('\n');

/** Somebody opens a window, which takes the place of the one before, and looks at the things. */
async function look(laptop: MortalLaptop): Promise<void> {
  const { connection } = await laptop.open();
  connection.subscribe(
    recordList,
    { table: 'inventory_items', text: '', offset: 0, limit: 100 },
    {
      onAnswer: ({ rows }: RecordList) => {
        shown.set(laptop, listed(rows.map(({ id, values }) => ({ id, quantity: values['quantity'] }))));
      },
      onFailure: () => undefined,
    },
  );
}

async function setStage(): Promise<Stage> {
  waitFor(Infinity);
  const hub = await MortalHub.begin(inject('postgresUrl'), {
    shapes: { fault: (query) => shapes.fault(query) },
  });
  const { database } = hub.running.context;
  const theaterId = await createTheater(database, { code: 'table', name: 'Театр' }, new Date());
  for (const name of ['olga', 'boris'])
    await createUser(
      database,
      {
        theater: 'table',
        email: `${name}@table`,
        password: PASSWORD,
        role: 'warehouse_manager',
        firstName: name,
        lastName: 'Т',
      },
      new Date(),
    );
  const olga = new MortalLaptop('olga', hub);
  const boris = new MortalLaptop('boris', hub, { reader: newReader });
  for (const laptop of [olga, boris]) {
    await laptop.live(`${laptop.name}@table`);
    await laptop.host.engine?.syncOnce();
  }
  const room = await olga.run(() => stockRoom(olga.host, 1, 2));
  for (const laptop of [olga, boris]) {
    await laptop.host.engine?.syncOnce();
    await look(laptop);
  }
  const startedAt = performance.now();
  await olga.host.engine?.syncOnce();
  waitFor(performance.now() - startedAt);
  return { hub, olga, boris, theaterId, room };
}

const stage: { now: Stage | undefined; isBroken: boolean } = { now: undefined, isBroken: false };

async function clearStage(): Promise<void> {
  const { now } = stage;
  stage.now = undefined;
  if (now === undefined) return;
  await now.olga.end();
  await now.boris.end();
  await now.hub.end();
}

/** Somebody takes one more thing in, and presses again until they are told that it is saved. */
async function receive({ room }: Stage, laptop: MortalLaptop, itemId: string): Promise<string> {
  const id = newId();
  const args = { itemId, locationId: room.shelves[0], quantity: 1, comment: id };
  await until(
    `${laptop.name} is told that it is saved`,
    async () => {
      const answer = laptop.window.connection.request('mutate', { name: 'inventory.receive', args, id });
      const outcome = (await answer.catch(() => ({ ok: 'not known' }))) as { readonly ok: unknown };
      if (outcome.ok === false) throw new Error(`refused: ${JSON.stringify(outcome)}`);
      return outcome.ok === true;
    },
    60_000,
  );
  return id;
}

function undoFaults({ olga, boris }: Stage): void {
  faults.at = () => undefined;
  faults.during = () => Promise.resolve();
  shapes.fault = () => Promise.resolve(undefined);
  for (const laptop of [olga, boris]) {
    laptop.atPoint = () => undefined;
    laptop.onWire = (url, init, pass) => pass(url, init);
    laptop.window.onSend = (_frame, pass) => pass();
    laptop.window.onTake = (_frame, pass) => pass();
  }
}

beforeEach(async () => {
  // One that a failure left behind proves nothing more.
  if (stage.isBroken) await clearStage();
  stage.now ??= await setStage();
  stage.isBroken = true;
}, 300_000);

afterAll(clearStage, 120_000);

const cases = stations.flatMap((station) => kinds.map((kind) => [station, kind] as const));

test.for(sampled(cases, 24))(
  '%s %s: both sides agree, and nothing is lost',
  { timeout: 240_000 },
  async ([station, kind]) => {
    const now = stage.now ?? (await setStage());
    const { hub, olga, boris, theaterId, room } = now;
    const [first = '', second = ''] = room.items;
    const struck = { times: 0 };
    const revivals: Promise<void>[] = [];
    await table[station][kind]({
      hub,
      olga,
      boris,
      strike: () => struck.times++ === 0,
      revive: (mortal) => {
        revivals.push(new Promise<void>((done) => setTimeout(done, 50)).then(() => mortal.live()));
      },
    });
    const saved = [
      ...(await Promise.all([receive(now, olga, first), receive(now, boris, second)])),
      await receive(now, olga, second),
    ];
    await until('the fault has happened', () => struck.times > 0, 60_000);
    await until('whoever died lives again', async () => (await Promise.all(revivals)).length === revivals.length);
    const { pool } = hub.running.context.database;
    // Nobody helps: neither a sync that is asked for, nor a window that is opened again.
    await until(
      'both windows show what the hub holds, and everything that was saved',
      async () => {
        const { rows } = await pool.query<{ id: string; quantity: number }>('SELECT id, quantity FROM inventory_items');
        const { rows: known } = await pool.query<{ comment: string }>('SELECT comment FROM inventory_history');
        const taken = new Set(known.map(({ comment }) => comment));
        return (
          saved.every((id) => taken.has(id)) &&
          [olga, boris].every((laptop) => shown.get(laptop) === listed(rows)) &&
          [olga, boris].every(({ host }) => pendingCount(host.replica) === 0)
        );
      },
      120_000,
    );
    const { rows } = await pool.query<{ comment: string; times: string }>(
      'SELECT comment, count(*) AS times FROM inventory_history WHERE comment = ANY($1) GROUP BY comment',
      [saved],
    );
    expect(rows.map(({ times }) => times)).toEqual(saved.map(() => '1'));
    undoFaults(now);
    await pool.query('DROP FUNCTION IF EXISTS strike CASCADE; DROP SEQUENCE IF EXISTS struck');
    const digest = await hubDigest(hub.running.context.database, theaterId);
    for (const { host, name } of [olga, boris]) {
      await host.engine?.syncOnce();
      expect(await replicaDigest(host.replica), name).toEqual(digest);
    }
    stage.isBroken = false;
  },
);
