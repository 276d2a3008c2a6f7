/** Migrations with rows in every table: down and up again keep what both versions can hold. */

import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { RowStatements } from '../../electron/replica/row-statements.ts';
import { LookupStatements, SqliteRowStore } from '../../electron/replica/sqlite-row-store.ts';
import { clientConfig, connectDatabase } from '../../hub/database.ts';
import { PostgresRowStore } from '../../hub/push/postgres-row-store.ts';
import { type Dialect, namesFor } from '../../migrations/history.ts';
import { migrateTo, migrateToLatest } from '../../migrations/migrations.ts';
import { tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { idOf, RowFactory } from '../support/rows.ts';
import { createDatabase } from '../support/world.ts';

/** The versions to go back to, the newest first. The first migration makes the tables: nothing is left to keep below it. */
const below = (dialect: Dialect): readonly string[] => namesFor(dialect).slice(0, -1).toReversed();

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Rows as far as another version has the tables and columns too: what it cannot hold is no loss. */
function within(rows: Rows, other: Rows): Rows {
  return Object.fromEntries(
    Object.entries(rows)
      .filter(([table]) => other[table] !== undefined)
      .map(([table, list]) => {
        const columns = Object.keys(other[table]?.[0] ?? {});
        return [
          table,
          list.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)))),
        ];
      }),
  );
}

test('SQLite', async () => {
  const sqlite = new SqliteDatabase(':memory:');
  sqlite.pragma('foreign_keys = ON');
  const db = kyselyOver(sqlite);
  await migrateToLatest(db, 'sqlite');
  const tables = tableNames.filter((name) => tableOf(name).scope !== 'hub');
  const factory = new RowFactory(
    new SqliteRowStore(db, new RowStatements(sqlite), new LookupStatements(sqlite)),
    idOf(1),
    0x100,
  );
  await factory.theater();
  for (const name of tables) if (name !== 'theaters') await factory.make(name);
  const isThere = (name: string): boolean =>
    sqlite.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(name) !== undefined;
  const dump = (): Rows =>
    Object.fromEntries(
      tables
        .filter(isThere)
        .map((name) => [name, sqlite.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY id`).all()]),
    );
  let before = dump();
  for (const version of below('sqlite')) {
    await migrateTo(db, 'sqlite', version);
    const after = dump();
    expect(after).toEqual(within(before, after));
    before = after;
  }
  await migrateToLatest(db, 'sqlite');
  expect(within(dump(), before)).toEqual(before);
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
});

test('Postgres', async () => {
  const database = await createDatabase(inject('postgresUrl'), 'empty');
  const hub = connectDatabase({ url: database.url, size: 2 });
  const client = new pg.Client(clientConfig(database.url));
  try {
    await migrateToLatest(hub.db, 'postgres');
    await client.connect();
    const factory = new RowFactory(new PostgresRowStore(client), idOf(1), 0x100);
    await factory.theater();
    for (const name of tableNames) if (name !== 'theaters') await factory.make(name);
    const dump = async (): Promise<Rows> => {
      const all: Record<string, readonly Record<string, unknown>[]> = {};
      for (const name of tableNames) {
        const {
          rows: [table],
        } = await client.query<{ found: string | null }>('SELECT to_regclass($1)::text AS found', [name]);
        if (table?.found !== null)
          all[name] = (await client.query<Record<string, unknown>>(`SELECT * FROM ${name} ORDER BY id`)).rows;
      }
      return all;
    };
    let before = await dump();
    for (const version of below('postgres')) {
      await migrateTo(hub.db, 'postgres', version);
      const after = await dump();
      expect(after).toEqual(within(before, after));
      before = after;
    }
    await migrateToLatest(hub.db, 'postgres');
    expect(within(await dump(), before)).toEqual(before);
  } finally {
    await client.end();
    await hub.close();
    await database.drop();
  }
});
