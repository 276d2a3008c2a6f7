/**
 * How a new laptop begins with the hub's snapshot: it asks what there is for the person who signed in, lets it arrive
 * piece by piece, from wherever it was interrupted, and takes it over. Wherever that does not go, rows come one by one
 * as before (`first-load.ts`).
 */
import { statfsSync } from 'node:fs';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { AppError } from '../../shared/base/app-error.ts';
import { SNAPSHOT_PIECE_BYTES, type SnapshotReply, snapshotReply } from '../../shared/protocol/snapshot.ts';
import { ArrivingSnapshot, begunSnapshot, forgetArrivals } from '../replica/arriving-snapshot.ts';
import { copySnapshot, fits, UselessSnapshot } from '../replica/copy-snapshot.ts';
import { reached } from '../replica/fault-points.ts';
import {
  abandonLoad,
  beginLoad,
  DOUBTED_SNAPSHOT,
  type LoadProgress,
  noteProgress,
  REFUSED_SNAPSHOT,
} from '../replica/load-progress.ts';
import { setMetaIn } from '../replica/replica.ts';
import type { LoadDeps } from './first-load.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { storedPositions } from './table-cursors.ts';

const unpack = promisify(zstdDecompress);
/** In one go: small parts cost five times as much. */
const WHOLE_PIECE = { maxOutputLength: SNAPSHOT_PIECE_BYTES, chunkSize: SNAPSHOT_PIECE_BYTES };

/** What a new laptop needs on its disk: the snapshot as it arrives, the replica's log, and the replica. */
const ROOM_FOR_SNAPSHOT = 3;
/** Rows that come one by one need the replica alone, and a short log. */
const ROOM_FOR_ROWS = 1.2;

/**
 * Answers how far the load is with the snapshot taken over; undefined where there is none for this laptop. Throws
 * HubFailure with what has arrived kept, and AppError `disk.full` before anything arrives that would not fit.
 */
export async function loadSnapshot(deps: LoadDeps): Promise<LoadProgress | undefined> {
  const { replica, client, signal } = deps;
  const reply = await offerOf(client, begunSnapshot(replica.dir), signal);
  if (reply === undefined || !isOurs(deps, reply)) {
    forgetArrivals(replica.dir);
    return undefined;
  }
  const arriving = new ArrivingSnapshot(replica.dir, replica.vault, reply);
  forgetArrivals(replica.dir, reply.id);
  if (!hasRoom(replica.dir, reply, arriving.arrived)) {
    arriving.erase();
    return undefined;
  }
  await arriving.resume();
  await arrive(deps, arriving).catch((error: unknown) => doubt(deps, arriving, error));
  return takeOver(deps, arriving);
}

/** What the hub has for whoever is signed in here. One of an earlier release has no such address. */
async function offerOf(
  client: HubClient,
  begun: string | undefined,
  signal: AbortSignal,
): Promise<SnapshotReply | undefined> {
  try {
    const response = await client.get(`/v1/snapshot${begun === undefined ? '' : `?begun=${begun}`}`, signal);
    const parsed = snapshotReply.safeParse(await response.json().catch(() => undefined));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof HubFailure && (error.kind === 'refused' || error.kind === 'busy')) return undefined;
    throw error;
  }
}

/** Of our tables and of the history that the hub has now, and none that has failed here before. */
function isOurs({ replica, client }: LoadDeps, { id, schema, historyId }: SnapshotReply): boolean {
  if (replica.meta(REFUSED_SNAPSHOT) === id) return false;
  if (client.historyId !== undefined && client.historyId !== historyId) return false;
  return fits(replica.reader, schema);
}

/** Throws where not even rows that come one by one would find room. */
function hasRoom(dir: string, { bytes }: SnapshotReply, arrived: number): boolean {
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize + arrived;
  if (free < bytes * ROOM_FOR_ROWS) throw new AppError('disk.full', { dir });
  return free >= bytes * ROOM_FOR_SNAPSHOT;
}

/**
 * Goes on behind the last whole piece. Every piece is checked by its hash before it counts, and `if-range` keeps pieces
 * of two snapshots apart.
 */
async function arrive({ client, signal, onProgress }: LoadDeps, arriving: ArrivingSnapshot): Promise<void> {
  const { reply } = arriving;
  const tell = (): void => {
    const share = arriving.pieces / reply.pieces.length;
    onProgress({ done: Math.floor(reply.rows * share), total: reply.rows });
  };
  tell();
  if (arriving.isWhole) return;
  const from = reply.pieces.slice(0, arriving.pieces).reduce((sum, { bytes }) => sum + bytes, 0);
  const range: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-`, 'if-range': `"${reply.id}"` };
  const response = await client.get(`/v1/snapshot/${reply.id}`, signal, range);
  if (response.body === null || response.status !== (from === 0 ? 200 : 206))
    throw new HubFailure('rubbish', 'hub.answer', `the snapshot came with status ${response.status}`);
  const sizes = reply.pieces.slice(arriving.pieces).map(({ bytes }) => bytes);
  for await (const piece of unpackedAhead(response.body, sizes)) {
    if (!(await arriving.append(piece)))
      throw new HubFailure(
        'rubbish',
        'hub.answer',
        `piece ${arriving.pieces} of the snapshot is not what it should be`,
      );
    tell();
  }
}

/** A piece that came spoilt is asked for once more; after that, rows come one by one. */
async function doubt({ replica }: LoadDeps, { reply }: ArrivingSnapshot, error: unknown): Promise<never> {
  if (error instanceof HubFailure && error.kind === 'rubbish') {
    const isAgain = replica.meta(DOUBTED_SNAPSHOT) === reply.id;
    await replica.setMeta({ [isAgain ? REFUSED_SNAPSHOT : DOUBTED_SNAPSHOT]: reply.id });
  }
  throw error;
}

/** The pieces of a stream, the next one being unpacked while the one before is looked at. */
async function* unpackedAhead(
  body: AsyncIterable<Uint8Array>,
  sizes: readonly number[],
): AsyncGenerator<NonSharedBuffer> {
  let next: Promise<NonSharedBuffer> | undefined;
  for await (const packed of cut(body, sizes)) {
    const before = next;
    next = unpack(packed, WHOLE_PIECE);
    // Whoever awaits it hears of a failure; until then it must not count as unhandled.
    next.catch(() => undefined);
    if (before !== undefined) yield await intact(before);
  }
  if (next !== undefined) yield await intact(next);
}

async function intact(piece: Promise<NonSharedBuffer>): Promise<NonSharedBuffer> {
  try {
    return await piece;
  } catch (error) {
    throw new HubFailure('rubbish', 'hub.answer', 'a piece of the snapshot cannot be unpacked', { cause: error });
  }
}

/** A stream in parts of the given sizes. Throws HubFailure where it ends before. */
async function* cut(body: AsyncIterable<Uint8Array>, sizes: readonly number[]): AsyncGenerator<Buffer> {
  const wanted = sizes[Symbol.iterator]();
  let size = wanted.next();
  let held: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      held.push(chunk);
      length += chunk.length;
      while (size.done !== true && length >= size.value) {
        const whole = Buffer.concat(held);
        yield whole.subarray(0, size.value);
        held = [whole.subarray(size.value)];
        length -= size.value;
        size = wanted.next();
      }
    }
  } catch (error) {
    if (error instanceof HubFailure) throw error;
    throw new HubFailure('unreachable', 'hub.unreachable', 'the connection broke in the middle of a snapshot', {
      cause: error,
    });
  }
  if (size.done !== true)
    throw new HubFailure('unreachable', 'hub.unreachable', 'the snapshot ended before its last piece');
}

/** From here on readers see empty tables until everything stands at one commit. */
async function takeOver({ replica, cursors }: LoadDeps, arriving: ArrivingSnapshot): Promise<LoadProgress | undefined> {
  await replica.writeUnchecked((tx) => {
    abandonLoad(tx.sqlite);
    beginLoad(tx.sqlite, 'guards');
    noteProgress(tx.sqlite, { rows: 0, whole: new Set(), snapshot: { id: arriving.reply.id, indexed: new Set() } });
    tx.touch('replica_meta');
  });
  reached('snapshot.noted');
  replica.holdLog();
  try {
    const progress = await replica.writeBesides(() => copySnapshot(replica.dir, replica.vault, arriving));
    const positions = storedPositions(replica);
    for (const cursor of cursors.all()) {
      const stored = positions.get(cursor.table);
      Object.assign(cursor, { handle: stored?.handle, offset: stored?.position ?? '-1', seenLsn: 0, buffered: [] });
    }
    return progress;
  } catch (error) {
    if (!(error instanceof UselessSnapshot)) throw error;
    arriving.erase();
    await replica.writeUnchecked((tx) => setMetaIn(tx, REFUSED_SNAPSHOT, arriving.reply.id));
    return undefined;
  }
}
