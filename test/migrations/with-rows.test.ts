/** Migrations with rows in every table: down and up again keep what both versions can hold. */
import { expect, inject, test } from 'vitest';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { RowStatements } from '../../electron/replica/row-statements.ts';
import { kyselyOver } from '../../electron/replica/sqlite-kysely.ts';
import { LookupStatements, SqliteRowStore } from '../../electron/replica/sqlite-row-store.ts';
import { clientConfig, connectDatabase } from '../../hub/database.ts';
import { PostgresRowStore } from '../../hub/push/postgres-row-store.ts';
import { migrateToLatest, migrationsFor, migratorFor } from '../../migrations/migrations.ts';
import { tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { idOf, RowFactory } from '../support/rows.ts';
import { createDatabase } from '../support/world.ts';

/** All but the first: that one makes the tables, and nothing is left to keep below it. */
const above = (dialect: 'sqlite' | 'postgres'): readonly string[] => Object.keys(migrationsFor(dialect)).slice(1);

test('SQLite', async () => {
  const sqlite = new SqliteDatabase(':memory:');
  sqlite.pragma('foreign_keys = ON');
  const db = kyselyOver(sqlite);
  await migrateToLatest(db, 'sqlite');
  const tables = tableNames.filter((name) => tableOf(name).scope !== 'hub');
  const factory = new RowFactory(new SqliteRowStore(db, new RowStatements(sqlite), new LookupStatements(sqlite)), idOf(1), 0x100);
  await factory.theater();
  for (const name of tables) if (name !== 'theaters') await factory.make(name);
  const dump = (): unknown => tables.map((name) => [name, sqlite.prepare(`SELECT * FROM ${name} ORDER BY id`).all()]);
  const before = dump();
  for (const _ of above('sqlite')) {
    expect((await migratorFor(db, 'sqlite').migrateDown()).error).toBeUndefined();
    expect(dump()).toEqual(before);
  }
  await migrateToLatest(db, 'sqlite');
  expect(dump()).toEqual(before);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
});

test('Postgres', async () => {
  const database = await createDatabase(inject('postgresUrl'));
  const hub = connectDatabase(database.url, 2);
  const client = new pg.Client(clientConfig(database.url));
  try {
    await migrateToLatest(hub.db, 'postgres');
    await client.connect();
    const factory = new RowFactory(new PostgresRowStore(client), idOf(1), 0x100);
    await factory.theater();
    for (const name of tableNames) if (name !== 'theaters') await factory.make(name);
    const dump = async (): Promise<unknown[]> => {
      const all: unknown[] = [];
      for (const name of tableNames) all.push([name, (await client.query(`SELECT * FROM ${name} ORDER BY id`)).rows]);
      return all;
    };
    const before = await dump();
    for (const _ of above('postgres')) {
      expect((await migratorFor(hub.db, 'postgres').migrateDown()).error).toBeUndefined();
      expect(await dump()).toEqual(before);
    }
    await migrateToLatest(hub.db, 'postgres');
    expect(await dump()).toEqual(before);
  } finally {
    await client.end();
    await hub.close();
    await database.drop();
  }
});
