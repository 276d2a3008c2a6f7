/**
 * Repeatable migrations: triggers that follow from the catalog. The guards keep its rules; the bells of Postgres tell
 * laptops which tables a commit changed. They are made anew, table by table, when what the catalog says of them has
 * changed, so that a new child of a table rewrites no released text of its parents.
 *
 * `schema_migrations_repeatable` holds a hash for every set of triggers that stands. Guards name columns and would
 * look at rows that a migration moves: the runner takes them away first. Bells stay, so that laptops hear of rows that
 * a migration writes.
 */
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type TableName, tableNames, tableOf } from '../shared/schema/catalog.ts';
import { guardsOf } from './guards.ts';
import { type Dialect, history, namesFor } from './history.ts';

/** The migration from which on triggers are repeatable; those before it hold theirs as frozen text. */
export const FIRST_REPEATABLE = '0013-repeatables';

type Kind = 'guard' | 'bell';

/** The triggers of one kind on one table, under the name by which their hash is kept. */
export interface Repeatable {
  readonly name: string;
  readonly kind: Kind;
  readonly table: TableName;
  readonly statements: readonly string[];
  readonly hash: string;
}

/** One statement trigger per way of writing; every table that laptops hold has them. */
function bellsOf(table: TableName): readonly string[] {
  return (
    [
      ['insert', 'INSERT', 'NEW'],
      ['update', 'UPDATE', 'NEW'],
      ['delete', 'DELETE', 'OLD'],
    ] as const
  ).map(
    ([suffix, event, rows]) =>
      `CREATE TRIGGER ring_${suffix} AFTER ${event} ON ${table} REFERENCING ${rows} TABLE AS changed` +
      ' FOR EACH STATEMENT EXECUTE FUNCTION ring_sync_commits()',
  );
}

function repeatable(kind: Kind, table: TableName, statements: readonly string[]): Repeatable {
  const hash = createHash('sha256').update(statements.join(';\n')).digest('hex');
  return { name: `${kind}/${table}`, kind, table, statements, hash };
}

/** Every set of triggers that a database of this version has. */
export function repeatablesOf(dialect: Dialect): readonly Repeatable[] {
  const bells =
    dialect === 'sqlite'
      ? []
      : tableNames
          .filter((name) => tableOf(name).scope !== 'hub')
          .map((table) => repeatable('bell', table, bellsOf(table)));
  const byTable = Map.groupBy(guardsOf(dialect), ({ table }) => table);
  return [
    ...[...byTable].map(([table, list]) =>
      repeatable(
        'guard',
        table,
        list.map((guard) => guard.sql),
      ),
    ),
    ...bells,
  ];
}

async function names(db: Kysely<unknown>, query: string): Promise<readonly string[]> {
  const { rows } = await sql.raw<{ name: string }>(query).execute(db);
  return rows.map(({ name }) => name);
}

const run = async (db: Kysely<unknown>, statements: readonly string[]): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db);
};

/** The hashes of what stands; undefined in a database from before there were any. */
async function standing(db: Kysely<unknown>, dialect: Dialect): Promise<ReadonlyMap<string, string> | undefined> {
  const found = await names(
    db,
    dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE name = 'schema_migrations_repeatable'"
      : "SELECT 'found' AS name WHERE to_regclass('schema_migrations_repeatable') IS NOT NULL",
  );
  if (found.length === 0) return undefined;
  const { rows } = await sql<{
    name: string;
    hash: string;
  }>`SELECT name, hash FROM schema_migrations_repeatable`.execute(db);
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

const PREFIX: Readonly<Record<Kind, string>> = { guard: 'guard_', bell: 'ring_' };

/**
 * Takes away every trigger of a kind, on one table or on all, and what Postgres keeps of their functions. Asks the
 * database what there is, so that triggers of tables that the catalog has forgotten go as well.
 */
async function drop(db: Kysely<unknown>, dialect: Dialect, kind: Kind, table?: string): Promise<void> {
  const prefix = PREFIX[kind];
  if (dialect === 'sqlite') {
    const on = table === undefined ? '' : ` AND tbl_name = '${table}'`;
    const triggers = await names(
      db,
      `SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ${prefix.length}) = '${prefix}'${on}`,
    );
    return run(
      db,
      triggers.map((name) => `DROP TRIGGER ${name}`),
    );
  }
  const on = table === undefined ? '' : ` AND c.relname = '${table}'`;
  const triggers =
    "FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid WHERE c.relnamespace = 'public'::regnamespace" +
    ` AND NOT tgisinternal AND starts_with(tgname, '${prefix}')${on}`;
  const functions =
    kind === 'guard' ? await names(db, `SELECT DISTINCT tgfoid::regproc::text AS name ${triggers}`) : [];
  await run(
    db,
    (await names(db, `SELECT format('%I ON %I', tgname, c.relname) AS name ${triggers}`)).map(
      (name) => `DROP TRIGGER ${name}`,
    ),
  );
  await run(
    db,
    functions.map((name) => `DROP FUNCTION ${name}()`),
  );
}

/** Within the transaction of a migration: the guards go, and are known to be away. */
export async function takeGuardsAway(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await drop(db, dialect, 'guard');
  await sql`DELETE FROM schema_migrations_repeatable WHERE name LIKE 'guard/%'`.execute(db);
}

/** The sets of triggers that do not stand as `wanted`; all of them before there were hashes. */
async function changed(
  db: Kysely<unknown>,
  dialect: Dialect,
  wanted: readonly Repeatable[],
): Promise<readonly Repeatable[]> {
  const hashes = await standing(db, dialect);
  return wanted.filter(({ name, hash }) => hashes?.get(name) !== hash);
}

/** The names of sets of triggers that stand and are not among `wanted`. */
async function unwanted(
  db: Kysely<unknown>,
  dialect: Dialect,
  wanted: readonly Repeatable[],
): Promise<readonly string[]> {
  const kept = new Set(wanted.map(({ name }) => name));
  return [...((await standing(db, dialect))?.keys() ?? [])].filter((name) => !kept.has(name));
}

/** Whether triggers stand otherwise than `wanted`. */
export async function areOutdated(
  db: Kysely<unknown>,
  dialect: Dialect,
  wanted: readonly Repeatable[],
): Promise<boolean> {
  return (await changed(db, dialect, wanted)).length > 0 || (await unwanted(db, dialect, wanted)).length > 0;
}

/** Makes what has changed anew and forgets what is no longer wanted. Within a transaction. */
export async function makeRepeatables(
  db: Kysely<unknown>,
  dialect: Dialect,
  wanted: readonly Repeatable[],
): Promise<void> {
  for (const { name, kind, table, statements, hash } of await changed(db, dialect, wanted)) {
    await drop(db, dialect, kind, table);
    await run(db, statements);
    await sql`INSERT INTO schema_migrations_repeatable (name, hash) VALUES (${name}, ${hash})
      ON CONFLICT (name) DO UPDATE SET hash = excluded.hash`.execute(db);
  }
  for (const name of await unwanted(db, dialect, wanted)) {
    const [kind, table] = name.split('/');
    await drop(db, dialect, kind === 'bell' ? 'bell' : 'guard', table);
    await sql`DELETE FROM schema_migrations_repeatable WHERE name = ${name}`.execute(db);
  }
}

/**
 * Makes every one of them in a SQLite database that has none yet: as one script, which takes half of what single
 * statements take. Within a transaction.
 */
export async function makeFirstRepeatables(db: Kysely<unknown>, wanted: readonly Repeatable[]): Promise<void> {
  if (wanted.length === 0) return;
  const statements = wanted.flatMap((each) => each.statements);
  await sql.raw(['-- Triggers', ...statements.map((statement) => `${statement};`)].join('\n')).execute(db);
  const hashes = wanted.map(({ name, hash }) => sql`(${name}, ${hash})`);
  await sql`INSERT INTO schema_migrations_repeatable (name, hash) VALUES ${sql.join(hashes)}`.execute(db);
}

/** How a statement of a released script makes, or takes away, a trigger or the function of a guard. */
const MADE = /^CREATE (?:TRIGGER (\w+) .*? ON (\w+)|FUNCTION (guard_\w+)\(\))/s;
const GONE = /^DROP (?:TRIGGER (\w+)(?: ON (\w+))?|FUNCTION (guard_\w+)\(\))/;

/** Whether a statement of a released script makes a guard or takes one away: a new database needs neither. */
export function isAboutGuard(statement: string): boolean {
  const [, made] = MADE.exec(statement) ?? [];
  const [, gone] = GONE.exec(statement) ?? [];
  return (made ?? gone)?.startsWith(PREFIX.guard) === true;
}

/**
 * The triggers that the migrations below `FIRST_REPEATABLE` leave standing, as their frozen text says: what a database
 * needs that goes back below it.
 */
function frozenTriggers(dialect: Dialect): readonly string[] {
  const standingNow = new Map<string, string>();
  for (const name of namesFor(dialect).filter((each) => each < FIRST_REPEATABLE))
    for (const statement of history.statementsOf(name, dialect, 'up')) {
      const [, made, on, guard] = MADE.exec(statement) ?? [];
      const [, gone, off, noGuard] = GONE.exec(statement) ?? [];
      if (made !== undefined || guard !== undefined)
        standingNow.set(guard ?? `${made} ${dialect === 'sqlite' ? '' : on}`, statement);
      if (gone !== undefined || noGuard !== undefined) standingNow.delete(noGuard ?? `${gone} ${off ?? ''}`);
    }
  return [...standingNow].filter(([name]) => /^(guard|ring)_/.test(name)).map(([, statement]) => statement);
}

/** Going back below `FIRST_REPEATABLE`: triggers as the released text made them. Within a transaction. */
export async function makeFrozenTriggers(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const kind of ['guard', 'bell'] as const) await drop(db, dialect, kind);
  await run(db, frozenTriggers(dialect));
}
