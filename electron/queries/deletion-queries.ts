/** What deleting or restoring would do, and what lies in the trash: computed here, without the network. */
import { z } from 'zod';
import * as declared from '../../shared/features/deletion/queries.ts';
import type { BulkDeletion } from '../../shared/features/lists/bulk.ts';
import type { BlockerView, DeletionPreview, NamedCount, RestorePreview } from '../../shared/ipc/views.ts';
import { rootsOfEmployee } from '../../shared/mutations/deletion-mutations.ts';
import {
  countsOf,
  type DeletionPlan,
  planDeletion,
  type RowKey,
  rowCountOf,
  type Unchanged,
} from '../../shared/rules/deletion-plan.ts';
import { planRestore } from '../../shared/rules/restore-plan.ts';
import { isTableName, replicatedTables, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import type { Reading } from '../replica/reading.ts';
import { RowStatements } from '../replica/row-statements.ts';
import { LookupStatements, SqliteRowStore } from '../replica/sqlite-row-store.ts';
import { dayInTheatre, implement } from './define-query.ts';
import { labelSql } from './labels.ts';

const behindViews = new RegExp(`\\b(FROM|JOIN) (${replicatedTables.join('|')})\\b`, 'g');

/**
 * Lookups past the views: what goes along with a deletion goes whether or not who asks may see it, and the mutation
 * counts it. What they may not see is counted, and named by nobody.
 */
class AllRows extends LookupStatements {
  override prepare(text: string): ReturnType<LookupStatements['prepare']> {
    return super.prepare(text.replace(behindViews, '$1 main.$2'));
  }
}

/** One per connection: a query of several statements reads on that of its snapshot. */
const stores = new WeakMap<Reading['reader'], SqliteRowStore>();

/** Reads rows as mutations do, from committed snapshots. */
export function readStore(replica: Reading): SqliteRowStore {
  const { reader } = replica;
  let store = stores.get(reader);
  if (store === undefined) {
    store = new SqliteRowStore(replica.db, new RowStatements(reader), new AllRows(reader));
    stores.set(reader, store);
  }
  return store;
}

/** Labels of some rows, in the order of the ids. */
export function labelsOf(
  replica: Reading,
  table: TableName,
  ids: readonly string[],
): { readonly id: string; readonly label: string }[] {
  const rows = replica
    .prepared<[string], { id: string; label: string | null }>(
      `SELECT r.id, ${labelSql(table, 'r')} AS label FROM ${table} r WHERE r.id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  const byId = new Map(rows.map((row) => [row.id, row.label ?? row.id]));
  return ids.flatMap((id) => (byId.has(id) ? [{ id, label: byId.get(id) ?? id }] : []));
}

async function rootsOf(
  replica: Reading,
  table: TableName,
  id: string,
  isDeactivation: boolean,
): Promise<readonly RowKey[]> {
  const employee = isDeactivation && table === 'employees' ? await readStore(replica).find('employees', id) : undefined;
  return employee === undefined ? [{ table, id }] : rootsOfEmployee(readStore(replica), employee);
}

const NAMED = 3;
const BLOCKERS = 10;
/** From how many rows on a copy of the data is taken first; `backup.deletionRows` in the settings says otherwise. */
const LARGE = 500;

function largeFrom(replica: Reading): number {
  const row = replica
    .prepared<[], { value: string }>("SELECT value FROM settings WHERE key = 'backup.deletionRows'")
    .get();
  const rows = Number(row?.value);
  return row !== undefined && Number.isFinite(rows) && rows >= 1 ? rows : LARGE;
}

/**
 * A whole plan for people: counts, first names, blockers that can be opened, and the fingerprint that the mutation
 * carries.
 */
export const deletionPlan = implement(declared.deletionPlan, {
  // Anything may belong to what is deleted.
  tables: replicatedTables,
  run: async ({ replica, today }, { table, id, deactivate }): Promise<DeletionPreview | null> => {
    if (!isTableName(table) || readRow(replica, table, id)?.deleted_at !== null) return null;
    const plan = await planDeletion(readStore(replica), await rootsOf(replica, table, id, deactivate === true), {
      today,
      withHistory: true,
    });
    return {
      table,
      id,
      title: labelsOf(replica, table, [id])[0]?.label ?? id,
      shown: { fingerprint: plan.fingerprint, ...countsOf(plan) },
      ...goingAlong(replica, plan, [id]),
      blocked: plan.blocked.flatMap(({ reference, rows: blocking }) => ({
        table: reference.child,
        column: reference.column,
        count: blocking.length,
        rows: labelsOf(
          replica,
          reference.child,
          blocking.slice(0, BLOCKERS).map((row) => row.id),
        ).map((row) => opened(replica, reference.child, row)),
      })),
    };
  },
});

function readRow(replica: Reading, table: TableName, id: string): { readonly deleted_at: string | null } | undefined {
  return tableOf(table).softDelete
    ? replica.prepared<[string], { deleted_at: string | null }>(`SELECT deleted_at FROM ${table} WHERE id = ?`).get(id)
    : undefined;
}

/** What a plan does besides deleting what was asked for, and whether it does so much that a copy is taken first. */
export function goingAlong(replica: Reading, plan: DeletionPlan, asked: readonly string[]): BulkDeletion {
  const rows = rowCountOf(plan);
  const stays = ({ reference, count }: Unchanged): NamedCount => ({
    table: reference.child,
    column: reference.column,
    count,
    names: [],
  });
  return {
    rows,
    isLarge: rows > largeFrom(replica),
    deletes: goingWith(replica, plan, asked),
    clears: plan.clears.map(({ reference, rows: cleared }) => ({
      table: reference.child,
      column: reference.column,
      count: cleared.length,
      names: firstNames(
        replica,
        reference.child,
        cleared.map((row) => row.id),
      ),
    })),
    kept: plan.kept.map(stays),
    hidden: plan.hidden.map(stays),
  };
}

const firstNames = (replica: Reading, table: TableName, ids: readonly string[]): string[] =>
  labelsOf(replica, table, ids.slice(0, NAMED)).map(({ label }) => label);

function goingWith(replica: Reading, plan: DeletionPlan, asked: readonly string[]): NamedCount[] {
  const [root] = plan.roots;
  const known = new Set(asked);
  return plan.deletes.toReversed().flatMap(({ table, ids }) => {
    const others = ids.filter((id) => table !== root?.table || !known.has(id));
    if (others.length === 0) return [];
    // What is people's own has no name for others.
    const names = tableOf(table).owner === undefined ? firstNames(replica, table, others) : [];
    return [{ table, column: null, count: others.length, names }];
  });
}

/** Rows that only join two others are opened at the one they are part of. */
function opened(
  replica: Reading,
  table: TableName,
  row: { readonly id: string; readonly label: string },
): BlockerView['rows'][number] {
  if (tableOf(table).title !== undefined) return { ...row, open: { table, id: row.id } };
  const [owner] = Object.entries(tableOf(table).columns).flatMap(([column, { references }]) =>
    references?.soft === 'cascade' ? [{ column, parent: references.table }] : [],
  );
  if (owner === undefined) return { ...row, open: { table, id: row.id } };
  const found = replica
    .prepared<[string], { owner: string }>(`SELECT ${owner.column} AS owner FROM ${table} WHERE id = ?`)
    .get(row.id);
  return { ...row, open: { table: owner.parent, id: found?.owner ?? row.id } };
}

/** Whether a mutation deletes so much that a copy is taken first. */
export async function isLargeDeletion(replica: Reading, name: string, args: unknown, now: Date): Promise<boolean> {
  if (name !== 'row.delete' && name !== 'employee.deactivate') return false;
  const parsed = z.object({ table: z.string().default('employees'), id: z.uuid() }).safeParse(args);
  if (!parsed.success || !isTableName(parsed.data.table)) return false;
  const { table, id } = parsed.data;
  if (readRow(replica, table, id)?.deleted_at !== null) return false;
  const plan = await planDeletion(
    readStore(replica),
    await rootsOf(replica, table, id, name === 'employee.deactivate'),
    { today: dayInTheatre(replica, now), withHistory: false },
  );
  return rowCountOf(plan) > largeFrom(replica);
}

/** What restoring would bring back, and what stands in its way. */
export const restorePlan = implement(declared.restorePlan, {
  tables: replicatedTables,
  run: async ({ replica, today }, { deletionId }): Promise<RestorePreview | null> => {
    const deletion = replica
      .prepared<
        [string],
        { root_table: string; root_id: string; root_title: string | null; restored_at: string | null }
      >('SELECT root_table, root_id, root_title, restored_at FROM deletions WHERE id = ?')
      .get(deletionId);
    if (deletion === undefined || deletion.restored_at !== null) return null;
    const effects = await replica.db
      .selectFrom('deletion_effects')
      .select(['entity_type', 'entity_id', 'kind', 'column_name', 'previous_value'])
      .where('deletion_id', '=', deletionId)
      .orderBy('id')
      .execute();
    const plan = await planRestore(readStore(replica), deletionId, effects, today);
    const count = (list: readonly { readonly table: TableName; readonly column: string }[]): NamedCount[] =>
      [...Map.groupBy(list, ({ table, column }) => `${table}.${column}`)].flatMap(([, rows]) =>
        rows[0] === undefined ? [] : [{ table: rows[0].table, column: rows[0].column, count: rows.length, names: [] }],
      );
    return {
      title: deletion.root_title ?? '',
      rows: plan.rows.map(({ table, ids }) => ({
        table,
        column: null,
        count: ids.length,
        names: labelsOf(replica, table, ids.slice(0, NAMED)).map(({ label }) => label),
      })),
      references: count(plan.references),
      replaced: count(plan.replaced),
      cut: count(plan.cut),
      gone: plan.gone,
      blocked: plan.blocked
        .slice(0, BLOCKERS)
        .flatMap(({ parent, value, deletionId: by }) =>
          labelsOf(replica, parent, [value]).map(({ label }) => ({ table: parent, id: value, label, deletionId: by })),
        ),
    };
  },
});
