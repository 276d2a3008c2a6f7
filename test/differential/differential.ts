/**
 * The same random mutations, deletions, restores and purges on SQLite and on Postgres at once: after every step every
 * refusal code and every table that either database touched are equal, and at the end of a run all tables are, and
 * nothing dangles.
 * A failing seed prints its own replay command: SEED=n npx vitest run test/differential. A push runs 30,000 steps,
 * a release 100,000 (STEPS=100000 npx vitest run test/differential), a long night STEPS=2000000.
 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/base/asserts.ts';
import { deriveId } from '../../shared/base/ids.ts';
import type { Mutation } from '../../shared/mutations/mutation.ts';
import { purge } from '../../shared/mutations/purge.ts';
import { mutationNames } from '../../shared/mutations/registry.ts';
import { danglingSql, foreignTenantSql, orphansSql } from '../../shared/rules/reference-sql.ts';
import { references } from '../../shared/rules/references.ts';
import { dayIn } from '../../shared/rules/upcoming.ts';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { BOOKING_LABELS, labelOf } from '../simulation/booking-acts.ts';
import { actAnywhere, drawnFrom, type Random, randomAct, seeded } from '../simulation/random-world.ts';
import { forgetSteps, noteStep } from '../simulation/transport-acts.ts';
import { productionRows } from '../support/production-rows.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../support/rows.ts';
import { postgresSide, type Side, sqliteSide } from '../support/sides.ts';

const REPLAYED = process.env['SEED'];
/** Two test files share the work between them, because there are two cores. */
export const SHARDS = 2;
const STEPS_PER_SEED = 100;
const SEEDS = Math.max(Number(REPLAYED ?? 0), Math.ceil(Number(process.env['STEPS'] ?? 20_000) / STEPS_PER_SEED));
const THEATER = idOf(1);
const AUTHORS = [idOf(0x11), idOf(0x12), idOf(0x13)];
const replicated = tableNames.filter((name) => tableOf(name).scope !== 'hub');
/** How often each mutation was done. */
const doneOf = new Map(mutationNames.map((name) => [name, 0]));
/** The same of double bookings, each way of settling by itself. */
const bookings = new Map(BOOKING_LABELS.map((label) => [label, 0]));
const tally = { seeds: 0, steps: 0, done: 0, refused: new Map<string, number>(), deletions: 0, restores: 0, purged: 0 };

const neverDone = (): string[] => [...doneOf].filter(([, times]) => times === 0).map(([name]) => name);

/** What Postgres counts of a table within a transaction. */
const COUNTED = ['inserted', 'updated', 'deleted'] as const;

/** Tables that a step touched, as the databases themselves say. */
interface Watched {
  readonly side: Side;
  touched(): Promise<ReadonlySet<TableName>>;
}

export function differential(shard: number): void {
  const state: { sqlite?: Side; postgres?: Side; watched?: readonly Watched[] } = {};
  beforeAll(async () => {
    state.sqlite = await sqliteSide(':memory:', { areAuthorsKept: true });
    state.postgres = await postgresSide(inject('postgresUrl'), { areAuthorsKept: true });
    for (const side of [state.sqlite, state.postgres]) await populate(side);
    state.watched = [await watchSqlite(state.sqlite), await watchPostgres(state.postgres)];
  });
  afterAll(async () => {
    await state.sqlite?.close();
    await state.postgres?.close();
    const refused = [...tally.refused]
      .toSorted((a, b) => b[1] - a[1])
      .map(([code, count]) => `${code} ${count}`)
      .join(', ');
    const stepsBack = `steps of trucks taken back ${doneOf.get('transport.undoStep') ?? 0}`;
    process.stdout.write(
      `differential, shard ${shard}: ${tally.steps} steps of ${tally.seeds} seeds, ${tally.done} done (${tally.deletions} deletions, ${tally.restores} restores, ${tally.purged} rows purged), ${[...bookings].map((one) => one.join(' ')).join(', ')}, refused: ${refused}; ${stepsBack}; never done: ${neverDone().join(', ')}\n`,
    );
  });
  test(
    `random steps leave both databases equal (shard ${shard})`,
    async () => {
      const sides = must(state.watched);
      for (let seed = 1 + shard; seed <= SEEDS; seed += SHARDS) {
        if (REPLAYED !== undefined && seed !== Number(REPLAYED)) continue;
        try {
          await run(sides, seed);
        } catch (error) {
          process.stderr.write(`seed ${seed} failed; replay: SEED=${seed} npx vitest run test/differential\n`);
          throw error;
        }
      }
      if (REPLAYED === undefined)
        expect([tally.deletions, tally.restores, tally.purged, ...bookings.values()].every((n) => n > 0)).toBe(true);
    },
    1_200_000 * Math.max(1, SEEDS / 1000),
  );
}

/** A small theatre with a few rows of every table, and three people with all rights, some, and few. */
async function populate(side: Side): Promise<void> {
  const factory = new RowFactory(side.store(), THEATER, 0x1000);
  await factory.theater();
  const rights = [
    ['*'],
    [
      'inventory.*',
      'count.*',
      'performances.edit',
      'schedule.edit',
      'documents.edit',
      'projects.edit',
      'tasks.edit',
      'hours.*',
      'comments.write',
      'rows.delete',
      'conflicts.resolve',
    ],
    ['inventory.edit', 'count.run', 'hours.own', 'tasks.edit'],
  ];
  for (const [index, id] of AUTHORS.entries()) {
    await factory.make('users', { id });
    await factory.make('user_roles', {
      user_id: id,
      role_id: await factory.make('roles', { permissions: rights[index] ?? [] }),
    });
    await factory.make('employees', { user_id: id });
  }
  // First, so that it is among the few rows that acts of an evening look at.
  await productionRows((name, values) => factory.make(name, values));
  for (const name of replicated) {
    if (tableOf(name).write !== undefined && name !== 'theaters')
      for (let index = 0; index < 2; index += 1) await factory.make(name);
  }
  const location = await factory.make('inventory_locations');
  for (let index = 0; index < 3; index += 1) await factory.make('inventory_locations', { parent_id: location });
  const project = await factory.make('projects');
  for (let index = 0; index < 3; index += 1) await factory.make('tasks', { project_id: project });
  await factory.make('schedule_events', {
    event_date: dayFromNow(-3),
    venue_id: await factory.make('venues'),
    performance_id: await factory.make('performances'),
  });
}

async function watchSqlite(side: Side): Promise<Watched> {
  await side.raw('CREATE TEMP TABLE touched (name TEXT)');
  for (const name of replicated)
    for (const event of ['INSERT', 'UPDATE', 'DELETE'])
      await side.raw(
        `CREATE TEMP TRIGGER watch_${name}_${event} AFTER ${event} ON main.${name} BEGIN INSERT INTO touched SELECT '${name}' WHERE NOT EXISTS (SELECT 1 FROM touched WHERE name = '${name}'); END`,
      );
  return {
    side,
    touched: async () => {
      const rows = await side.select('DELETE FROM touched RETURNING name');
      return new Set(rows.map((row) => row['name'] as TableName));
    },
  };
}

async function watchPostgres(side: Side): Promise<Watched> {
  let seen = new Map<TableName, string>();
  // By the tables' numbers: the view of the same counters reads the whole catalogue of the database at every step.
  const tables = await side.select(
    `SELECT relname AS name, oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const names = new Set<string>(replicated);
  const counters = tables
    .filter((row) => names.has(String(row['name'])))
    .map(
      ({ name, oid }) =>
        `('${String(name)}', ${COUNTED.map((of) => `pg_stat_get_xact_tuples_${of}(${String(oid)})`).join(', ')})`,
    );
  expect(counters).toHaveLength(replicated.length);
  await side.select(
    `PREPARE touched AS SELECT * FROM (VALUES ${counters.join(', ')}) AS t(name, ${COUNTED.join(', ')}) WHERE ${COUNTED.join(' + ')} > 0`,
  );
  return {
    side,
    touched: async () => {
      const rows = await side.select('EXECUTE touched');
      const now = new Map(
        rows.map((row) => [row['name'] as TableName, COUNTED.map((of) => String(row[of])).join('/')]),
      );
      const changed = new Set([...now].flatMap(([name, counts]) => (seen.get(name) === counts ? [] : [name])));
      seen = now;
      return changed;
    },
  };
}

const MIX = [
  ...Array<string>(14).fill('row.create'),
  ...Array<string>(9).fill('row.update'),
  ...Array<string>(9).fill('row.delete'),
  ...Array<string>(7).fill('deletion.restore'),
  'employee.deactivate',
  'time.submit',
  'time.submit',
  'time.approve',
  'time.approve',
  'time.reject',
  'time.withdraw',
  'schedule.create',
  'schedule.move',
  'schedule.move',
  'schedule.call',
  'schedule.answer',
  'schedule.replace',
  'schedule.publish',
  'schedule.publish',
  'schedule.import',
  'schedule.import',
  'schedule.importBack',
  ...Array<string>(3).fill('booking.settle'),
  'booking.unsettle',
  'booking.setPolicy',
  'tour.copy',
  'tour.copy',
  'tour.shift',
  ...Array<string>(2).fill('case.make'),
  ...Array<string>(3).fill('case.pack'),
  'case.unpack',
  'case.unmake',
  'case.check',
  'kit.add',
  'kit.take',
  'kit.book',
  'kit.release',
  'packing.plan',
  'packing.record',
  'packing.record',
  'packing.recordCase',
  'packing.undo',
  'packing.photo',
  'transport.depart',
  'transport.arrive',
  'transport.putBack',
  'transport.putBack',
  'transport.undoStep',
  'packing.unplan',
];

async function run(watched: readonly Watched[], seed: number): Promise<void> {
  const random = seeded(seed);
  forgetSteps();
  for (const { side } of watched) await side.begin();
  try {
    for (const each of watched) await each.touched();
    const settled = new Map(AUTHORS.map((id): [string, string[]] => [id, []]));
    for (let step = 1; step <= STEPS_PER_SEED; step += 1) {
      tally.steps += 1;
      await (random.next() < 0.01
        ? purgeBoth(watched, random, step)
        : mutateBoth(watched, random, seed, step, settled));
      const touched = new Set<TableName>();
      for (const each of watched) for (const name of await each.touched()) touched.add(name);
      await compare(watched, touched, `seed ${seed}, step ${step}`);
    }
    tally.seeds += 1;
    const isThorough = tally.seeds % 10 === 0 || REPLAYED !== undefined;
    if (isThorough) await compare(watched, new Set(replicated), `seed ${seed}, the end`);
    // What one holds the other holds; asking Postgres the six hundred questions costs more than the run.
    for (const { side } of watched) if (side.name === 'sqlite' || isThorough) await checkRules(side);
  } finally {
    for (const { side } of watched) await side.rollback();
  }
}

async function mutateBoth(
  watched: readonly Watched[],
  random: Random,
  seed: number,
  step: number,
  settledBy: ReadonlyMap<string, string[]>,
): Promise<void> {
  const { side: sqlite } = must(watched[0]);
  const authorId = random.next() < 0.8 ? must(AUTHORS[0]) : (random.pick(AUTHORS) ?? must(AUTHORS[0]));
  const settled = must(settledBy.get(authorId));
  const act = await drawnFrom(
    random,
    (sql) => sqlite.select(sql),
    (look) =>
      random.next() < 0.25
        ? randomAct(random, look, { settled })
        : actAnywhere(random, look, random.pick(MIX) ?? 'row.update', { settled }),
  );
  const mutation: Mutation = {
    id: deriveId('differential', String(seed), String(step)),
    deviceId: idOf(5),
    sequence: step,
    name: act.name,
    args: act.args,
    authorId,
    issuedAt: new Date(NOW + step * 1000).toISOString(),
    clockOffsetMs: 0,
  };
  const outcomes: (string | undefined)[] = [];
  for (const { side } of watched) outcomes.push((await side.mutate(mutation))?.code);
  expect(outcomes[0], `${act.name} ${JSON.stringify(act.args)}`).toBe(outcomes[1]);
  const [code] = outcomes;
  if (code !== undefined) tally.refused.set(code, (tally.refused.get(code) ?? 0) + 1);
  else {
    tally.done += 1;
    noteStep(act, mutation.id);
    doneOf.set(act.name, (doneOf.get(act.name) ?? 0) + 1);
    if (act.name === 'booking.settle') settled.push(mutation.id);
    if (act.name.startsWith('booking.')) bookings.set(labelOf(act), (bookings.get(labelOf(act)) ?? 0) + 1);
    if (act.name === 'row.delete') tally.deletions += 1;
    if (act.name === 'deletion.restore') tally.restores += 1;
  }
}

/** Both erase what was deleted before some moment of the run. */
async function purgeBoth(watched: readonly Watched[], random: Random, step: number): Promise<void> {
  const moment = new Date(NOW + random.below(step) * 1000).toISOString();
  const plans = [];
  for (const { side } of watched)
    plans.push(
      await side.erasing(() => purge(side.store(), THEATER, moment, false, (name) => tableOf(name).scope !== 'hub')),
    );
  expect(plans[0]).toEqual(plans[1]);
  tally.purged += plans[0]?.erases.reduce((sum, { ids }) => sum + ids.length, 0) ?? 0;
}

async function compare(watched: readonly Watched[], tables: ReadonlySet<TableName>, where: string): Promise<void> {
  for (const name of tables) {
    const [one, other] = await Promise.all(watched.map(({ side }) => side.rows(name)));
    if (JSON.stringify(one) !== JSON.stringify(other)) expect(one, `${where}: ${name}`).toEqual(other);
  }
}

/** The seed's orphan queries, generalised to every reference. */
async function checkRules(side: Side): Promise<void> {
  const [theater] = await side.select(`SELECT timezone FROM theaters WHERE id = '${THEATER}'`);
  const lastMoment = new Date(NOW + STEPS_PER_SEED * 1000).toISOString();
  // The day in the theatre decides what is upcoming: in Moscow it begins three hours before UTC's.
  const day = dayIn(String(theater?.['timezone']), lastMoment);
  const queries = references.flatMap((reference) => {
    const today = side.name === 'sqlite' ? `'${day}'` : `date '${day}'`;
    return [orphansSql(reference), danglingSql(reference, today), foreignTenantSql(reference)].flatMap((sql) =>
      sql === undefined || tableOf(reference.child).scope === 'hub' ? [] : [`SELECT count(*) AS n ${sql}`],
    );
  });
  // SQLite joins at most five hundred of them.
  for (let from = 0; from < queries.length; from += 400) {
    const some = queries.slice(from, from + 400).map((query) => `SELECT * FROM (${query}) q WHERE n > 0`);
    expect(await side.select(some.join(' UNION ALL '))).toEqual([]);
  }
}
