/**
 * The two forms that a migration lies between, on both databases: what the history makes, and what the catalog asks.
 */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { history, namesFor, splitStatements } from '../../migrations/history.ts';
import { tableNames, tableOf } from '../../shared/schema/catalog.ts';
import type { Table } from '../../shared/schema/define.ts';
import { postgresDdl, sqliteDdl } from '../ddl.ts';
import { postgresShape, type Queries, type Shape, sqliteShape } from './shape.ts';

export interface Shapes {
  /** What the newest migration leaves. */
  readonly migrated: Shape;
  /** What the catalog says. */
  readonly wanted: Shape;
}

const today = (): readonly Table[] => tableNames.map(tableOf);

/** On SQLite, in memory; what is migrated as far as the named migration, where one is. */
export function sqliteShapes(tables: readonly Table[] = today(), upTo = '9999'): Shapes {
  const [migrated, wanted] = [new SqliteDatabase(':memory:'), new SqliteDatabase(':memory:')];
  try {
    for (const name of namesFor('sqlite').filter((each) => each <= upTo))
      for (const statement of history.statementsOf(name, 'sqlite', 'up')) migrated.exec(statement);
    wanted.exec(sqliteDdl(tables));
    return { migrated: sqliteShape(migrated), wanted: sqliteShape(wanted) };
  } finally {
    migrated.close();
    wanted.close();
  }
}

/** On an empty Postgres database, in which it leaves both. */
export async function postgresShapes(client: Queries, tables: readonly Table[] = today()): Promise<Shapes> {
  await client.query('SET search_path TO public');
  for (const name of namesFor('postgres'))
    for (const statement of history.statementsOf(name, 'postgres', 'up')) await client.query(statement);
  return { migrated: await postgresShape(client, 'public'), wanted: await wantedPostgresShape(client, tables) };
}

/** What the catalog asks of Postgres, made in a schema of its own. */
export async function wantedPostgresShape(client: Queries, tables: readonly Table[]): Promise<Shape> {
  await client.query('DROP SCHEMA IF EXISTS wanted CASCADE; CREATE SCHEMA wanted; SET search_path TO wanted');
  for (const statement of splitStatements(postgresDdl(tables))) await client.query(statement);
  return postgresShape(client, 'wanted');
}
