/** One thing with all that belongs to it, and the code behind a scan. */
import * as declared from '../../shared/features/inventory/queries.ts';
import type { CodeMatch, InventoryItemDetail } from '../../shared/ipc/views.ts';
import type { Reading } from '../replica/reading.ts';
import { implement } from './define-query.ts';
import { labelSql } from './labels.ts';

/** Null where there is none. The history is the newest part; the stock names only places where something is. */
export const inventoryItem = implement(declared.inventoryItem, {
  tables: ['inventory_items', 'inventory_stock', 'inventory_history', 'inventory_locations', 'activity_log', 'outbox'],
  run: async ({ replica }, { id }): Promise<InventoryItemDetail | null> => {
    const item = await replica.db.selectFrom('inventory_items').selectAll().where('id', '=', id).executeTakeFirst();
    if (item === undefined) return null;
    const stock = await replica.db
      .selectFrom('inventory_stock as s')
      .innerJoin('inventory_locations as l', 'l.id', 's.location_id')
      .leftJoin('inventory_items as c', (join) => join.onRef('c.place_id', '=', 'l.id').on('c.deleted_at', 'is', null))
      .select(['s.location_id', 'l.name as location', 's.quantity', 'c.id as case_id'])
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

/** An event `s` that is still to come, on the day that stands for `?`. */
const TO_COME = `s.deleted_at IS NULL AND s.event_date >= ? AND s.status NOT IN ('completed', 'cancelled')`;

export const itemNeeds = implement(declared.itemNeeds, {
  tables: ['performance_inventory', 'event_inventory', 'performances', 'schedule_events'],
  run: async ({ replica, today }, { id }) =>
    replica
      .prepared<[string, string, string, string], declared.ItemNeed>(
        `SELECT * FROM (SELECT 'performances' AS "table", f.id, ${labelSql('performances', 'f')} AS title, p.quantity,
            (SELECT min(s.event_date) FROM schedule_events s WHERE s.performance_id = f.id AND ${TO_COME}) AS next
          FROM performance_inventory p JOIN performances f ON f.id = p.performance_id AND f.deleted_at IS NULL
          WHERE p.inventory_item_id = ? AND p.deleted_at IS NULL
        UNION ALL
        SELECT 'schedule_events', s.id, ${labelSql('schedule_events', 's')}, i.quantity, s.event_date
          FROM event_inventory i JOIN schedule_events s ON s.id = i.event_id
          WHERE i.inventory_item_id = ? AND i.deleted_at IS NULL AND ${TO_COME}
) ORDER BY next IS NULL, next, title`,
      )
      .all(today, id, id, today),
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

/** What a code belongs to. Asked at the moment of a scan, and so kept up to date by nobody. */
export const codeLookup = implement(declared.codeLookup, {
  tables: [],
  run: async ({ replica }, { code }) => findCode(replica, code),
});
