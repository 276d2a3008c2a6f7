/**
 * One history for both databases. A migration is a pair of SQL files per database that it concerns; released files never change.
 * Names are unique and sorted; the check refuses two with one number.
 */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationResultSet, Migrator } from 'kysely/migration';

export type Dialect = 'postgres' | 'sqlite';

/** Every migration and the databases it concerns. */
export const history: readonly { readonly name: string; readonly dialects: readonly Dialect[] }[] = [
  { name: '0001-initial', dialects: ['postgres', 'sqlite'] },
  { name: '0002-sync-commits', dialects: ['postgres'] },
  { name: '0003-replica-local', dialects: ['sqlite'] },
  { name: '0004-guards', dialects: ['postgres', 'sqlite'] },
  { name: '0005-sent-mutations', dialects: ['sqlite'] },
  { name: '0006-people', dialects: ['postgres', 'sqlite'] },
  { name: '0007-traces', dialects: ['postgres', 'sqlite'] },
  { name: '0008-counts', dialects: ['postgres', 'sqlite'] },
  { name: '0009-identity', dialects: ['postgres', 'sqlite'] },
  { name: '0010-gate', dialects: ['postgres'] },
  { name: '0012-vault', dialects: ['postgres'] },
];

/** Splits a script at the semicolons that end a line, leaving `$$ … $$` bodies and SQLite's `BEGIN … END` whole. */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  let current = '';
  let isInBody = false;
  let isInTrigger = false;
  for (const line of script.split('\n')) {
    if (line.startsWith('--') && current === '') continue;
    current += `${line}\n`;
    if ((line.split('$$').length - 1) % 2 === 1) isInBody = !isInBody;
    if (current.startsWith('CREATE TRIGGER') && line.endsWith(' BEGIN')) isInTrigger = true;
    if (line === 'END;') isInTrigger = false;
    if (!isInBody && !isInTrigger && line.trimEnd().endsWith(';')) {
      statements.push(current.trim().replace(/;$/, ''));
      current = '';
    }
  }
  return statements;
}

function scriptOf(name: string, dialect: Dialect, direction: 'up' | 'down'): string {
  const file = `sql/${name}.${dialect}.${direction}.sql`;
  // Beside this file, or, when the shell's build has bundled it into out/main, where the project keeps it.
  const place = [`./${file}`, `../../migrations/${file}`]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (place === undefined) throw new Error(`the migration ${file} is missing`);
  return readFileSync(place, 'utf8');
}

/** Moments within the one transaction of an upgrade: before and after what each migration does. */
export type MigrationPoint = 'migration.begun' | 'migration.done';

/** The migrations of one database, as Kysely takes them. */
export function migrationsFor(
  dialect: Dialect,
  reached: (point: MigrationPoint) => void = () => undefined,
): Record<string, Migration> {
  const run =
    (name: string, direction: 'up' | 'down') =>
    async (db: Kysely<unknown>): Promise<void> => {
      reached('migration.begun');
      for (const statement of splitStatements(scriptOf(name, dialect, direction))) await sql.raw(statement).execute(db);
      reached('migration.done');
    };
  return Object.fromEntries(
    history
      .filter((entry) => entry.dialects.includes(dialect))
      .map(({ name }) => [name, { up: run(name, 'up'), down: run(name, 'down') }]),
  );
}

/** Kysely's migrator over our history. */
export function migratorFor<DB>(db: Kysely<DB>, dialect: Dialect, reached?: (point: MigrationPoint) => void): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrationsFor(dialect, reached)) },
    migrationTableName: 'schema_migrations',
    migrationLockTableName: 'schema_migrations_lock',
  });
}

/**
 * Brings a database to the newest version, in one transaction: dying on the way leaves the version from before. Throws
 * the first error.
 */
export async function migrateToLatest<DB>(
  db: Kysely<DB>,
  dialect: Dialect,
  reached?: (point: MigrationPoint) => void,
): Promise<MigrationResultSet> {
  const results = await migratorFor(db, dialect, reached).migrateToLatest();
  if (results.error !== undefined)
    throw results.error instanceof Error ? results.error : new Error(String(results.error));
  return results;
}
