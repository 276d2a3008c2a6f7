/**
 * Takes a snapshot over into the replica. SQLite moves rows and index entries as they are, without looking into them,
 * where a table is empty, has no guards, and is made as the one that they come from; that is what makes a new laptop
 * fast. It happens over a connection of its own, because the full-text index keeps in memory what the writer's
 * connection knew of it.
 */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { searchedTables } from '../../sqlite/search-words.ts';
import { schemaOf, searchTables, snapshotTables } from '../../sqlite/snapshot-form.ts';
import { forgetEffects } from '../outbox/tables.ts';
import type { ArrivingSnapshot } from './arriving-snapshot.ts';
import { asDiskFailure } from './durable-file.ts';
import { openDatabase } from './encrypted-database.ts';
import { reached } from './fault-points.ts';
import { type LoadProgress, noteProgress } from './load-progress.ts';
import { FILE } from './rebuild.ts';
import type { Vault } from './vault.ts';

/** Kibibytes: what does not fit goes to the log on the disk. */
const CACHE_KIB = 32_000;

/** What arrived is no database that this version can take over: nothing has changed. */
export class UselessSnapshot extends Error {}

/** Whether a snapshot of tables of this kind can be taken over: they are made as ours are. */
export const fits = (sqlite: SqliteDatabase.Database, schema: string): boolean => schemaOf(sqlite) === schema;

/**
 * Puts the snapshot's rows, search index and places in the shapes into the empty tables, all at once, and notes that
 * they are there. Throws UselessSnapshot or AppError `disk.*`; nothing has changed then.
 */
export function copySnapshot(dir: string, vault: Vault, arriving: ArrivingSnapshot): LoadProgress {
  const sqlite = openDatabase(join(dir, FILE), vault);
  try {
    // The tables behind the full-text index are closed to everybody else.
    sqlite.unsafeMode(true);
    sqlite.pragma('foreign_keys = OFF');
    sqlite.pragma('synchronous = NORMAL');
    sqlite.pragma(`cache_size = -${CACHE_KIB}`);
    // Who waits for the rows does not wait for them to be written a second time (`Replica.foldLog`).
    sqlite.pragma('wal_autocheckpoint = 0');
    arriving.attachTo(sqlite);
    const progress: LoadProgress = {
      rows: arriving.reply.rows,
      whole: new Set(snapshotTables),
      snapshot: {
        id: arriving.reply.id,
        indexed: new Set(searchedTables.filter((name) => snapshotTables.includes(name))),
      },
    };
    sqlite
      .transaction(() => {
        for (const table of [...snapshotTables, ...searchTables(sqlite, 'snapshot'), 'replica_shapes']) {
          sqlite.exec(`DELETE FROM main.${table}`);
          // Word for word: any other form of it moves rows one by one.
          sqlite.exec(`INSERT INTO main.${table} SELECT * FROM snapshot.${table}`);
        }
        // What was tried meanwhile on the empty tables is gone with them; it is run again when the load ends.
        forgetEffects(sqlite);
        noteProgress(sqlite, progress);
        reached('snapshot.copying');
      })
      .immediate();
    reached('snapshot.copied');
    return progress;
  } catch (error) {
    if (isUseless(error)) throw new UselessSnapshot('the snapshot cannot be taken over', { cause: error });
    throw asDiskFailure(error, dir);
  } finally {
    sqlite.close();
  }
}

function isUseless(error: unknown): boolean {
  return (
    error instanceof SqliteDatabase.SqliteError &&
    ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'SQLITE_MISMATCH'].some((code) =>
      error.code.startsWith(code),
    )
  );
}
