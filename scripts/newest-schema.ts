/**
 * Writes `migrations/sql/newest.sqlite.sql`, of which a new replica is made, from what the history leaves. `--check`
 * only compares; the gate does the same, and a test compares the databases.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { history, namesFor } from '../migrations/history.ts';
import { migrateToLatest } from '../migrations/migrations.ts';
import { NEWEST_FILE, newestText } from '../migrations/newest-schema.ts';
import { kyselyOver } from '../sqlite/sqlite-kysely.ts';

const FILE = fileURLToPath(new URL(`../migrations/sql/${NEWEST_FILE}`, import.meta.url));

/** What knows of each database by itself: when it was where. */
const OF_EACH = 'schema_migrations';

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  throw new Error(`a row of the newest schema holds what this script cannot write: ${String(value)}`);
}

/** The rows that migrations leave. */
function inserts(sqlite: SqliteDatabase.Database, table: string): string[] {
  return sqlite
    .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
    .all()
    .map((row) => {
      const values = Object.values(row).map(literal).join(', ');
      return `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${values})`;
    });
}

/** The text as it follows from the history. */
export async function newestSchemaText(): Promise<string> {
  const sqlite = new SqliteDatabase(':memory:');
  try {
    await migrateToLatest(kyselyOver(sqlite), 'sqlite', undefined, { history, repeatables: [] });
    const made = sqlite
      .prepare<[], { type: string; name: string; sql: string; isVirtual: number }>(
        // What a virtual table keeps its data in is made with it; what belongs to a key has no text.
        `SELECT of.type, of.name, of.sql, of.sql LIKE 'CREATE VIRTUAL %' AS isVirtual FROM sqlite_master of
         WHERE of.sql IS NOT NULL AND of.name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
         ORDER BY of.rowid`,
      )
      .all();
    const filled = made.filter(({ type, name, isVirtual }) => type === 'table' && isVirtual === 0 && name !== OF_EACH);
    return newestText(namesFor('sqlite'), [
      ...made.map(({ sql }) => sql),
      ...filled.flatMap(({ name }) => inserts(sqlite, name)),
    ]);
  } finally {
    sqlite.close();
  }
}

/** Whether the text on disk is the one that follows from the history. */
export const isNewestCurrent = async (): Promise<boolean> => readFileSync(FILE, 'utf8') === (await newestSchemaText());

if (import.meta.main) {
  if (process.argv.includes('--check')) process.exitCode = (await isNewestCurrent()) ? 0 : 1;
  else writeFileSync(FILE, await newestSchemaText());
}
