/** A committed transaction → the messages that one shape sees of it. Pure but for the shape's `where`. */
import type { Tuple } from './pgoutput.ts';
import { keyOf, type TableInfo } from './table-info.ts';
import type { RowText, WhereClause } from './where-clause.ts';

/**
 * One row of a transaction as the log of Postgres tells it. `old` is whole, because published tables have full
 * identity.
 */
export interface RowChange {
  readonly kind: 'insert' | 'update' | 'delete';
  readonly oid: number;
  readonly old: Tuple | undefined;
  readonly next: Tuple | undefined;
  /** Even: a key change needs two positions. */
  readonly op: number;
}
/** What was committed together, in the order in which it was written. */
export interface Transaction {
  /** Commit LSN. */
  readonly lsn: number;
  readonly xid: number;
  readonly changes: readonly RowChange[];
}
/**
 * A message of a shape at its position: `tx` is the commit LSN, `op` the place within the transaction; `body` is its
 * JSON, written once.
 */
export interface LogEntry {
  readonly tx: number;
  readonly op: number;
  readonly body: string;
}
/**
 * What a shape shows of a table. `selected` holds the key’s columns in any case; `replica` is the protocol’s parameter:
 * with `full` an update carries the whole row.
 */
export interface ShapeView {
  readonly info: TableInfo;
  readonly selected: readonly string[];
  readonly where: WhereClause | undefined;
  readonly replica: 'default' | 'full';
}

/** A message before it is known whether it is the last of its transaction. */
interface Draft {
  readonly op: number;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly key: string;
  readonly value: Record<string, string | null>;
  readonly oldValue?: Record<string, string | null>;
  readonly extra?: Record<string, string>;
}

function rowOf(info: TableInfo, tuple: Tuple | undefined): RowText | undefined {
  return tuple === undefined
    ? undefined
    : new Map(info.columns.map((column, index) => [column.name, tuple[index] ?? null]));
}

function pick(row: RowText, columns: readonly string[]): Record<string, string | null> {
  return Object.fromEntries(columns.map((column) => [column, row.get(column) ?? null]));
}

/**
 * The entries of one transaction in the log of a shape; `last` marks the final one. With `fragment` it is left out, as
 * Electric leaves it out, where the transaction goes on in another fragment of so many changes.
 */
export async function entriesFor(view: ShapeView, transaction: Transaction, fragment = Infinity): Promise<LogEntry[]> {
  const drafts: Draft[] = [];
  for (const change of transaction.changes) {
    if (change.oid === view.info.oid) drafts.push(...(await draftsFor(view, change)));
  }
  const lastFragment = Math.floor((transaction.changes.length - 1) / fragment);
  const isLast = (draft: Draft, index: number): boolean =>
    index === drafts.length - 1 && Math.floor((draft.op >> 1) / fragment) === lastFragment;
  return drafts.map((draft, index) => ({
    tx: transaction.lsn,
    op: draft.op,
    body: JSON.stringify({
      key: draft.key,
      value: draft.value,
      ...(draft.oldValue === undefined ? {} : { old_value: draft.oldValue }),
      headers: {
        operation: draft.operation,
        txids: [transaction.xid],
        relation: [view.info.schema, view.info.table],
        lsn: String(transaction.lsn),
        op_position: draft.op,
        ...draft.extra,
        ...(isLast(draft, index) ? { last: true } : {}),
      },
    }),
  }));
}

async function draftsFor(view: ShapeView, change: RowChange): Promise<Draft[]> {
  const { info, where } = view;
  const next = rowOf(info, change.next);
  // Without an old row (no full identity) the key alone is known; an update then counts as inside before.
  const old = rowOf(info, change.old);
  const isIn = next !== undefined && (where === undefined || (await where.matches(next)));
  const wasIn = change.kind !== 'insert' && (where === undefined || (old !== undefined && (await where.matches(old))));
  if (isIn && wasIn && old !== undefined) return updateDrafts(view, change.op, old, next);
  if (isIn && next !== undefined) return [insertDraft(view, change.op, next)];
  if (wasIn && old !== undefined) return [deleteDraft(view, change.op, old)];
  return [];
}

function insertDraft(view: ShapeView, op: number, row: RowText, extra?: Record<string, string>): Draft {
  return {
    op,
    operation: 'insert',
    key: keyOf(view.info, (name) => row.get(name)),
    value: pick(row, view.selected),
    ...(extra === undefined ? {} : { extra }),
  };
}

function deleteDraft(view: ShapeView, op: number, row: RowText, extra?: Record<string, string>): Draft {
  const columns = view.replica === 'full' || view.info.keyColumns.length === 0 ? view.selected : view.info.keyColumns;
  return {
    op,
    operation: 'delete',
    key: keyOf(view.info, (name) => row.get(name)),
    value: pick(row, columns),
    ...(extra === undefined ? {} : { extra }),
  };
}

/** A row whose key changed is another row to clients: one goes and one comes, each naming the other. */
function updateDrafts(view: ShapeView, op: number, old: RowText, next: RowText): Draft[] {
  const { info, selected } = view;
  const oldKey = keyOf(info, (name) => old.get(name));
  const key = keyOf(info, (name) => next.get(name));
  if (key !== oldKey) {
    return [
      deleteDraft(view, op, old, { key_change_to: key }),
      insertDraft(view, op + 1, next, { key_change_from: oldKey }),
    ];
  }
  const changed = selected.filter((name) => old.get(name) !== next.get(name));
  if (changed.length === 0) return [];
  if (view.replica === 'full')
    return [{ op, operation: 'update', key, value: pick(next, selected), oldValue: pick(old, changed) }];
  return [{ op, operation: 'update', key, value: pick(next, [...new Set([...info.keyColumns, ...changed])]) }];
}
