/**
 * Logical backups of a hub: a compressed text file with a header line, one JSON row per line under a line that names
 * its table, and a line that says how many there were. It is read back before it counts as written. All theatres, or
 * one.
 */
import { createWriteStream, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { z } from 'zod';
import { AppError } from '../../shared/base/app-error.ts';
import { errorText } from '../../shared/base/asserts.ts';
import { isTableName, type TableName, tableNames, tableOf } from '../../shared/schema/catalog.ts';
import { type HubDatabase, inSnapshot } from '../database.ts';
import { renameDurably } from '../durable-file.ts';
import { faults } from '../fault-points.ts';
import { type CopiedContents, copyContents, type NamedContent, namedContents } from '../files/backed-up-contents.ts';
import type { ContentStore } from '../files/content-store.ts';
import { type BackupLine, linesOfBackup, withEnd } from './backup-format.ts';
import { readHistoryId } from './history.ts';

const FORMAT = 'offstage-backup';
const VERSION = 2;
/** Rows read, and handed over, at a time: bounds the memory of a backup and of a restore. */
const PAGE = 2000;
/** Pages go by id; every id comes after this one. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const headerLine = z.object({
  format: z.literal(FORMAT),
  version: z.union([z.literal(1), z.literal(VERSION)]),
  takenAt: z.string(),
  historyId: z.string(),
  theater: z.object({ id: z.uuid(), code: z.string() }).nullable(),
  migrations: z.array(z.string()),
  /** Contents that its rows say are on the hub, and whether they lie beside it; absent before there were any. */
  files: z.object({ count: z.number(), bytes: z.number(), areIncluded: z.boolean() }).optional(),
});
/**
 * The first line. `theater` is null in a backup of the whole hub; `migrations` says for which schema its rows were
 * written.
 */
export type BackupHeader = z.infer<typeof headerLine>;

const markLine = z.union([
  z.object({ table: z.string() }),
  z.object({ end: z.record(z.string(), z.number()), sha256: z.string().optional() }),
]);
type End = { readonly end: Readonly<Record<string, number>>; readonly sha256?: string | undefined };

/** What is in a backup that was read to its end: `rows` by table, equal to what its last line says. */
export interface BackupSummary {
  readonly file: string;
  readonly header: BackupHeader;
  readonly rows: Readonly<Record<string, number>>;
  /** What became of contents that were to go with it. */
  readonly contents?: CopiedContents;
}

/** Condition for the rows of one theatre; undefined where a table has none of its own. */
export function rowsOfTheater(name: TableName, parameter: string): string | undefined {
  const { columns } = tableOf(name);
  if (name === 'theaters') return `id = ${parameter}`;
  if ('theater_id' in columns) return `theater_id = ${parameter}`;
  if (name === 'refresh_tokens') return `user_id IN (SELECT id FROM users WHERE theater_id = ${parameter})`;
  if (name === 'device_people') return `device_id IN (SELECT id FROM devices WHERE theater_id = ${parameter})`;
  return undefined;
}

/**
 * Writes a backup from one snapshot, beside the running hub; with `store` the contents that its rows name go along,
 * into a folder beside it. Throws AppError `backup.failed` where it cannot be
 * written, or where what was written cannot be read back: the file is not there then, and earlier ones are as they
 * were.
 */
export async function backupHub(
  { pool }: HubDatabase,
  file: string,
  now: Date,
  theater?: string,
  store?: ContentStore,
): Promise<BackupSummary> {
  const rows: Record<string, number> = {};
  const unfinished = `${file}.new`;
  let named: readonly NamedContent[] = [];
  try {
    // A leftover of a crash, or a link that somebody laid there, is never written through.
    rmSync(unfinished, { force: true });
    const header = await inSnapshot(pool, async (client) => {
      const head = await headerOf(client, now, theater);
      if ((await presentTables(client)).has('files')) named = await namedContents(client, head.theater?.id);
      const bytes = named.reduce((sum, { size }) => sum + size, 0);
      const found = { ...head, files: { count: named.length, bytes, areIncluded: store !== undefined } };
      await pipeline(
        Readable.from(withEnd(linesOf(client, found, rows), rows)),
        createGzip(),
        createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }),
      );
      return found;
    });
    faults.at('backup.written');
    const found = await readBackup(unfinished, () => Promise.resolve());
    if (JSON.stringify(found.rows) !== JSON.stringify(rows)) {
      throw new AppError('backup.failed', { file, problem: 'what was written differs from what was read back' });
    }
    const contents = store === undefined ? undefined : await copyContents(store, named, file);
    faults.at('backup.rename');
    renameDurably(unfinished, file);
    return { file, header, rows, ...(contents === undefined ? {} : { contents }) };
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (error instanceof AppError && error.code !== 'backup.unreadable') throw error;
    throw new AppError('backup.failed', { file, problem: errorText(error) }, { cause: error });
  }
}

async function headerOf(client: pg.ClientBase, now: Date, theater: string | undefined): Promise<BackupHeader> {
  const { rows: migrations } = await client.query<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name');
  const {
    rows: [found],
  } =
    theater === undefined
      ? { rows: [] }
      : await client.query<{ id: string; code: string }>(
          'SELECT id, code FROM theaters WHERE code = $1 OR id::text = $1',
          [theater],
        );
  if (theater !== undefined && found === undefined)
    throw new AppError('usage', { problem: `there is no theatre ${theater}` });
  return {
    format: FORMAT,
    version: VERSION,
    takenAt: now.toISOString(),
    historyId: await readHistoryId(client, found?.id ?? ''),
    theater: found ?? null,
    migrations: migrations.map((row) => row.name),
  };
}

async function* linesOf(
  client: pg.ClientBase,
  header: BackupHeader,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`;
  const present = await presentTables(client);
  for (const name of tableNames) {
    const where = header.theater === null ? 'TRUE' : rowsOfTheater(name, '$2');
    if (where === undefined || !present.has(name)) continue;
    faults.at('backup.write');
    yield `${JSON.stringify({ table: name })}\n`;
    counts[name] = 0;
    for (let after = FIRST_ID; ; ) {
      const { rows } = await client.query<{ id: string; row: string }>(
        `SELECT id, to_jsonb(t)::text AS row FROM ${name} t WHERE id > $1 AND ${where} ORDER BY id LIMIT ${PAGE}`,
        header.theater === null ? [after] : [after, header.theater.id],
      );
      for (const { row } of rows) yield `${row}\n`;
      counts[name] += rows.length;
      if (rows.length < PAGE) break;
      after = rows.at(-1)?.id ?? after;
    }
  }
}

/** The copy before a migration is made of the tables that were there before it. */
async function presentTables(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
  );
  return new Set(rows.map((row) => row.name));
}

/**
 * Takes a slice of rows of one table, each as the text of its JSON. What it throws ends the reading, as its own
 * failure.
 */
type OnRows = (table: TableName, rows: readonly string[], header: BackupHeader) => Promise<void>;

/** Takes the lines of a backup one by one and hands rows over in slices. */
class BackupReader {
  readonly counts: Record<string, number> = {};
  header: BackupHeader | undefined;
  readonly #onRows: OnRows;
  #table: TableName | undefined;
  #slice: string[] = [];
  #end: (End & { readonly found: string }) | undefined;

  constructor(onRows: OnRows) {
    this.#onRows = onRows;
  }

  async take({ text, before }: BackupLine): Promise<void> {
    if (this.header === undefined) this.header = headerLine.parse(JSON.parse(text));
    else if (text.startsWith('{"table"') || text.startsWith('{"end"'))
      await this.#mark(markLine.parse(JSON.parse(text)), before);
    else if (this.#slice.push(text) >= PAGE) await this.#flush();
  }

  async #mark(mark: z.infer<typeof markLine>, before: () => string): Promise<void> {
    await this.#flush();
    if ('end' in mark) this.#end = { ...mark, found: before() };
    else if (isTableName(mark.table)) {
      this.#table = mark.table;
      this.counts[mark.table] = 0;
    }
  }

  async #flush(): Promise<void> {
    const rows = this.#slice;
    this.#slice = [];
    if (this.#table === undefined || this.header === undefined || rows.length === 0) return;
    for (const row of rows) JSON.parse(row);
    this.counts[this.#table] = (this.counts[this.#table] ?? 0) + rows.length;
    await this.#onRows(this.#table, rows, this.header);
  }

  /** Whether the end was there and says what was read. */
  get isWhole(): boolean {
    if (this.#end === undefined || JSON.stringify(this.#end.end) !== JSON.stringify(this.counts)) return false;
    return this.header?.version === 1 || this.#end.sha256 === this.#end.found;
  }
}

/**
 * Reads a backup of this version or the first, handing over rows in slices. Throws AppError `backup.unreadable` where
 * it is none, is cut short, or was altered.
 */
export async function readBackup(file: string, onRows: OnRows): Promise<Omit<BackupSummary, 'file'>> {
  // A failure of whoever takes the rows is theirs; every other is the file's.
  let theirs: unknown;
  const reader = new BackupReader((table, rows, header) =>
    onRows(table, rows, header).catch((error: unknown) => {
      theirs = error;
      throw error;
    }),
  );
  try {
    for await (const line of linesOfBackup(file)) await reader.take(line);
  } catch (error) {
    if (error === theirs) throw error;
    throw new AppError('backup.unreadable', { file, problem: errorText(error).slice(0, 200) }, { cause: error });
  }
  if (reader.header === undefined || !reader.isWhole)
    throw new AppError('backup.unreadable', { file, problem: 'it is cut short or was altered' });
  return { header: reader.header, rows: reader.counts };
}
