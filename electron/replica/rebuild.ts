/**
 * Making a new database file in place of one that is damaged, empty or gone, or that anybody could read. The new file
 * is built beside the old one under a temporary name, synced, and takes its place last: dying at any moment leaves a
 * state that the next start completes.
 */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { migrateToLatest } from '../../migrations/migrations.ts';
import { kyselyOver } from '../../sqlite/sqlite-kysely.ts';
import { makePrivateFile, renameDurably, syncFile, syncFolder } from './durable-file.ts';
import { isPlainDatabase, openDatabase, useKey } from './encrypted-database.ts';
import { type Condition, examine, isDamage, sizeOf } from './examine.ts';
import { reached } from './fault-points.ts';
import { OutboxJournal, restoreOutbox, type Salvaged, salvageOutbox } from './outbox-journal.ts';
import { Vault } from './vault.ts';

/** The database, in the replica’s directory. */
export const FILE = 'replica.sqlite';
const COMPANIONS = ['-wal', '-shm', '-journal'] as const;

/** Where a database stands, and what opens it. */
export interface Place {
  readonly dir: string;
  readonly vault: Vault;
  readonly now: () => Date;
}

/**
 * The old file was set aside under this name (empty where there was none), and so many pending mutations were carried
 * over.
 */
export interface Rebuilt {
  readonly setAside: string;
  readonly carriedOver: number;
}

const names = (dir: string): { readonly file: string; readonly building: string; readonly ready: string } => {
  const file = join(dir, FILE);
  return { file, building: `${file}.building`, ready: `${file}.rebuilt` };
};

/** Whether a directory has ever held a replica, whatever is left of it. */
export function isReplicaDirectory(dir: string): boolean {
  const { file, ready } = names(dir);
  return (
    [file, ready, ...['keys.json', 'keys.copy.json', 'revoked.json'].map((name) => join(dir, name))].some((path) =>
      existsSync(path),
    ) || !new OutboxJournal(dir, Vault.plain()).isEmpty
  );
}

/**
 * Builds anew what is damaged, empty or gone; undefined where the file is good, or where there is nothing that could be
 * lost. `look` says in which condition the file is.
 */
export async function rebuildIfNeeded(
  place: Place,
  look: (file: string, vault: Vault) => Condition | Promise<Condition> = examine,
): Promise<Rebuilt | undefined> {
  const { file, building, ready } = names(place.dir);
  erase(building);
  if (existsSync(ready)) return swap(place, outboxLength(ready, place.vault));
  const condition = await look(file, place.vault);
  if (condition === 'good') return undefined;
  const journal = new OutboxJournal(place.dir, place.vault).read();
  if (condition === 'empty' && journal.length === 0 && !COMPANIONS.some((suffix) => sizeOf(file + suffix) > 0))
    return undefined;
  const salvaged = salvageOutbox(file, place.vault, journal);
  await build(building, place.vault, salvaged);
  reached('rebuild.built');
  renameDurably(building, ready);
  reached('rebuild.ready');
  return swap(place, salvaged.rows.length);
}

/** What is there is set aside, never deleted; a log that belongs to it must not be applied to the new file. */
function swap({ dir, now }: Place, carriedOver: number): Rebuilt {
  const { file, ready } = names(dir);
  const setAside = `damaged-${now().toISOString().replaceAll(':', '-')}.sqlite`;
  const old = ['', ...COMPANIONS].filter((suffix) => existsSync(file + suffix));
  for (const suffix of old) renameSync(file + suffix, join(dir, setAside + suffix));
  syncFolder(dir);
  reached('rebuild.setAside');
  renameDurably(ready, file);
  reached('rebuild.swapped');
  return { setAside: old.length === 0 ? '' : setAside, carriedOver };
}

/** Gives the database up without touching the journal, from which the next opening restores what waits. */
export function setDatabaseAside(dir: string, now: () => Date): void {
  const stamp = now().toISOString().replaceAll(':', '-');
  const left = ['', ...COMPANIONS].filter((suffix) => existsSync(join(dir, FILE + suffix)));
  for (const suffix of left) renameSync(join(dir, FILE + suffix), join(dir, `set-aside-${stamp}.sqlite${suffix}`));
  if (left.length > 0) syncFolder(dir);
}

/**
 * What is sealed by a key that nobody has any more: kept for the day when the key file is found again, and out of the
 * way.
 */
export function setUnreadableAside(dir: string, now: () => Date): void {
  const stamp = now().toISOString().replaceAll(':', '-');
  const left = [
    FILE,
    ...COMPANIONS.map((suffix) => FILE + suffix),
    'outbox.jsonl',
    'session.json',
    'device.json',
    'pins.json',
    // Contents that were sealed with that key.
    'files',
  ].filter((name) => sizeOf(join(dir, name)) > 0);
  for (const name of left) renameSync(join(dir, name), join(dir, `unreadable-${stamp}-${name}`));
  if (left.length > 0) syncFolder(dir);
}

async function build(file: string, vault: Vault, salvaged: Salvaged): Promise<void> {
  makePrivateFile(file);
  const sqlite = openDatabase(file, vault);
  try {
    // Nothing of it counts before it is renamed, and it is synced as a whole before that.
    sqlite.pragma('synchronous = OFF');
    await migrateToLatest(kyselyOver(sqlite), 'sqlite');
    restoreOutbox(sqlite, salvaged);
  } finally {
    sqlite.close();
  }
  syncFile(file);
}

function outboxLength(file: string, vault: Vault): number {
  const sqlite = openDatabase(file, vault, { readonly: true });
  try {
    return sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM outbox').get()?.n ?? 0;
  } finally {
    sqlite.close();
  }
}

function erase(file: string): void {
  for (const suffix of ['', ...COMPANIONS]) rmSync(file + suffix, { force: true });
}

/**
 * Encrypts a database from before there was a key, and the copies of it. A copy is encrypted and takes the place of the
 * original, so that dying in the middle leaves the one or the other. A damaged one is left for `rebuildIfNeeded`, which
 * encrypts what it builds.
 */
export function encryptWhatIsPlain({ dir, vault }: Place): void {
  if (vault.key === undefined) return;
  const { file } = names(dir);
  if (isPlainDatabase(file) && foldLog(file)) encryptFile(file, vault);
  const backups = join(dir, 'backups');
  const copies = existsSync(backups) ? readdirSync(backups).filter((name) => name.endsWith('.sqlite')) : [];
  for (const copy of copies.map((name) => join(backups, name)))
    if (isPlainDatabase(copy) && foldLog(copy)) encryptFile(copy, vault);
}

/** Whether the file stands for itself now: its log folded in and gone. */
function foldLog(file: string): boolean {
  const sqlite = new SqliteDatabase(file);
  try {
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
    sqlite.pragma('journal_mode = DELETE');
    return sqlite.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  } finally {
    sqlite.close();
  }
}

/**
 * Encrypts a copy and swaps it in: until then the open file is as it was. Nothing needs to be synced before, because an
 * unfinished copy is thrown away.
 */
function encryptFile(file: string, vault: Vault): void {
  const building = `${file}.building`;
  erase(building);
  makePrivateFile(building);
  copyFileSync(file, building);
  reached('encrypt.copied');
  const sqlite = new SqliteDatabase(building);
  try {
    sqlite.pragma('synchronous = OFF');
    sqlite.pragma('journal_mode = MEMORY');
    useKey(sqlite, vault, 'rekey');
  } finally {
    sqlite.close();
  }
  if (isPlainDatabase(building)) throw new Error(`${building} was not encrypted`);
  syncFile(building);
  reached('encrypt.sealed');
  renameDurably(building, file);
  reached('encrypt.swapped');
}
