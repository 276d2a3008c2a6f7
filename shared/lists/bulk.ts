/**
 * What can be done to all chosen rows of a list at once, and which mutations that takes. Each row keeps a mutation of
 * its own: what somebody else changed meanwhile is settled row by row, and so is what is refused.
 */
import { z } from 'zod';
import { sameJson } from '../base/json.ts';
import { json } from '../mutations/arguments.ts';
import type { ShownPlan } from '../mutations/deletion.ts';
import { deletionRestore, isDeletable, rowDelete } from '../mutations/deletion-mutations.ts';
import { inventoryChangeStatus, inventoryMove } from '../mutations/inventory-mutations.ts';
import type { Intent } from '../mutations/mutation.ts';
import { rowUpdate } from '../mutations/row-mutations.ts';
import { isPart } from '../rules/deletion-plan.ts';
import { type TableName, tableOf } from '../schema/catalog.ts';
import type { JsonValue } from '../schema/define.ts';
import type { ListColumn } from './list-column.ts';
import { type ListDescription, readableColumn } from './list-description.ts';

/** So many rows are changed at once at most: what is to happen to them is looked at one by one before. */
export const MOST_AT_ONCE = 5000;

/** What is to be done, as one value: it is previewed, carried out and taken back by it. */
export const bulkActionSchema = z.discriminatedUnion('kind', [
  /** Everything that stands somewhere of the chosen things goes to one place. */
  z.strictObject({ kind: z.literal('move'), to: z.uuid() }),
  z.strictObject({ kind: z.literal('set'), column: z.string().max(64), value: json }),
  z.strictObject({ kind: z.literal('delete') }),
  /** The rows are deletions. */
  z.strictObject({ kind: z.literal('restore') }),
]);
/** The same, parsed. */
export type BulkAction = z.infer<typeof bulkActionSchema>;
/** Which of them. */
export type BulkKind = BulkAction['kind'];

/** A chosen row as it stands: what its mutations need. */
export interface BulkRow {
  readonly id: string;
  readonly label: string;
  /** What stands in the column that is to change; of a move, the main place. */
  readonly seen: JsonValue;
  /** Of a move: how many stand where, the main place first. */
  readonly stock: readonly { readonly place: string; readonly quantity: number }[];
  /** Of a deletion: what goes along; null where that depends on what is deleted before it. */
  readonly plan: ShownPlan | null;
}

const ITEMS = 'inventory_items';
const PLACE = 'location_id';
/** The status of a thing has an action of its own. */
const isItemStatus = (table: TableName, column: string): boolean => table === ITEMS && column === 'status';

type May = (right: string) => boolean;

/** Columns that all chosen rows can be given one value of. Keys are of one row alone, and a name is. */
export function settable(list: ListDescription, may: May): readonly ListColumn[] {
  const { unique, write } = tableOf(list.table);
  return list.columns.filter((column) => {
    if (readableColumn(list, column.key, may) === undefined || column.key === list.title) return false;
    if (isItemStatus(list.table, column.key)) return may('inventory.move');
    if (list.table === ITEMS && column.key === PLACE) return false;
    return column.isEditable && write !== undefined && may(write) && !unique.some((key) => key.includes(column.key));
  });
}

/** What this person can do to rows of the list; the rules ask again, row by row. */
export function offered(list: ListDescription, may: May): ReadonlySet<BulkKind> {
  const { table } = list;
  const kinds = new Set<BulkKind>();
  if (table === ITEMS && may('inventory.move')) kinds.add('move');
  if (settable(list, may).length > 0) kinds.add('set');
  const { write } = tableOf(table);
  if (isDeletable(table) && write !== undefined && may(write) && (isPart(table) || may('rows.delete')))
    kinds.add('delete');
  return kinds;
}

interface Making {
  readonly may: May;
  readonly newId: () => string;
}

/** The mutations that do it to one row, in their order; none where it is so already. */
export function intentsFor(table: TableName, action: BulkAction, row: BulkRow, { may, newId }: Making): Intent[] {
  const { id, seen } = row;
  const set = (column: string, value: JsonValue): Intent =>
    isItemStatus(table, column)
      ? { name: inventoryChangeStatus.name, args: { itemId: id, status: value, seen } }
      : { name: rowUpdate.name, args: { table, id, changes: { [column]: value }, seen: { [column]: seen } } };
  switch (action.kind) {
    case 'set':
      return sameJson(seen, action.value) ? [] : [set(action.column, action.value)];
    case 'move':
      return movesFor(row, action.to, may('inventory.edit') ? set(PLACE, action.to) : undefined);
    case 'delete': {
      const plan = row.plan === null ? {} : { plan: row.plan };
      return [{ name: rowDelete.name, args: { table, id, deletionId: newId(), ...plan } }];
    }
    case 'restore':
      return [{ name: deletionRestore.name, args: { deletionId: id } }];
  }
}

/**
 * Everything that stands elsewhere is moved, from the main place first: the main place then follows by itself. Where it
 * would not, or moving back would not bring it back, it is set before (`setPlace`, where the person may).
 */
function movesFor({ id, seen, stock }: BulkRow, to: string, setPlace: Intent | undefined): Intent[] {
  const moves = stock
    .filter(({ place }) => place !== to)
    .map(({ place, quantity }) => ({
      name: inventoryMove.name,
      args: { itemId: id, fromLocationId: place, toLocationId: to, quantity },
    }));
  const stands = new Set(stock.map(({ place }) => place));
  const isFollowed = seen === to || (!stands.has(to) && (seen === null ? moves.length > 0 : stands.has(String(seen))));
  return isFollowed || setPlace === undefined ? moves : [setPlace, ...moves];
}
