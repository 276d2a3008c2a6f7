/**
 * Random theatres: a plan without blockers is executed, changes exactly the rows that it names and no others, and
 * restoring brings the theatre back as it was. A failing seed prints its own replay command.
 */
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { must } from '../../shared/base/asserts.ts';
import { deriveId } from '../../shared/base/ids.ts';
import { deleteRows, restoreRows } from '../../shared/mutations/deletion.ts';
import { isDeletable } from '../../shared/mutations/deletion-mutations.ts';
import { MutationTx } from '../../shared/mutations/mutation-tx.ts';
import { type DeletionPlan, planDeletion } from '../../shared/rules/deletion-plan.ts';
import { danglingSql, orphansSql } from '../../shared/rules/reference-sql.ts';
import { references } from '../../shared/rules/references.ts';
import { replicaColumns, type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { type Random, seeded } from '../simulation/random-world.ts';
import { sampled } from '../support/effort.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../support/rows.ts';
import { postgresSide, type Side, sqliteSide } from '../support/sides.ts';

const THEATER = idOf(1);
const AUTHOR = idOf(3);
const REPLAYED = process.env['SEED'];
const TRACES = new Set<TableName>(['activity_log', 'deletions', 'deletion_effects']);
const watched = tableNames.filter((name) => tableOf(name).scope !== 'hub' && !TRACES.has(name));
const deletable = watched.filter(isDeletable);
const sides = new Map<string, Side>();
const tally = { theatres: 0, deleted: 0, blocked: 0, rows: 0, cleared: 0, tables: new Set<string>() };

beforeAll(async () => {
  sides.set('sqlite', await sqliteSide());
  sides.set('postgres', await postgresSide(inject('postgresUrl')));
});
afterAll(async () => {
  for (const side of sides.values()) await side.close();
  process.stdout.write(
    `model: ${tally.theatres} theatres, ${tally.deleted} deletions of ${tally.tables.size} tables (${tally.rows} rows, ${tally.cleared} references cleared) executed as planned and restored, ${tally.blocked} blocked\n`,
  );
});

/** A theatre whose rows point at each other at random, wherever the catalog lets them. */
async function populate(side: Side, random: Random): Promise<void> {
  const factory = new RowFactory(side.store(), THEATER, 0x1000);
  await factory.theater();
  await factory.make('users', { id: AUTHOR });
  const known = new Map<TableName, string[]>([['users', [AUTHOR]]]);
  for (let round = 0; round < 3; round += 1) {
    for (const name of watched) {
      if (name === 'theaters' || tableOf(name).scope === 'device' || random.next() < 0.35) continue;
      const given: Record<string, string> = {};
      for (const [column, { references: reference, nullable }] of Object.entries(tableOf(name).columns)) {
        if (reference === undefined || column === 'theater_id') continue;
        const parent = random.pick(known.get(reference.table as TableName) ?? []);
        const isKey = tableOf(name).unique.some((key) => key.includes(column));
        if (parent !== undefined && !isKey && (!nullable || random.next() < 0.5)) given[column] = parent;
      }
      if (name === 'schedule_events') given['event_date'] = dayFromNow(random.below(40) - 30);
      known.set(name, [...(known.get(name) ?? []), await factory.make(name, given)]);
    }
  }
}

type Snapshot = ReadonlyMap<TableName, ReadonlyMap<string, string>>;

async function snapshot(side: Side): Promise<Snapshot> {
  const tables = new Map<TableName, Map<string, string>>();
  for (const name of watched) {
    const index = replicaColumns(tableOf(name)).findIndex(([column]) => column === 'id');
    tables.set(name, new Map((await side.rows(name)).map((row) => [String(row[index]), JSON.stringify(row)])));
  }
  return tables;
}

const changed = (before: Snapshot, after: Snapshot): string[] =>
  watched
    .flatMap((name) => {
      const [one, other] = [must(before.get(name)), must(after.get(name))];
      return [...new Set([...one.keys(), ...other.keys()])]
        .filter((id) => one.get(id) !== other.get(id))
        .map((id) => `${name}/${id}`);
    })
    .toSorted();

const predicted = (plan: DeletionPlan): string[] =>
  [
    ...new Set([
      ...plan.deletes.flatMap(({ table, ids }) => ids.map((id) => `${table}/${id}`)),
      ...plan.clears.flatMap(({ reference, rows }) => rows.map((row) => `${reference.child}/${row.id}`)),
    ]),
  ].toSorted();

function transaction(side: Side, id: string): MutationTx {
  const mutation = {
    id,
    deviceId: idOf(4),
    sequence: 1,
    name: 'row.delete',
    args: {},
    authorId: AUTHOR,
    issuedAt: new Date(NOW).toISOString(),
    clockOffsetMs: 0,
  };
  return new MutationTx(
    side.store(),
    mutation,
    { userId: AUTHOR, employeeId: null, name: 'Автор', theaterId: THEATER, permissions: ['*'] },
    mutation.issuedAt,
    mutation.issuedAt,
    () => 0,
  );
}

/** The day in the theatre, which the rules go by: late in the evening it is another than that of UTC. */
const todayOf = (side: Side): Promise<string> => transaction(side, idOf(5)).today();

async function tryOne(side: Side, seed: number, table: TableName, id: string): Promise<void> {
  const plan = await planDeletion(side.store(), [{ table, id }], { today: await todayOf(side), withHistory: true });
  const before = await snapshot(side);
  const deletionId = deriveId('model', String(seed), id);
  const shown = { fingerprint: plan.fingerprint, deletes: {}, clears: {} };
  const attempt = deleteRows(transaction(side, deriveId(deletionId, 'delete')), {
    roots: [{ table, id }],
    deletionId,
    reason: undefined,
    shown,
  });
  if (plan.blocked.length > 0) {
    await expect(attempt).rejects.toMatchObject({ data: { code: 'deletion.blocked' } });
    expect(changed(before, await snapshot(side))).toEqual([]);
    tally.blocked += 1;
    return;
  }
  await attempt;
  const after = await snapshot(side);
  expect(changed(before, after), `${table} ${id}`).toEqual(predicted(plan));
  await checkNothingDangles(side);
  const tx = transaction(side, deriveId(deletionId, 'restore'));
  await restoreRows(tx, must(await tx.find('deletions', deletionId)));
  expect(changed(before, await snapshot(side)), `${table} ${id} restored`).toEqual([]);
  tally.deleted += 1;
  tally.tables.add(table);
  tally.rows += plan.deletes.reduce((sum, { ids }) => sum + ids.length, 0);
  tally.cleared += plan.clears.reduce((sum, { rows }) => sum + rows.length, 0);
}

async function checkNothingDangles(side: Side): Promise<void> {
  if (side.name === 'postgres') return;
  const today = await todayOf(side);
  for (const reference of references.filter(({ child }) => tableOf(child).scope !== 'hub')) {
    for (const sql of [orphansSql(reference), danglingSql(reference, `'${today}'`)])
      if (sql !== undefined) expect(await side.select(`SELECT c.id ${sql}`)).toEqual([]);
  }
}

async function run(name: string, seeds: readonly number[]): Promise<void> {
  const side = must(sides.get(name));
  for (const seed of seeds) {
    if (REPLAYED !== undefined && seed !== Number(REPLAYED)) continue;
    const random = seeded(seed);
    await side.begin();
    try {
      await populate(side, random);
      tally.theatres += 1;
      for (const table of deletable) {
        const rows = await side.select(`SELECT id FROM ${table} WHERE deleted_at IS NULL ORDER BY id`);
        const row = random.pick(rows);
        if (row !== undefined && row['id'] !== AUTHOR) await tryOne(side, seed, table, String(row['id']));
      }
    } catch (error) {
      process.stderr.write(
        `seed ${seed} failed on ${name}; replay: SEED=${seed} npx vitest run test/rules/deletion-model.test.ts\n`,
      );
      throw error;
    } finally {
      await side.rollback();
    }
  }
}

const theatres = sampled(
  Array.from({ length: 40 }, (_, index) => index + 1),
  12,
);

test(`SQLite: ${theatres.length} random theatres`, () => run('sqlite', theatres), 300_000);
test(
  'Postgres: 4 random theatres',
  () =>
    run(
      'postgres',
      Array.from({ length: 4 }, (_, index) => index + 1),
    ),
  300_000,
);
test('every deletable table was deleted from', () => {
  if (REPLAYED === undefined) expect(deletable.filter((name) => !tally.tables.has(name))).toEqual([]);
});

test('an employee with an account, and circles of heads and departments, cases and categories, come to an end', async () => {
  for (const side of sides.values()) {
    await side.begin();
    const factory = new RowFactory(side.store(), THEATER, 0x1000);
    await factory.theater();
    await factory.make('users', { id: AUTHOR });
    const department = await factory.make('departments');
    const head = await factory.make('users', { department_id: department });
    await side.raw(`UPDATE departments SET head_id = '${head}' WHERE id = '${department}'`);
    const employee = await factory.make('employees', { user_id: head, department_id: department });
    const [one, two] = [await factory.make('inventory_items'), await factory.make('inventory_items')];
    await side.raw(`UPDATE inventory_items SET case_item_id = '${two}' WHERE id = '${one}'`);
    await side.raw(`UPDATE inventory_items SET case_item_id = '${one}' WHERE id = '${two}'`);
    const before = await snapshot(side);
    for (const [index, roots] of (
      [
        [
          { table: 'employees', id: employee },
          { table: 'users', id: head },
        ],
        [{ table: 'departments', id: department }],
        [{ table: 'inventory_items', id: one }],
      ] as const
    ).entries()) {
      const deletionId = idOf(0xdd0 + index);
      await deleteRows(transaction(side, idOf(0xaa0 + index)), {
        roots: roots,
        deletionId,
        reason: undefined,
        shown: undefined,
      });
      const tx = transaction(side, idOf(0xbb0 + index));
      await restoreRows(tx, must(await tx.find('deletions', deletionId)));
      expect(changed(before, await snapshot(side))).toEqual([]);
    }
    await side.rollback();
  }
});

test('deleting A, then what it hangs on, then restoring the latter leaves A deleted', async () => {
  const side = must(sides.get('sqlite'));
  await side.begin();
  const factory = new RowFactory(side.store(), THEATER, 0x1000);
  await factory.theater();
  await factory.make('users', { id: AUTHOR });
  const project = await factory.make('projects');
  const [gone, stays] = [
    await factory.make('tasks', { project_id: project }),
    await factory.make('tasks', { project_id: project }),
  ];
  const remove = (table: TableName, id: string, deletionId: string): Promise<unknown> =>
    deleteRows(transaction(side, deriveId(deletionId)), {
      roots: [{ table, id }],
      deletionId,
      reason: undefined,
      shown: undefined,
    });
  const restore = async (deletionId: string): Promise<unknown> => {
    const tx = transaction(side, deriveId(deletionId, 'back'));
    return restoreRows(tx, must(await tx.find('deletions', deletionId)));
  };
  const live = async (): Promise<unknown[]> =>
    (await side.select('SELECT id FROM tasks WHERE deleted_at IS NULL')).map((row) => row['id']);
  await remove('tasks', gone, idOf(0xd1));
  await remove('projects', project, idOf(0xd2));
  // A alone cannot come back into a project that is gone.
  await expect(restore(idOf(0xd1))).rejects.toMatchObject({
    data: { code: 'restore.parentDeleted', details: { deletionId: idOf(0xd2) } },
  });
  await restore(idOf(0xd2));
  expect(await live()).toEqual([stays]);
  await restore(idOf(0xd1));
  expect((await live()).toSorted()).toEqual([gone, stays].toSorted());
  await side.rollback();
});

test('a number that somebody took meanwhile is said, with a free one; a reference to something deleted later comes back with it', async () => {
  for (const side of sides.values()) {
    await side.begin();
    const factory = new RowFactory(side.store(), THEATER, 0x1000);
    await factory.theater();
    await factory.make('users', { id: AUTHOR });
    const category = await factory.make('inventory_categories');
    const item = await factory.make('inventory_items', { inventory_number: 'A-007', category_id: category });
    const remove = (table: TableName, id: string, deletionId: string): Promise<unknown> =>
      deleteRows(transaction(side, deriveId(deletionId)), {
        roots: [{ table, id }],
        deletionId,
        reason: undefined,
        shown: undefined,
      });
    await remove('inventory_items', item, idOf(0xd1));
    await remove('inventory_categories', category, idOf(0xd2));
    await factory.make('inventory_items', { inventory_number: 'A-007' });
    const restore = async (deletionId: string): Promise<unknown> => {
      const tx = transaction(side, deriveId(deletionId, 'back'));
      return restoreRows(tx, must(await tx.find('deletions', deletionId)));
    };
    await expect(restore(idOf(0xd1))).rejects.toMatchObject({
      data: { code: 'restore.taken', details: { value: 'A-007', proposal: 'A-008' } },
    });
    await side.raw(`UPDATE inventory_items SET inventory_number = 'A-008' WHERE id = '${item}'`);
    await restore(idOf(0xd1));
    const categoryOf = async (): Promise<unknown> =>
      (await side.select(`SELECT category_id FROM inventory_items WHERE id = '${item}'`))[0]?.['category_id'];
    expect(await categoryOf()).toBeNull();
    await restore(idOf(0xd2));
    expect(await categoryOf()).toBe(category);
    await side.rollback();
  }
});
