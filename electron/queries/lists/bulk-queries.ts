/** The chosen rows of a list, as whoever is about to change all of them needs to see them. */
import { AppError } from '../../../shared/base/app-error.ts';
import * as declared from '../../../shared/features/lists/bulk.ts';
import { type BulkAction, type BulkRow, MOST_AT_ONCE } from '../../../shared/lists/bulk.ts';
import { listOf, readableColumn } from '../../../shared/lists/list-description.ts';
import type { ShownPlan } from '../../../shared/mutations/deletion.ts';
import { countsOf, type DeletionPlan, planDeletion } from '../../../shared/rules/deletion-plan.ts';
import { columnOf, isTableName, replicatedTables, type TableName, tableOf } from '../../../shared/schema/catalog.ts';
import { fromStored } from '../../../shared/schema/codecs.ts';
import type { JsonValue } from '../../../shared/schema/define.ts';
import type { Reading } from '../../replica/reading.ts';
import { implement, type QueryContext } from '../define-query.ts';
import { goingAlong, labelsOf, readStore } from '../deletion-queries.ts';
import { selectedIds } from './list-queries.ts';

/** What stands in a column of some rows, by id. */
function valuesOf(replica: Reading, table: TableName, name: string, ids: readonly string[]): Map<string, JsonValue> {
  const column = columnOf(tableOf(table), name);
  if (column === undefined || readableColumn(listOf(table), name, replica.mayRead) === undefined) return new Map();
  const rows = replica
    .prepared<[string], { id: string; value: unknown }>(
      `SELECT id, ${name} AS value FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(ids));
  return new Map(rows.map(({ id, value }) => [id, fromStored(column, value) as JsonValue]));
}

type Stock = BulkRow['stock'];

/** How many of each thing stand where, the main place first. */
function stockOf(replica: Reading, ids: readonly string[]): Map<string, Stock> {
  const rows = replica
    .prepared<[string], { item: string; place: string; quantity: number }>(
      `SELECT s.item_id AS item, s.location_id AS place, s.quantity FROM inventory_stock s
       JOIN inventory_items i ON i.id = s.item_id
       WHERE s.quantity > 0 AND s.item_id IN (SELECT value FROM json_each(?))
       ORDER BY s.item_id, s.location_id IS NOT i.location_id, s.location_id`,
    )
    .all(JSON.stringify(ids));
  return new Map(
    [...Map.groupBy(rows, ({ item }) => item)].map(([item, stock]) => [
      item,
      stock.map(({ place, quantity }) => ({ place, quantity })),
    ]),
  );
}

const touchedBy = ({ deletes, clears }: DeletionPlan): string[] => [
  ...deletes.flatMap(({ table, ids }) => ids.map((id) => `${table}/${id}`)),
  ...clears.flatMap(({ reference, rows }) => rows.map(({ id }) => `${reference.child}/${id}`)),
];

/** What each deletion takes along; without those whose plans meet, because the first one changes the others. */
async function plansOf(
  { replica, today }: QueryContext,
  table: TableName,
  ids: readonly string[],
): Promise<Map<string, ShownPlan>> {
  const plans = new Map<string, DeletionPlan>();
  const owners = new Map<string, number>();
  for (const id of ids) {
    const plan = await planDeletion(readStore(replica), [{ table, id }], { today, withHistory: false });
    plans.set(id, plan);
    for (const touched of new Set(touchedBy(plan))) owners.set(touched, (owners.get(touched) ?? 0) + 1);
  }
  const alone = [...plans].filter(([, plan]) => touchedBy(plan).every((touched) => owners.get(touched) === 1));
  return new Map(alone.map(([id, plan]) => [id, { fingerprint: plan.fingerprint, ...countsOf(plan) }]));
}

/** The column that the action changes. */
const columnFor = (action: BulkAction): string | undefined => {
  if (action.kind === 'set') return action.column;
  return action.kind === 'move' ? 'location_id' : undefined;
};

const NOTHING: Stock = [];

/** Above `MOST_AT_ONCE` rows only the number: nobody looks through more, and the action is not offered. */
export const bulkRows = implement(declared.bulkRows, {
  tables: replicatedTables,
  run: async (context, { action, ...selected }): Promise<declared.BulkRows> => {
    const { replica } = context;
    const ids = selectedIds(context, selected);
    const { table } = selected;
    if (ids.length > MOST_AT_ONCE || !isTableName(table)) return { total: ids.length, rows: [] };
    const column = columnFor(action);
    const values = column === undefined ? new Map() : valuesOf(replica, table, column, ids);
    const stock = action.kind === 'move' ? stockOf(replica, ids) : new Map<string, Stock>();
    const plans = action.kind === 'delete' ? await plansOf(context, table, ids) : new Map<string, ShownPlan>();
    const rows = labelsOf(replica, table, ids).map(
      ({ id, label }): BulkRow => ({
        id,
        label,
        seen: values.get(id) ?? null,
        stock: stock.get(id) ?? NOTHING,
        plan: plans.get(id) ?? null,
      }),
    );
    return { total: ids.length, rows };
  },
});

/** One plan for all of them together: what goes along with several goes once. */
export const bulkDeletion = implement(declared.bulkDeletion, {
  // Anything may belong to what is deleted.
  tables: replicatedTables,
  run: async ({ replica, today }, { table, ids }): Promise<declared.BulkDeletion> => {
    if (!isTableName(table)) throw new AppError('usage', { problem: `there is no table ${table}` });
    const roots = ids.map((id) => ({ table, id }));
    const plan = await planDeletion(readStore(replica), roots, { today, withHistory: true });
    return goingAlong(replica, plan, ids);
  },
});
