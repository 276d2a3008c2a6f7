/**
 * What nobody names any more, and what is not what the rows say. A row of `files` goes when for as long as its theatre
 * keeps its trash no row has named it, deleted or not, nor anything that waits for an administrator: until then whoever
 * was away may still name it. Content goes when for thirty days after that no row of any theatre has said that it is
 * here, longer than the hub keeps its own backups. All of it by the hub's clock.
 */
import type pg from 'pg';
import { usersOfFiles } from '../../shared/mutations/file-use.ts';
import { dueBefore, retentionDays } from '../../shared/mutations/purge.ts';
import { inTransaction } from '../database.ts';
import { claimArrivals } from './arrivals.ts';
import { noteDamage } from './damage.ts';
import { lockContent } from './file-rows.ts';
import type { HubFiles } from './hub-files.ts';
import { isOurStore } from './store-mark.ts';

/** After the last row that said that it is here. */
export const CONTENT_DAYS = 30;
/** Of the contents in a directory so many are read again and compared with their names each day: one in … */
const READ_AGAIN = 32;
const DAY_MS = 86_400_000;
/** Names that are asked about in one statement. */
const PAGE = 1000;

/** What a collection did. */
export interface Collected {
  /** Rows of `files` that went. */
  readonly rows: number;
  /** Contents that went, and their bytes. */
  readonly contents: number;
  readonly bytes: number;
  /** Contents that were said to be here and are not, or not what they were. */
  readonly damaged: number;
}

type Parts = Pick<HubFiles, 'database' | 'store' | 'now' | 'log'>;

/** Condition: no row names the file of the row `f`, deleted or not, nor what waits for an administrator. */
export const UNNAMED = [
  ...usersOfFiles.map(([table, column]) => `NOT EXISTS (SELECT 1 FROM ${table} c WHERE c.${column} = f.id)`),
  `NOT EXISTS (SELECT 1 FROM quarantined_mutations q WHERE q.theater_id = f.theater_id AND q.status = 'waiting'
    AND strpos(q.args, f.sha256) > 0)`,
  'NOT EXISTS (SELECT 1 FROM file_uploads u WHERE u.file_id = f.id)',
].join(' AND ');

/** Collects what is due, and looks for what is not what it was. One hub at a time does it. */
export async function collectGarbage(parts: Parts): Promise<Collected> {
  if (!(await isOurStore(parts.database, parts.store))) {
    parts.log.fatal('this hub keeps its contents in a store that the database does not know; nothing of it is touched');
    return { rows: 0, contents: 0, bytes: 0, damaged: 0 };
  }
  await claimArrivals(parts);
  const rows = await collectRows(parts);
  const sizes = new Map<string, number>();
  for await (const { sha256, size } of parts.store.all()) sizes.set(sha256, size);
  const collected = await collectContents(parts, sizes);
  const damaged = (await askForMissing(parts, sizes)) + (await readAgain(parts, [...sizes.keys()]));
  return { rows, ...collected, damaged };
}

async function collectRows({ database, store, now }: Parts): Promise<number> {
  const { pool } = database;
  const at = now();
  await pool.query(
    `INSERT INTO unused_files (name, since) SELECT f.id::text, $1 FROM files f WHERE ${UNNAMED}
     ON CONFLICT (name) DO NOTHING`,
    [at.toISOString()],
  );
  await pool.query(
    `DELETE FROM unused_files n WHERE length(n.name) = 36
      AND NOT EXISTS (SELECT 1 FROM files f WHERE f.id::text = n.name AND ${UNNAMED})`,
  );
  const { rows: theaters } = await pool.query<{ id: string }>('SELECT id FROM theaters ORDER BY id');
  let erased = 0;
  for (const { id } of theaters) {
    const due = dueBefore(at, await retentionDays(database, id));
    const gone = await inTransaction(pool, (client) => eraseRows(client, id, due));
    for (const sha256 of gone) await store.removeThumbnail(id, sha256);
    erased += gone.length;
  }
  return erased;
}

/** Under the theatre's lock: no push names one of them meanwhile. Answers their hashes. */
async function eraseRows(client: pg.ClientBase, theaterId: string, due: string): Promise<readonly string[]> {
  await client.query(
    "SELECT set_config('offstage.purge', 'on', true), pg_advisory_xact_lock(hashtextextended($1, 7))",
    [theaterId],
  );
  const { rows } = await client.query<{ sha256: string }>(
    `DELETE FROM files f USING unused_files n WHERE f.theater_id = $1 AND n.name = f.id::text AND n.since < $2
      AND ${UNNAMED} RETURNING f.sha256`,
    [theaterId, due],
  );
  return rows.map(({ sha256 }) => sha256);
}

/** Condition: some theatre has been told that the content `$1` is here, or it is on its way. */
const WANTED = `EXISTS (SELECT 1 FROM files f WHERE f.sha256 = $1 AND (f.uploaded_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM file_uploads u WHERE u.file_id = f.id)))`;

async function collectContents(
  { database, store, now }: Parts,
  sizes: ReadonlyMap<string, number>,
): Promise<Pick<Collected, 'contents' | 'bytes'>> {
  const { pool } = database;
  const at = now();
  for (const page of pagesOf([...sizes.keys()]))
    await pool.query(
      `INSERT INTO unused_files (name, since) SELECT h.name, $2 FROM unnest($1::text[]) AS h(name)
        WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.sha256 = h.name AND f.uploaded_at IS NOT NULL)
       ON CONFLICT (name) DO NOTHING`,
      [page, at.toISOString()],
    );
  await pool.query(
    `DELETE FROM unused_files n WHERE length(n.name) = 64
      AND EXISTS (SELECT 1 FROM files f WHERE f.sha256 = n.name AND f.uploaded_at IS NOT NULL)`,
  );
  const { rows: due } = await pool.query<{ name: string }>(
    'SELECT name FROM unused_files WHERE length(name) = 64 AND since < $1 ORDER BY name',
    [new Date(at.getTime() - CONTENT_DAYS * DAY_MS).toISOString()],
  );
  let [contents, bytes] = [0, 0];
  for (const { name } of due) {
    const isGone = await inTransaction(pool, async (client) => {
      await lockContent(client, name);
      const {
        rows: [state],
      } = await client.query<{ wanted: boolean }>(`SELECT ${WANTED} AS wanted`, [name]);
      if (state?.wanted !== false) return false;
      await client.query('DELETE FROM unused_files WHERE name = $1', [name]);
      return store.remove(name);
    });
    contents += Number(isGone);
    bytes += isGone ? (sizes.get(name) ?? 0) : 0;
  }
  return { contents, bytes };
}

/** Rows say of contents that they are here, and they are not: as when an older copy of the store was put back. */
export async function askForMissing(parts: Parts, sizes: ReadonlyMap<string, number>): Promise<number> {
  const { rows } = await parts.database.pool.query<{ sha256: string; size: string }>(
    'SELECT DISTINCT sha256, size FROM files WHERE uploaded_at IS NOT NULL ORDER BY sha256',
  );
  let missing = 0;
  for (const { sha256, size } of rows)
    if (sizes.get(sha256) !== Number(size)) missing += Number(await noteDamage(parts, sha256));
  return missing;
}

/** Disks forget. What a store of S3's kind holds it reads again itself, and asks money for being read. */
async function readAgain(parts: Parts, all: readonly string[]): Promise<number> {
  const today = Math.floor(parts.now().getTime() / DAY_MS) % READ_AGAIN;
  let damaged = 0;
  for (const sha256 of all) {
    if (Number.parseInt(sha256.slice(0, 4), 16) % READ_AGAIN !== today) continue;
    if (parts.store.pathOf(sha256) === undefined) continue;
    if ((await parts.store.stateOf(sha256)) === 'damaged') damaged += Number(await noteDamage(parts, sha256));
  }
  return damaged;
}

function* pagesOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PAGE) yield all.slice(at, at + PAGE);
}
