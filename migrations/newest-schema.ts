/**
 * What a new replica begins with: the schema that the whole history leaves on SQLite, as one generated text. Going
 * through the history makes tables only to make them anew, which takes five times as long as the text, and every
 * laptop waits for it at its first start. A replica that has anything goes on by migrations (decision 55).
 *
 * Triggers are not in it: they follow from the catalog, and are made as a migration makes them.
 */
import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { type Dialect, namesFor, scriptPlace } from './history.ts';
import { makeFirstRepeatables, type Repeatable } from './repeatables.ts';

/** Beside the scripts; written by `scripts/newest-schema.ts`. */
export const NEWEST_FILE = 'newest.sqlite.sql';

/** The text, and what it stands for. */
export interface NewestSchema {
  /** The migrations that a database has been through that was made of it, in order. */
  readonly names: readonly string[];
  /** Many statements, beginning with comments (`kyselyOver` runs it as a whole). */
  readonly script: string;
}

/** How the head of the text names a migration. */
const NAME = /^-- (\d{4}-[\w-]+)$/gm;

/** The text that names its migrations and then says what there is. */
export const newestText = (names: readonly string[], statements: readonly string[]): string =>
  [
    '-- Generated: what the whole history leaves on SQLite, of which a new replica is made. After a change of a',
    '-- migration: node scripts/newest-schema.ts. The migrations that it stands for:',
    ...names.map((name) => `-- ${name}`),
    ...statements.map((statement) => `${statement};`),
    '',
  ].join('\n');

/** The text as it lies beside the scripts. Throws where it is missing. */
export function newestSchema(): NewestSchema {
  const script = readFileSync(scriptPlace(NEWEST_FILE), 'utf8');
  return { names: [...script.matchAll(NAME)].map(([, name]) => name ?? ''), script };
}

/**
 * Whether the text stands for this version: between a new migration and the generator it does not, and then the history
 * is gone through.
 */
export function isOfThisVersion({ names }: Pick<NewestSchema, 'names'>): boolean {
  const wanted = namesFor('sqlite');
  return names.length === wanted.length && names.every((name, index) => name === wanted[index]);
}

/**
 * Of what a database is made that holds nothing yet; undefined where there is something already, or no text that stands
 * for this version.
 */
export async function newestFor(
  db: Kysely<unknown>,
  dialect: Dialect,
  read: (() => NewestSchema) | undefined,
): Promise<NewestSchema | undefined> {
  if (dialect !== 'sqlite' || read === undefined) return undefined;
  if ((await sql.raw('SELECT 1 FROM sqlite_master LIMIT 1').execute(db)).rows.length > 0) return undefined;
  const newest = read();
  return isOfThisVersion(newest) ? newest : undefined;
}

/** Makes an empty SQLite database one that has been through every migration. Within a transaction. */
export async function loadNewest(
  db: Kysely<unknown>,
  { names, script }: NewestSchema,
  repeatables: readonly Repeatable[],
): Promise<void> {
  await sql.raw(script).execute(db);
  const timestamp = new Date().toISOString();
  const rows = names.map((name) => sql`(${name}, ${timestamp})`);
  await sql`INSERT INTO schema_migrations (name, timestamp) VALUES ${sql.join(rows)}`.execute(db);
  await makeFirstRepeatables(db, repeatables);
}
