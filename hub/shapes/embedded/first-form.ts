/**
 * Takes a shape store of release 0.1.0 over, so that its shapes go on under their handles and no laptop has to fetch a
 * table again because its hub was upgraded. That release kept no checksums, and could lose a commit to a full disk
 * without noticing: what is well-formed is taken over and summed up as it lies there, and each shape is noted as one
 * that must yet be compared with its table (`shape-proof.ts`). What is not well-formed stays behind and begins anew.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import { type ChunkSum, sumOf, TABLES, UNPROVEN } from './store-form.ts';

interface FirstShape {
  readonly handle: string;
  readonly chunks: number;
  readonly definition: string;
}

const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'EIO', 'EISDIR']);
const SNAPSHOT_END = 'snapshot-end';

/** Whether the open file is a store of the first form; an empty file is none. */
export function isFirstForm(sqlite: SqliteDatabase.Database): boolean {
  const columnsOf = (table: string): string =>
    (sqlite.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name).join();
  return (
    sqlite.pragma('user_version', { simple: true }) === 0 &&
    columnsOf('log') === 'handle,tx,op,body' &&
    columnsOf('shapes') === 'handle,key,definition,signature,chunks,bounds'
  );
}

/** Brings the open store in `dir` into the present form, all at once. */
export function takeOverFirstForm(sqlite: SqliteDatabase.Database, dir: string): void {
  sqlite.function('record_sum', { deterministic: true }, (tx, op, body) =>
    sumOf({ tx: Number(tx), op: Number(op), body: String(body) }),
  );
  sqlite.transaction(() => {
    for (const table of ['shapes', 'log', 'state']) sqlite.exec(`ALTER TABLE ${table} RENAME TO first_${table}`);
    sqlite.exec(TABLES);
    const taken = wholeShapes(sqlite, dir);
    const keep = sqlite.prepare<[string, string]>(
      `INSERT INTO shapes SELECT handle, key, definition, signature, ?, bounds FROM first_shapes WHERE handle = ?`,
    );
    for (const [handle, sums] of taken) keep.run(JSON.stringify(sums), handle);
    sqlite.exec(`
      INSERT INTO log SELECT handle, tx, op, body, record_sum(tx, op, body) FROM first_log
        WHERE handle IN (SELECT handle FROM shapes);
      INSERT INTO state SELECT key, value FROM first_state;
      INSERT OR REPLACE INTO state SELECT 'acknowledged', value FROM first_state WHERE key = 'lsn';`);
    sqlite.prepare('INSERT INTO state VALUES (?, ?)').run(UNPROVEN, JSON.stringify([...taken.keys()]));
    for (const table of ['shapes', 'log', 'state']) sqlite.exec(`DROP TABLE first_${table}`);
  })();
}

/** Shapes of which every chunk and every record can be read, with the sums of their chunks. */
function wholeShapes(sqlite: SqliteDatabase.Database, dir: string): ReadonlyMap<string, readonly ChunkSum[]> {
  const broken = new Set(
    sqlite
      .prepare<[], { handle: string }>('SELECT DISTINCT handle FROM first_log WHERE NOT json_valid(body)')
      .all()
      .map(({ handle }) => handle),
  );
  const whole = new Map<string, readonly ChunkSum[]>();
  for (const shape of sqlite.prepare<[], FirstShape>('SELECT handle, chunks, definition FROM first_shapes').all()) {
    const { log } = JSON.parse(shape.definition) as { readonly log: unknown };
    // A shape without a snapshot has nothing that it could be compared with.
    const sums = broken.has(shape.handle) || log !== 'full' ? undefined : sumsOf(dir, shape);
    if (sums !== undefined) whole.set(shape.handle, sums);
  }
  return whole;
}

/** Undefined where a chunk is missing or torn, or the end of the snapshot is. */
function sumsOf(dir: string, { handle, chunks }: FirstShape): readonly ChunkSum[] | undefined {
  const sums: ChunkSum[] = [];
  for (let index = 0; index < chunks; index += 1) {
    const bytes = readIfThere(join(dir, `${handle}.${index}.json`));
    if (bytes === undefined || isEnd(bytes) !== (index === chunks - 1)) return undefined;
    sums.push({ bytes: bytes.length, sum: crc32(bytes) });
  }
  return sums.length === 0 ? undefined : sums;
}

/** Whether a chunk is the last of its snapshot; undefined where it is torn. */
function isEnd(bytes: Buffer): boolean | undefined {
  try {
    const messages = JSON.parse(bytes.toString('utf8')) as readonly { headers: { control?: unknown } }[];
    return messages.at(-1)?.headers.control === SNAPSHOT_END;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.has(error.code)) return undefined;
    throw error;
  }
}
