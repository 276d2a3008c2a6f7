/**
 * A shape that ended is fetched again beside the table and swapped in by difference: nobody sees an empty table, and
 * the outbox is not touched. Rows arrive in bounded transactions; the swap happens with the next aligned commit.
 */
import type { TableName } from '../../shared/schema/catalog.ts';
import { cellDecoder } from '../../shared/schema/codecs.ts';
import type { Replica, WriteTx } from '../replica/replica.ts';
import { markForSearch } from '../replica/search-index.ts';
import { type HubClient, HubFailure } from './hub-client.ts';
import { type RowMessage, requestShape, type ShapeReply } from './shape-client.ts';
import { forget, type TableCursors } from './table-cursors.ts';

/** What fetching a table anew needs of its session. */
export interface RefetchDeps {
  readonly replica: Replica;
  readonly client: HubClient;
  readonly cursors: TableCursors;
  readonly signal: AbortSignal;
}

const stagingOf = (table: TableName): string => `staging_${table}`;
const MAX_ROTATIONS = 5;
/** So often in a row a hub may bring nothing new and not say that this was all. */
const MAX_EMPTY = 50;

/**
 * Fetches a table's current snapshot into staging and points its cursor at the new shape. Answers false where the hub
 * does not know the table; what is here of it stays.
 */
export async function refetchToStaging(deps: RefetchDeps, table: TableName): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ROTATIONS; attempt += 1) {
    const staged = await stage(deps, table, attempt);
    if (staged !== 'again') return staged === 'staged';
  }
  throw new Error(`the shape of ${table} was rotated ${MAX_ROTATIONS} times while it was fetched`);
}

type Staged = 'staged' | 'absent' | 'again';

/**
 * Brings a table’s rows beside it. What the shape’s log holds is buffered like any change, and applied with the commit
 * that swaps the table in. `attempt` makes an address that no cache has answered yet.
 */
async function stage(deps: RefetchDeps, table: TableName, attempt: number): Promise<Staged> {
  const cursor = deps.cursors.of(table);
  cursor.buffered = [];
  cursor.seenLsn = 0;
  await deps.replica.write('normal', (tx) => {
    tx.sqlite.exec(
      `DROP TABLE IF EXISTS ${stagingOf(table)}; CREATE TABLE ${stagingOf(table)} AS SELECT * FROM ${table} LIMIT 0`,
    );
  });
  let position: { handle: string | undefined; offset: string } = { handle: undefined, offset: '-1' };
  for (let empty = 0; empty <= MAX_EMPTY; ) {
    const reply: ShapeReply = await requestShape(
      deps.client,
      table,
      position,
      deps.signal,
      attempt === 0 ? undefined : String(attempt),
    );
    if (reply.kind === 'must-refetch') return 'again';
    if (reply.kind === 'absent') {
      forget(cursor);
      await deps.replica.write('normal', (tx) => tx.sqlite.exec(`DROP TABLE ${stagingOf(table)}`));
      return 'absent';
    }
    const snapshot = reply.rows.filter((message) => message.headers.lsn === undefined);
    if (snapshot.length > 0) await deps.replica.write('normal', (tx) => insertStaged(tx, table, snapshot));
    for (const message of reply.rows) {
      if (message.headers.lsn !== undefined)
        cursor.buffered.push({
          table,
          lsn: Number(message.headers.lsn),
          op: message.headers.op_position ?? 0,
          message,
        });
    }
    cursor.handle = reply.handle;
    cursor.offset = reply.offset;
    cursor.seenLsn = Math.max(cursor.seenLsn, reply.seenLsn);
    position = { handle: reply.handle, offset: reply.offset };
    if (reply.isUpToDate) return 'staged';
    empty = reply.rows.length === 0 ? empty + 1 : 0;
  }
  throw new HubFailure('busy', 'shapes.silent', `the shape of ${table} neither goes on nor ends`);
}

function insertStaged(tx: WriteTx, table: TableName, messages: readonly RowMessage[]): void {
  const columns = tx.rows.of(table).columns.map(([name, column]) => [name, cellDecoder(column)] as const);
  const insert = tx.sqlite.prepare(
    `INSERT INTO ${stagingOf(table)} (${columns.map(([name]) => name).join(', ')})
      VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const { value } of messages) insert.run(...columns.map(([name, decode]) => decode(value[name])));
}

/**
 * Makes a table equal to its staging copy, touching only rows that differ. Foreign keys must be off: the difference is
 * no deletion, and nothing may cascade from it. Pending effects must have been undone.
 */
export function swapStaged(tx: WriteTx, table: TableName): void {
  const staging = stagingOf(table);
  const names = tx.rows.of(table).columns.map(([name]) => name);
  const changed = tx.sqlite
    .prepare<[], { id: string }>(
      `SELECT id FROM (SELECT ${names.join(', ')} FROM ${table} EXCEPT SELECT ${names.join(', ')} FROM ${staging})
     UNION SELECT id FROM (SELECT ${names.join(', ')} FROM ${staging} EXCEPT SELECT ${names.join(', ')} FROM ${table})`,
    )
    .all();
  // Each of the rows that differ is looked for: without an index that takes as long as their number squared.
  tx.sqlite.exec(`CREATE INDEX ${staging}_id ON ${staging} (id)`);
  const remove = tx.sqlite.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const add = tx.sqlite.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${staging} WHERE id = ?`,
  );
  for (const { id } of changed) remove.run(id);
  for (const { id } of changed) {
    add.run(id);
    markForSearch(tx, table, id);
  }
  tx.sqlite.exec(`DROP TABLE ${staging}`);
  if (changed.length > 0) tx.touch(table);
}
