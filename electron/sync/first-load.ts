/**
 * The first load: every table streams into its place inside one transaction that nobody sees until all tables stand at one commit.
 * Indexes and guards are dropped before and made after, foreign keys are checked as a whole at the end. Memory stays bounded by a few chunks.
 */
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import { wireDecoder } from '../../shared/schema/codecs.ts';
import { setMetaIn, type Replica, type WriteTx } from '../replica/replica.ts';
import { markAllForSearch } from '../replica/search-index.ts';
import { applyBatch, replayPending, takeAcknowledgement, writePositions } from './apply-changes.ts';
import type { HubClient } from './hub-client.ts';
import { requestShape, type RowMessage, type ShapeReply } from './shape-client.ts';
import type { StoredPosition, TableCursors } from './table-cursors.ts';

export interface LoadDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly cursors: TableCursors;
  readonly signal: AbortSignal;
  readonly deviceId: string;
  readonly now: () => Date;
  readonly onProgress: (done: number, total: number) => void;
  /** Brings all tables past a common commit and answers it; throws when a shape was lost meanwhile. */
  readonly align: () => Promise<number>;
}

/** A shape ended while it was being loaded; the load starts anew. */
export class ShapeLost extends Error {}

interface Dropped {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/** Loads everything and makes it visible at once. Throws HubFailure or ShapeLost with nothing changed. */
export async function firstLoad(deps: LoadDeps): Promise<void> {
  const counts = await deps.client.counts(deps.signal);
  const total = Object.values(counts).reduce((sum, rows) => sum + rows, 0);
  await deps.replica.writeUnchecked(async (tx) => {
    const dropped = clear(tx);
    const progress = { done: 0, total };
    deps.onProgress(0, total);
    await loadTables(deps, tx, progress);
    const frontier = await deps.align();
    await applyBatch(tx, { changes: deps.cursors.takeUpTo(frontier), positions: new Map(), deviceId: deps.deviceId, now: deps.now }, false);
    for (const { sql } of dropped) tx.sqlite.exec(sql);
    checkReferences(tx);
    writePositions(tx, positionsNow(deps.cursors));
    takeAcknowledgement(tx, deps);
    setMetaIn(tx, 'loaded', deps.now().toISOString());
    setMetaIn(tx, 'frontier', String(frontier));
    markAllForSearch(tx);
    tx.sqlite.exec('DELETE FROM outbox_effects');
    await replayPending(tx, deps.deviceId, deps.now);
    for (const table of replicatedTables) tx.touch(table);
  });
}

/** Empties the replicated tables and takes their indexes and guards away; unique ones too, for the rows come from a database that keeps the same rules. */
function clear(tx: WriteTx): Dropped[] {
  const dropped = tx.prepare("SELECT type, name, sql, tbl_name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL").all()
    .filter((row) => (replicatedTables as readonly string[]).includes(String(row['tbl_name'])))
    .map((row) => ({ type: String(row['type']), name: String(row['name']), sql: String(row['sql']) }));
  for (const { type, name } of dropped) tx.sqlite.exec(`DROP ${type} ${name}`);
  for (const table of replicatedTables) tx.sqlite.exec(`DELETE FROM ${table}`);
  tx.sqlite.exec('DELETE FROM search_rows; DELETE FROM search_pending');
  tx.sqlite.exec("INSERT INTO search_words (search_words) VALUES ('delete-all')");
  return dropped;
}

/** Requests run ahead of the inserts by a few, so that the network and SQLite work at the same time. */
const AHEAD = 4;

async function loadTables(deps: LoadDeps, tx: WriteTx, progress: { done: number; total: number }): Promise<void> {
  const first = new Map<TableName, Promise<ShapeReply>>();
  const request = (table: TableName): Promise<ShapeReply> => {
    const reply = requestShape(deps.client, table, { handle: undefined, offset: '-1' }, deps.signal);
    // Whoever awaits it hears of a failure; until then it must not count as unhandled.
    reply.catch(() => undefined);
    return reply;
  };
  for (const [index, table] of replicatedTables.entries()) {
    for (const ahead of replicatedTables.slice(index, index + AHEAD)) if (!first.has(ahead)) first.set(ahead, request(ahead));
    const reply = first.get(table) ?? request(table);
    first.delete(table);
    await loadTable(deps, tx, table, reply, progress);
  }
}

async function loadTable(deps: LoadDeps, tx: WriteTx, table: TableName, first: Promise<ShapeReply>, progress: { done: number; total: number }): Promise<void> {
  const cursor = deps.cursors.of(table);
  cursor.buffered = [];
  cursor.seenLsn = 0;
  const insert = inserter(tx, table);
  let pending: Promise<ShapeReply> | undefined = first;
  while (pending !== undefined) {
    const reply: ShapeReply = await pending;
    if (reply.kind === 'must-refetch') throw new ShapeLost(`${table} was rotated during the load`);
    cursor.handle = reply.handle;
    cursor.offset = reply.offset;
    cursor.seenLsn = Math.max(cursor.seenLsn, reply.seenLsn);
    pending = undefined;
    if (!reply.isUpToDate) {
      pending = requestShape(deps.client, table, { handle: reply.handle, offset: reply.offset }, deps.signal);
      pending.catch(() => undefined);
    }
    for (const message of reply.rows) {
      if (message.headers.lsn === undefined) insert(message.value);
      else cursor.buffered.push({ table, lsn: Number(message.headers.lsn), op: message.headers.op_position ?? 0, message });
    }
    progress.done += reply.rows.length;
    deps.onProgress(progress.done, progress.total);
  }
}

function inserter(tx: WriteTx, table: TableName): (value: RowMessage['value']) => void {
  const rows = tx.rows.of(table);
  const columns = rows.columns.map(([name, column]) => [name, wireDecoder(column)] as const);
  return (value) => rows.insertStored(columns.map(([name, decode]) => decode(value[name] ?? null)));
}

/** Positions to store: before what is still buffered. */
export function positionsNow(cursors: TableCursors): Map<TableName, StoredPosition> {
  const positions = new Map<TableName, StoredPosition>();
  for (const cursor of cursors.all()) {
    if (cursor.handle === undefined) continue;
    const [buffered] = cursor.buffered;
    // A position just before the first buffered change: one that exists need not be named, any in range will do.
    const position = buffered === undefined ? cursor.offset : `${buffered.lsn - 1}_0`;
    positions.set(cursor.table, { handle: cursor.handle, position });
  }
  return positions;
}

/** What the hub sent must hold together: no row points at one that is not there. */
function checkReferences(tx: WriteTx): void {
  const broken = tx.sqlite.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
  const [first] = broken;
  if (first !== undefined) throw new ShapeLost(`${broken.length} broken references, the first from ${first.table} to ${first.parent}`);
}
