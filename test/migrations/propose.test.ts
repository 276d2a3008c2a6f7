/**
 * The proposed script leads from what the migrations make to what a changed catalog says, and back, on both databases
 * and with rows in every table; what a person must decide is said.
 */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { RowStatements } from '../../electron/replica/row-statements.ts';
import { LookupStatements, SqliteRowStore } from '../../electron/replica/sqlite-row-store.ts';
import { clientConfig } from '../../hub/database.ts';
import { PostgresRowStore } from '../../hub/push/postgres-row-store.ts';
import { type History, history, namesFor, splitStatements } from '../../migrations/history.ts';
import { migrateTo, migrateToLatest, type Version } from '../../migrations/migrations.ts';
import { repeatablesOf } from '../../migrations/repeatables.ts';
import { BY_HAND, propose } from '../../scripts/migration/propose.ts';
import { postgresShape, type Shape, sqliteShape } from '../../scripts/migration/shape.ts';
import { sqliteShapes, wantedPostgresShape } from '../../scripts/migration/shapes-of.ts';
import { must } from '../../shared/base/asserts.ts';
import { type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import {
  type Column,
  initially,
  int,
  oneOf,
  opt,
  ref,
  type Table,
  table,
  tenant,
  varchar,
} from '../../shared/schema/define.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { idOf, RowFactory } from '../support/rows.ts';
import { createDatabase } from '../support/world.ts';

type Columns = Readonly<Record<string, Column>>;

/** Today's catalog with other columns in one table. */
function withColumns(name: TableName, change: (columns: Columns) => Columns, options: Partial<Table> = {}): Table[] {
  return tableNames
    .map(tableOf)
    .map((each) =>
      each.name === name ? { ...each, ...options, columns: { id: each.columns.id, ...change(each.columns) } } : each,
    );
}

const without = (columns: Columns, name: string): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([column]) => column !== name));

interface Case {
  readonly name: string;
  readonly tables: readonly Table[];
  /** What has to be looked at by hand. */
  readonly byHand: readonly string[];
  /** Rows stop the script as it is. */
  readonly stops?: boolean;
}

const cases: readonly Case[] = [
  {
    name: 'a CHECK becomes wider',
    tables: withColumns('projects', (columns) => ({
      ...columns,
      status: oneOf(['dreamt', 'planned', 'active', 'paused', 'completed', 'cancelled'], 'planned'),
      name: varchar(300),
    })),
    byHand: [],
  },
  {
    name: 'a CHECK becomes narrower',
    tables: withColumns('projects', (columns) => ({ ...columns, status: oneOf(['planned', 'active'], 'planned') })),
    byHand: ['ck_projects_status is narrower: rows that break it stop the upgrade.'],
  },
  {
    name: 'a reference is cleared by its parent instead of going with it',
    tables: withColumns('tasks', (columns) => ({ ...columns, project_id: opt(ref('projects', 'SET NULL', 'clear')) })),
    byHand: [],
  },
  {
    name: 'a reference is one to another table',
    tables: withColumns('tasks', (columns) => ({
      ...columns,
      performance_id: opt(ref('venues', 'SET NULL', 'clear')),
    })),
    byHand: ['fk_tasks_performance_id is narrower: rows that break it stop the upgrade.'],
  },
  {
    name: 'a column goes',
    tables: withColumns('tasks', (columns) => without(columns, 'priority')),
    byHand: ['tasks.priority goes with what is in it.'],
  },
  {
    name: 'columns come, one of them a reference, one with a value for the rows that are there',
    tables: withColumns('projects', (columns) => ({
      budget: opt(int('budget >= 0')),
      ...columns,
      venue_id: opt(ref('venues', 'SET NULL', 'clear')),
      weight: initially(int(), 3),
    })),
    byHand: [],
  },
  {
    name: 'a required column comes without a value for the rows that are there',
    tables: withColumns('projects', (columns) => ({ ...columns, motto: varchar(50) })),
    byHand: ['projects.motto is required: name a value for the rows that are there.'],
    stops: true,
  },
  {
    name: 'a column need not be there any more, and a table is found by another key',
    tables: withColumns('projects', (columns) => ({ ...columns, name: opt(varchar(255)) }), {
      indexes: [{ columns: ['starts_on'] }],
    }),
    byHand: [],
  },
  {
    name: 'a table comes',
    tables: [
      ...tableNames.map(tableOf),
      table(
        'props',
        {
          ...tenant,
          project_id: ref('projects', 'CASCADE', 'cascade'),
          status: oneOf(['here', 'gone'], 'here'),
        },
        {
          unique: [['project_id']],
          words: { table: ['Вещи', 'Props'], values: { here: ['тут', 'here'], gone: ['нет', 'gone'] } },
          group: null,
          page: 'records',
          part: false,
          title: null,
          hint: null,
          states: null,
          rules: [],
        },
      ),
    ],
    byHand: [],
  },
  {
    name: 'a table goes',
    tables: tableNames.map(tableOf).filter(({ name }) => name !== 'task_attachments'),
    byHand: ['task_attachments goes with all its rows.'],
  },
];

const handsOf = (script: string): readonly string[] =>
  script
    .split('\n')
    .filter((line) => line.startsWith(BY_HAND))
    .map((line) => line.slice(BY_HAND.length + 1));

test.for(cases)('SQLite: $name', async ({ tables, byHand, stops = false }) => {
  const { migrated, wanted } = sqliteShapes(tables);
  const [up, down] = [propose('sqlite', migrated, wanted), propose('sqlite', wanted, migrated, 'down')];
  expect(handsOf(up)).toEqual(byHand);
  const sqlite = new SqliteDatabase(':memory:');
  sqlite.pragma('foreign_keys = ON');
  const db = kyselyOver(sqlite);
  await migrateToLatest(db, 'sqlite');
  const held = tableNames.filter((name) => tableOf(name).scope !== 'hub');
  const store = new SqliteRowStore(db, new RowStatements(sqlite), new LookupStatements(sqlite));
  const factory = new RowFactory(store, idOf(1), 0x100);
  await factory.theater();
  for (const name of held) if (name !== 'theaters') await factory.make(name);
  const countOf = (shape: Shape): Record<string, unknown> =>
    Object.fromEntries(
      held
        .filter((name) => shape[name] !== undefined)
        .map((name) => [name, sqlite.prepare(`SELECT count(*) FROM ${name}`).pluck().get()]),
    );
  const before = countOf(wanted);
  const name = '9000-next';
  const next: History = {
    entries: [...history.entries, { name, dialects: ['sqlite'] }],
    statementsOf: (each, dialect, direction) =>
      each === name ? splitStatements(direction === 'up' ? up : down) : history.statementsOf(each, dialect, direction),
  };
  const version: Version = {
    history: next,
    repeatables: repeatablesOf('sqlite').filter((each) => wanted[each.table] !== undefined),
  };
  const upgrade = migrateToLatest(db, 'sqlite', undefined, version);
  if (stops) {
    await expect(upgrade).rejects.toThrow(/NOT NULL/);
    expect(sqliteShape(sqlite)).toEqual(migrated);
    return;
  }
  await upgrade;
  expect(sqliteShape(sqlite)).toEqual(wanted);
  expect(countOf(wanted)).toEqual(before);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  await migrateTo(db, 'sqlite', must(namesFor('sqlite').at(-1)), version);
  expect(sqliteShape(sqlite)).toEqual(migrated);
});

test('Postgres', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const client = new pg.Client(clientConfig(database.url));
  try {
    await client.connect();
    const factory = new RowFactory(new PostgresRowStore(client), idOf(1), 0x100);
    await factory.theater();
    for (const name of tableNames) if (name !== 'theaters') await factory.make(name);
    const migrated = await postgresShape(client, 'public');
    const count = async (shape: Shape): Promise<readonly (readonly [string, number])[]> => {
      const counts: (readonly [string, number])[] = [];
      for (const name of tableNames.filter((each) => shape[each] !== undefined))
        counts.push([name, (await client.query(`SELECT 1 FROM public.${name}`)).rows.length]);
      return counts;
    };
    const all = await count(migrated);
    expect(all.every(([, rows]) => rows > 0)).toBe(true);
    const before = (shape: Shape): typeof all => all.filter(([name]) => shape[name] !== undefined);
    const run = async (script: string): Promise<void> => {
      await client.query('BEGIN');
      await client.query('SET LOCAL search_path TO public');
      try {
        for (const statement of splitStatements(script)) await client.query(statement);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    };
    for (const { name, tables, byHand, stops = false } of cases) {
      const wanted = await wantedPostgresShape(client, tables);
      const up = propose('postgres', migrated, wanted);
      expect(handsOf(up), name).toEqual(byHand);
      if (stops) {
        await expect(run(up)).rejects.toThrow('null values');
        continue;
      }
      await run(up);
      expect(await postgresShape(client, 'public'), name).toEqual(wanted);
      expect(await count(wanted), name).toEqual(before(wanted));
      await run(propose('postgres', wanted, migrated, 'down'));
      expect(await postgresShape(client, 'public'), name).toEqual(migrated);
    }
    // What is here, whatever the order of its columns, needs no migration.
    expect(propose('postgres', migrated, await wantedPostgresShape(client, tableNames.map(tableOf)))).toBe('');
  } finally {
    await client.end();
    await database.drop();
  }
});

test('what the migrations make is what the catalog says, whatever the order of columns', () => {
  const turned = withColumns('projects', (columns) => Object.fromEntries(Object.entries(columns).toReversed()));
  const { migrated, wanted } = sqliteShapes(turned);
  expect(propose('sqlite', migrated, wanted)).toBe('');
});
