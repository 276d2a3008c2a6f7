/**
 * What an earlier release wrote into the outbox is said as this release says it, once, when the replica is first opened
 * by it: ids, numbers and authors stay, and what needs no translation is not touched.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { fromVersion, translations } from '../../shared/mutations/translations.ts';
import { readVersion, SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import { type KeptTable, reword } from '../outbox/tables.ts';

const SPOKEN = 'schema_version';

/** Answers whether anything that is pending has changed, so that its journal must follow. */
export function translatePending(
  sqlite: SqliteDatabase.Database,
  table = translations,
  newest = SCHEMA_VERSION,
): boolean {
  const spoken = readVersion(
    sqlite.prepare<[string], { value: string }>('SELECT value FROM replica_meta WHERE key = ?').get(SPOKEN)?.value,
  );
  if (spoken >= newest) return false;
  let changed: ReadonlySet<KeptTable> = new Set();
  sqlite.transaction(() => {
    changed = reword(sqlite, ({ name, args }) => {
      const said = fromVersion({ name, args: JSON.parse(args) as unknown }, spoken, table, newest);
      return { name: said.name, args: JSON.stringify(said.args) };
    });
    sqlite
      .prepare(
        'INSERT INTO replica_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(SPOKEN, String(newest));
  })();
  return changed.has('outbox');
}
