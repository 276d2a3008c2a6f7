/**
 * What an earlier release wrote into the outbox is said as this release says it, once, when the replica is first opened
 * by it: ids, numbers and authors stay, and what needs no translation is not touched.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { fromVersion, translations } from '../../shared/mutations/translations.ts';
import { readVersion, SCHEMA_VERSION } from '../../shared/schema/versions.ts';
import type { OutboxRow } from './outbox-journal.ts';

const SPOKEN = 'schema_version';
/** Everything that may yet be sent: pending, refused and to be tried again, sent and to be offered again. */
const KEPT = ['outbox', 'outbox_sent', 'refused_mutations'] as const;

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
  let isPendingChanged = false;
  sqlite.transaction(() => {
    for (const kept of KEPT) {
      const rows = sqlite.prepare<[], OutboxRow>(`SELECT sequence, name, args FROM ${kept}`).all();
      const write = sqlite.prepare(`UPDATE ${kept} SET name = ?, args = ? WHERE sequence = ?`);
      for (const { sequence, name, args } of rows) {
        const said = fromVersion({ name, args: JSON.parse(args) as unknown }, spoken, table, newest);
        const text = JSON.stringify(said.args);
        if (said.name === name && text === args) continue;
        write.run(said.name, text, sequence);
        isPendingChanged ||= kept === 'outbox';
      }
    }
    sqlite
      .prepare(
        'INSERT INTO replica_meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(SPOKEN, String(newest));
  })();
  return isPendingChanged;
}
