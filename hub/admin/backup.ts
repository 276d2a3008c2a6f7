/**
 * Logical backups of a hub: a compressed text file with a header line, one JSON row per line under a line that names its table, and a line that says
 * how many there were. It is read back and counted before it counts as written. All theatres, or one.
 */
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { z } from 'zod';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import { isTableName, tableNames, tableOf, type TableName } from '../../shared/schema/catalog.ts';
import type { HubDatabase } from '../database.ts';

const FORMAT = 'offstage-backup';
const VERSION = 1;
const PAGE = 2000;

const headerLine = z.object({
  format: z.literal(FORMAT), version: z.literal(VERSION), takenAt: z.string(), historyId: z.string(),
  theater: z.object({ id: z.uuid(), code: z.string() }).nullable(), migrations: z.array(z.string()),
});
export type BackupHeader = z.infer<typeof headerLine>;

export interface BackupSummary {
  readonly file: string;
  readonly header: BackupHeader;
  readonly rows: Readonly<Record<string, number>>;
}

/** Condition for the rows of one theatre; undefined where a table has none of its own. */
export function rowsOfTheater(name: TableName, parameter: string): string | undefined {
  const { columns } = tableOf(name);
  if (name === 'theaters') return `id = ${parameter}`;
  if ('theater_id' in columns) return `theater_id = ${parameter}`;
  if (name === 'refresh_tokens') return `user_id IN (SELECT id FROM users WHERE theater_id = ${parameter})`;
  return undefined;
}

/** Writes a backup from one snapshot, beside the running hub. Throws AppError `backup.failed` where what was written cannot be read back. */
export async function backupHub({ pool }: HubDatabase, file: string, now: Date, theater?: string): Promise<BackupSummary> {
  const client = await pool.connect();
  const rows: Record<string, number> = {};
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const header = await headerOf(client, now, theater);
    await pipeline(Readable.from(linesOf(client, header, rows)), createGzip(), createWriteStream(`${file}.new`, { mode: 0o600 }));
    await client.query('ROLLBACK');
    const found = await readBackup(`${file}.new`, () => Promise.resolve());
    if (JSON.stringify(found.rows) !== JSON.stringify(rows)) throw new AppError('backup.failed', { file, problem: 'what was written differs from what was read back' });
    renameSync(`${file}.new`, file);
    return { file, header, rows };
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    throw error instanceof AppError ? error : new AppError('backup.failed', { file, problem: errorText(error) }, { cause: error });
  } finally {
    client.release();
  }
}

async function headerOf(client: pg.ClientBase, now: Date, theater: string | undefined): Promise<BackupHeader> {
  const { rows: [history] } = await client.query<{ value: string }>("SELECT value FROM hub_state WHERE key = 'history_id'");
  const { rows: migrations } = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  const { rows: [found] } = theater === undefined ? { rows: [] } : await client.query<{ id: string; code: string }>('SELECT id, code FROM theaters WHERE code = $1 OR id::text = $1', [theater]);
  if (theater !== undefined && found === undefined) throw new AppError('usage', { problem: `there is no theatre ${theater}` });
  return { format: FORMAT, version: VERSION, takenAt: now.toISOString(), historyId: history?.value ?? '', theater: found ?? null, migrations: migrations.map((row) => row.name) };
}

async function* linesOf(client: pg.ClientBase, header: BackupHeader, counts: Record<string, number>): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  for (const name of tableNames) {
    const where = header.theater === null ? 'TRUE' : rowsOfTheater(name, '$2');
    if (where === undefined) continue;
    yield `${JSON.stringify({ table: name })}\n`;
    counts[name] = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const { rows } = await client.query<{ id: string; row: string }>(`SELECT id, to_jsonb(t)::text AS row FROM ${name} t WHERE id > $1 AND ${where} ORDER BY id LIMIT ${PAGE}`, header.theater === null ? [after] : [after, header.theater.id]);
      for (const { row } of rows) yield `${row}\n`;
      counts[name] += rows.length;
      if (rows.length < PAGE) break;
      after = rows.at(-1)?.id ?? after;
    }
  }
  yield `${JSON.stringify({ end: counts })}\n`;
}

/** Reads a backup, handing over rows in slices. Throws AppError `backup.unreadable` where it is none, is cut short, or its counts are wrong. */
export async function readBackup(file: string, onRows: (table: TableName, rows: readonly string[], header: BackupHeader) => Promise<void>): Promise<Omit<BackupSummary, 'file'>> {
  const counts: Record<string, number> = {};
  const state: { header?: BackupHeader; table?: TableName; slice: string[]; end?: unknown } = { slice: [] };
  const flush = async (): Promise<void> => {
    if (state.table === undefined || state.header === undefined || state.slice.length === 0) return;
    counts[state.table] = (counts[state.table] ?? 0) + state.slice.length;
    await onRows(state.table, state.slice.splice(0), state.header);
  };
  try {
    const input = createReadStream(file);
    const unzipped = createGunzip();
    input.on('error', (error) => unzipped.destroy(error));
    for await (const line of createInterface({ input: input.pipe(unzipped), crlfDelay: Infinity })) {
      if (state.header === undefined) state.header = headerLine.parse(JSON.parse(line));
      else if (line.startsWith('{"table"') || line.startsWith('{"end"')) {
        await flush();
        const mark = JSON.parse(line) as { readonly table?: string; readonly end?: unknown };
        if (mark.table !== undefined && isTableName(mark.table)) {
          state.table = mark.table;
          counts[mark.table] = 0;
        } else state.end = mark.end;
      } else if (state.slice.push(line) >= PAGE) await flush();
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('backup.unreadable', { file, problem: errorText(error).slice(0, 200) }, { cause: error });
  }
  if (state.header === undefined || JSON.stringify(state.end) !== JSON.stringify(counts)) throw new AppError('backup.unreadable', { file, problem: 'it is cut short or was altered' });
  return { header: state.header, rows: counts };
}
