import { initially, int, oneOf, opt, ref, since, table, tenant, timestamp, uuid, varchar } from '../define.ts';

/**
 * One scan or typed quantity: a delta. Entries of several counters add up where they share the work, and stand side by
 * side where not.
 */
export const inventoryCountEntries = table(
  'inventory_count_entries',
  {
    ...tenant,
    count_id: ref('inventory_counts', 'CASCADE', 'keep'),
    item_id: opt(ref('inventory_items', 'RESTRICT', 'keep')),
    scanned_code: opt(varchar(100)),
    location_id: ref('inventory_locations', 'RESTRICT', 'keep'),
    quantity: int(),
    recount_pass: initially(int(), 0),
    undoes_id: opt(ref('inventory_count_entries', 'SET NULL', 'keep')),
    counted_by_id: opt(ref('users', 'SET NULL', 'keep')),
    counted_by_name: varchar(255),
    device_id: uuid(),
    counted_at: timestamp(),
    /**
     * The counter's part of the work, or a second opinion about the whole. Empty: they did not say, and it counts as a
     * part.
     */
    mode: since(2, opt(oneOf(['share', 'second']))),
  },
  {
    words: { table: ['Отметки подсчёта', 'Count entries'] },
    group: null,
    page: 'records',
    part: false,
    title: null,
    hint: null,
    states: null,
    rules: [],
    ledger: true,
    silent: true,
    indexes: [{ columns: ['count_id', 'counted_at'] }, { columns: ['count_id', 'item_id', 'location_id'] }],
  },
);
