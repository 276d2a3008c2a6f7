/** The tables that baselines are measured with. */
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { migrateToLatest } from '../../migrations/migrations.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';

/** Our tables and indexes, without the guards: what others measure themselves by. */
export async function plainTables(sqlite: SqliteDatabase.Database): Promise<void> {
  await migrateToLatest(kyselyOver(sqlite), 'sqlite');
  for (const { name } of sqlite
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .all())
    sqlite.exec(`DROP TRIGGER ${name}`);
  sqlite.pragma('foreign_keys = OFF');
}
