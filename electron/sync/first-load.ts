/**
 * The first load: with the hub's snapshot where it has one (`snapshot-load.ts`), and for the rest every table streams
 * into its place in bounded commits that nobody sees until all tables stand at one commit, and that an interrupted load
 * goes on from. Indexes and guards are away meanwhile, foreign keys are checked as a whole at the end. Memory stays
 * bounded by a few chunks.
 */
import type { Lasting } from '../../shared/ipc/progress.ts';
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import { cellDecoder } from '../../shared/schema/codecs.ts';
import { replayPending } from '../outbox/replay-pending.ts';
import { forgetArrivals } from '../replica/arriving-snapshot.ts';
import { undoAllPending } from '../replica/effects.ts';
import { reached } from '../replica/fault-points.ts';
import {
  abandonLoad,
  beginLoad,
  endLoad,
  isBeforeSnapshot,
  type LoadProgress,
  noteProgress,
  progressOf,
  REFUSED_SNAPSHOT,
} from '../replica/load-progress.ts';
import { type Replica, setMetaIn, type WriteTx } from '../replica/replica.ts';
import { markAllForSearch, markIndexedForSearch } from '../replica/search-index.ts';
import { applyBatch, isConstraint, MissingRow, takeAcknowledgement, writePositions } from './apply-changes.ts';
import type { HubClient } from './hub-client.ts';
import { type RowMessage, requestShape, type ShapeReply } from './shape-client.ts';
import { loadSnapshot } from './snapshot-load.ts';
import { type Cursor, forget, type StoredPosition, type TableCursors } from './table-cursors.ts';

/** What a first load needs of its session. */
export interface LoadDeps extends Lasting {
  readonly signal: AbortSignal;
  readonly replica: Replica;
  readonly client: HubClient;
  readonly cursors: TableCursors;
  readonly deviceId: string;
  readonly now: () => Date;
  /** The hub is of an earlier release and does not know the table: it stays empty. */
  readonly onAbsent: (table: TableName) => void;
  /** Brings all tables past a common commit and answers it, with the tables whose shapes are gone. */
  readonly align: () => Promise<{ readonly frontier: number; readonly lost: readonly TableName[] }>;
}

/** A shape ended while it was being loaded; the load goes on with that table anew. */
export class ShapeLost extends Error {}
/** What has arrived does not hold together: the load begins from nothing. */
class BrokenLoad extends ShapeLost {}

/** So often tables may be lost during one load before it waits and tries again. */
const MAX_ROTATIONS = 5;

/**
 * Loads everything and makes it visible at once. Throws HubFailure or ShapeLost with nothing visible changed; what has
 * arrived by then is kept, and the next call goes on there.
 */
export async function firstLoad(deps: LoadDeps): Promise<void> {
  try {
    await load(deps);
  } catch (error) {
    if (isBroken(error)) await giveUp(deps.replica);
    throw error;
  } finally {
    deps.replica.foldLog();
  }
}

/**
 * Loads, aligns, and loads again the tables whose shapes were rotated meanwhile. Readers see nothing of it before
 * `finish`.
 */
async function load(deps: LoadDeps): Promise<void> {
  const interrupted = progressOf(deps.replica.reader);
  const isNew = interrupted === undefined || isBeforeSnapshot(interrupted);
  const fromSnapshot = isNew ? await loadSnapshot(deps) : undefined;
  const progress = fromSnapshot ?? (isNew ? await begin(deps) : interrupted);
  const total = fromSnapshot?.rows ?? (await rowsOnHub(deps));
  deps.onProgress({ done: progress.rows, total });
  let missing = replicatedTables.filter((table) => !progress.whole.has(table));
  for (let round = 0; round < MAX_ROTATIONS; round += 1) {
    await loadTables(deps, missing, progress, total);
    const { frontier, lost } = await deps.align();
    if (lost.length === 0) return finish(deps, frontier, progress);
    missing = [...lost];
    for (const table of missing) await forgetTable(deps, table, progress);
  }
  throw new ShapeLost(`lost during the load: ${missing.join(', ')}`);
}

async function rowsOnHub({ client, signal }: LoadDeps): Promise<number> {
  return Object.values(await client.counts(signal)).reduce((sum, rows) => sum + rows, 0);
}

/** What came of a snapshot does not come of it again: the next attempt asks for the rows one by one. */
function giveUp(replica: Replica): Promise<void> {
  return replica.writeUnchecked((tx) => {
    const snapshot = progressOf(tx.sqlite)?.snapshot?.id;
    abandonLoad(tx.sqlite);
    if (snapshot !== undefined) setMetaIn(tx, REFUSED_SNAPSHOT, snapshot);
    tx.touch('replica_meta');
  });
}

async function begin(deps: LoadDeps): Promise<LoadProgress> {
  await deps.replica.writeUnchecked((tx) => {
    // A snapshot may have been about to be taken over.
    abandonLoad(tx.sqlite);
    beginLoad(tx.sqlite);
    tx.touch('replica_meta');
  });
  for (const cursor of deps.cursors.all()) reset(cursor);
  return { rows: 0, whole: new Set() };
}

/** Takes in what came meanwhile up to a commit that all tables have passed, and makes everything visible. */
async function finish(deps: LoadDeps, frontier: number, progress: LoadProgress): Promise<void> {
  await deps.replica.writeUnchecked(async (tx) => {
    undoAllPending(tx);
    const changes = deps.cursors.takeUpTo(frontier);
    await applyBatch(tx, { changes, positions: new Map(), deviceId: deps.deviceId, now: deps.now }, false);
    endLoad(tx.sqlite);
    checkReferences(tx);
    writePositions(tx, positionsNow(deps.cursors));
    takeAcknowledgement(tx, deps);
    setMetaIn(tx, 'loaded', deps.now().toISOString());
    setMetaIn(tx, 'last_synced_at', deps.now().toISOString());
    setMetaIn(tx, 'frontier', String(frontier));
    markAllForSearch(tx, progress.snapshot?.indexed);
    await replayPending(tx, deps.deviceId, deps.now);
    for (const table of replicatedTables) tx.touch(table);
    reached('load.finishing');
  });
  forgetArrivals(deps.replica.dir);
}

/** Requests run ahead of the inserts by a few, so that the network and SQLite work at the same time. */
const AHEAD = 4;

/** One table after another, while the first answers of the next ones are on their way. */
async function loadTables(
  deps: LoadDeps,
  tables: readonly TableName[],
  progress: LoadProgress,
  total: number,
): Promise<void> {
  const first = new Map<TableName, Promise<ShapeReply>>();
  for (const [index, table] of tables.entries()) {
    for (const ahead of tables.slice(index, index + AHEAD))
      if (!first.has(ahead)) first.set(ahead, request(deps, ahead));
    for (
      let attempt = 1;
      !(await loadTable(deps, table, first.get(table) ?? request(deps, table, attempt), progress, total));
      attempt += 1
    ) {
      if (attempt === MAX_ROTATIONS) throw new ShapeLost(`${table} was rotated ${MAX_ROTATIONS} times during the load`);
      await forgetTable(deps, table, progress);
      first.delete(table);
    }
    first.delete(table);
  }
}

/** Asks on from where a table stands. */
function request(deps: LoadDeps, table: TableName, attempt = 0): Promise<ShapeReply> {
  const { handle, offset } = deps.cursors.of(table);
  const reply = requestShape(
    deps.client,
    table,
    { handle, offset },
    deps.signal,
    attempt === 0 ? undefined : String(attempt),
  );
  // Whoever awaits it hears of a failure; until then it must not count as unhandled.
  reply.catch(() => undefined);
  return reply;
}

/** Answers false where the shape is gone: what has arrived of the table is of no use then. */
async function loadTable(
  deps: LoadDeps,
  table: TableName,
  first: Promise<ShapeReply>,
  progress: LoadProgress,
  total: number,
): Promise<boolean> {
  const cursor = deps.cursors.of(table);
  for (let pending: Promise<ShapeReply> | undefined = first; pending !== undefined; ) {
    const reply: ShapeReply = await pending;
    if (reply.kind === 'must-refetch') return false;
    if (reply.kind === 'absent') {
      forget(cursor);
      deps.onAbsent(table);
      return true;
    }
    cursor.handle = reply.handle;
    cursor.offset = reply.offset;
    cursor.seenLsn = Math.max(cursor.seenLsn, reply.seenLsn);
    pending = reply.isUpToDate ? undefined : request(deps, table);
    for (const message of reply.rows) {
      const { lsn, op_position: op = 0 } = message.headers;
      if (lsn !== undefined) cursor.buffered.push({ table, lsn: Number(lsn), op, message });
    }
    progress.rows += reply.rows.length;
    if (reply.isUpToDate) progress.whole.add(table);
    await deps.replica.writeUnchecked((tx) => store(tx, cursor, reply.rows, progress));
    reached('load.stored');
    deps.onProgress({ done: progress.rows, total });
  }
  return true;
}

/** Rows and the position after them are kept together, so that none comes twice and none is missed. */
function store(tx: WriteTx, cursor: Cursor, rows: readonly RowMessage[], progress: LoadProgress): void {
  // Something that waits may have been tried on what is here meanwhile: only what the hub confirmed may lie below the
  // rest.
  undoAllPending(tx);
  const insert = inserter(tx, cursor.table);
  for (const { headers, value } of rows) if (headers.lsn === undefined) insert(value);
  const position = positionOf(cursor);
  if (position !== undefined) writePositions(tx, new Map([[cursor.table, position]]));
  noteProgress(tx.sqlite, progress);
}

/** A table begins from nothing; the others stay as they are. */
async function forgetTable(deps: LoadDeps, table: TableName, progress: LoadProgress): Promise<void> {
  progress.whole.delete(table);
  progress.snapshot?.indexed.delete(table);
  reset(deps.cursors.of(table));
  await deps.replica.writeUnchecked((tx) => {
    undoAllPending(tx);
    markIndexedForSearch(tx, table);
    progress.rows -= tx.sqlite.prepare(`DELETE FROM ${table}`).run().changes;
    tx.prepare('DELETE FROM replica_shapes WHERE table_name = ?').run(table);
    noteProgress(tx.sqlite, progress);
  });
}

function reset(cursor: Cursor): void {
  cursor.handle = undefined;
  cursor.offset = '-1';
  cursor.seenLsn = 0;
  cursor.buffered = [];
}

function inserter(tx: WriteTx, table: TableName): (value: RowMessage['value']) => void {
  const rows = tx.rows.of(table);
  const columns = rows.columns.map(([name, column]) => [name, cellDecoder(column)] as const);
  return (value) => rows.insertStored(columns.map(([name, decode]) => decode(value[name])));
}

/** Positions to store: before what is still buffered. */
export function positionsNow(cursors: TableCursors): Map<TableName, StoredPosition> {
  const positions = new Map<TableName, StoredPosition>();
  for (const cursor of cursors.all()) {
    const position = positionOf(cursor);
    if (position !== undefined) positions.set(cursor.table, position);
  }
  return positions;
}

function positionOf({ handle, offset, buffered }: Cursor): StoredPosition | undefined {
  if (handle === undefined) return undefined;
  const [first] = buffered;
  // A position just before the first buffered change: one that exists need not be named, any in range will do.
  return { handle, position: first === undefined ? offset : `${first.lsn - 1}_0` };
}

/** What the hub sent must hold together: no row points at one that is not there. */
function checkReferences(tx: WriteTx): void {
  const broken = tx.sqlite.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
  const [first] = broken;
  if (first !== undefined)
    throw new BrokenLoad(`${broken.length} broken references, the first from ${first.table} to ${first.parent}`);
}

/** Faults of the rows themselves: asking on from the same place would bring the same. */
function isBroken(error: unknown): boolean {
  return error instanceof BrokenLoad || error instanceof MissingRow || isConstraint(error);
}
