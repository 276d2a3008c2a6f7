/** Kysely over one client of Postgres, inside a transaction that the push owns. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import type { Database } from '../../shared/schema/catalog.ts';

/** How a query is sent: as it is, or as a statement that the connection keeps. */
export type Send = (text: string, values: unknown[]) => pg.QueryConfig;
/** As it is. */
export const plain: Send = (text, values) => ({ text, values });

class ClientConnection implements DatabaseConnection {
  readonly #client: pg.ClientBase;
  readonly #send: Send;
  readonly #before: () => Promise<void>;
  constructor(client: pg.ClientBase, send: Send, before: () => Promise<void>) {
    this.#client = client;
    this.#send = send;
    this.#before = before;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await this.#before();
    const result = await this.#client.query(this.#send(query.sql, [...query.parameters]));
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) };
  }
  // eslint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used in mutations');
  }
}

class ClientDriver implements Driver {
  readonly #connection: ClientConnection;
  constructor(...given: ConstructorParameters<typeof ClientConnection>) {
    this.#connection = new ClientConnection(...given);
  }
  init(): Promise<void> {
    return Promise.resolve();
  }
  acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#connection);
  }
  beginTransaction(): Promise<void> {
    return Promise.reject(new Error('the push owns the transaction'));
  }
  commitTransaction(): Promise<void> {
    return Promise.reject(new Error('the push owns the transaction'));
  }
  rollbackTransaction(): Promise<void> {
    return Promise.reject(new Error('the push owns the transaction'));
  }
  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }
  destroy(): Promise<void> {
    return Promise.resolve();
  }
}

/** Kysely over one client whose transaction somebody else owns. `before` each query, what it must find is sent. */
export function kyselyOverClient(
  client: pg.ClientBase,
  send: Send = plain,
  before: () => Promise<void> = () => Promise.resolve(),
): Kysely<Database> {
  return new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new ClientDriver(client, send, before),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}
