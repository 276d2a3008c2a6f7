/**
 * Where every shape stands in this process: fetched so far, seen so far, and what was fetched but not yet applied
 * because its commit is not complete across all tables. Only *applied* positions are ever stored; what is buffered here
 * is fetched again after a restart.
 */
import { replicatedTables, type TableName } from '../../shared/schema/catalog.ts';
import type { Replica } from '../replica/replica.ts';
import type { RowMessage } from './shape-client.ts';

/**
 * A shape in this process. `offset` is where it was fetched up to; `buffered` came from there and is not applied yet,
 * in the order in which it came.
 */
export interface Cursor {
  readonly table: TableName;
  handle: string | undefined;
  offset: string;
  /** No further change at or below this LSN will come. */
  seenLsn: number;
  buffered: Change[];
}

/** A row’s change: `lsn` is its commit, `op` its place within it. */
export interface Change {
  readonly table: TableName;
  readonly lsn: number;
  readonly op: number;
  readonly message: RowMessage;
}

/** `position` is an offset of Electric’s. */
export interface StoredPosition {
  readonly handle: string;
  readonly position: string;
}

/** Where each table stood when it was last applied. */
export function storedPositions(replica: Replica): ReadonlyMap<string, StoredPosition> {
  const rows = replica
    .prepared<[], { table_name: string; handle: string; position: string }>(
      'SELECT table_name, handle, position FROM replica_shapes',
    )
    .all();
  return new Map(rows.map((row) => [row.table_name, { handle: row.handle, position: row.position }]));
}

/** The hub does not know the table: whatever commit is waited for, nothing of it will come. */
export function forget(cursor: Cursor): void {
  cursor.handle = undefined;
  cursor.offset = '-1';
  cursor.seenLsn = Infinity;
  cursor.buffered = [];
}

/** One per session, from what is stored: what another session had buffered is fetched again. */
export class TableCursors {
  readonly #cursors = new Map<TableName, Cursor>();

  constructor(stored: ReadonlyMap<string, StoredPosition>) {
    for (const table of replicatedTables) {
      const known = stored.get(table);
      this.#cursors.set(table, {
        table,
        handle: known?.handle,
        offset: known?.position ?? '-1',
        seenLsn: 0,
        buffered: [],
      });
    }
  }

  of(table: TableName): Cursor {
    const cursor = this.#cursors.get(table);
    if (cursor === undefined) throw new Error(`no cursor for ${table}`);
    return cursor;
  }

  all(): Cursor[] {
    return [...this.#cursors.values()];
  }

  /** All complete changes up to a commit, in the order in which Postgres made them; what is later stays. */
  takeUpTo(frontier: number): Change[] {
    const taken: Change[] = [];
    for (const cursor of this.#cursors.values()) {
      if (cursor.buffered.length === 0) continue;
      const later: Change[] = [];
      for (const change of cursor.buffered) (change.lsn <= frontier ? taken : later).push(change);
      cursor.buffered = later;
    }
    return taken.toSorted((a, b) => a.lsn - b.lsn || a.op - b.op);
  }
}
