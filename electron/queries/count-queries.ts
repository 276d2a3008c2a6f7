/** Counts: the list, and one count with its sums, its last entries and its unknown codes. */
import { z } from 'zod';
import { countSums, standingEntries } from '../../shared/rules/count-sums.ts';
import { defineQuery } from './define-query.ts';
import type { CountListRow, CountDetail } from '../../shared/ipc/views.ts';

export const countList = defineQuery({
  name: 'counts.list',
  args: z.strictObject({}),
  tables: ['inventory_counts', 'inventory_count_lines', 'inventory_count_entries', 'inventory_locations'],
  run: async (replica): Promise<readonly CountListRow[]> => replica.prepared<[], CountListRow>(
    `SELECT c.id, c.name, c.status, c.is_blind, l.name AS location, c.started_at, c.posted_at, c.created_at,
       (SELECT count(*) FROM inventory_count_lines x WHERE x.count_id = c.id) AS lines, (SELECT count(*) FROM inventory_count_entries x WHERE x.count_id = c.id) AS entries
     FROM inventory_counts c JOIN inventory_locations l ON l.id = c.location_id WHERE c.deleted_at IS NULL ORDER BY c.created_at DESC, c.id`).all(),
});

type StoredEntry = { id: string; item_id: string | null; name: string | null; scanned_code: string | null; location_id: string; location: string; quantity: number; recount_pass: number; undoes_id: string | null; mode: 'share' | 'second' | null; counted_by_id: string | null; counted_by_name: string; counted_at: string; is_pending: number };
type StoredLine = { item_id: string; location_id: string; expected_quantity: number; resolution: string; recount_pass: number; together: 'sum' | 'apart' | null; decided_quantity: number | null };
type Named = { id: string; name: string; inventory_number: string; barcode: string | null; unit: string };

const LAST_ENTRIES = 50;

export const countDetail = defineQuery({
  name: 'counts.detail',
  args: z.strictObject({ id: z.uuid() }),
  tables: ['inventory_counts', 'inventory_count_lines', 'inventory_count_entries', 'inventory_items', 'inventory_locations', 'outbox'],
  run: async (replica, { id }): Promise<CountDetail | null> => {
    const count = await replica.db.selectFrom('inventory_counts').selectAll().where('id', '=', id).executeTakeFirst();
    if (count === undefined) return null;
    const places = replica.prepared<[string], { id: string; name: string; code: string }>(
      'WITH RECURSIVE t(id) AS (VALUES (?) UNION SELECT c.id FROM inventory_locations c JOIN t ON c.parent_id = t.id) SELECT l.id, l.name, l.code FROM inventory_locations l JOIN t ON t.id = l.id WHERE l.deleted_at IS NULL ORDER BY l.sort_order, l.name').all(count.location_id);
    const lines = replica.prepared<[string], StoredLine>('SELECT item_id, location_id, expected_quantity, resolution, recount_pass, together, decided_quantity FROM inventory_count_lines WHERE count_id = ?').all(id);
    const entries = replica.prepared<[string], StoredEntry>(
      `SELECT e.id, e.item_id, i.name, e.scanned_code, e.location_id, l.name AS location, e.quantity, e.recount_pass, e.undoes_id, e.mode, e.counted_by_id, e.counted_by_name, e.counted_at,
         EXISTS (SELECT 1 FROM outbox_effects x WHERE x.row_id = e.id) AS is_pending
       FROM inventory_count_entries e JOIN inventory_locations l ON l.id = e.location_id LEFT JOIN inventory_items i ON i.id = e.item_id WHERE e.count_id = ? ORDER BY e.counted_at DESC, e.id DESC`).all(id);
    const itemIds = [...new Set([...lines.map((line) => line.item_id), ...entries.flatMap((entry) => entry.item_id ?? [])])];
    const items = new Map(replica.prepared<[string], Named>('SELECT id, name, inventory_number, barcode, unit FROM inventory_items WHERE id IN (SELECT value FROM json_each(?))').all(JSON.stringify(itemIds)).map((row) => [row.id, row]));
    const placeNames = new Map(replica.prepared<[], { id: string; name: string }>('SELECT id, name FROM inventory_locations').all().map((row) => [row.id, row.name]));
    const undone = new Set(entries.flatMap((entry) => entry.undoes_id ?? []));
    return {
      count, location: placeNames.get(count.location_id) ?? '', places,
      lines: countSums(lines, standingEntries(entries)).flatMap((sum) => {
        const item = items.get(sum.itemId);
        return item === undefined ? [] : [{ ...sum, counted: sum.counted ?? sum.parts.reduce((all, part) => all + part.quantity, 0), name: item.name, inventoryNumber: item.inventory_number, barcode: item.barcode, unit: item.unit, location: placeNames.get(sum.locationId) ?? '', counters: countersOf(entries, sum) }];
      }),
      entries: entries.filter((entry) => entry.undoes_id === null).slice(0, LAST_ENTRIES).map((entry) => ({
        id: entry.id, itemId: entry.item_id, name: entry.name, code: entry.scanned_code, location: entry.location, quantity: entry.quantity, countedBy: entry.counted_by_name, countedAt: entry.counted_at,
        isUndone: undone.has(entry.id), isPending: entry.is_pending === 1,
      })),
      unknown: unknownCodes(entries),
    };
  },
});

function countersOf(entries: readonly StoredEntry[], sum: { readonly itemId: string; readonly locationId: string; readonly pass: number }): { name: string; quantity: number }[] {
  const byName = new Map<string, number>();
  for (const entry of entries) {
    if (entry.item_id === sum.itemId && entry.location_id === sum.locationId && entry.recount_pass === sum.pass) byName.set(entry.counted_by_name, (byName.get(entry.counted_by_name) ?? 0) + entry.quantity);
  }
  return [...byName].map(([name, quantity]) => ({ name, quantity })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function unknownCodes(entries: readonly StoredEntry[]): { code: string; quantity: number; location: string }[] {
  const sums = new Map<string, { code: string; quantity: number; location: string }>();
  for (const entry of entries) {
    if (entry.item_id !== null || entry.scanned_code === null) continue;
    const sum = sums.get(entry.scanned_code) ?? { code: entry.scanned_code, quantity: 0, location: entry.location };
    sum.quantity += entry.quantity;
    sums.set(entry.scanned_code, sum);
  }
  return [...sums.values()].filter((sum) => sum.quantity !== 0);
}
