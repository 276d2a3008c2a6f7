/** A snapshot as a laptop gets it, by nothing but HTTP, unpacked into a database that tests look into. */
import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import SqliteDatabase from 'better-sqlite3-multiple-ciphers';
import type { RunningHub } from '../../hub/server.ts';
import type { SnapshotLimits } from '../../hub/snapshots/snapshot-keeper.ts';
import { SNAPSHOT_PIECE_BYTES, type SnapshotReply, snapshotReply } from '../../shared/protocol/snapshot.ts';
import { SCHEMA_VERSION, VERSION_HEADER } from '../../shared/schema/versions.ts';
import type { Tokens } from './hub-laptop.ts';

/** A hub that makes a snapshot of whatever there is, and looks anew each time. */
export const EAGER: Partial<SnapshotLimits> = { minimumRows: 1, lookMs: 0, againMs: 0 };

type Reader = Pick<Tokens, 'accessToken'>;

export function ask(
  url: string,
  path: string,
  { accessToken }: Reader,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const proof = { authorization: `Bearer ${accessToken}`, [VERSION_HEADER]: String(SCHEMA_VERSION) };
  return fetch(url + path, { headers: { ...proof, ...headers } });
}

/** What the hub has for somebody; undefined where there is nothing yet. */
export async function offered(url: string, reader: Reader): Promise<SnapshotReply | undefined> {
  const response = await ask(url, '/v1/snapshot', reader);
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw new Error(`the hub answered ${response.status}`);
  return snapshotReply.parse(await response.json());
}

/** Asks, and once more whenever the hub has made one, until there is a snapshot that fits. */
export async function snapshotFor(
  { url, context }: RunningHub,
  reader: Reader,
  fits: (reply: SnapshotReply) => boolean = () => true,
): Promise<SnapshotReply> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const reply = await offered(url, reader);
    if (reply !== undefined && fits(reply)) return reply;
    await context.snapshots.idle();
  }
  throw new Error(`the hub makes no snapshot: ${String(context.snapshots.health().problem)}`);
}

/** The bytes of the database; throws where a piece is not what the hub said. */
export function unpack(packed: Buffer, { pieces, bytes }: SnapshotReply): Buffer {
  let at = 0;
  const parts = pieces.map((piece) => {
    const part = zstdDecompressSync(packed.subarray(at, at + piece.bytes), { maxOutputLength: SNAPSHOT_PIECE_BYTES });
    at += piece.bytes;
    if (createHash('sha256').update(part).digest('hex') !== piece.sha256) throw new Error('a piece is another one');
    return part;
  });
  const whole = Buffer.concat(parts);
  if (at !== packed.length || whole.length !== bytes) throw new Error('the file is of another length');
  return whole;
}

/** The snapshot as a database in memory. */
export async function download(url: string, reader: Reader, reply: SnapshotReply): Promise<SqliteDatabase.Database> {
  const response = await ask(url, `/v1/snapshot/${reply.id}`, reader);
  if (response.status !== 200) throw new Error(`the snapshot was answered with ${response.status}`);
  return new SqliteDatabase(unpack(Buffer.from(await response.arrayBuffer()), reply));
}
