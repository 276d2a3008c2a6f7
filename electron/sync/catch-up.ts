/** Brings tables past a commit with ordinary requests, in parallel; what comes is buffered until all of it is there. */
import type { TableName } from '../../shared/schema/catalog.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { requestShape } from './shape-client.ts';
import type { Cursor, TableCursors } from './table-cursors.ts';

/** `pause` waits; a test that has no time does not. */
export interface CatchUpDeps {
  readonly client: HubClient;
  readonly cursors: TableCursors;
  readonly signal: AbortSignal;
  /** Counts requests, for the figures. */
  readonly onRequest: () => void;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Requests at a time: the hub allows a laptop sixteen answers, the doorbell is one of them. */
const PARALLEL = 8;
/** Looks at one table, most of them a quarter of a second apart: after that the hub’s shapes are taken for stuck. */
const MAX_LOOKS = 200;

/** Answers the tables that must be fetched anew; the others have passed `lsn`. */
export async function catchUp(deps: CatchUpDeps, tables: readonly TableName[], lsn: number): Promise<TableName[]> {
  const lost: TableName[] = [];
  const queue = tables.map((table) => deps.cursors.of(table)).filter((cursor) => cursor.seenLsn < lsn);
  await Promise.all(
    Array.from({ length: Math.min(PARALLEL, queue.length) }, async () => {
      for (let cursor = queue.shift(); cursor !== undefined; cursor = queue.shift()) {
        if (!(await readPast(deps, cursor, lsn))) lost.push(cursor.table);
      }
    }),
  );
  return lost;
}

/**
 * Requests until the table has passed the commit. The doorbell may ring a moment before a shape has the change: then it
 * looks again.
 */
async function readPast(deps: CatchUpDeps, cursor: Cursor, lsn: number): Promise<boolean> {
  if (cursor.handle === undefined) return false;
  for (let looks = 0; cursor.seenLsn < lsn; looks += 1) {
    deps.signal.throwIfAborted();
    if (looks > MAX_LOOKS)
      throw new HubFailure('busy', 'shapes.silent', `${cursor.table} does not reach commit ${lsn}`);
    deps.onRequest();
    const reply = await requestShape(
      deps.client,
      cursor.table,
      { handle: cursor.handle, offset: cursor.offset },
      deps.signal,
    );
    if (reply.kind !== 'batch') return false;
    for (const message of reply.rows) {
      cursor.buffered.push({
        table: cursor.table,
        lsn: Number(message.headers.lsn ?? 0),
        op: message.headers.op_position ?? 0,
        message,
      });
    }
    cursor.offset = reply.offset;
    cursor.seenLsn = Math.max(cursor.seenLsn, reply.seenLsn);
    if (reply.isUpToDate && cursor.seenLsn < lsn) await deps.pause(Math.min(5 * 2 ** looks, 250));
  }
  return true;
}
