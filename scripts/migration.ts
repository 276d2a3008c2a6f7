/**
 * `npm run migration -- NAME` writes the next migration: the scripts that lead from what the history makes to what the
 * catalog says, up and down, for each database that changes, and the entry in the history. Reads no database that
 * anybody keeps; Postgres runs for it in a folder of its own.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../hub/postgres/embedded-postgres.ts';
import type { Dialect } from '../migrations/history.ts';
import { BY_HAND, propose } from './migration/propose.ts';
import { postgresShapes, type Shapes, sqliteShapes } from './migration/shapes-of.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sqlFolder = join(root, 'migrations', 'sql');
const historyFile = join(root, 'migrations', 'history.ts');

async function onPostgres(): Promise<Shapes> {
  const dir = mkdtempSync(join(tmpdir(), 'offstage-migration-'));
  const postgres = await startEmbeddedPostgres(join(dir, 'postgres'));
  const client = new pg.Client({ connectionString: postgres.url });
  try {
    await client.connect();
    return await postgresShapes(client);
  } finally {
    await client.end();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function nextNumber(): string {
  const numbers = readdirSync(sqlFolder)
    .filter((file) => /^\d{4}-/.test(file))
    .map((file) => Number(file.slice(0, 4)));
  return String(Math.max(...numbers) + 1).padStart(4, '0');
}

/** Writes both scripts of a database; false where nothing changes on it. */
function write(name: string, dialect: Dialect, { migrated, wanted }: Shapes): boolean {
  const up = propose(dialect, migrated, wanted);
  if (up === '') return false;
  const scripts = [
    ['up', up],
    ['down', propose(dialect, wanted, migrated, 'down')],
  ] as const;
  for (const [direction, text] of scripts) {
    const file = `${name}.${dialect}.${direction}.sql`;
    writeFileSync(join(sqlFolder, file), text);
    console.log(`migrations/sql/${file}`);
    for (const line of text.split('\n')) if (line.startsWith(BY_HAND)) console.log(`  ${line.slice(3)}`);
  }
  return true;
}

function enter(name: string, dialects: readonly Dialect[]): void {
  const text = readFileSync(historyFile, 'utf8');
  const list = dialects.map((dialect) => `'${dialect}'`).join(', ');
  const entered = text.replace(/\n\];\n/, `\n  { name: '${name}', dialects: [${list}] },\n];\n`);
  if (entered === text) throw new Error(`${historyFile} has no list of migrations`);
  writeFileSync(historyFile, entered);
  console.log('migrations/history.ts');
}

if (import.meta.main) {
  const [, , title] = process.argv;
  if (title === undefined || !/^[a-z][a-z0-9-]*$/.test(title)) {
    console.error('npm run migration -- NAME: small letters and dashes, as in «saved-views»');
    process.exitCode = 2;
  } else {
    const name = `${nextNumber()}-${title}`;
    const dialects = [
      ...(write(name, 'postgres', await onPostgres()) ? (['postgres'] as const) : []),
      ...(write(name, 'sqlite', sqliteShapes()) ? (['sqlite'] as const) : []),
    ];
    if (dialects.length === 0) console.log('The migrations make what the catalog says: there is nothing to write.');
    else enter(name, dialects);
  }
}
