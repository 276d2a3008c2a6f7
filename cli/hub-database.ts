/** What commands beside a hub work with: its database, and its store of contents. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSystemRoles } from '../hub/admin/theaters.ts';
import { connectDatabase, type HubDatabase } from '../hub/database.ts';
import type { ContentStore } from '../hub/files/content-store.ts';
import { openContentStore } from '../hub/files/files-url.ts';
import { startEmbeddedPostgres } from '../hub/postgres/embedded-postgres.ts';
import { migrateToLatest } from '../migrations/migrations.ts';
import { hubDir } from './paths.ts';
import { makeHubFolder } from './private.ts';
import { runningDatabase } from './running-hub.ts';
import { holdSignals, untilSignal } from './signals.ts';

/** As a shell reports a command that Ctrl-C ended. */
const EXIT_INTERRUPTED = 130;

/** What every command of administration takes. */
export interface AdminOptions {
  readonly data?: string;
  readonly databaseUrl?: string;
  readonly json?: boolean;
}
/** What those take that look into the store of contents. */
export interface StoreOptions extends AdminOptions {
  readonly filesUrl?: string;
}

/** Secrets come from the environment where they are not given: other processes can read a command line. */
export function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** As given, or as the environment says. */
export const databaseUrlOf = (options: Pick<AdminOptions, 'databaseUrl'>): string | undefined =>
  options.databaseUrl ?? fromEnvironment('OFFSTAGE_DATABASE_URL');

/** As given, or as the environment says. */
export const filesUrlOf = (options: Pick<StoreOptions, 'filesUrl'>): string | undefined =>
  options.filesUrl ?? fromEnvironment('OFFSTAGE_FILES_URL');

/** The hub's database: given, or that of the running hub, or the embedded one, started for the moment. */
export async function withDatabase<T>(options: AdminOptions, work: (database: HubDatabase) => Promise<T>): Promise<T> {
  holdSignals();
  const dir = options.data ?? hubDir();
  const running = databaseUrlOf(options) ?? runningDatabase(dir);
  if (running === undefined) makeHubFolder(dir);
  const embedded = running === undefined ? await startEmbeddedPostgres(join(dir, 'postgres')) : undefined;
  const database = connectDatabase({ url: running ?? embedded?.url ?? '' });
  const interrupted = untilSignal().then(() => 'interrupted' as const);
  const run = async (): Promise<{ readonly value: T }> => {
    await migrateToLatest(database.db, 'postgres');
    await ensureSystemRoles(database);
    return { value: await work(database) };
  };
  try {
    const done = await Promise.race([run(), interrupted]);
    if (done !== 'interrupted') return done.value;
    process.stderr.write('interrupted; what was not finished is rolled back\n');
    // Postgres first: it ends the work under way, whatever that waits for.
    await embedded?.stop();
    return process.exit(EXIT_INTERRUPTED);
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

/** The contents of a hub, beside it while it runs. */
export async function withStore<T>(options: StoreOptions, work: (store: ContentStore) => Promise<T>): Promise<T> {
  const store = await openContentStore(options.data ?? hubDir(), filesUrlOf(options));
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** As `withStore`; undefined where nobody said where contents are and there are none in the data folder. */
export async function withKnownStore<T>(
  options: StoreOptions,
  work: (store: ContentStore | undefined) => Promise<T>,
): Promise<T> {
  const isKnown = filesUrlOf(options) !== undefined || existsSync(join(options.data ?? hubDir(), 'files'));
  return isKnown ? withStore(options, work) : work(undefined);
}
