/**
 * Applies complete commits to the replica and runs what is still pending again on top, in one transaction with the
 * positions that they bring the shapes to. Idempotent: a change that comes twice changes nothing.
 */

import { type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { cellDecoder, type Stored } from '../../shared/schema/codecs.ts';
import { standThatCameDown } from '../outbox/identity.ts';
import { acknowledge } from '../outbox/outbox.ts';
import { replayPending } from '../outbox/replay-pending.ts';
import { undoAllPending } from '../replica/effects.ts';
import type { WriteTx } from '../replica/replica.ts';
import { markForSearch } from '../replica/search-index.ts';
import type { RowMessage } from './shape-client.ts';
import type { Change, StoredPosition } from './table-cursors.ts';

/** An update came for a row that is not here: the shape must be fetched again, a partial row is never made up. */
export class MissingRow extends Error {
  readonly table: TableName;
  constructor(table: TableName, key: string) {
    super(`an update came for a row of ${table} that is not here: ${key}`);
    this.name = 'MissingRow';
    this.table = table;
  }
}

/** Complete commits in their order, and where the shapes stand after them. */
export interface Batch {
  readonly changes: readonly Change[];
  readonly positions: ReadonlyMap<TableName, StoredPosition>;
  readonly deviceId: string;
  readonly now: () => Date;
  /** Hears of a column that this version does not know: it is left out, never looped on. */
  readonly onUnknown?: (what: string) => void;
}

/** From here on taking the guards away costs less than going past them row by row. */
const LARGE_BATCH = 500;

const decoders = new Map<string, (wire: string | null | undefined) => Stored>();

/** Electric's text of a value → what SQLite stores; the initial value of a column that the hub does not know. */
export function decodeValue(table: TableName, name: string, wire: string | null | undefined): Stored {
  const key = `${table}.${name}`;
  let decode = decoders.get(key);
  if (decode === undefined) {
    const column = tableOf(table).columns[name];
    if (column === undefined) throw new Error(`the hub sent an unknown column ${key}`);
    decode = cellDecoder(column);
    decoders.set(key, decode);
  }
  return decode(wire);
}

/** Whether a replica of this version has the column. */
function isKnown(table: TableName, name: string): boolean {
  const column = tableOf(table).columns[name];
  return column !== undefined && column.hubOnly !== true;
}

/**
 * A whole row in the order of the table's columns; columns that the shape leaves out have their initial value, or none.
 */
export function storedRow(tx: WriteTx, table: TableName, value: RowMessage['value']): Stored[] {
  return tx.rows.of(table).columns.map(([name]) => decodeValue(table, name, value[name]));
}

/** Whether the batch can be laid under the pending mutations without moving them. */
export function needsRebase(tx: WriteTx, batch: Batch): boolean {
  if (tx.prepare('SELECT 1 FROM outbox LIMIT 1').get() === undefined) return false;
  // A purged row may have something pending that points at it.
  if (
    batch.changes.some((change) => change.table === 'device_progress' || change.message.headers.operation === 'delete')
  )
    return true;
  const touched = tx.prepare('SELECT 1 FROM outbox_effects WHERE row_id = ? AND table_name = ? LIMIT 1');
  return batch.changes.some((change) => touched.get(change.message.value['id'], change.table) !== undefined);
}

/** Applies a batch; with `rebase`, what is pending is undone first and run again afterwards. Throws MissingRow. */
export async function applyBatch(tx: WriteTx, batch: Batch, rebase: boolean): Promise<void> {
  if (rebase) undoAllPending(tx);
  // The hub's guards have seen these rows.
  const applyAll = (): void => {
    for (const change of batch.changes) applyChange(tx, change, batch.onUnknown);
  };
  if (batch.changes.length >= LARGE_BATCH)
    tx.withoutGuards(new Set(batch.changes.map((change) => change.table)), applyAll);
  else tx.unguarded(applyAll);
  writePositions(tx, batch.positions);
  takeAcknowledgement(tx, batch);
  if (rebase) await replayPending(tx, batch.deviceId, batch.now);
}

function applyChange(tx: WriteTx, { table, message }: Change, onUnknown: Batch['onUnknown']): void {
  const id = message.value['id'] ?? '';
  const rows = tx.rows.of(table);
  tx.touchRow(table, id);
  markForSearch(tx, table, id, message.headers.operation === 'update' ? message.value : undefined);
  switch (message.headers.operation) {
    case 'insert':
      if (Object.keys(message.value).length > rows.columns.length) noteUnknown(table, message.value, onUnknown);
      rows.upsertStored(storedRow(tx, table, message.value));
      return;
    case 'delete':
      rows.delete(id);
      return;
    default: {
      const changes: Record<string, Stored> = {};
      for (const [name, wire] of Object.entries(message.value)) {
        if (name === 'id') continue;
        if (isKnown(table, name)) changes[name] = decodeValue(table, name, wire);
        else onUnknown?.(`${table}.${name}`);
      }
      if (Object.keys(changes).length > 0 && !rows.updateStored(id, changes)) throw new MissingRow(table, message.key);
    }
  }
}

/** A newer hub sent more than is known here. */
function noteUnknown(table: TableName, value: RowMessage['value'], onUnknown: Batch['onUnknown']): void {
  for (const name of Object.keys(value)) if (!isKnown(table, name)) onUnknown?.(`${table}.${name}`);
}

/** In the transaction of the rows: a position that is stored is a promise that everything before it is here. */
export function writePositions(tx: WriteTx, positions: ReadonlyMap<TableName, StoredPosition>): void {
  const write = tx.prepare(
    `INSERT INTO replica_shapes (table_name, handle, position) VALUES (?, ?, ?) ON CONFLICT (table_name) DO UPDATE
      SET handle = excluded.handle, position = excluded.position`,
  );
  for (const [table, { handle, position }] of positions) write.run(table, handle, position);
}

/** What the hub has taken in, as of the rows that are now here. */
export function takeAcknowledgement(tx: WriteTx, batch: Pick<Batch, 'deviceId' | 'now'>): void {
  const stand = standThatCameDown(tx, batch.deviceId);
  if (stand !== undefined) acknowledge(tx, stand, batch.now());
}

/** Rows that clash with each other or with the database's rules. */
export function isConstraint(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_CONSTRAINT')
  );
}
