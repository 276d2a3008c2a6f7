/**
 * Prepared statements per table of the catalog: the hot path below the verbs of a mutation and below applying a batch.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { assert } from '../../shared/base/asserts.ts';
import { replicaColumns, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { fromStored, type Stored, toStored } from '../../shared/schema/codecs.ts';
import type { Column } from '../../shared/schema/define.ts';

type StoredRow = Record<string, Stored>;

type Prepare = <P extends unknown[]>() => SqliteDatabase.Statement<P>;

/** Prepares when it is first needed. */
function later(sqlite: SqliteDatabase.Database, text: string): Prepare {
  let statement: SqliteDatabase.Statement | undefined;
  return <P extends unknown[]>() => (statement ??= sqlite.prepare(text)) as SqliteDatabase.Statement<P>;
}

/**
 * Statements of one table over one connection. Rows go in and out as stored values. Those that write are made when
 * somebody writes: on a reading connection a view may stand before the table (`viewer.ts`), and a view cannot be
 * written.
 */
export class TableStatements {
  readonly name: TableName;
  readonly columns: readonly (readonly [string, Column])[];
  readonly #sqlite: SqliteDatabase.Database;
  readonly #select: SqliteDatabase.Statement<[string], StoredRow>;
  readonly #insert: Prepare;
  readonly #upsert: Prepare;
  readonly #delete: Prepare;
  readonly #updates = new Map<string, SqliteDatabase.Statement<Stored[]>>();
  readonly #columnByName: ReadonlyMap<string, Column>;

  constructor(sqlite: SqliteDatabase.Database, name: TableName) {
    this.#sqlite = sqlite;
    this.name = name;
    this.columns = replicaColumns(tableOf(name));
    this.#columnByName = new Map(this.columns);
    const names = this.columns.map(([column]) => column);
    const values = names.map(() => '?').join(', ');
    const overwrite = names
      .filter((column) => column !== 'id')
      .map((column) => `${column} = excluded.${column}`)
      .join(', ');
    this.#select = sqlite.prepare(`SELECT * FROM ${name} WHERE id = ?`);
    this.#insert = later(sqlite, `INSERT INTO ${name} (${names.join(', ')}) VALUES (${values})`);
    this.#upsert = later(
      sqlite,
      `INSERT INTO ${name} (${names.join(', ')}) VALUES (${values}) ON CONFLICT (id) DO UPDATE SET ${overwrite}`,
    );
    this.#delete = later(sqlite, `DELETE FROM ${name} WHERE id = ?`);
  }

  find(id: string): StoredRow | undefined {
    return this.#select.get(id);
  }

  /** The row as mutation code sees it. */
  findValues(id: string): Record<string, unknown> | undefined {
    const row = this.#select.get(id);
    if (row === undefined) return undefined;
    const values: Record<string, unknown> = {};
    for (const [name, column] of this.columns) values[name] = fromStored(column, row[name]);
    return values;
  }

  insertValues(row: Readonly<Record<string, unknown>>): void {
    this.#insert<Stored[]>().run(...this.columns.map(([name, column]) => toStored(column, row[name])));
  }

  insertStored(row: readonly Stored[]): void {
    this.#insert<Stored[]>().run(...row);
  }

  upsertStored(row: readonly Stored[]): void {
    this.#upsert<Stored[]>().run(...row);
  }

  encode(changes: Readonly<Record<string, unknown>>): StoredRow {
    return Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, toStored(this.column(name), value)]),
    );
  }

  column(name: string): Column {
    const column = this.#columnByName.get(name);
    assert(column !== undefined, () => `no column ${name} in ${this.name}`);
    return column;
  }

  /** Sets some columns; answers whether the row was there. */
  updateStored(id: string, changes: StoredRow): boolean {
    const names = Object.keys(changes);
    const key = names.join(',');
    let statement = this.#updates.get(key);
    if (statement === undefined) {
      for (const name of names) this.column(name);
      statement = this.#sqlite.prepare(
        `UPDATE ${this.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      );
      this.#updates.set(key, statement);
    }
    return statement.run(...names.map((name) => changes[name] ?? null), id).changes > 0;
  }

  delete(id: string): boolean {
    return this.#delete<[string]>().run(id).changes > 0;
  }
}

/** Statements of all tables over one connection, made when first needed. */
export class RowStatements {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #tables = new Map<TableName, TableStatements>();

  constructor(sqlite: SqliteDatabase.Database) {
    this.#sqlite = sqlite;
  }

  of(name: TableName): TableStatements {
    let statements = this.#tables.get(name);
    if (statements === undefined) {
      statements = new TableStatements(this.#sqlite, name);
      this.#tables.set(name, statements);
    }
    return statements;
  }
}
