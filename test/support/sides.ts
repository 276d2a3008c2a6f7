/** The two databases behind one face: the same mutation code, raw SQL beside it, and everything rolled back at the end of a run. */
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { undoEffects } from '../../electron/replica/effects.ts';
import { WriteTx } from '../../electron/replica/replica.ts';
import { RowStatements } from '../../electron/replica/row-statements.ts';
import { LookupStatements } from '../../electron/replica/sqlite-row-store.ts';
import { clientConfig, connectDatabase } from '../../hub/database.ts';
import { PostgresRowStore } from '../../hub/push/postgres-row-store.ts';
import { refuseBrokenMutation } from '../../hub/push/push.ts';
import { concernsPeople } from '../../hub/push/quarantine.ts';
import { migrateToLatest } from '../../migrations/migrations.ts';
import { type RefusalData, refusalOfGuard } from '../../shared/base/refusal.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import type { Author, Mutation } from '../../shared/mutations/mutation.ts';
import type { RowStore } from '../../shared/mutations/row-store.ts';
import { runMutation } from '../../shared/mutations/run-mutation.ts';
import { type Database, replicaColumns, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { type Stored, toStored } from '../../shared/schema/codecs.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { createDatabase } from './world.ts';

export interface Side {
  readonly name: 'sqlite' | 'postgres';
  /** A store for direct writes; not for mutations. */
  store(): RowStore;
  /** Runs a mutation as the hub or the replica does, at the hub's time `recordedAt`; answers the refusal, if any. */
  mutate(mutation: Mutation, recordedAt?: string): Promise<RefusalData | undefined>;
  /** Runs SQL that holds for both; answers the database's complaint, if any, and leaves no trace of a failed statement. */
  raw(sql: string): Promise<string | undefined>;
  select(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Rows of a table in the canonical form of digests, in the order of their ids. */
  rows(table: TableName): Promise<readonly (readonly Stored[])[]>;
  /** Hard deletion as the purge does it: guards against erasing are off, foreign keys act. */
  erasing<T>(work: () => Promise<T>): Promise<T>;
  begin(): Promise<void>;
  rollback(): Promise<void>;
  commit(): Promise<void>;
  close(): Promise<void>;
}

const stored = (table: TableName, row: Readonly<Record<string, unknown>>): Stored[] =>
  replicaColumns(tableOf(table)).map(([name, column]) => toStored(column, row[name]));

/**
 * Authors as a push knows them: read once, and again after whatever may have changed them. For runs whose only other
 * writes go through the side.
 */
class KnownAuthors {
  readonly #db: Kysely<Database>;
  readonly #isKeeping: boolean;
  readonly #known = new Map<string, Author | undefined>();

  constructor(db: Kysely<Database>, isKeeping: boolean) {
    this.#db = db;
    this.#isKeeping = isKeeping;
  }

  async of({ authorId }: Mutation): Promise<Author | undefined> {
    if (!this.#isKeeping) return loadAuthor(this.#db, authorId);
    if (!this.#known.has(authorId)) this.#known.set(authorId, await loadAuthor(this.#db, authorId));
    return this.#known.get(authorId);
  }

  forget(): void {
    this.#known.clear();
  }
}

export interface SideOptions {
  /** A person's rights are read as a push reads them, not for every mutation. */
  readonly areAuthorsKept?: boolean;
  /** On Postgres: `empty` where the cluster has no migrated database to copy. */
  readonly from?: 'migrated' | 'empty';
}

export async function sqliteSide(file = ':memory:', { areAuthorsKept = false }: SideOptions = {}): Promise<Side> {
  const sqlite = new SqliteDatabase(file);
  const db = kyselyOver(sqlite);
  sqlite.pragma('foreign_keys = ON');
  await migrateToLatest(db, 'sqlite');
  const tx = new WriteTx(sqlite, db, new RowStatements(sqlite), new LookupStatements(sqlite));
  const authors = new KnownAuthors(db, areAuthorsKept);
  const attempt = (work: () => void): string | undefined => {
    sqlite.exec('SAVEPOINT attempt');
    try {
      work();
      sqlite.exec('RELEASE attempt');
      return undefined;
    } catch (error) {
      sqlite.exec('ROLLBACK TO attempt; RELEASE attempt');
      return error instanceof Error ? error.message : String(error);
    }
  };
  return {
    name: 'sqlite',
    store: () => {
      authors.forget();
      return tx.newStore();
    },
    mutate: async (mutation, recordedAt = mutation.issuedAt) => {
      const author = await authors.of(mutation);
      if (concernsPeople(mutation)) authors.forget();
      if (author === undefined) return { code: 'author.unknown', details: {} };
      const store = tx.newStore();
      try {
        const outcome = await runMutation(store, mutation, author, recordedAt, () => 0);
        if (outcome.ok) return undefined;
        undoEffects(tx, store.effects);
        return outcome.error;
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_CONSTRAINT'))
          throw error;
        undoEffects(tx, store.effects);
        return refusalOfGuard(error.message) ?? { code: 'constraint.violated', details: {} };
      }
    },
    raw: (sql) =>
      Promise.resolve(
        attempt(() => {
          authors.forget();
          sqlite.exec(sql);
        }),
      ),
    select: (sql) => Promise.resolve(sqlite.prepare<[], Record<string, unknown>>(sql).all()),
    rows: (table) =>
      Promise.resolve(
        sqlite
          .prepare<[], Record<string, Stored>>(`SELECT * FROM ${table} ORDER BY id`)
          .all()
          .map((row) => replicaColumns(tableOf(table)).map(([name]) => row[name] ?? null)),
      ),
    erasing: async (work) => {
      sqlite.exec('UPDATE guards SET is_on = 0');
      try {
        return await work();
      } finally {
        sqlite.exec('UPDATE guards SET is_on = 1');
      }
    },
    begin: () => {
      authors.forget();
      return Promise.resolve(void sqlite.exec('BEGIN'));
    },
    rollback: () => Promise.resolve(void sqlite.exec('ROLLBACK')),
    commit: () => Promise.resolve(void sqlite.exec('COMMIT')),
    close: () => Promise.resolve(void sqlite.close()),
  };
}

export async function postgresSide(
  clusterUrl: string,
  { areAuthorsKept = false, from = 'migrated' }: SideOptions = {},
): Promise<Side> {
  const database = await createDatabase(clusterUrl, from);
  const migrating = connectDatabase({ url: database.url });
  await migrateToLatest(migrating.db, 'postgres');
  await migrating.close();
  const client = new pg.Client(clientConfig(database.url));
  await client.connect();
  const store = new PostgresRowStore(client);
  const authors = new KnownAuthors(store.db, areAuthorsKept);
  return {
    name: 'postgres',
    store: () => {
      authors.forget();
      return store;
    },
    mutate: async (mutation, recordedAt = mutation.issuedAt) => {
      const author = await authors.of(mutation);
      if (concernsPeople(mutation)) authors.forget();
      if (author === undefined) return { code: 'author.unknown', details: {} };
      await client.query('SAVEPOINT mutation');
      try {
        const outcome = await runMutation(store, mutation, author, recordedAt, () => 0);
        await client.query(outcome.ok ? 'RELEASE SAVEPOINT mutation' : 'ROLLBACK TO SAVEPOINT mutation');
        return outcome.ok ? undefined : outcome.error;
      } catch (error) {
        await client.query('ROLLBACK TO SAVEPOINT mutation');
        const refusal = refuseBrokenMutation(error);
        if (refusal.code === 'internal.failed') throw error;
        return refusal;
      }
    },
    raw: async (sql) => {
      authors.forget();
      await client.query('SAVEPOINT attempt');
      try {
        await client.query(sql);
        await client.query('RELEASE SAVEPOINT attempt');
        return undefined;
      } catch (error) {
        await client.query('ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt');
        return error instanceof Error ? error.message : String(error);
      }
    },
    select: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    rows: async (table) =>
      (
        await client.query<Record<string, unknown>>({
          name: `all_${table}`,
          text: `SELECT * FROM ${table} ORDER BY id`,
        })
      ).rows.map((row) => stored(table, row)),
    erasing: async (work) => {
      await client.query("SELECT set_config('offstage.purge', 'on', true)");
      try {
        return await work();
      } finally {
        await client.query("SELECT set_config('offstage.purge', 'off', true)");
      }
    },
    begin: async () => {
      authors.forget();
      await client.query('BEGIN');
    },
    rollback: async () => void (await client.query('ROLLBACK')),
    commit: async () => void (await client.query('COMMIT')),
    close: async () => {
      await client.end();
      await database.drop();
    },
  };
}
