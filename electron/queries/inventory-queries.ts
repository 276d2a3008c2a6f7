/** The inventory table, one thing with all that belongs to it, and the code behind a scan. */
import type { InventoryListArgs, InventorySort } from '../../shared/features/inventory/queries.ts';
import * as declared from '../../shared/features/inventory/queries.ts';
import type { CodeMatch, InventoryItemDetail, InventoryList, InventoryListRow } from '../../shared/ipc/views.ts';
import type { Reading } from '../replica/reading.ts';
import { matchExpression } from '../replica/search-index.ts';
import { implement } from './define-query.ts';
import { versionOf } from './table-versions.ts';

/** Case 2 before case 10, in the reader's alphabet. */
const collator = new Intl.Collator(['ru', 'en'], { numeric: true, sensitivity: 'base' });

/** Sorted ids of the last few filters, per replica: a page is a slice, and scrolling sorts nothing again. */
const sortedIds = new WeakMap<Reading, Map<string, { readonly version: number; readonly ids: readonly string[] }>>();
const SORTED_TABLES = ['inventory_items', 'inventory_stock', 'inventory_categories', 'inventory_locations'] as const;

/**
 * Pieces that the index of words cannot hold as they are written: `%`, `_` and lone signs are ordinary letters, not
 * «anything».
 */
function literalPieces(text: string): string[] {
  return text.split(/\s+/u).filter((piece) => piece !== '' && (/[%_]/u.test(piece) || !/[\p{L}\p{N}]/u.test(piece)));
}

function conditions({ filter: wanted }: InventoryListArgs): {
  readonly sql: string;
  readonly parameters: (string | number)[];
} {
  const parts = ['i.deleted_at IS NULL'];
  const parameters: (string | number)[] = [];
  const match = wanted.text === undefined ? undefined : matchExpression(wanted.text);
  if (match !== undefined) {
    parts.push(
      "i.id IN (SELECT r.row_id FROM search_words w JOIN search_rows r ON r.number = w.rowid WHERE w.words MATCH ? AND r.table_name = 'inventory_items')",
    );
    parameters.push(match);
  }
  for (const piece of literalPieces(wanted.text ?? '')) {
    parts.push(
      "instr(concat_ws(' ', i.name, i.inventory_number, i.barcode, i.manufacturer, i.model, i.serial_number), ?) > 0",
    );
    parameters.push(piece);
  }
  const subtree = (table: string): string =>
    `(WITH RECURSIVE t(id) AS (VALUES (?) UNION SELECT c.id FROM ${table} c JOIN t ON c.parent_id = t.id) SELECT id FROM t)`;
  if (wanted.categoryId !== undefined) {
    parts.push(`i.category_id IN ${subtree('inventory_categories')}`);
    parameters.push(wanted.categoryId);
  }
  if (wanted.locationId !== undefined) {
    parts.push(
      `i.id IN (SELECT item_id FROM inventory_stock WHERE quantity > 0 AND location_id IN ${subtree('inventory_locations')})`,
    );
    parameters.push(wanted.locationId);
  }
  for (const [column, values] of [
    ['status', wanted.status],
    ['condition', wanted.condition],
  ] as const) {
    if (values === undefined || values.length === 0) continue;
    parts.push(`i.${column} IN (${values.map(() => '?').join(', ')})`);
    parameters.push(...values);
  }
  return { sql: parts.join(' AND '), parameters };
}

const SORT_EXPRESSION: Readonly<Record<InventorySort, string>> = {
  name: 'i.name',
  inventory_number: 'i.inventory_number',
  quantity: 'i.quantity',
  status: 'i.status',
  category: 'c.name',
  location: 'l.name',
  updated_at: 'i.updated_at',
};

function idsOf(replica: Reading, args: InventoryListArgs): readonly string[] {
  const { sql, parameters } = conditions(args);
  const key = JSON.stringify([args.filter, args.sort, args.isDescending]);
  const version = versionOf(replica, SORTED_TABLES);
  const kept = sortedIds.get(replica) ?? new Map<string, { version: number; ids: readonly string[] }>();
  sortedIds.set(replica, kept);
  const known = kept.get(key);
  if (known?.version === version) return known.ids;
  const rows = replica
    .prepared<unknown[], { id: string; k: string | number | null }>(
      `SELECT i.id, ${SORT_EXPRESSION[args.sort]} AS k FROM inventory_items i LEFT JOIN inventory_categories c ON c.id = i.category_id LEFT JOIN inventory_locations l ON l.id = i.location_id WHERE ${sql}`,
    )
    .all(...parameters);
  const sign = args.isDescending ? -1 : 1;
  rows.sort((a, b) => sign * compare(a.k, b.k) || (a.id < b.id ? -1 : 1));
  const ids = rows.map((row) => row.id);
  if (kept.size > 8) kept.clear();
  kept.set(key, { version, ids });
  return ids;
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return collator.compare(String(a), String(b));
}

export const inventoryList = implement(declared.inventoryList, {
  tables: ['inventory_items', 'inventory_categories', 'inventory_locations', 'inventory_stock', 'outbox'],
  run: async ({ replica }, args): Promise<InventoryList> => {
    const ids = idsOf(replica, args);
    const page = ids.slice(args.offset, args.offset + args.limit);
    const rows = replica
      .prepared<unknown[], InventoryListRow>(
        `SELECT i.id, i.name, i.inventory_number, i.barcode, i.quantity, i.unit, i.status, i.condition, i.manufacturer, i.model, c.name AS category, c.color AS category_color, l.name AS location,
         EXISTS (SELECT 1 FROM outbox_effects e WHERE e.row_id = i.id AND e.table_name = 'inventory_items') AS is_pending
       FROM inventory_items i LEFT JOIN inventory_categories c ON c.id = i.category_id LEFT JOIN inventory_locations l ON l.id = i.location_id WHERE i.id IN (${page.map(() => '?').join(', ')})`,
      )
      .all(...page);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return { total: ids.length, rows: page.flatMap((id) => byId.get(id) ?? []) };
  },
});

export const inventoryItem = implement(declared.inventoryItem, {
  tables: ['inventory_items', 'inventory_stock', 'inventory_history', 'inventory_locations', 'activity_log', 'outbox'],
  run: async ({ replica }, { id }): Promise<InventoryItemDetail | null> => {
    const item = await replica.db.selectFrom('inventory_items').selectAll().where('id', '=', id).executeTakeFirst();
    if (item === undefined) return null;
    const stock = await replica.db
      .selectFrom('inventory_stock as s')
      .innerJoin('inventory_locations as l', 'l.id', 's.location_id')
      .select(['s.location_id', 'l.name as location', 's.quantity'])
      .where('s.item_id', '=', id)
      .where('s.quantity', '>', 0)
      .orderBy('l.name')
      .execute();
    const movements = await replica.db
      .selectFrom('inventory_history as h')
      .leftJoin('inventory_locations as f', 'f.id', 'h.from_location_id')
      .leftJoin('inventory_locations as t', 't.id', 'h.to_location_id')
      .select([
        'h.id',
        'h.movement_type',
        'h.quantity',
        'f.name as from',
        't.name as to',
        'h.comment',
        'h.occurred_at',
        'h.created_by_name',
      ])
      .where('h.item_id', '=', id)
      .orderBy('h.occurred_at', 'desc')
      .orderBy('h.id', 'desc')
      .limit(100)
      .execute();
    const activity = await replica.db
      .selectFrom('activity_log')
      .selectAll()
      .where('entity_type', '=', 'inventory_items')
      .where('entity_id', '=', id)
      .orderBy('occurred_at', 'desc')
      .orderBy('id')
      .limit(100)
      .execute();
    const isPending = replica.prepared('SELECT 1 FROM outbox_effects WHERE row_id = ? LIMIT 1').get(id) !== undefined;
    return { item, stock, movements, activity, isPending };
  },
});

/** What a scanned or typed code means: barcode first, then the inventory number, then a place. */
export function findCode(replica: Reading, code: string): CodeMatch {
  const exact = lookUp(replica, code);
  // People type what is printed in capitals in small letters.
  const upper = exact.kind === 'unknown' ? lookUp(replica, code.toUpperCase()) : exact;
  return upper.kind === 'unknown' ? exact : upper;
}

function lookUp(replica: Reading, code: string): CodeMatch {
  for (const [kind, sql] of [
    ['item', 'SELECT id, name FROM inventory_items WHERE barcode = ? AND deleted_at IS NULL'],
    ['item', 'SELECT id, name FROM inventory_items WHERE inventory_number = ? AND deleted_at IS NULL'],
    ['location', 'SELECT id, name FROM inventory_locations WHERE code = ? AND deleted_at IS NULL'],
  ] as const) {
    const theaterId = replica.meta('theater_id') ?? '';
    const row = replica
      .prepared<[string, string], { id: string; name: string }>(`${sql} AND theater_id = ?`)
      .get(code, theaterId);
    if (row !== undefined) return { kind, ...row };
  }
  return { kind: 'unknown', id: null, name: code };
}

export const codeLookup = implement(declared.codeLookup, {
  tables: [],
  run: async ({ replica }, { code }) => findCode(replica, code),
});
