/**
 * The runner of the history (`history.ts`): everything that a database lacks, in one transaction, so that dying on the
 * way leaves the version from before. A new replica is made of the newest schema instead (`newest-schema.ts`). Around
 * the transaction SQLite's foreign keys are off, because a table is changed by making it anew, and dropping the old one
 * would take its children along; the guards are away, and are made again from the catalog at the end
 * (`repeatables.ts`). Two hubs that start at the same time go one after the other.
 */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator, NO_MIGRATIONS } from 'kysely/migration';
import { type Dialect, type Direction, type History, history, missingMigrations, namesFor } from './history.ts';
import { type DanglingReference, danglingReferences, requireNoNewDangling } from './kept-references.ts';
import { loadNewest, type NewestSchema, newestFor, newestSchema } from './newest-schema.ts';
import {
  areOutdated,
  FIRST_REPEATABLE,
  isAboutGuard,
  makeFrozenTriggers,
  makeRepeatables,
  type Repeatable,
  repeatablesOf,
  takeGuardsAway,
} from './repeatables.ts';

/**
 * Moments within the one transaction of an upgrade: before and after what each migration does, and when the triggers
 * have been made again.
 */
export type MigrationPoint = 'migration.begun' | 'migration.done' | 'migration.guarded';

/** What an upgrade did. */
export interface Migrated {
  /** Migrations that were gone through, in order. */
  readonly names: readonly string[];
  /** References that had no parent before it (SQLite): found on the way, and left as they are. */
  readonly danglingBefore: readonly DanglingReference[];
}

/** All hubs of a cluster take the same one; any number that nothing else uses. */
const POSTGRES_LOCK = 7_306_913;

/** What a version brings: its scripts and its triggers. */
export interface Version {
  readonly history: History;
  readonly repeatables: readonly Repeatable[];
  /** Of what an empty SQLite database is made; without it, by going through the history. */
  readonly newest?: () => NewestSchema;
}

/** Called at each moment of an upgrade. */
export type MigrationListener = (point: MigrationPoint) => void;

/** This version, to which a new database comes by the whole history as well: how the newest schema is made. */
export const byHistory = (dialect: Dialect): Version => ({ history, repeatables: repeatablesOf(dialect) });

/** This version. */
const thisVersion = (dialect: Dialect): Version => ({ ...byHistory(dialect), newest: newestSchema });

/**
 * The scripts of a database, as Kysely takes them. Where `isWithoutGuards` is set, those below the first repeatable
 * migration leave guards out: a new replica would make some hundred of them only to drop them again.
 */
function migrationsFor(
  dialect: Dialect,
  version: Version,
  isWithoutGuards: boolean,
  reached: MigrationListener,
): Record<string, Migration> {
  const run =
    (name: string, direction: Direction) =>
    async (db: Kysely<unknown>): Promise<void> => {
      reached('migration.begun');
      const statements = version.history.statementsOf(name, dialect, direction);
      const isSkipped = isWithoutGuards && name < FIRST_REPEATABLE ? isAboutGuard : () => false;
      for (const statement of statements) if (!isSkipped(statement)) await sql.raw(statement).execute(db);
      // Above it no script meets a guard; below it scripts name those of the released text.
      if (name === FIRST_REPEATABLE && direction === 'up') await takeGuardsAway(db, dialect);
      if (name === FIRST_REPEATABLE && direction === 'down') await makeFrozenTriggers(db, dialect);
      reached('migration.done');
    };
  return Object.fromEntries(
    namesFor(dialect, version.history).map((name) => [name, { up: run(name, 'up'), down: run(name, 'down') }]),
  );
}

/** The names of the migrations that a database has been through, in order. */
async function appliedTo(db: Kysely<unknown>, dialect: Dialect): Promise<readonly { readonly name: string }[]> {
  const { rows: found } = await sql
    .raw(
      dialect === 'sqlite'
        ? "SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'"
        : "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL",
    )
    .execute(db);
  if (found.length === 0) return [];
  return (await sql<{ name: string }>`SELECT name FROM schema_migrations ORDER BY name`.execute(db)).rows;
}

/** Whether a database lacks migrations of this version, or has triggers that this version makes otherwise. */
export async function isBehind<DB>(
  db: Kysely<DB>,
  dialect: Dialect,
  version: Version = thisVersion(dialect),
): Promise<boolean> {
  const plain = db as unknown as Kysely<unknown>;
  return (
    missingMigrations(dialect, await appliedTo(plain, dialect), version.history).length > 0 ||
    (await areOutdated(plain, dialect, version.repeatables))
  );
}

/** A hub that is still at work may hold a table that the upgrade waits for, and wait for one that the upgrade holds. */
const DEADLOCK = '40P01';
const MOST_ATTEMPTS = 5;

/** Begins again when Postgres has ended a transaction to let another one go on: nothing of it was done. */
async function despiteDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await work();
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === DEADLOCK;
      if (!isDeadlock || attempt === MOST_ATTEMPTS) throw error;
    }
}

/** One transaction on one connection, with SQLite's foreign keys off around it and Postgres's hubs in a row. */
function inOneTransaction<T>(
  db: Kysely<unknown>,
  dialect: Dialect,
  work: (transaction: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    if (dialect === 'postgres')
      return despiteDeadlocks(() =>
        connection.transaction().execute(async (transaction) => {
          await sql`SELECT pg_advisory_xact_lock(${sql.lit(POSTGRES_LOCK)})`.execute(transaction);
          return work(transaction);
        }),
      );
    const { rows } = await sql.raw<{ foreign_keys: number }>('PRAGMA foreign_keys').execute(connection);
    // No effect within a transaction, and so before and after it.
    await sql.raw('PRAGMA foreign_keys = OFF').execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      if (rows[0]?.foreign_keys === 1) await sql.raw('PRAGMA foreign_keys = ON').execute(connection);
    }
  });
}

/** Where to go: to the newest version, or to the named migration in either direction; undefined leaves nothing. */
type Target = { readonly to: string | undefined } | 'newest';

async function goThrough(
  db: Kysely<unknown>,
  migrations: Readonly<Record<string, Migration>>,
  target: Target,
): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  });
  const { error, results } = await (target === 'newest'
    ? migrator.migrateToLatest()
    : migrator.migrateTo(target.to ?? NO_MIGRATIONS));
  if (error !== undefined) throw error instanceof Error ? error : new Error(String(error));
  return (results ?? []).map(({ migrationName }) => migrationName);
}

async function migrate(
  db: Kysely<unknown>,
  dialect: Dialect,
  target: Target,
  version: Version,
  reached: MigrationListener,
): Promise<Migrated> {
  return inOneTransaction(db, dialect, async (transaction) => {
    const newest = target === 'newest' ? await newestFor(transaction, dialect, version.newest) : undefined;
    if (newest !== undefined) {
      reached('migration.begun');
      await loadNewest(transaction, newest, version.repeatables);
      reached('migration.done');
      reached('migration.guarded');
      return { names: newest.names, danglingBefore: [] };
    }
    const applied = await appliedTo(transaction, dialect);
    const isMoving = target !== 'newest' || missingMigrations(dialect, applied, version.history).length > 0;
    const isChecked = dialect === 'sqlite' && isMoving;
    const danglingBefore = isChecked ? await danglingReferences(transaction) : [];
    if (isMoving && applied.some(({ name }) => name === FIRST_REPEATABLE)) await takeGuardsAway(transaction, dialect);
    // On Postgres they have functions of their own, which other scripts name.
    const isNewReplica = dialect === 'sqlite' && applied.length === 0 && target === 'newest';
    const isWithoutGuards = isNewReplica && namesFor(dialect, version.history).includes(FIRST_REPEATABLE);
    const migrations = migrationsFor(dialect, version, isWithoutGuards, reached);
    const names = isMoving ? await goThrough(transaction, migrations, target) : [];
    // An older version makes its own triggers from its own catalog when it starts.
    if (target === 'newest' || target.to === namesFor(dialect, version.history).at(-1))
      await makeRepeatables(transaction, dialect, version.repeatables);
    reached('migration.guarded');
    if (isChecked) requireNoNewDangling(danglingBefore, await danglingReferences(transaction));
    return { names, danglingBefore };
  });
}

/**
 * Brings a database to the newest version, in one transaction: dying on the way leaves the version from before. Throws
 * the first error, and when an upgrade would leave a reference of SQLite without its parent.
 */
export async function migrateToLatest<DB>(
  db: Kysely<DB>,
  dialect: Dialect,
  reached: MigrationListener = () => undefined,
  version: Version = thisVersion(dialect),
): Promise<Migrated> {
  if (!(await isBehind(db, dialect, version))) return { names: [], danglingBefore: [] };
  return migrate(db as unknown as Kysely<unknown>, dialect, 'newest', version, reached);
}

/**
 * Brings a database to the version of that migration, up or down; undefined goes below the first. Between the first
 * repeatable migration and the newest it stays without guards: whoever runs that version makes their own.
 */
export function migrateTo<DB>(
  db: Kysely<DB>,
  dialect: Dialect,
  name: string | undefined,
  version: Version = thisVersion(dialect),
): Promise<Migrated> {
  return migrate(db as unknown as Kysely<unknown>, dialect, { to: name }, version, () => undefined);
}
