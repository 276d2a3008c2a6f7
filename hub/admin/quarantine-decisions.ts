/**
 * What waits for an administrator, and what they decide about it. Accepting runs a mutation as its author, with the
 * rights they had when they left.
 */
import type pg from 'pg';
import { isUuid } from '../../shared/base/ids.ts';
import type { RefusalData } from '../../shared/base/refusal.ts';
import type { QuarantinedView, QuarantineOutcome } from '../../shared/ipc/people-contract.ts';
import { loadAuthor } from '../../shared/mutations/load-author.ts';
import { type Author, correctedTime, type Mutation } from '../../shared/mutations/mutation.ts';
import { can } from '../../shared/rules/permissions.ts';
import type { TableName } from '../../shared/schema/catalog.ts';
import { type May, readableArgs, readableDetails } from '../../shared/schema/readable.ts';
import { hasSignedIn } from '../auth/device-people.ts';
import { inTransaction } from '../database.ts';
import type { HubContext } from '../hub-context.ts';
import { applyOne } from '../push/apply-mutation.ts';
import { PostgresRowStore } from '../push/postgres-row-store.ts';
import { brokenOf } from '../push/push.ts';
import { concernsPeople } from '../push/quarantine.ts';

interface StoredRow {
  readonly id: string;
  readonly device_id: string;
  readonly device_name: string;
  readonly sequence: number;
  readonly mutation_id: string;
  readonly name: string;
  readonly args: string;
  readonly author_id: string;
  readonly author_name: string;
  readonly issued_at: string;
  readonly clock_offset_ms: string;
  readonly received_at: string;
  readonly reason: QuarantinedView['reason'];
  readonly is_trusted: boolean;
  readonly status: QuarantinedView['status'];
  readonly refusal: string | null;
  readonly decided_at: string | null;
  readonly decided_by_name: string | null;
}

const MOST_LISTED = 2000;
const COLUMNS = `q.id, q.device_id, coalesce(d.name, '') AS device_name, q.sequence, q.mutation_id, q.name, q.args,
  q.author_id, q.author_name, q.issued_at, q.clock_offset_ms, q.received_at, q.reason, q.is_trusted, q.status,
  q.refusal, q.decided_at, q.decided_by_name`;

function mutationOf(row: StoredRow): Mutation {
  return {
    id: row.mutation_id,
    deviceId: row.device_id,
    sequence: row.sequence,
    name: row.name,
    args: JSON.parse(row.args) as unknown,
    authorId: row.author_id,
    issuedAt: row.issued_at,
    clockOffsetMs: Number(row.clock_offset_ms),
  };
}

/** Waiting ones first, in the order in which they were entered; then what was decided last. */
export async function listQuarantined(
  { database: { pool } }: HubContext,
  { theaterId, permissions }: Author,
  deviceId: string | undefined,
): Promise<readonly QuarantinedView[]> {
  const may = (right: string): boolean => can(permissions, right);
  const { rows } = await pool.query<StoredRow>(
    `SELECT ${COLUMNS} FROM quarantined_mutations q LEFT JOIN devices d ON d.id = q.device_id
      WHERE q.theater_id = $1 AND ($2::uuid IS NULL OR q.device_id = $2)
     ORDER BY q.status <> 'waiting', q.decided_at DESC, q.device_id, q.sequence LIMIT ${MOST_LISTED}`,
    [theaterId, deviceId ?? null],
  );
  const changed = await changedSince(
    pool,
    theaterId,
    rows.filter((row) => row.status === 'waiting'),
  );
  return rows.map((row) => ({
    id: row.id,
    deviceId: row.device_id,
    deviceName: row.device_name,
    sequence: row.sequence,
    authorId: row.author_id,
    authorName: row.author_name,
    issuedAt: correctedTime(mutationOf(row), row.received_at),
    receivedAt: row.received_at,
    name: row.name,
    args: readableArgs(JSON.parse(row.args), may, true).args,
    reason: row.reason,
    isTrusted: row.is_trusted,
    status: row.status,
    changedSince: changed.has(row.id),
    refusal: readableRefusal(row.refusal, may),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
  }));
}

function readableRefusal(stored: string | null, may: May): QuarantinedView['refusal'] {
  const refusal = stored === null ? null : (JSON.parse(stored) as QuarantinedView['refusal']);
  return refusal === null ? null : { ...refusal, details: readableDetails(refusal.details, may) };
}

/**
 * Those that touch a record which was written after they were entered; what the same person entered before does not
 * count.
 */
async function changedSince(
  pool: pg.Pool,
  theaterId: string,
  rows: readonly StoredRow[],
): Promise<ReadonlySet<string>> {
  const touched = rows.flatMap((row) =>
    recordsIn(JSON.parse(row.args)).map(({ table, id }) => ({
      id: row.id,
      table,
      entity: id,
      since: correctedTime(mutationOf(row), row.received_at),
      author: row.author_id,
    })),
  );
  if (touched.length === 0) return new Set();
  const { rows: found } = await pool.query<{ id: string }>(
    `SELECT DISTINCT q.id FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[], $6::uuid[]) 
       AS q(id, entity_type, entity, since, author)
     WHERE EXISTS (SELECT 1 FROM activity_log a
     WHERE a.entity_type = q.entity_type AND a.entity_id = q.entity AND a.theater_id = $1
       AND a.recorded_at > q.since AND (a.user_id IS DISTINCT FROM q.author OR a.occurred_at > q.since))
     OR (q.entity_type = 'inventory_items' AND EXISTS (SELECT 1 FROM inventory_history h
     WHERE h.item_id = q.entity AND h.theater_id = $1
       AND h.created_at > q.since))`,
    [
      theaterId,
      ...(['id', 'table', 'entity', 'since', 'author'] as const).map((key) => touched.map((entry) => entry[key])),
    ],
  );
  return new Set(found.map(({ id }) => id));
}

/** Which argument names a record of which table. */
const RECORDS: Readonly<Record<string, TableName>> = {
  itemId: 'inventory_items',
  countId: 'inventory_counts',
  lineId: 'inventory_count_lines',
  conflictId: 'conflicts',
  deletionId: 'deletions',
};

/** Records that the arguments are about. */
function recordsIn(args: unknown): { readonly table: string; readonly id: string }[] {
  const given = new Map<string, unknown>(typeof args === 'object' && args !== null ? Object.entries(args) : []);
  const [table, id] = [given.get('table'), given.get('id')];
  const plain = typeof table === 'string' && isUuid(id) ? [{ table, id }] : [];
  return [
    ...plain,
    ...Object.entries(RECORDS).flatMap(([key, name]) => {
      const value = given.get(key);
      return isUuid(value) ? [{ table: name, id: value }] : [];
    }),
  ];
}

/** Decides in the order in which the work was entered. What the rules do not allow goes on waiting, with the reason. */
export async function decideQuarantined(
  hub: HubContext,
  by: Author,
  {
    ids,
    decision,
    note,
  }: { readonly ids: readonly string[]; readonly decision: 'accept' | 'refuse'; readonly note?: string | undefined },
): Promise<readonly QuarantineOutcome[]> {
  const at = hub.now().toISOString();
  return inTransaction(hub.database.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7))', [by.theaterId]);
    const { rows } = await client.query<StoredRow>(
      `SELECT ${COLUMNS} FROM quarantined_mutations q LEFT JOIN devices d ON d.id = q.device_id
        WHERE q.theater_id = $1 AND q.id = ANY($2::uuid[])
       ORDER BY q.device_id, q.sequence FOR UPDATE OF q`,
      [by.theaterId, ids],
    );
    const outcomes: QuarantineOutcome[] = [];
    for (const row of rows) {
      if (row.status !== 'waiting') {
        outcomes.push({ id: row.id, outcome: row.status });
        continue;
      }
      const refusal = decision === 'accept' ? await run(hub, client, by, row, at) : undefined;
      if (refusal === undefined)
        await settle(hub, client, by, row, {
          status: decision === 'accept' ? 'accepted' : 'refused',
          note: note ?? null,
          at,
        });
      else
        await client.query('UPDATE quarantined_mutations SET refusal = $2 WHERE id = $1', [
          row.id,
          JSON.stringify(refusal),
        ]);
      outcomes.push(
        refusal === undefined
          ? { id: row.id, outcome: decision === 'accept' ? 'accepted' : 'refused' }
          : {
              id: row.id,
              outcome: 'failed',
              refusal: JSON.parse(JSON.stringify(refusal)) as NonNullable<QuarantineOutcome['refusal']>,
            },
      );
    }
    return outcomes;
  });
}

/**
 * Why this administrator may not accept it: they would let something happen that they cannot see, or have others'
 * rights changed in the name of somebody above them. Whoever may do both decides.
 */
function beyond(by: Author, author: Author, mutation: Mutation): RefusalData | undefined {
  const [unseen] = readableArgs(mutation.args, (right) => can(by.permissions, right)).lacking;
  if (unseen !== undefined) return { code: 'permission.denied', details: { permission: unseen, name: mutation.name } };
  const above = concernsPeople(mutation) ? author.permissions.find((right) => !can(by.permissions, right)) : undefined;
  return above === undefined ? undefined : { code: 'people.above', details: { permission: above } };
}

/** Runs it as its author, who must have signed in on that laptop once: a stolen laptop may claim anybody. */
async function run(
  hub: HubContext,
  client: pg.ClientBase,
  by: Author,
  row: StoredRow,
  at: string,
): Promise<RefusalData | undefined> {
  const store = new PostgresRowStore(client);
  const wasThere = await hasSignedIn(client, { id: row.device_id }, row.author_id);
  const author = wasThere ? await loadAuthor(store.db, row.author_id, undefined, true) : undefined;
  if (author === undefined || author.theaterId !== by.theaterId) return { code: 'author.unknown', details: {} };
  const mutation = mutationOf(row);
  return (
    beyond(by, author, mutation) ?? applyOne(client, store, mutation, { author, recordedAt: at, broken: brokenOf(hub) })
  );
}

interface Settled {
  readonly status: 'accepted' | 'refused';
  readonly note: string | null;
  readonly at: string;
}

/** The decision stands in the journal, under the name of who decided. */
async function settle(
  hub: HubContext,
  client: pg.ClientBase,
  by: Author,
  row: StoredRow,
  { status, note, at }: Settled,
): Promise<void> {
  await client.query(
    `UPDATE quarantined_mutations SET status = $2, refusal = NULL, note = $3, decided_at = $4, decided_by_id = $5,
      decided_by_name = $6 WHERE id = $1`,
    [row.id, status, note, at, by.userId, by.name],
  );
  await client.query(
    `INSERT INTO activity_log (id, theater_id, employee_id, user_id, actor_name, action, entity_type, entity_id,
      changes, occurred_at, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'devices', $7, $8, $9, $9)`,
    [
      hub.newId(),
      by.theaterId,
      by.employeeId,
      by.userId,
      by.name,
      `quarantine.decide:${status === 'accepted' ? 'accept' : 'refuse'}`,
      row.device_id,
      JSON.stringify({
        action: [null, row.name],
        author_name: [null, row.author_name],
        sequence: [null, row.sequence],
        comment: [null, note],
      }),
      at,
    ],
  );
}
