/**
 * The connections that read. One always shows the newest commit. A query of several statements reads a snapshot
 * instead: a read transaction on a connection of its own, so that no commit falls between its statements and no commit
 * waits for it, however long it takes.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import { sameJson } from '../../shared/base/json.ts';
import { can } from '../../shared/rules/permissions.ts';
import type { Database } from '../../shared/schema/catalog.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { NOTHING, type View, viewAs } from './viewer.ts';

const MAX_STATEMENTS = 300;

/** How often each table has changed since the replica was opened; under `COMMITS`, how many commits there were. */
export type TableVersions = ReadonlyMap<string, number>;
/** Stands for all tables: its version grows with every commit. */
export const COMMITS = '*';

/** A reading connection with its prepared statements: preparing costs more than reading one row. */
class ReadConnection {
  readonly sqlite: SqliteDatabase.Database;
  readonly db: Kysely<Database>;
  readonly #statements = new Map<string, SqliteDatabase.Statement>();
  #viewedAs = '';

  constructor(sqlite: SqliteDatabase.Database) {
    this.sqlite = sqlite;
    this.db = kyselyOver(sqlite);
  }

  prepared(text: string): SqliteDatabase.Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      if (this.#statements.size > MAX_STATEMENTS) this.#statements.clear();
      statement = this.sqlite.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  viewAs(view: View): void {
    this.#viewedAs = viewAs(this.sqlite, view, this.#viewedAs);
  }
}

/** A read transaction, shared by the queries that began at the same commit and for the same person. */
interface Snapshot {
  readonly connection: ReadConnection;
  readonly versions: TableVersions;
  readonly view: View;
  users: number;
}

/** Connections are opened as they are needed and kept. A snapshot’s connection is idle again when its query is over. */
export class ReadConnections {
  readonly #open: () => SqliteDatabase.Database;
  readonly #newest: ReadConnection;
  readonly #all: ReadConnection[];
  readonly #idle: ReadConnection[] = [];
  readonly #current = new AsyncLocalStorage<Snapshot>();
  #latest: Snapshot | undefined;
  #versions: TableVersions = new Map();
  #view: View;

  /** `open` opens one more connection that only reads. */
  constructor(open: () => SqliteDatabase.Database) {
    this.#open = open;
    this.#newest = new ReadConnection(open());
    this.#all = [this.#newest];
  }

  /** The snapshot of the query that asks; the newest commit for everybody else. */
  get connection(): ReadConnection {
    return this.#current.getStore()?.connection ?? this.#newest;
  }

  /** Of what `connection` shows. */
  get versions(): TableVersions {
    return this.#current.getStore()?.versions ?? this.#versions;
  }

  /** Of the newest commit, whatever snapshot asks. */
  get newest(): TableVersions {
    return this.#versions;
  }

  /** Somebody else's commits: reads that begin from now on see these, or newer ones. */
  adopt(versions: TableVersions): void {
    this.#versions = versions;
  }

  /** Called in the same breath as the commit that changed these tables; answers its number. */
  committed(tables: ReadonlySet<string>): number {
    const versions = new Map(this.#versions);
    const commit = (versions.get(COMMITS) ?? 0) + 1;
    for (const table of tables) versions.set(table, (versions.get(table) ?? 0) + 1);
    this.#versions = versions.set(COMMITS, commit);
    return commit;
  }

  /** What queries that begin from now on see; those under way go on as they began. */
  viewAs(view: View): void {
    this.#newest.viewAs(view);
    this.#view = view;
  }

  /** Whether whoever reads holds a right: for what stands in no view. */
  mayRead(permission: string): boolean {
    const snapshot = this.#current.getStore();
    const view = snapshot === undefined ? this.#view : snapshot.view;
    return view === undefined || (view !== NOTHING && can(view.permissions, permission));
  }

  /** Runs a read of several statements on one snapshot. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    const snapshot = this.#take();
    try {
      return await this.#current.run(snapshot, work);
    } finally {
      this.#release(snapshot);
    }
  }

  /** A query that still runs fails with its next statement. */
  close(): void {
    for (const connection of this.#all) connection.sqlite.close();
  }

  #take(): Snapshot {
    const outer = this.#current.getStore();
    const snapshot = outer !== undefined && outer.users > 0 ? outer : (this.#joinable() ?? this.#begin());
    snapshot.users += 1;
    return snapshot;
  }

  /** A snapshot that still shows the newest commit, as whoever looks now may see it. */
  #joinable(): Snapshot | undefined {
    const latest = this.#latest;
    return latest?.versions === this.#versions && isSame(latest.view, this.#view) ? latest : undefined;
  }

  #begin(): Snapshot {
    const connection = this.#idle.pop() ?? this.#another();
    connection.viewAs(this.#view);
    connection.prepared('BEGIN').run();
    // SQLite takes the snapshot with the first read.
    connection.prepared('SELECT 1 FROM replica_meta LIMIT 1').get();
    this.#latest = { connection, versions: this.#versions, view: this.#view, users: 0 };
    return this.#latest;
  }

  #another(): ReadConnection {
    const connection = new ReadConnection(this.#open());
    this.#all.push(connection);
    return connection;
  }

  #release(snapshot: Snapshot): void {
    snapshot.users -= 1;
    if (snapshot.users > 0) return;
    if (this.#latest === snapshot) this.#latest = undefined;
    const { connection } = snapshot;
    if (!connection.sqlite.open) return;
    if (connection.sqlite.inTransaction) connection.prepared('COMMIT').run();
    this.#idle.push(connection);
  }
}

function isSame(one: View, other: View): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return one.userId === other.userId && sameJson(one.permissions, other.permissions);
}
