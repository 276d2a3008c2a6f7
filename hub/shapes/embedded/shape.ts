/** One shape: its snapshot chunks, its log, and those who wait for either. */

import type { LogEntry, ShapeView, Transaction } from './change-messages.ts';
import type { ShapeDefinition } from './shape-definition.ts';
import { isBeyond, isVisibleIn, type SnapshotBounds } from './snapshot-bounds.ts';
import type { ChunkSum } from './store-form.ts';

type Waiter = () => void;

/**
 * Lives in `ShapeIndex`; its fields are written by the registry alone. It ends by `isRotated`, for good, and whoever
 * waits is woken to see that.
 */
export class Shape {
  readonly handle: string;
  readonly key: string;
  readonly definition: ShapeDefinition;
  readonly view: ShapeView;
  /** Chunks that can be served; the snapshot is complete when `isComplete`. */
  readonly sums: ChunkSum[];
  /** The snapshot was taken and what arrived meanwhile is in the log. */
  isComplete: boolean;
  /** Over: clients fetch again under another handle. Nothing is written for it any more. */
  isRotated = false;
  /** Set when the snapshot could not be taken. */
  failure: Error | undefined;
  /** Last position in the log; undefined while no change has come. */
  last: { readonly tx: number; readonly op: number } | undefined;
  /** Letters in the log; one that outgrows its snapshot ends the shape. */
  logSize = 0;
  /** Until the stream has left them behind, transactions that the snapshot already holds are dropped. */
  bounds: SnapshotBounds | undefined;
  /** Transactions that arrived while the snapshot was being taken. */
  buffered: Transaction[] | undefined;
  #waiters = new Set<Waiter>();

  constructor(
    handle: string,
    key: string,
    definition: ShapeDefinition,
    view: ShapeView,
    state: { readonly sums: readonly ChunkSum[]; readonly isComplete: boolean },
  ) {
    this.handle = handle;
    this.key = key;
    this.definition = definition;
    this.view = view;
    this.sums = [...state.sums];
    this.isComplete = state.isComplete;
    this.buffered = state.isComplete ? undefined : [];
  }

  get chunks(): number {
    return this.sums.length;
  }

  /** Bytes of all chunks. */
  get snapshotSize(): number {
    return this.sums.reduce((sum, chunk) => sum + chunk.bytes, 0);
  }

  /** Whether the log must take this transaction in; the snapshot holds it otherwise. */
  wants(transaction: Transaction): boolean {
    if (this.bounds === undefined) return true;
    if (isBeyond(this.bounds, transaction.xid)) {
      this.bounds = undefined;
      return true;
    }
    return !isVisibleIn(this.bounds, transaction.xid);
  }

  /** These entries are on the disk. Does not wake anybody. */
  appended(entries: readonly LogEntry[]): void {
    for (const { body } of entries) this.logSize += body.length;
    const entry = entries.at(-1);
    if (entry !== undefined) this.last = { tx: entry.tx, op: entry.op };
  }

  /** Something changed: a chunk, the log, or the end of the shape. */
  wake(): void {
    const waiters = this.#waiters;
    this.#waiters = new Set();
    for (const waiter of waiters) waiter();
  }

  /** Resolves at the next change, after `milliseconds`, or when the client goes. */
  nextChange(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((done) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(finish);
        signal?.removeEventListener('abort', finish);
        done();
      };
      const timer = setTimeout(finish, milliseconds);
      this.#waiters.add(finish);
      signal?.addEventListener('abort', finish, { once: true });
      if (signal?.aborted === true) finish();
    });
  }
}
