/** The catalog, Postgres and SQLite say the same; every migration can be undone and done again. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { connectDatabase } from '../../hub/database.ts';
import { guardsOf } from '../../migrations/guards.ts';
import { type Dialect, namesFor } from '../../migrations/history.ts';
import { byHistory, migrateTo, migrateToLatest } from '../../migrations/migrations.ts';
import { checksOf, indexesOf } from '../../scripts/ddl.ts';
import { replicaColumns, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import type { Column, Table } from '../../shared/schema/define.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { createDatabase } from '../support/world.ts';

const norm = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

async function upDownUp<DB>(db: Kysely<DB>, dialect: Dialect): Promise<void> {
  await migrateToLatest(db, dialect, undefined, byHistory(dialect));
  const versions = namesFor(dialect);
  for (const version of versions.slice(0, -1).toReversed()) await migrateTo(db, dialect, version);
  await migrateTo(db, dialect, undefined);
  await migrateToLatest(db, dialect);
}

function postgresType(column: Column): string {
  switch (column.type) {
    case 'varchar':
      return `character varying(${column.length ?? 255})`;
    case 'numeric':
      return `numeric(${column.precision ?? 12},${column.scale ?? 2})`;
    case 'int':
      return 'integer';
    case 'bool':
      return 'boolean';
    case 'timestamptz':
      return 'timestamp(3) with time zone';
    case 'time':
      return 'time(0) without time zone';
    case 'json':
      return 'jsonb';
    default:
      return column.type;
  }
}

test('SQLite equals the catalog after up, down and up again', async () => {
  const sqlite = new SqliteDatabase(':memory:');
  await upDownUp(kyselyOver(sqlite), 'sqlite');
  for (const table of tableNames.map(tableOf).filter((candidate) => candidate.scope !== 'hub')) {
    const columns = sqlite.pragma(`table_info(${table.name})`) as {
      name: string;
      type: string;
      notnull: number;
      pk: number;
    }[];
    expect(
      columns.map(({ name, type, notnull, pk }) => [name, type, notnull === 1, pk === 1]).toSorted(),
      table.name,
    ).toEqual(
      replicaColumns(table)
        .map(([name, column]) => [
          name,
          column.type === 'int' || column.type === 'bool' ? 'INTEGER' : 'TEXT',
          !column.nullable,
          name === 'id',
        ])
        .toSorted(),
    );
    const keys = sqlite.pragma(`foreign_key_list(${table.name})`) as {
      from: string;
      table: string;
      on_delete: string;
    }[];
    expect(keys.map((key) => [key.from, key.table, key.on_delete]).toSorted(), table.name).toEqual(
      foreignKeys(table).toSorted(),
    );
    const sql = norm(
      (sqlite.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(table.name) as { sql: string }).sql,
    );
    const checks = checksOf(table, 'sqlite');
    for (const [name, condition] of Object.entries(checks))
      expect(sql).toContain(`CONSTRAINT ${name} CHECK (${norm(condition)})`);
    expect(sql.match(/ CHECK \(/g)?.length ?? 0, table.name).toBe(Object.keys(checks).length);
    const indexes = sqlite
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
      .all(table.name) as { name: string; sql: string }[];
    expect(Object.fromEntries(indexes.map((index) => [index.name, norm(index.sql)])), table.name).toEqual(
      Object.fromEntries(
        Object.entries(indexesOf(table)).map(([name, index]) => [
          name,
          `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table.name} (${index.columns.join(', ')})${index.where === undefined ? '' : ` WHERE ${index.where}`}`,
        ]),
      ),
    );
  }
});

test('SQLite holds exactly the guards that follow from the catalog', async () => {
  const sqlite = new SqliteDatabase(':memory:');
  await upDownUp(kyselyOver(sqlite), 'sqlite');
  const found = sqlite
    .prepare('SELECT tbl_name AS "table", name, sql FROM sqlite_master WHERE type = \'trigger\'')
    .all() as { table: string; name: string; sql: string }[];
  const byName = (list: readonly { name: string; sql: string }[]): Record<string, string> =>
    Object.fromEntries(list.map(({ name, sql }) => [name, norm(sql)]));
  expect(byName(found)).toEqual(byName(guardsOf('sqlite')));
  expect(found.length).toBeGreaterThan(150);
});

function foreignKeys(table: Table): string[][] {
  return Object.entries(table.columns).flatMap(([name, column]) =>
    column.references === undefined ? [] : [[name, column.references.table, column.references.purge]],
  );
}

const PG_ACTION: Readonly<Record<string, string>> = { c: 'CASCADE', n: 'SET NULL', r: 'RESTRICT', a: 'NO ACTION' };

test('Postgres equals the catalog after up, down and up again', async () => {
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const hub = connectDatabase({ url: database.url });
  try {
    await upDownUp(hub.db, 'postgres');
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    for (const table of tableNames.map(tableOf)) await comparePostgres(client, table);
    const { rows } = await client.query(
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE 'schema_migrations%'",
    );
    expect(rows.map((row: { relname: string }) => row.relname).toSorted()).toEqual(
      [...tableNames, 'sync_commits', 'hub_state', 'rate_limits', 'file_uploads', 'unused_files'].toSorted(),
    );
    await compareGuards(client);
    await client.end();
  } finally {
    await hub.close();
    await database.drop();
  }
});

/** Functions by their source, triggers by their definition as Postgres prints it. */
async function compareGuards(client: pg.Client): Promise<void> {
  const wanted = guardsOf('postgres');
  const functions = await client.query<{ name: string; source: string }>(
    "SELECT proname AS name, prosrc AS source FROM pg_proc WHERE proname LIKE 'guard_%' AND pronamespace = 'public'::regnamespace",
  );
  const bodies = wanted
    .filter(({ sql }) => sql.startsWith('CREATE FUNCTION'))
    .map(({ name, sql }) => [name, norm(sql.split('$$')[1] ?? '')]);
  expect(Object.fromEntries(functions.rows.map((row) => [row.name, norm(row.source)]))).toEqual(
    Object.fromEntries(bodies),
  );
  const triggers = await client.query<{ table: string; name: string; definition: string }>(
    "SELECT tgrelid::regclass::text AS table, tgname AS name, pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgname LIKE 'guard_%' AND NOT tgisinternal",
  );
  const plain = (text: string): string => norm(text.replaceAll(/::[a-z ]+|public\.|[()]/g, '')).toLowerCase();
  const definitions = wanted
    .filter(({ sql }) => sql.startsWith('CREATE TRIGGER'))
    .map(({ table, name, sql }) => [`${table}.${name}`, plain(sql)]);
  expect(Object.fromEntries(triggers.rows.map((row) => [`${row.table}.${row.name}`, plain(row.definition)]))).toEqual(
    Object.fromEntries(definitions),
  );
}

async function comparePostgres(client: pg.Client, table: Table): Promise<void> {
  const { rows: columns } = await client.query<{ name: string; type: string; not_null: boolean }>(
    'SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS not_null FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum',
    [table.name],
  );
  expect(columns.map((row) => [row.name, row.type, row.not_null]).toSorted(), table.name).toEqual(
    Object.entries(table.columns)
      .map(([name, column]) => [name, postgresType(column), !column.nullable])
      .toSorted(),
  );
  const { rows: constraints } = await client.query<{
    name: string;
    type: string;
    column: string;
    parent: string;
    action: string;
  }>(
    "SELECT conname AS name, contype AS type, (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS column, confrelid::regclass::text AS parent, confdeltype AS action FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('f', 'c')",
    [table.name],
  );
  expect(
    constraints
      .filter((row) => row.type === 'f')
      .map((row) => [row.column, row.parent, PG_ACTION[row.action] ?? ''])
      .toSorted(),
    table.name,
  ).toEqual(foreignKeys(table).toSorted());
  expect(
    constraints
      .filter((row) => row.type === 'c')
      .map((row) => row.name)
      .toSorted(),
    table.name,
  ).toEqual(Object.keys(checksOf(table, 'postgres')).toSorted());
  const { rows: indexes } = await client.query<{ name: string; unique: boolean; columns: string[]; partial: boolean }>(
    "SELECT c.relname AS name, i.indisunique AS unique, i.indpred IS NOT NULL AS partial, ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY k.o) AS columns FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::regclass AND NOT i.indisprimary AND c.relname NOT LIKE 'ft_%'",
    [table.name],
  );
  expect(
    Object.fromEntries(indexes.map((row) => [row.name, [row.unique, row.columns, row.partial]])),
    table.name,
  ).toEqual(
    Object.fromEntries(
      Object.entries(indexesOf(table)).map(([name, index]) => [
        name,
        [index.unique, index.columns, index.where !== undefined],
      ]),
    ),
  );
  if (table.search.length > 0)
    expect((await client.query('SELECT 1 FROM pg_class WHERE relname = $1', [`ft_${table.name}`])).rowCount).toBe(1);
}
