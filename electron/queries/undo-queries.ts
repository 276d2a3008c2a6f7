/**
 * What taking something back would meet. Over what somebody else wrote meanwhile, an edit is written only by somebody
 * who saw it; whoever takes one back has not, so it is refused here, before it is asked for.
 */
import { sameJson } from '../../shared/base/json.ts';
import { failed, ok, Refusal, type RefusalData, type Result } from '../../shared/base/refusal.ts';
import * as declared from '../../shared/features/undo/queries.ts';
import { lastWriter } from '../../shared/mutations/conflict.ts';
import { deletionRestore, rowDelete } from '../../shared/mutations/deletion-mutations.ts';
import type { Intent } from '../../shared/mutations/mutation.ts';
import { rowUpdate } from '../../shared/mutations/row-mutations.ts';
import { columnOf, isTableName, replicatedTables, type TableName, tableOf } from '../../shared/schema/catalog.ts';
import { fromStored } from '../../shared/schema/codecs.ts';
import type { JsonValue, Table } from '../../shared/schema/define.ts';
import { acceptValue } from '../../shared/schema/validate.ts';
import { implement, type QueryContext } from './define-query.ts';
import { deletionPlan, labelsOf } from './deletion-queries.ts';
import { collectIds, titlesOf } from './outbox-queries.ts';

/** Looks at what the mutation would meet; answers it, with what was found out on the way, or why not. */
type Look = (context: QueryContext, args: unknown) => Promise<Result<unknown>>;
type StoredRow = Readonly<Record<string, unknown>>;

const titleOf = ({ replica }: QueryContext, table: TableName, id: string): string =>
  labelsOf(replica, table, [id])[0]?.label ?? '';

/** A live row as it stands, or why there is none to change. */
function standing(context: QueryContext, table: string, id: string): Result<StoredRow> {
  const missing = failed({ code: 'row.missing', details: { table, id } } as const);
  if (!isTableName(table) || tableOf(table).scope === 'hub') return missing;
  const row = context.replica.prepared<[string], StoredRow>(`SELECT * FROM ${table} WHERE id = ?`).get(id);
  if (row === undefined) return missing;
  const isDeleted = tableOf(table).softDelete && row['deleted_at'] !== null;
  return isDeleted
    ? failed({ code: 'row.deleted', details: { table, id, title: titleOf(context, table, id) } })
    : ok(row);
}

/** The value in the form in which it is kept, so that «12» is found in «12.00». */
function kept(table: Table, column: string, value: JsonValue): JsonValue {
  try {
    return acceptValue(table, column, value);
  } catch (error) {
    if (error instanceof Refusal) return value;
    throw error;
  }
}

/** Every column must still hold what was written there. */
const ofEdit: Look = async (context, args) => {
  const { table: name, id, seen } = rowUpdate.args.parse(args);
  const row = standing(context, name, id);
  if (!row.ok || !isTableName(name)) return row;
  const table = tableOf(name);
  for (const [column, value] of Object.entries(seen)) {
    const definition = columnOf(table, column);
    if (definition === undefined) continue;
    const found = fromStored(definition, row.value[column]) as JsonValue;
    if (sameJson(found, kept(table, column, value))) continue;
    const writer = await lastWriter(context.replica.db, { name, id, column });
    const title = titleOf(context, name, id);
    return failed({ code: 'undo.changed', details: { table: name, column, title, by: writer?.actor_name ?? '' } });
  }
  return ok(args);
};

/** Nothing else may go along unseen; what was looked at travels with the deletion. */
const ofCreation: Look = async (context, args) => {
  const request = rowDelete.args.parse(args);
  const row = standing(context, request.table, request.id);
  if (!row.ok) return row;
  const plan = await deletionPlan.run(context, request);
  if (plan === null) return failed({ code: 'row.missing', details: { table: request.table, id: request.id } });
  const others = plan.deletes.length + plan.clears.length + plan.hidden.length + plan.blocked.length;
  return others === 0
    ? ok({ ...request, plan: plan.shown })
    : failed({ code: 'undo.hasMore', details: { table: request.table, id: request.id, title: plan.title } });
};

/** Whoever restored it has taken it back already. */
const ofDeletion: Look = async ({ replica }, args) => {
  const { deletionId } = deletionRestore.args.parse(args);
  const deletion = replica
    .prepared<[string], { root_title: string | null; restored_at: string | null }>(
      'SELECT root_title, restored_at FROM deletions WHERE id = ?',
    )
    .get(deletionId);
  if (deletion === undefined) return failed({ code: 'row.missing', details: { table: 'deletions', id: deletionId } });
  const title = deletion.root_title ?? '';
  return deletion.restored_at === null ? ok(args) : failed({ code: 'deletion.restored', details: { title } });
};

/** What asks more than the mutation itself; all others refuse by themselves what they would meet. */
const looks: Readonly<Record<string, Look>> = {
  [rowUpdate.name]: ofEdit,
  [rowDelete.name]: ofCreation,
  [deletionRestore.name]: ofDeletion,
};

async function outlookOf(context: QueryContext, intent: Intent): Promise<[RefusalData | null, Intent]> {
  const found = (await looks[intent.name]?.(context, intent.args)) ?? ok(intent.args);
  return found.ok ? [null, { name: intent.name, args: found.value }] : [found.error, intent];
}

/** Whether what was done can be taken back, and what it is about. */
export const undoOutlook = implement(declared.undoOutlook, {
  tables: replicatedTables,
  run: async (context, { done, inverse }) => {
    const ids = new Set<string>();
    for (const { args } of [done, inverse]) collectIds(args, ids);
    const [obstacle, intent] = await outlookOf(context, inverse);
    return { titles: titlesOf(context.replica, ids), obstacle, intent };
  },
});

/** The same for a part of what one gesture did; its words are the gesture's. */
export const undoOutlooks = implement(declared.undoOutlooks, {
  tables: replicatedTables,
  run: async (context, { inverses }): Promise<declared.PartOutlook[]> => {
    const outlooks: declared.PartOutlook[] = [];
    for (const inverse of inverses) {
      const [obstacle, intent] = await outlookOf(context, inverse);
      outlooks.push({ obstacle, intent });
    }
    return outlooks;
  },
});
