/**
 * One history for both databases. A migration is a pair of SQL files per database that it concerns; released files
 * never change. Names are unique and sorted; the check refuses two with one number.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Dialect = 'postgres' | 'sqlite';
export type Direction = 'up' | 'down';

/** Migrations in their order, and where their statements are. */
export interface History {
  readonly entries: readonly { readonly name: string; readonly dialects: readonly Dialect[] }[];
  /** Throws where a script is missing. */
  statementsOf(name: string, dialect: Dialect, direction: Direction): readonly string[];
}

/** Every migration and the databases it concerns. */
const entries: History['entries'] = [
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
  { name: '0013-repeatables', dialects: ['postgres', 'sqlite'] },
  { name: '0014-drafts', dialects: ['sqlite'] },
  { name: '0015-saved-views', dialects: ['postgres', 'sqlite'] },
  { name: '0016-files', dialects: ['postgres', 'sqlite'] },
  { name: '0017-stored-files', dialects: ['sqlite'] },
  { name: '0018-templates', dialects: ['postgres', 'sqlite'] },
  { name: '0019-printed-sheets', dialects: ['postgres', 'sqlite'] },
  { name: '0020-uploads', dialects: ['postgres'] },
  { name: '0021-shows', dialects: ['postgres', 'sqlite'] },
  { name: '0024-schedule', dialects: ['postgres', 'sqlite'] },
  { name: '0025-show', dialects: ['postgres', 'sqlite'] },
  { name: '0030-confirmed-files', dialects: ['sqlite'] },
  { name: '0031-signatures', dialects: ['postgres', 'sqlite'] },
  { name: '0036-told-production', dialects: ['postgres', 'sqlite'] },
  { name: '0037-tours', dialects: ['postgres', 'sqlite'] },
  { name: '0040-tour-files', dialects: ['postgres', 'sqlite'] },
  { name: '0044-kits', dialects: ['postgres', 'sqlite'] },
];

/** The newest release: what it was called, the schema that its laptops speak, and the migration that it ends with. */
export const released = { version: '0.1.0', schema: 1, migration: '0005-sent-mutations' } as const;

/** The names of the migrations that concern a database, in order. */
export const namesFor = (dialect: Dialect, of: Pick<History, 'entries'> = { entries }): readonly string[] =>
  of.entries.filter((entry) => entry.dialects.includes(dialect)).map(({ name }) => name);

/** The migrations of this version that are not among those that a database has been through, in order. */
export function missingMigrations(
  dialect: Dialect,
  applied: readonly { readonly name: string }[],
  of: Pick<History, 'entries'> = { entries },
): readonly string[] {
  const names = new Set(applied.map(({ name }) => name));
  return namesFor(dialect, of).filter((name) => !names.has(name));
}

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

/**
 * The file of a script: beside this module, or, when a build has bundled the module into `out`, wherever above it the
 * project keeps its migrations. Throws where there is none.
 */
export function scriptPlace(file: string, from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const place = [join(folder, 'sql', file), join(folder, 'migrations', 'sql', file)].find((path) => existsSync(path));
    if (place !== undefined) return place;
    if (folder === dirname(folder)) throw new Error(`the migration ${file} is missing`);
  }
}

const statementsOf = (name: string, dialect: Dialect, direction: Direction): string[] =>
  splitStatements(readFileSync(scriptPlace(`${name}.${dialect}.${direction}.sql`), 'utf8'));

/** The project's own history. */
export const history: History = { entries, statementsOf };
