/**
 * Kysely on better-sqlite3, with the catalog's codecs below it: every result column is decoded by the table and column
 * it came from, so that query code sees the same values here as on Postgres. Statements are prepared once per text.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type Database, findTable } from '../shared/schema/catalog.ts';
import { fromStored } from '../shared/schema/codecs.ts';
import type { Column } from '../shared/schema/define.ts';

interface Prepared {
  readonly statement: SqliteDatabase.Statement<unknown[], Record<string, unknown>>;
  readonly decoders: readonly (readonly [string, Column])[];
}

const DECODED = new Set(['bool', 'json', 'text[]']);

class SqliteConnection implements DatabaseConnection {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #prepared = new Map<string, Prepared>();

  constructor(sqlite: SqliteDatabase.Database) {
    this.#sqlite = sqlite;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (query.sql.startsWith('--')) return this.#runScript(query.sql);
    const { statement, decoders } = this.#prepare(query.sql);
    const parameters = query.parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    if (!statement.reader) {
      const { changes, lastInsertRowid } = statement.run(...parameters);
      return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) });
    }
    const rows = statement.all(...parameters);
    for (const [name, column] of decoders) for (const row of rows) row[name] = fromStored(column, row[name]);
    return Promise.resolve({ rows: rows as R[] });
  }

  #runScript<R>(script: string): Promise<QueryResult<R>> {
    this.#sqlite.exec(script);
    return Promise.resolve({ rows: [] });
  }

  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used on the replica');
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const statement = this.#sqlite.prepare<unknown[], Record<string, unknown>>(text);
    const prepared = { statement, decoders: statement.reader ? decodersOf(statement) : [] };
    if (this.#prepared.size > 500) this.#prepared.clear();
    this.#prepared.set(text, prepared);
    return prepared;
  }
}

function decodersOf(statement: SqliteDatabase.Statement): (readonly [string, Column])[] {
  const decoders: (readonly [string, Column])[] = [];
  for (const { name, table, column } of statement.columns()) {
    const definition = table === null || column === null ? undefined : findTable(table)?.columns[column];
    if (definition !== undefined && DECODED.has(definition.type)) decoders.push([name, definition]);
  }
  return decoders;
}

/**
 * Migrations run in one transaction, as on Postgres. SQLite can do that; Kysely leaves it out for the sake of pragmas
 * that have no effect within one: our runner sets those around it. Without it a laptop that dies in the middle of an
 * upgrade could never be opened again.
 */
class AtomicAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/**
 * One connection, shared: transactions are begun by whoever owns the handle, never by Kysely itself, except in
 * migrations.
 */
class SqliteDriver implements Driver {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #connection: SqliteConnection;
  constructor(sqlite: SqliteDatabase.Database) {
    this.#sqlite = sqlite;
    this.#connection = new SqliteConnection(sqlite);
  }
  init(): Promise<void> {
    return Promise.resolve();
  }
  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('COMMIT'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk makes SQLite undo everything by itself; what it said is what has to be heard.
    if (this.#sqlite.inTransaction) await connection.executeQuery(CompiledQuery.raw('ROLLBACK'));
  }
  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * Kysely over an open SQLite handle. A text that begins with a comment is a script: it is run as a whole, takes no
 * parameters and gives no rows.
 */
export function kyselyOver(sqlite: SqliteDatabase.Database): Kysely<Database> {
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new AtomicAdapter(),
      createDriver: () => new SqliteDriver(sqlite),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}
