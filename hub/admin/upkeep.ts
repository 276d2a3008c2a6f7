/**
 * What a hub does by itself: a backup a day and one before each migration, the purge of what is due, contents of files
 * included, and forgetting old doorbell rows.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import { missingMigrations } from '../../migrations/history.ts';
import { errorText } from '../../shared/base/asserts.ts';
import { type HubDatabase, inTransaction } from '../database.ts';
import { faults } from '../fault-points.ts';
import { collectGarbage } from '../files/garbage.ts';
import { forgetUploads } from '../files/upkeep.ts';
import type { HubContext } from '../hub-context.ts';
import { forgetSeen } from '../push/seen-mutations.ts';
import { backupHub } from './backup.ts';
import { purgeAll } from './purge.ts';

const EVERY_MS = 60 * 60 * 1000;
/** A hub that only runs for an evening is copied too. */
const SOON_MS = 60_000;
const DAY_MS = 86_400_000;
const NAME = /^(\d{4}-\d{2}-\d{2}T[\d-]+Z)-(daily|migration)\.jsonl\.gz$/;
/** Left behind by a hub that was killed while it wrote. */
const UNFINISHED = /\.jsonl\.gz\.new$/;
const KEPT: Readonly<Record<'daily' | 'migration', number>> = { daily: 7, migration: 3 };

/** Whether a database that has data lacks migrations that this version brings. */
export async function isBehind({ pool }: HubDatabase): Promise<boolean> {
  const {
    rows: [table],
  } = await pool.query<{ found: string | null }>("SELECT to_regclass('schema_migrations')::text AS found");
  if (table?.found === null || table === undefined) return false;
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM schema_migrations');
  const {
    rows: [theaters],
  } = rows.length === 0 ? { rows: [] } : await pool.query<{ n: string }>('SELECT count(*) AS n FROM theaters');
  return Number(theaters?.n ?? 0) > 0 && missingMigrations('postgres', rows).length > 0;
}

const backupsIn = (dir: string, reason: keyof typeof KEPT): readonly string[] =>
  existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => NAME.exec(name)?.[2] === reason)
        .toSorted()
        .toReversed()
    : [];

/**
 * Writes a backup of all theatres and lets old ones go. Throws AppError `backup.failed`; the earlier ones stay then.
 */
async function keepBackup(database: HubDatabase, dir: string, reason: keyof typeof KEPT, now: Date): Promise<void> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const half of readdirSync(dir).filter((name) => UNFINISHED.test(name))) rmSync(join(dir, half), { force: true });
  await backupHub(database, join(dir, `${now.toISOString().replaceAll(/[:.]/g, '-')}-${reason}.jsonl.gz`), now);
  for (const old of backupsIn(dir, reason).slice(KEPT[reason])) rmSync(join(dir, old), { force: true });
}

/**
 * The copy before a migration. One that fails is said aloud and stops nothing: a hub that does not start helps nobody.
 */
export async function backUpBeforeMigration(database: HubDatabase, dir: string, log: Logger): Promise<void> {
  if (!(await isBehind(database))) return;
  try {
    await keepBackup(database, dir, 'migration', new Date());
    faults.at('migration.copied');
  } catch (error) {
    log.error({ err: error }, 'there is no copy from before this upgrade; the hub starts all the same');
  }
}

/** The day of the newest daily backup in milliseconds, or 0. */
function lastDaily(dir: string): number {
  const [newest] = backupsIn(dir, 'daily');
  return newest === undefined ? 0 : Date.parse(`${newest.slice(0, 10)}T${newest.slice(11, 19).replaceAll('-', ':')}Z`);
}

/** Clocks of two hubs differ by less; what is further ahead was written by a clock that has been put right since. */
const SKEW_MS = 60 * 60 * 1000;

/** Less than a day ago, by whichever hub's clock. */
const isFresh = (moment: number, now: number): boolean => moment - now < SKEW_MS && now - moment < DAY_MS;

/** How the daily backups fare; kept in the database, because hubs that share it share the work. */
const upkeepState = z.object({
  doneAt: z.iso.datetime().nullable(),
  failedAt: z.iso.datetime().nullable(),
  problem: z.string().nullable(),
});
/** What the hub remembers of its upkeep across restarts. */
export type UpkeepState = z.infer<typeof upkeepState>;

/** Reads how the daily backups fare. */
export async function readUpkeepState(client: pg.Pool | pg.ClientBase): Promise<UpkeepState> {
  const {
    rows: [row],
  } = await client.query<{ value: string }>("SELECT value FROM hub_state WHERE key = 'upkeep'");
  return row === undefined ? { doneAt: null, failedAt: null, problem: null } : upkeepState.parse(JSON.parse(row.value));
}

async function writeUpkeepState(client: pg.ClientBase, state: UpkeepState): Promise<void> {
  await client.query(
    "INSERT INTO hub_state (key, value) VALUES ('upkeep', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(state)],
  );
}

/**
 * The lock's connection is silent for as long as a backup takes. Of a hub that is killed Postgres hears at once; of a
 * machine that is gone only by asking, which it does after two hours by itself, and here after two minutes.
 */
const NOTICE_A_DEAD_LINE = `SELECT set_config('tcp_keepalives_idle', '60', true),
  set_config('tcp_keepalives_interval', '20', true), set_config('tcp_keepalives_count', '3', true)`;

/** Without `files` contents are left alone. */
type Upkeep = Pick<HubContext, 'database' | 'now' | 'log'> & Partial<Pick<HubContext, 'files'>>;

/**
 * Does what is due now: forgets old doorbell rows, and once a day writes a backup and purges. Of several hubs on one
 * database one does it; the lock is that transaction's, so that a hub that dies lets it go.
 */
export async function keepHouse(context: Upkeep, backups: string, prune: () => Promise<void>): Promise<void> {
  await prune();
  await forgetSeen(context.database.pool, context.now());
  if (context.files !== undefined) {
    await forgetUploads(context.files);
    await context.files.thumbnails.makeMissing();
  }
  await inTransaction(context.database.pool, async (client) => {
    const {
      rows: [lock],
    } = await client.query<{ mine: boolean }>(
      "SELECT pg_try_advisory_xact_lock(hashtextextended('offstage.upkeep', 7)) AS mine",
    );
    if (lock?.mine === true) await client.query(NOTICE_A_DEAD_LINE);
    if (lock?.mine === true) await keepDay(context, client, backups);
  });
}

async function keepDay({ database, now, log, files }: Upkeep, client: pg.ClientBase, backups: string): Promise<void> {
  const state = await readUpkeepState(client);
  const at = now();
  if (
    isFresh(lastDaily(backups), at.getTime()) ||
    (state.doneAt !== null && isFresh(Date.parse(state.doneAt), at.getTime()))
  )
    return;
  try {
    await keepBackup(database, backups, 'daily', at);
  } catch (error) {
    // What is erased must be in a copy that can be read: the trash waits for one, everything else goes on.
    await writeUpkeepState(client, {
      doneAt: state.doneAt,
      failedAt: at.toISOString(),
      problem: errorText(error).slice(0, 500),
    });
    log.error({ err: error }, 'the daily backup failed; nothing is purged before one succeeds');
    return;
  }
  await writeUpkeepState(client, { doneAt: at.toISOString(), failedAt: null, problem: null });
  for (const theater of await purgeAll(database, at)) {
    if (Object.keys(theater.erased).length > 0)
      log.info({ theater: theater.code, erased: theater.erased }, 'the trash was purged');
  }
  if (files !== undefined) log.info(await collectGarbage(files), 'contents were looked through');
}

/**
 * Looks every hour whether something is due. Answers how to stop; a failure is logged and tried again an hour later.
 */
export function startUpkeep(context: HubContext, backups: string, prune: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const start = (): void => {
    running ??= keepHouse(context, backups, prune)
      .catch((error: unknown) => context.log.error({ err: error }, 'upkeep failed'))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(start, EVERY_MS).unref();
  const first = setTimeout(start, SOON_MS).unref();
  return async () => {
    clearInterval(timer);
    clearTimeout(first);
    await running;
  };
}
