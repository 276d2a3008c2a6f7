/**
 * The outbox's own tables, as far as a file that is only being opened, translated or rebuilt has to write them: nothing
 * here knows more than SQLite, so that the replica may call it before there is a replica. All other writes are beside
 * it in this folder; `scripts/table-writers.ts` refuses them anywhere else.
 */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';

/** Everything that may yet be sent: pending, refused and to be tried again, sent and to be offered again. */
const KEPT = ['outbox', 'outbox_sent', 'refused_mutations'] as const;
/** A table that survives whatever becomes of the file it stands in. */
export type KeptTable = (typeof KEPT)[number];

type Row = Readonly<Record<string, string | number | null>>;

/** A mutation as it is stored; `args` is JSON. */
export interface Wording {
  readonly name: string;
  readonly args: string;
}

/**
 * Says what is kept in other words where `say` answers other ones. Ids, numbers and authors stay. Answers the tables
 * that changed. Within a transaction.
 */
export function reword(sqlite: SqliteDatabase.Database, say: (stored: Wording) => Wording): ReadonlySet<KeptTable> {
  const changed = new Set<KeptTable>();
  for (const table of KEPT) {
    const rows = sqlite.prepare<[], Wording & { sequence: number }>(`SELECT sequence, name, args FROM ${table}`).all();
    const write = sqlite.prepare(`UPDATE ${table} SET name = ?, args = ? WHERE sequence = ?`);
    for (const stored of rows) {
      const { name, args } = say(stored);
      if (name === stored.name && args === stored.args) continue;
      write.run(name, args, stored.sequence);
      changed.add(table);
    }
  }
  return changed;
}

/** Forgets what would undo the pending mutations: they have just been undone, or the rows they wrote are gone. */
export function forgetEffects(sqlite: SqliteDatabase.Database): void {
  sqlite.prepare('DELETE FROM outbox_effects').run();
}

/** Puts rows that were salvaged from another file in place, whatever columns that file had. Within a transaction. */
export function putBack(
  sqlite: SqliteDatabase.Database,
  table: Exclude<KeptTable, 'outbox_sent'>,
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const names = Object.keys(row);
    sqlite
      .prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  }
}
