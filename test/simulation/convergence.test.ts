/**
 * Random mutations on three replicas with random disconnections, restarts and forced refetches end in equal digests.
 * A failing seed prints its own replay command: SEED=n npx vitest run test/simulation/convergence.test.ts
 */

import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ReplicaHost } from '../../electron/host/replica-host.ts';
import { pendingCount } from '../../electron/outbox/outbox.ts';
import { replicaDigest } from '../../electron/replica/replica-digest.ts';
import { backupHub } from '../../hub/admin/backup.ts';
import { hubDigest } from '../../hub/admin/digest.ts';
import { purgeTheater } from '../../hub/admin/purge.ts';
import { restoreHub } from '../../hub/admin/restore.ts';
import { integrityReport } from '../../shared/rules/integrity.ts';
import { eveningRoom } from '../support/evening-room.ts';
import { act, stockRoom } from '../support/stock-room.ts';
import { tourRoom } from '../support/tour-room.ts';
import { CHEAP_GUESS, createWorld, MACHINE_KEY, Network, PASSWORD, until, type World } from '../support/world.ts';
import { BOOKING_LABELS, labelOf } from './booking-acts.ts';
import { checkPacking } from './packing-invariant.ts';
import { actAnywhere, type Random, randomAct, seeded } from './random-world.ts';
import { forgetSteps, noteStep } from './transport-acts.ts';

const REPLAYED = process.env['SEED'];
const GROUP = 25;
/**
 * A push runs a sixth of the seeds, to end in time on two cores; before a release and at night all of them and more:
 * SEEDS=300 npx vitest run test/simulation.
 * The seeds of a group follow each other on one theatre and one fleet, so that a run starts from what the last one
 * left; a replay runs its group up to it.
 */
const SEEDS = Array.from({ length: Number(REPLAYED ?? process.env['SEEDS'] ?? 50) }, (_, index) => index + 1).filter(
  (seed) => REPLAYED === undefined || Math.floor((seed - 1) / GROUP) === Math.floor((Number(REPLAYED) - 1) / GROUP),
);
const STEPS = 45;
/**
 * How long all may take until nothing is under way. After a hub that was put back three laptops offer everything again
 * and fetch eighty tables: seconds, and minutes where other work holds the machine.
 */
const QUIET_MS = 240_000;

/** Acts on any table, deletions and restores among them. People stay, so that somebody is left to act. */
const ANYWHERE = [
  'row.create',
  'row.create',
  'row.update',
  'row.delete',
  'row.delete',
  'deletion.restore',
  'deletion.restore',
  'time.submit',
  'time.approve',
];

interface Laptop {
  host: ReplicaHost;
  readonly network: Network;
  readonly dir: string;
  hasCopy: boolean;
  /** Ids of settlements that passed here. */
  readonly settled: string[];
}
const state: { world: World | undefined } = { world: undefined };
const tally = {
  mutations: 0,
  refusedHere: 0,
  refusedByHub: 0,
  conflicts: 0,
  restarts: 0,
  cuts: 0,
  refetches: 0,
  deletions: 0,
  restores: 0,
  purged: 0,
  putBack: 0,
  poisoned: 0,
  parked: 0,
  hubRestores: 0,
};
const reasons = new Map<string, number>();
/** How often each mutation was done on a laptop. */
const done = new Map<string, number>();
/** What people do on an evening and before it; each kind must have been done. */
const EVENING = [
  'passport',
  'runSheet',
  'scene',
  'schedule',
  'show',
  'report',
  'checklist',
  'variant',
  'note',
  'packing',
  'transport',
];
const doneOf = (kind: string): number =>
  [...done].reduce((sum, [name, times]) => (name.startsWith(`${kind}.`) ? sum + times : sum), 0);

beforeAll(async () => {
  state.world = await createWorld(inject('postgresUrl'));
});
afterAll(async () => {
  await state.world?.[Symbol.asyncDispose]();
  process.stdout.write(
    `simulation: ${SEEDS.length} seeds, ${JSON.stringify(tally)}, refused here: ${[...reasons]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 8)
      .map(([code, count]) => `${code} ${count}`)
      .join(', ')}, done: ${EVENING.map((kind) => `${kind} ${doneOf(kind)}`).join(', ')}, ${BOOKING_LABELS.map(
      (label) => `${label} ${done.get(label) ?? 0}`,
    ).join(', ')}, of trucks: ${[...done]
      .filter(([name]) => name.startsWith('transport.'))
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}\n`,
  );
});

async function open(laptop: Pick<Laptop, 'dir' | 'network'>, random: Random): Promise<ReplicaHost> {
  return ReplicaHost.open({
    dir: laptop.dir,
    create: true,
    machineKey: MACHINE_KEY,
    guessCost: CHEAP_GUESS,
    fetch: laptop.network.fetch,
    newId: () => random.id(),
    random: () => random.next(),
    onError: () => undefined,
  });
}

async function laptops(
  world: World,
  seed: number,
  random: Random,
): Promise<{ readonly theaterId: string; readonly fleet: Laptop[] }> {
  const theaterId = await world.theater(`s${seed}`);
  const fleet: Laptop[] = [];
  for (const name of ['a', 'b', 'c']) {
    const email = `${name}@s${seed}`;
    await world.user(`s${seed}`, email, name === 'c' ? 'storekeeper' : 'stage_manager');
    const network = new Network();
    const dir = join(world.dir, `s${seed}-${name}`);
    const host = await open({ dir, network }, random);
    await host.signIn({ hubUrl: world.hub.url, email, password: PASSWORD });
    host.engine?.start();
    await host.engine?.syncOnce();
    if (name === 'a') {
      await stockRoom(host, 3, 6);
      await act(host, 'count.create', {
        id: random.id(),
        name: 'Подсчёт',
        locationId: host.replica.reader
          .prepare<[], { id: string }>('SELECT id FROM inventory_locations WHERE parent_id IS NULL')
          .get()?.id,
        isBlind: false,
      });
      await host.engine?.syncOnce();
    }
    fleet.push({ host, network, dir, hasCopy: false, settled: [] });
  }
  const [planner] = fleet;
  if (planner !== undefined) {
    await planner.host.engine?.syncOnce();
    await eveningRoom(planner.host);
    await tourRoom(planner.host);
    await planner.host.engine?.syncOnce();
  }
  return { theaterId, fleet };
}

async function step(world: World, random: Random, laptop: Laptop, theaterId: string): Promise<void> {
  const dice = random.next();
  if (dice < 0.06) {
    tally.cuts += 1;
    laptop.network.cut();
  } else if (dice < 0.14) {
    laptop.network.mend();
    laptop.host.engine?.retryNow();
  } else if (dice < 0.17) {
    tally.restarts += 1;
    await laptop.host.close();
    laptop.host = await open(laptop, random);
    laptop.host.engine?.start();
  } else if (dice < 0.18) {
    tally.refetches += 1;
    world.hub.shapes?.registry.rotateTable('inventory_items');
  } else if (dice < 0.19) {
    // Whatever is in the trash now is due: the clock of the purge runs ahead.
    const purged = await purgeTheater(
      world.hub.context.database,
      theaterId,
      new Date(Date.now() + 60_000).toISOString(),
    );
    tally.purged += purged.erases.reduce((sum, { ids }) => sum + ids.length, 0);
  } else if (dice < 0.202) {
    await copyOrPutBack(laptop, random);
  } else if (dice < 0.208) {
    await poison(laptop);
  } else if (dice < 0.213) {
    await backUpOrRestore(world, theaterId);
  } else {
    const look = (sql: string): Record<string, unknown>[] =>
      laptop.host.replica.reader.prepare<[], Record<string, unknown>>(sql).all();
    const { name, args } =
      random.next() < 0.25
        ? actAnywhere(random, look, random.pick(ANYWHERE) ?? 'row.update')
        : randomAct(random, look, laptop);
    const id = random.id();
    const outcome = await laptop.host.mutate(name, args, id);
    tally.mutations += 1;
    if (outcome.ok) {
      const label = labelOf({ name, args });
      done.set(label, (done.get(label) ?? 0) + 1);
      noteStep({ name, args }, id);
      if (name === 'booking.settle') laptop.settled.push(outcome.value.id);
      if (name === 'row.delete') tally.deletions += 1;
      if (name === 'deletion.restore') tally.restores += 1;
    } else {
      tally.refusedHere += 1;
      reasons.set(outcome.error.code, (reasons.get(outcome.error.code) ?? 0) + 1);
    }
  }
  if (random.next() < 0.25)
    await new Promise((done) => {
      setTimeout(done, random.below(8));
    });
}

/** What proves who somebody is lies beside the replica and is never older than the last sign-in. */
const PROOFS = ['session.json', 'device.json'];

/** A laptop's disk is copied, and some day put back: what it entered and sent in between is news to it then. */
async function copyOrPutBack(laptop: Laptop, random: Random): Promise<void> {
  const copy = `${laptop.dir}-copy`;
  await laptop.host.close();
  if (laptop.hasCopy) {
    for (const file of PROOFS) if (existsSync(join(laptop.dir, file))) cpSync(join(laptop.dir, file), join(copy, file));
    rmSync(laptop.dir, { recursive: true });
    cpSync(copy, laptop.dir, { recursive: true });
    rmSync(copy, { recursive: true });
    tally.putBack += 1;
  } else cpSync(laptop.dir, copy, { recursive: true });
  laptop.hasCopy = !laptop.hasCopy;
  laptop.host = await open(laptop, random);
  laptop.host.engine?.start();
}

/** The hub's data is backed up, and some day put back beside laptops that go on working. */
async function backUpOrRestore(world: World, theaterId: string): Promise<void> {
  const { database } = world.hub.context;
  const file = join(world.dir, `${theaterId}.backup`);
  if (!existsSync(file)) {
    await backupHub(database, file, new Date(), theaterId);
    return;
  }
  try {
    await restoreHub(database, file);
    rmSync(file);
    tally.hubRestores += 1;
  } catch (error) {
    // It met somebody else's transaction, nothing has changed, and an administrator would try again.
    if (!(error instanceof pg.DatabaseError) || error.code !== '40P01') throw error;
  }
}

/** Something waits that no hub can read: as an earlier version might have let it in. */
async function poison(laptop: Laptop): Promise<void> {
  await laptop.host.replica.write('full', (tx) => {
    tally.poisoned += tx
      .prepare(`UPDATE outbox SET args = '{"__proto__":{"a":1}}' WHERE sequence = (SELECT max(sequence) FROM outbox)`)
      .run().changes;
  });
}

async function run(world: World, seed: number, theaterId: string, fleet: Laptop[]): Promise<void> {
  const random = seeded(seed);
  for (let index = 0; index < STEPS; index += 1) {
    const laptop = random.pick(fleet);
    if (laptop !== undefined) await step(world, random, laptop, theaterId);
  }
  for (const { network, host } of fleet) {
    if (network.isUp) continue;
    network.mend();
    host.engine?.retryNow();
  }
  for (const { host } of fleet) await untilQuiet(host);
  for (const { host } of fleet) await host.engine?.syncOnce();
  const hub = await hubDigest(world.hub.context.database, theaterId);
  for (const { host } of fleet) {
    expect(pendingCount(host.replica)).toBe(0);
    expect(await replicaDigest(host.replica)).toEqual(hub);
  }
  await checkLedger(world, theaterId);
  for (const { host } of fleet) {
    checkPacking(host.replica);
    const report = await integrityReport(
      (sql) => Promise.resolve(host.replica.reader.prepare<[], Record<string, unknown>>(sql).all()),
      { database: 'sqlite', now: new Date() },
    );
    expect(report.findings).toEqual([]);
  }
}

/** Waits until nothing is pending; on failure says in which state the laptop was stuck. */
async function untilQuiet(host: ReplicaHost): Promise<void> {
  await until(
    'the outbox is empty',
    () => pendingCount(host.replica) === 0 && host.engine?.state.name === 'live',
    QUIET_MS,
  ).catch((error: unknown) => {
    throw new Error(
      `${pendingCount(host.replica)} pending, ${JSON.stringify(host.engine?.state)}, ${JSON.stringify(host.engine?.uplink)}`,
      { cause: error },
    );
  });
}

async function closeAll(fleet: readonly Laptop[]): Promise<void> {
  for (const { host, dir } of fleet) {
    await host.close();
    for (const place of [dir, `${dir}-copy`]) rmSync(place, { recursive: true, force: true });
  }
}

/** Promise 4: sums of the ledger equal stock, stock equals quantity. */
async function checkLedger(world: World, theaterId: string): Promise<void> {
  const { rows } = await world.hub.context.database.pool.query(
    `SELECT i.id FROM inventory_items i WHERE i.theater_id = $1 AND (i.quantity <> coalesce((SELECT sum(s.quantity) FROM inventory_stock s WHERE s.item_id = i.id), 0)
       OR i.quantity <> coalesce((SELECT sum((h.to_location_id IS NOT NULL)::int * h.quantity - (h.from_location_id IS NOT NULL)::int * h.quantity) FROM inventory_history h WHERE h.item_id = i.id), 0))`,
    [theaterId],
  );
  expect(rows).toEqual([]);
  await checkTourStock(world, theaterId);
}

/**
 * What stands at a tour's place is what went out with it and has not come back, wherever nobody moved it by hand; and
 * nothing came back that never went.
 */
async function checkTourStock(world: World, theaterId: string): Promise<void> {
  const { rows } = await world.hub.context.database.pool.query(
    `SELECT * FROM (SELECT t.id, h.item_id,
          sum(CASE WHEN h.movement_type NOT IN ('tour_out', 'tour_in') THEN 0 WHEN h.to_location_id = t.place_id THEN h.quantity ELSE -h.quantity END) AS gone,
          count(*) FILTER (WHERE h.movement_type NOT IN ('tour_out', 'tour_in')) AS others,
          coalesce((SELECT s.quantity FROM inventory_stock s WHERE s.item_id = h.item_id AND s.location_id = t.place_id), 0) AS there
        FROM tours t JOIN inventory_history h ON t.place_id IN (h.from_location_id, h.to_location_id)
        WHERE t.theater_id = $1 GROUP BY t.id, t.place_id, h.item_id) AS each
      WHERE gone < 0 OR (others = 0 AND there <> gone)`,
    [theaterId],
  );
  expect(rows).toEqual([]);
}

/** A run that hangs is a failing run: it must name its seed. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      work,
      new Promise<never>((_, fail) => {
        timer = setTimeout(() => fail(new Error(`not finished within ${milliseconds} ms`)), milliseconds);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

for (let start = 0; start < SEEDS.length; start += GROUP) {
  const group = SEEDS.slice(start, start + GROUP);
  test(`seeds ${group[0]}–${group.at(-1)} converge`, async () => {
    if (state.world === undefined) throw new Error('no world');
    const [first = 0] = group;
    forgetSteps();
    const { theaterId, fleet } = await laptops(state.world, first, seeded(first * 7919));
    try {
      for (const seed of group) {
        try {
          await within(2 * QUIET_MS, run(state.world, seed, theaterId, fleet));
        } catch (error) {
          process.stderr.write(
            `seed ${seed} failed; replay: SEED=${seed} npx vitest run test/simulation/convergence.test.ts\n`,
          );
          throw error;
        }
      }
    } finally {
      await Promise.race([
        closeAll(fleet),
        new Promise((done) => {
          setTimeout(done, 5000);
        }),
      ]);
    }
  }, 1_200_000);
}

test('the runs were not vacuous', async () => {
  const pool = state.world?.hub.context.database.pool;
  tally.refusedByHub = Number((await pool?.query('SELECT count(*) AS n FROM mutation_results'))?.rows[0]?.n ?? 0);
  tally.parked = Number(
    (await pool?.query("SELECT count(*) AS n FROM mutation_results WHERE code = 'push.refused'"))?.rows[0]?.n ?? 0,
  );
  tally.conflicts = Number((await pool?.query('SELECT count(*) AS n FROM conflicts'))?.rows[0]?.n ?? 0);
  if (SEEDS.length < 25) return;
  expect(tally.mutations - tally.refusedHere).toBeGreaterThan(SEEDS.length * 10);
  for (const count of [
    tally.refusedByHub,
    tally.conflicts,
    tally.restarts,
    tally.cuts,
    tally.refetches,
    tally.deletions,
    tally.restores,
    tally.purged,
    tally.putBack,
    tally.poisoned,
    tally.parked,
    tally.hubRestores,
  ])
    expect(count).toBeGreaterThan(0);
  const missing = [
    ...EVENING.filter((kind) => doneOf(kind) === 0),
    // Nobody of this fleet may set the theatre's rule; the differential does.
    ...BOOKING_LABELS.filter((label) => label !== 'booking.setPolicy' && !done.has(label)),
  ];
  // Some of them pass once in twenty seeds: of a push one or the other may not.
  expect(missing.length, missing.join(', ')).toBeLessThanOrEqual(SEEDS.length < 150 ? 3 : 0);
});
