/** What a hub does by itself: a backup a day and one before each migration, the purge of what is due, and forgetting old doorbell rows. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFor } from '../../migrations/migrations.ts';
import type { HubDatabase } from '../database.ts';
import type { HubContext } from '../hub-context.ts';
import { backupHub } from './backup.ts';
import { purgeAll } from './purge.ts';

const EVERY_MS = 60 * 60 * 1000;
/** A hub that only runs for an evening is copied too. */
const SOON_MS = 60_000;
const DAY_MS = 86_400_000;
const NAME = /^(\d{4}-\d{2}-\d{2}T[\d-]+Z)-(daily|migration)\.jsonl\.gz$/;
const KEPT: Readonly<Record<'daily' | 'migration', number>> = { daily: 7, migration: 3 };

/** Whether a database that has data lacks migrations that this version brings. */
export async function isBehind({ pool }: HubDatabase): Promise<boolean> {
  const { rows: [table] } = await pool.query<{ found: string | null }>("SELECT to_regclass('schema_migrations')::text AS found");
  if (table?.found === null || table === undefined) return false;
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM schema_migrations');
  const { rows: [theaters] } = rows.length === 0 ? { rows: [] } : await pool.query<{ n: string }>('SELECT count(*) AS n FROM theaters');
  return Number(theaters?.n ?? 0) > 0 && rows.length < Object.keys(migrationsFor('postgres')).length;
}

const backupsIn = (dir: string, reason: keyof typeof KEPT): readonly string[] => (existsSync(dir) ? readdirSync(dir).filter((name) => NAME.exec(name)?.[2] === reason).sort().reverse() : []);

/** Writes a backup of all theatres and lets old ones go. Throws AppError `backup.failed`. */
export async function keepBackup(database: HubDatabase, dir: string, reason: keyof typeof KEPT, now: Date): Promise<void> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  await backupHub(database, join(dir, `${now.toISOString().replaceAll(/[:.]/g, '-')}-${reason}.jsonl.gz`), now);
  for (const old of backupsIn(dir, reason).slice(KEPT[reason])) rmSync(join(dir, old), { force: true });
}

/** The day of the newest daily backup in milliseconds, or 0. */
function lastDaily(dir: string): number {
  const [newest] = backupsIn(dir, 'daily');
  return newest === undefined ? 0 : Date.parse(`${newest.slice(0, 10)}T${newest.slice(11, 19).replaceAll('-', ':')}Z`);
}

/** Does what is due now: forgets old doorbell rows, and once a day writes a backup and purges. */
export async function keepHouse({ database, now, log }: Pick<HubContext, 'database' | 'now' | 'log'>, backups: string, prune: () => Promise<void>): Promise<void> {
  await prune();
  if (now().getTime() - lastDaily(backups) < DAY_MS) return;
  // First the copy, then the purge: what is erased today is in it.
  await keepBackup(database, backups, 'daily', now());
  for (const theater of await purgeAll(database, now())) if (Object.keys(theater.erased).length > 0) log.info({ theater: theater.code, erased: theater.erased }, 'the trash was purged');
}

/** Looks every hour whether something is due. Answers how to stop; a failure is logged and tried again an hour later. */
export function startUpkeep(context: HubContext, backups: string, prune: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const start = (): void => { running ??= keepHouse(context, backups, prune).catch((error: unknown) => context.log.error({ err: error }, 'upkeep failed')).finally(() => { running = undefined; }); };
  const timer = setInterval(start, EVERY_MS).unref();
  const first = setTimeout(start, SOON_MS).unref();
  return async () => {
    clearInterval(timer);
    clearTimeout(first);
    await running;
  };
}
