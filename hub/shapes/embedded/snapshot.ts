/**
 * The snapshot of a shape: one consistent read, turned into JSON by Postgres and kept as files of at most one chunk
 * each, so that serving it again costs a file read.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type pg from 'pg';
import { faults } from '../../fault-points.ts';
import type { SnapshotBounds } from './snapshot-bounds.ts';
import type { ChunkSum } from './store-form.ts';
import {
  type ColumnInfo,
  keyParts,
  keyPrefix,
  qualified,
  quoteIdentifier,
  quoteLiteral,
  type TableInfo,
} from './table-info.ts';

/** Types whose text never needs escaping in JSON. */
const PLAIN = new Set([
  'uuid',
  'int2',
  'int4',
  'int8',
  'bool',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'numeric',
  'float4',
  'float8',
  'oid',
]);
const FETCH_ROWS = 2000;

function textOf(column: ColumnInfo): string {
  const name = quoteIdentifier(column.name);
  // A cast of char(n) drops its padding; concat keeps it, and the log has it too.
  return column.type === 'bpchar' && column.dims === 0
    ? `CASE WHEN ${name} IS NULL THEN NULL ELSE concat(${name}) END`
    : `${name}::text`;
}

function jsonOf(column: ColumnInfo): string {
  const text = textOf(column);
  const json = PLAIN.has(column.type) && column.dims === 0 ? `'"' || ${text} || '"'` : `to_json(${text})::text`;
  return column.notNull ? `(${json})` : `coalesce(${json}, 'null')`;
}

/** SQL that yields one insert message of the protocol per row. */
export function snapshotSql(info: TableInfo, selected: readonly string[], where: string | undefined): string {
  const columns = info.columns.filter((column) => selected.includes(column.name));
  const value = columns
    .map(
      (column, index) =>
        `${quoteLiteral(`${index === 0 ? '' : ','}${JSON.stringify(column.name)}:`)} || ${jsonOf(column)}`,
    )
    .join(' || ');
  const parts = keyParts(info).map((name) => {
    const column = info.columns.find((known) => known.name === name);
    const text = column === undefined ? 'NULL' : textOf(column);
    return `coalesce('/"' || replace(${text}, '/', '//') || '"', '/_')`;
  });
  const isPlainKey = keyParts(info).every((name) =>
    PLAIN.has(info.columns.find((column) => column.name === name)?.type ?? ''),
  );
  const prefix = JSON.stringify(keyPrefix(info)).slice(1, -1);
  const key = isPlainKey
    ? `${quoteLiteral(`"${prefix}`)} || ${parts.map((part) => `replace(${part}, '"', '\\"')`).join(' || ')} || '"'`
    : `to_json(${quoteLiteral(keyPrefix(info))} || ${parts.join(' || ')})::text`;
  const relation = JSON.stringify([info.schema, info.table]);
  const headers = quoteLiteral(`},"headers":{"operation":"insert","relation":${relation}}}`);
  const condition = where === undefined ? '' : ` WHERE ${where}`;
  const message = `'{"key":' || ${key} || ',"value":{' || ${value} || ${headers}`;
  return `SELECT ${message} AS m FROM ${qualified(info)}${condition}`;
}

class ChunkWriter {
  readonly #dir: string;
  readonly #prefix: string;
  readonly #threshold: number;
  readonly #onChunk: (sum: ChunkSum, isLast: boolean) => void;
  #file: FileHandle | undefined;
  #bytes = 0;
  #sum = 0;
  #index = -1;

  constructor(dir: string, prefix: string, threshold: number, onChunk: (sum: ChunkSum, isLast: boolean) => void) {
    this.#dir = dir;
    this.#prefix = prefix;
    this.#threshold = threshold;
    this.#onChunk = onChunk;
  }

  async write(messages: readonly string[]): Promise<void> {
    let batch: string[] = [];
    let size = this.#bytes;
    for (const message of messages) {
      const text = size === 0 ? `[${message}` : `,${message}`;
      batch.push(text);
      size += Buffer.byteLength(text);
      if (size < this.#threshold) continue;
      await this.#put(batch.join(''));
      await this.#close(false);
      batch = [];
      size = 0;
    }
    if (batch.length > 0) await this.#put(batch.join(''));
  }

  /** The last chunk carries the `snapshot-end` control message. */
  async end(message: string): Promise<void> {
    await this.#close(true, this.#bytes === 0 ? `[${message}` : `,${message}`);
  }

  async #put(text: string): Promise<void> {
    faults.at('shapes.snapshot');
    if (this.#file === undefined) {
      this.#index += 1;
      this.#file = await open(chunkFile(this.#dir, this.#prefix, this.#index), 'w', 0o600);
    }
    await this.#file.appendFile(text);
    this.#sum = crc32(text, this.#sum);
    this.#bytes += Buffer.byteLength(text);
  }

  async #close(isLast: boolean, rest = ''): Promise<void> {
    await this.#put(`${rest}]`);
    await this.abandon();
    const sum = { bytes: this.#bytes, sum: this.#sum };
    this.#bytes = 0;
    this.#sum = 0;
    this.#onChunk(sum, isLast);
  }

  /** Closes what is open. */
  async abandon(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}

/** The path of a chunk. Names begin with the handle: by that its files are found when the shape goes. */
export function chunkFile(dir: string, handle: string, index: number): string {
  return join(dir, `${handle}.${index}.json`);
}

/** Whether a chunk is still what was written. Read through in small pieces. */
export async function isChunkWhole(file: string, { bytes, sum }: ChunkSum): Promise<boolean> {
  let found = 0;
  let length = 0;
  try {
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
      found = crc32(piece, found);
      length += piece.length;
    }
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'EIO' || error.code === 'EISDIR')
    )
      return false;
    throw error;
  }
  return length === bytes && found === sum;
}

const DISPLAY = `SET LOCAL DateStyle = 'ISO, DMY'; SET LOCAL TimeZone = 'UTC'; SET LOCAL IntervalStyle = 'iso_8601';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`;

/**
 * What is read and where it goes. `threshold`: bytes after which a chunk is full. `onChunk` hears of each chunk once it
 * can be served.
 */
export interface SnapshotRequest {
  readonly info: TableInfo;
  readonly selected: readonly string[];
  readonly where: string | undefined;
  readonly dir: string;
  readonly handle: string;
  readonly threshold: number;
  /** `changes_only` shapes take no rows. */
  readonly isEmpty: boolean;
  readonly onChunk: (sum: ChunkSum, isLast: boolean) => void;
}

/** What a client that is in a snapshot (`inSnapshot`) sees from now on, in the display settings of shapes. */
export async function beginSnapshot(client: pg.ClientBase): Promise<SnapshotBounds> {
  await client.query(DISPLAY);
  const {
    rows: [row],
  } = await client.query<{ xmin: string; xmax: string; xip: string[]; lsn: string }>(
    `SELECT pg_snapshot_xmin(s)::text AS xmin, pg_snapshot_xmax(s)::text AS xmax,
      ARRAY(SELECT pg_snapshot_xip(s)::text) AS xip,
       (pg_current_wal_lsn() - '0/0')::text AS lsn FROM pg_current_snapshot() s`,
  );
  return {
    xmin: BigInt(row?.xmin ?? 0),
    xmax: BigInt(row?.xmax ?? 0),
    inProgress: new Set((row?.xip ?? []).map(BigInt)),
    lsn: BigInt(row?.lsn ?? 0),
  };
}

type Rows = Pick<SnapshotRequest, 'info' | 'selected' | 'where'>;

/** The rows of a shape as insert messages, some at a time. */
export async function* snapshotRows(client: pg.ClientBase, { info, selected, where }: Rows): AsyncGenerator<string[]> {
  await client.query(`DECLARE snapshot NO SCROLL CURSOR FOR ${snapshotSql(info, selected, where)}`);
  for (;;) {
    const { rows } = await client.query<{ m: string }>(`FETCH ${FETCH_ROWS} FROM snapshot`);
    if (rows.length === 0) return;
    yield rows.map((item) => item.m);
  }
}

/** Reads the rows as of one moment into chunk files, on a client that is in a snapshot (`inSnapshot`). */
export async function takeSnapshot(client: pg.ClientBase, request: SnapshotRequest): Promise<SnapshotBounds> {
  const bounds = await beginSnapshot(client);
  const { xmin, xmax, inProgress } = bounds;
  const writer = new ChunkWriter(request.dir, request.handle, request.threshold, request.onChunk);
  try {
    if (!request.isEmpty) for await (const messages of snapshotRows(client, request)) await writer.write(messages);
    await writer.end(
      JSON.stringify({
        headers: {
          control: 'snapshot-end',
          xmin: String(xmin),
          xmax: String(xmax),
          xip_list: [...inProgress].map(String),
        },
      }),
    );
  } finally {
    await writer.abandon();
  }
  return bounds;
}
