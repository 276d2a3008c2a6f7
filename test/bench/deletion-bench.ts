/** What deleting costs against raw SQL that does the same, on both databases, and what the guards cost a synced batch. */
import { join } from 'node:path';
import { openReplica } from '../../electron/replica/open-replica.ts';
import type { Replica } from '../../electron/replica/replica.ts';
import { applyBatch } from '../../electron/sync/apply-changes.ts';
import type { Change } from '../../electron/sync/table-cursors.ts';
import { deriveId, newId } from '../../shared/base/ids.ts';
import { deleteRows } from '../../shared/mutations/deletion.ts';
import { MutationTx } from '../../shared/mutations/mutation-tx.ts';
import { planDeletion, rowCountOf } from '../../shared/rules/deletion-plan.ts';
import { childrenFirst, referencesTo } from '../../shared/rules/references.ts';
import { replicaColumns, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { dayFromNow, idOf, NOW, RowFactory } from '../support/rows.ts';
import { postgresSide, type Side, sqliteSide } from '../support/sides.ts';
import { ms, percentile, ratio, time } from './measure.ts';

type Add = (measure: string, target: string, value: string, isMet: boolean | null, detail?: string) => void;

const TASKS = 2000;
const SUBTASKS = 4;
const THEATER = idOf(1);
const AUTHOR = idOf(3);
const RUNS = 5;

/** A project whose deletion takes 10,001 rows along. */
async function populate(side: Side, count = TASKS): Promise<string> {
  const store = side.store();
  const factory = new RowFactory(store, THEATER, 0x100);
  await factory.theater();
  await factory.make('users', { id: AUTHOR });
  const project = await factory.make('projects');
  const base = { theater_id: THEATER, created_at: new Date(NOW).toISOString(), deleted_at: null, deletion_id: null };
  const tasks = Array.from({ length: count }, (_, index) => ({
    ...base,
    id: deriveId('task', String(index)),
    title: `Задача ${index}`,
    project_id: project,
    status: 'created',
    priority: 'medium',
    updated_at: base.created_at,
  }));
  await store.insertRows('tasks', tasks);
  await store.insertRows(
    'task_subtasks',
    tasks.flatMap((task, index) =>
      Array.from({ length: SUBTASKS }, (_, part) => ({
        ...base,
        id: deriveId('subtask', String(index), String(part)),
        task_id: task.id,
        title: `Шаг ${part}`,
        is_completed: false,
        sort_order: part,
      })),
    ),
  );
  return project;
}

/** The rows that go, as conditions on each table. */
const going = (project: string): Partial<Record<TableName, string>> => ({
  projects: `id = '${project}'`,
  tasks: `project_id = '${project}'`,
  task_subtasks: `task_id IN (SELECT id FROM tasks WHERE project_id = '${project}')`,
});

/** Set by set: every reference that a plan must look at. */
function rawPlan(project: string): string[] {
  return Object.entries(going(project)).flatMap(([table, condition]) =>
    referencesTo(table as TableName)
      .filter(({ soft, childDeletes }) => soft !== 'keep' && (soft !== 'cascade' || childDeletes))
      .map(
        ({ child, column, typeColumn }) =>
          `SELECT c.id, c.${column} FROM ${child} c WHERE c.${column} IN (SELECT id FROM ${table} WHERE ${condition})${typeColumn === undefined ? '' : ` AND c.${typeColumn} = '${table}'`} AND c.deleted_at IS NULL`,
      ),
  );
}

/** Set by set, children first, with the record that a restore needs. */
function rawDeletion(project: string, deletionId: string, database: Side['name']): string {
  const moment = `'${new Date(NOW).toISOString()}'`;
  const id =
    database === 'sqlite'
      ? "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
      : 'gen_random_uuid()';
  const tables = childrenFirst.filter((name) => going(project)[name] !== undefined);
  const record = `INSERT INTO deletions (id, theater_id, root_table, root_id, root_title, row_count, deleted_by_id, deleted_by_name, deleted_at, duration_ms) VALUES ('${deletionId}', '${THEATER}', 'projects', '${project}', 'x', 1, '${AUTHOR}', 'x', ${moment}, 0)`;
  return [
    record,
    ...tables.flatMap((name) => [
      `INSERT INTO deletion_effects (id, theater_id, deletion_id, entity_type, entity_id, kind) SELECT ${id}, '${THEATER}', '${deletionId}', '${name}', id, 'delete' FROM ${name} WHERE ${going(project)[name]} AND deleted_at IS NULL`,
      `UPDATE ${name} SET deleted_at = ${moment}, deletion_id = '${deletionId}' WHERE ${going(project)[name]} AND deleted_at IS NULL`,
    ]),
  ].join('; ');
}

function transaction(side: Side): MutationTx {
  const mutation = {
    id: newId(),
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
    { userId: AUTHOR, employeeId: null, name: 'x', theaterId: THEATER, permissions: ['*'] },
    mutation.issuedAt,
    mutation.issuedAt,
    () => 0,
  );
}

/** Medians of some runs, each rolled back. */
async function inTurns(side: Side, works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const samples = works.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, work] of works.entries()) {
      await side.begin();
      samples[index]?.push(await time(work));
      await side.rollback();
    }
  }
  return samples.map((list) => percentile(list, 0.5));
}

async function benchSide(side: Side, add: Add): Promise<void> {
  await side.begin();
  const project = await populate(side);
  await side.commit();
  await side.begin();
  await side.raw('ANALYZE');
  await side.commit();
  const today = dayFromNow(0);
  const roots = [{ table: 'projects' as const, id: project }] as const;
  const rows = rowCountOf(await planDeletion(side.store(), roots, { today, withHistory: false }));
  const [plan = 0, rawLook = 0, execution = 0, rawWrite = 0] = await inTurns(side, [
    () => planDeletion(side.store(), roots, { today, withHistory: false }),
    async () => {
      for (const sql of rawPlan(project)) await side.select(sql);
    },
    () => deleteRows(transaction(side), { roots, deletionId: newId(), reason: undefined, shown: undefined }),
    async () => {
      const complaint = await side.raw(rawDeletion(project, newId(), side.name));
      if (complaint !== undefined) throw new Error(complaint);
    },
  ]);
  add(
    `plan of a deletion of ${rows} rows, ${side.name}`,
    '≤ 5 × raw SELECTs',
    ratio(plan / rawLook),
    plan / rawLook <= 5,
    `${ms(plan)} against ${ms(rawLook)}`,
  );
  // The executor plans again, because what was shown may have changed; raw SQL does not.
  add(
    `deletion of ${rows} rows, planned anew, ${side.name}`,
    '≤ 5 × raw UPDATEs',
    ratio(execution / rawWrite),
    execution / rawWrite <= 5,
    `${ms(execution)} against ${ms(rawWrite)}; guards look at both`,
  );
}

/** What a plan of 100,001 rows holds in memory: the ids of the rows, and one slice of references. */
async function benchMemory(dir: string, add: Add): Promise<void> {
  const side = await sqliteSide(join(dir, 'memory.sqlite'));
  await side.begin();
  const project = await populate(side, 20_000);
  await side.commit();
  const before = process.memoryUsage().rss;
  const plan = await planDeletion(side.store(), [{ table: 'projects', id: project }], {
    today: dayFromNow(0),
    withHistory: true,
  });
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024;
  add(
    `memory of a plan of ${rowCountOf(plan)} rows`,
    'bounded',
    `${Math.max(0, grown).toFixed(0)} MiB`,
    grown <= 150,
    'growth of the whole process while it was made',
  );
  await side.close();
}

const BATCH = 100_000;

/** A batch of new rows as the hub sends it, applied with the guards there but switched off, and with no guards at all. */
async function benchGuards(dir: string, add: Add): Promise<void> {
  const columns = replicaColumns(tableOf('inventory_categories')).map(([name]) => name);
  const value = (index: number): Record<string, string | null> =>
    Object.fromEntries(
      columns.map((name) => [
        name,
        name === 'id'
          ? deriveId('row', String(index))
          : name === 'theater_id'
            ? THEATER
            : name === 'name' || name === 'code'
              ? `К-${index}`
              : name === 'created_at' || name === 'updated_at'
                ? '2026-01-01 00:00:00.000+00'
                : name === 'is_active'
                  ? 't'
                  : name === 'sort_order'
                    ? '0'
                    : null,
      ]),
    );
  const changes: Change[] = Array.from({ length: BATCH }, (_, index) => ({
    table: 'inventory_categories',
    lsn: 1,
    op: index,
    message: { key: String(index), value: value(index), headers: { operation: 'insert' } },
  }));
  const apply = async (replica: Replica, withGuards: boolean): Promise<number> => {
    let milliseconds = 0;
    await replica
      .writeUnchecked(async (tx) => {
        if (!withGuards)
          for (const { name } of tx
            .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'inventory_categories'")
            .all())
            tx.sqlite.exec(`DROP TRIGGER ${String(name)}`);
        milliseconds = await time(() =>
          applyBatch(tx, { changes, positions: new Map(), deviceId: idOf(4), now: () => new Date(NOW) }, false),
        );
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
    return milliseconds;
  };
  const { replica } = await openReplica(join(dir, 'guards'), { create: true, now: () => new Date(NOW) });
  await apply(replica, true);
  const [on, off]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    on.push(await apply(replica, true));
    off.push(await apply(replica, false));
  }
  await replica.close();
  const share = (percentile(on, 0.5) / percentile(off, 0.5) - 1) * 100;
  add(
    `guards' cost on a batch of ${BATCH} rows`,
    '≤ 10 %',
    `${share.toFixed(1)} %`,
    share <= 10,
    `${ms(percentile(on, 0.5))} against ${ms(percentile(off, 0.5))}`,
  );
}

class Undo extends Error {}

/** All figures about deleting. */
export async function benchDeletion(dir: string, postgresUrl: string, add: Add): Promise<void> {
  for (const side of [
    await sqliteSide(join(dir, 'deletion.sqlite')),
    await postgresSide(postgresUrl, { from: 'empty' }),
  ]) {
    await benchSide(side, add);
    await side.close();
  }
  await benchMemory(dir, add);
  await benchGuards(dir, add);
}
